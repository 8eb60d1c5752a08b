/// The modifiers behind a field's name, applied to its values one after the other.
///
/// Sigma 2.1, appendix of modifiers. What may not be combined is refused, never ignored.
struct ModifierChain {
    let names: [String]

    static let known: Set<String> = [
        "all", "base64", "base64offset", "cased", "cidr", "contains", "endswith", "exists", "expand",
        "fieldref", "gt", "gte", "lt", "lte", "neq", "re", "startswith", "utf16", "utf16be", "utf16le",
        "wide",
        "windash", "i", "m", "s", "ignorecase", "multiline", "dotall", "minute", "hour", "day", "week",
        "month",
        "year",
    ]

    init(_ names: [String]) throws(RuleRefusal) {
        if let unknown = names.first(where: { !Self.known.contains($0) }) {
            throw RuleRefusal(.modifier, "the modifier \(unknown) is not known")
        }
        self.names = names
    }

    var joinsWithAll: Bool { names.contains("all") }
    var isNegated: Bool { names.contains("neq") }

    /// The tests that one value stands for; they are alternatives.
    func matchers(for value: RuleValue) throws(RuleRefusal) -> [Matcher] {
        var states = [State(value, cased: names.contains("cased"))]
        for (place, name) in names.enumerated() where !["all", "neq", "cased"].contains(name) {
            var next: [State] = []
            for state in states { next += try state.applying(name, before: Array(names[..<place])) }
            states = next
        }
        var matchers: [Matcher] = []
        for state in states { matchers.append(try state.matcher()) }
        return matchers
    }
}

/// A value as a rule writes it.
enum RuleValue: Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case null

    /// As an event would write it.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): NumberText.canonical(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .null: ""
        }
    }
}

/// A value on its way through the chain.
private struct State {
    enum Form {
        case plain(RuleValue)
        case text(SigmaText)
        case expression(String, RegularExpression.Flags)
        case reference(String, ReferencePart)
        case compared(Comparison, Double)
        case part(TimePart, Comparison, Int?)
        case done(Matcher)
    }

    var form: Form
    let cased: Bool

    init(_ value: RuleValue, cased: Bool) {
        self.cased = cased
        if case .text(let text) = value {
            form = .text(SigmaText(escaped: text))
        } else {
            form = .plain(value)
        }
        written = value
    }

    private let written: RuleValue

    func applying(_ name: String, before: [String]) throws(RuleRefusal) -> [State] {
        if let comparison = Comparison(rawValue: name), name != "neq" { return [try compared(comparison)] }
        if let part = TimePart(rawValue: name) { return [try timePart(part)] }
        switch name {
        case "contains", "startswith", "endswith": return [try anchored(name)]
        case "re", "cidr", "exists": return [try alone(name, before)]
        case "i", "ignorecase": return [try flagged(.ignoringCase, name)]
        case "m", "multiline": return [try flagged(.multipleLines, name)]
        case "s", "dotall": return [try flagged(.dotIsAnything, name)]
        case "fieldref":
            guard let literal = text.literal else {
                throw RuleRefusal(.value, "fieldref names a field, so no wildcard may stand in it")
            }
            return [with(.reference(String(decoding: literal, as: UTF8.self), .whole))]
        case "expand":
            return [with(.text(try textOnly(name).withPlaceholders()))]
        case "windash":
            guard let texts = TextEncodings.windowsDashes(try textOnly(name)) else {
                throw RuleRefusal(.value, "windash: more than three dashes in one value")
            }
            return texts.map { with(.text($0)) }
        default: return try encoded(name)
        }
    }

    func matcher() throws(RuleRefusal) -> Matcher {
        switch form {
        case .plain(.null): return .null
        case .plain(let value): return .text(TextPattern(SigmaText(literal: value.text), cased: cased))
        case .text(let text):
            return text.hasPlaceholder
                ? .unfilled(UnfilledText(text: text, cased: cased)) : .text(TextPattern(text, cased: cased))
        case .expression(let pattern, let flags):
            return .expression(try RegularExpression(pattern, flags: flags))
        case .reference(let field, let part): return .reference(field: field, part: part, cased: cased)
        case .compared(let comparison, let number): return .number(comparison, number)
        case .part(let part, let comparison, let number):
            guard let number else { throw RuleRefusal(.value, "\(part.rawValue) needs a whole number") }
            return .timePart(part, comparison, number)
        case .done(let matcher): return matcher
        }
    }

    private func with(_ form: Form) -> State {
        var copy = self
        copy.form = form
        return copy
    }

    private var text: SigmaText {
        switch form {
        case .text(let text): text
        case .plain(let value): SigmaText(literal: value.text)
        default: SigmaText(pieces: [])
        }
    }

    private func textOnly(_ name: String) throws(RuleRefusal) -> SigmaText {
        switch form {
        case .text(let text): return text
        case .plain(.integer), .plain(.number): return text
        default: throw RuleRefusal(.modifier, "\(name) needs a text")
        }
    }

    private func anchored(_ name: String) throws(RuleRefusal) -> State {
        switch form {
        case .reference(let field, _):
            let part: ReferencePart = name == "contains" ? .inside : name == "startswith" ? .start : .end
            return with(.reference(field, part))
        case .expression(let pattern, let flags):
            // A search finds a match anywhere: `contains` adds nothing.
            let anchored =
                name == "contains"
                ? pattern : name == "startswith" ? "\\A(?:\(pattern))" : "(?:\(pattern))\\z"
            return with(.expression(anchored, flags))
        default:
            let text = try textOnly(name)
            switch name {
            case "contains": return with(.text(text.openAtStart().openAtEnd()))
            case "startswith": return with(.text(text.openAtEnd()))
            default: return with(.text(text.openAtStart()))
            }
        }
    }

    /// Modifiers that take the value as it was written.
    private func alone(_ name: String, _ before: [String]) throws(RuleRefusal) -> State {
        guard before.allSatisfy({ ["all", "neq", "cased"].contains($0) }) else {
            throw RuleRefusal(
                .modifier, "\(name) does not go with \(before.joined(separator: "|")) before it")
        }
        switch (name, written) {
        case ("exists", .boolean(let truth)): return with(.done(.exists(truth)))
        case ("exists", _): throw RuleRefusal(.value, "exists needs true or false")
        case ("re", .null): throw RuleRefusal(.value, "re needs a pattern")
        case ("re", _): return with(.expression(written.text, []))
        default:
            guard let range = AddressRange(written.text) else {
                throw RuleRefusal(.value, "\(written.text) is no network in CIDR notation")
            }
            return with(.done(.network(range)))
        }
    }

    private func flagged(_ flag: RegularExpression.Flags, _ name: String) throws(RuleRefusal) -> State {
        guard case .expression(let pattern, let flags) = form else {
            throw RuleRefusal(.modifier, "\(name) follows re")
        }
        return with(.expression(pattern, flags.union(flag)))
    }

    private func compared(_ comparison: Comparison) throws(RuleRefusal) -> State {
        if case .part(let part, _, let number) = form { return with(.part(part, comparison, number)) }
        guard let number = Self.number(written) else {
            throw RuleRefusal(.value, "\(comparison.rawValue) needs a number, not \(written.text)")
        }
        return with(.compared(comparison, number))
    }

    private func timePart(_ part: TimePart) throws(RuleRefusal) -> State {
        guard let number = Self.number(written), number == number.rounded(), abs(number) < 10_000 else {
            throw RuleRefusal(.value, "\(part.rawValue) needs a whole number, not \(written.text)")
        }
        if case .compared(let comparison, _) = form { return with(.part(part, comparison, Int(number))) }
        return with(.part(part, .equal, Int(number)))
    }

    private static func number(_ value: RuleValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private func encoded(_ name: String) throws(RuleRefusal) -> [State] {
        let text = try textOnly(name)
        let wide: TextEncodings.Wide? =
            switch name {
            case "wide", "utf16le": .littleEndian
            case "utf16be": .bigEndian
            case "utf16": .marked
            default: nil
            }
        if let wide {
            let pieces = text.pieces.map { piece -> SigmaText.Piece in
                if case .literal(let bytes) = piece { return .literal(TextEncodings.wide(bytes, wide)) }
                return piece
            }
            return [with(.text(SigmaText(pieces: pieces)))]
        }
        guard let literal = text.literal, !literal.isEmpty else {
            throw RuleRefusal(.value, "\(name) needs a text without wildcards")
        }
        let encodings =
            name == "base64" ? [TextEncodings.base64(literal)] : TextEncodings.base64Offsets(literal)
        return encodings.map { with(.text(SigmaText(pieces: [.literal($0)]))) }
    }
}
