/// Why a rule, a filter or a pipeline cannot be used. A finding: all of them are collected, none ends the
/// run.
public struct RuleRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// Stable; people read `reason`.
    public enum Code: String, Sendable, CaseIterable {
        case unreadable
        case incomplete
        case condition
        case modifier
        case value
        case placeholder
        case regularExpression = "regular-expression"
        case reference
        case pipeline
        case duplicate
        case guidance = "toride-block"
    }

    public let code: Code
    /// In English, because rules are written in it; names the place inside the rule.
    public let reason: String

    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    public var description: String { reason }
}

/// A rule that was refused: where it stands, and why.
public struct RefusedRule: Sendable, Equatable {
    public let file: String
    /// Nil where the document could not be read that far.
    public let title: String?
    public let refusal: RuleRefusal
}

/// One line of `toride rules check --json`.
public struct RefusalLine: Sendable {
    /// `refused`, `dropped`, `waiting`.
    public var state: String
    public var file: String
    public var title: String?
    public var code: String
    public var reason: String

    public init(state: String, file: String, title: String?, code: String, reason: String) {
        self.state = state
        self.file = file
        self.title = title
        self.code = code
        self.reason = reason
    }

    public var json: [UInt8] {
        var out = JSONLine()
        out.begin("{")
        out.member("state", state)
        out.member("file", file)
        if let title { out.member("title", title) }
        out.member("code", code)
        out.member("reason", reason)
        out.end("}")
        return out.bytes
    }
}
