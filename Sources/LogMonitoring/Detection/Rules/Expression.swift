/// What a rule asks of one event: tests of fields, joined.
public indirect enum Expression: Sendable, Hashable {
    case test(FieldTest)
    /// Empty: true.
    case all([Expression])
    /// Empty: false.
    case any([Expression])
    case not(Expression)

    /// The same with every field test replaced.
    func replacingTests(
        _ replaced: (FieldTest) throws(RuleRefusal) -> Expression
    ) throws(RuleRefusal) -> Expression {
        switch self {
        case .test(let test): return try replaced(test)
        case .all(let parts):
            var done: [Expression] = []
            for part in parts { done.append(try part.replacingTests(replaced)) }
            return .all(done)
        case .any(let parts):
            var done: [Expression] = []
            for part in parts { done.append(try part.replacingTests(replaced)) }
            return .any(done)
        case .not(let part): return .not(try part.replacingTests(replaced))
        }
    }

    /// `all` of one is that one.
    static func every(_ parts: [Expression]) -> Expression { parts.count == 1 ? parts[0] : .all(parts) }
    /// `any` of one is that one.
    static func some(_ parts: [Expression]) -> Expression { parts.count == 1 ? parts[0] : .any(parts) }

    /// Every test in it, in the order of writing.
    var tests: [FieldTest] {
        switch self {
        case .test(let test): [test]
        case .all(let parts), .any(let parts): parts.flatMap(\.tests)
        case .not(let part): part.tests
        }
    }
}

/// One question about one field.
public struct FieldTest: Sendable, Hashable {
    /// Nil: a keyword, looked for in everything that the event says.
    public var field: String?
    public var matcher: Matcher

    public init(field: String?, matcher: Matcher) {
        self.field = field
        self.matcher = matcher
    }
}

/// What is asked of a field's value. A field with several values matches if one of them does.
public enum Matcher: Sendable, Hashable {
    case text(TextPattern)
    /// Absent, or present and null.
    case null
    /// Presence alone, whatever the value.
    case exists(Bool)
    case expression(RegularExpression)
    case network(AddressRange)
    case number(Comparison, Double)
    case timePart(TimePart, Comparison, Int)
    /// Against another field of the same event.
    case reference(field: String, part: ReferencePart, cased: Bool)
    /// A text with placeholders that no pipeline has filled yet: cannot be evaluated.
    case unfilled(UnfilledText)
}

/// How a number of the event stands to the rule's.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case less = "lt"
    case lessOrEqual = "lte"
    case greater = "gt"
    case greaterOrEqual = "gte"
    case equal = "eq"
    case different = "neq"

    public func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .different: left != right
        }
    }
}

/// Which part of the one field must be the other field's value.
public enum ReferencePart: Sendable, Hashable { case whole, start, end, inside }

/// A value with `%placeholder%`, and the shape it is to have once filled.
public struct UnfilledText: Sendable, Hashable {
    let text: SigmaText
    let cased: Bool
}
