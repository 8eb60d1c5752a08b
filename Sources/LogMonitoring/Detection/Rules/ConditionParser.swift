/// A rule's condition: `and`, `or`, `not`, parentheses, `1 of`, `all of`, names with `*`, `them`.
///
/// `not` binds closest, then `and`, then `or`.
struct ConditionParser {
    private let words: [String]
    private var index = 0
    private let detections: [(name: String, expression: Expression)]
    private var depth = 0

    private init(words: [String], detections: [(name: String, expression: Expression)]) {
        self.words = words
        self.detections = detections
    }

    static func expression(
        _ text: String, _ detections: [(name: String, expression: Expression)]
    ) throws(RuleRefusal) -> Expression {
        if text.contains("|") {
            throw RuleRefusal(.condition, "an aggregation behind | is no longer Sigma: write a correlation")
        }
        var parser = ConditionParser(words: words(of: text), detections: detections)
        if parser.words.isEmpty { throw RuleRefusal(.condition, "the condition is empty") }
        let expression = try parser.alternatives()
        if let surplus = parser.current {
            throw RuleRefusal(.condition, "\(surplus) is not expected: \(text)")
        }
        return expression
    }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            if character.isWhitespace || character == "(" || character == ")" {
                if !word.isEmpty { words.append(word) }
                word = ""
                if !character.isWhitespace { words.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private var current: String? { index < words.count ? words[index] : nil }

    private mutating func takes(_ word: String) -> Bool {
        guard current?.lowercased() == word else { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(RuleRefusal) -> Expression {
        depth += 1
        defer { depth -= 1 }
        if depth > 100 { throw RuleRefusal(.condition, "parentheses are nested more than 100 deep") }
        var parts = [try conjunction()]
        while takes("or") { parts.append(try conjunction()) }
        return .some(parts)
    }

    private mutating func conjunction() throws(RuleRefusal) -> Expression {
        var parts = [try negation()]
        while takes("and") { parts.append(try negation()) }
        return .every(parts)
    }

    private mutating func negation() throws(RuleRefusal) -> Expression {
        var isNegated = false
        while takes("not") { isNegated.toggle() }
        let expression = try primary()
        return isNegated ? .not(expression) : expression
    }

    private mutating func primary() throws(RuleRefusal) -> Expression {
        guard let word = current else { throw RuleRefusal(.condition, "the condition ends too early") }
        index += 1
        if word == "(" {
            let inner = try alternatives()
            guard takes(")") else { throw RuleRefusal(.condition, "a parenthesis is not closed") }
            return inner
        }
        if takes("of") { return try quantified(word.lowercased()) }
        if word == ")" { throw RuleRefusal(.condition, "a parenthesis closes that was not opened") }
        if let found = detections.first(where: { $0.name == word }) { return found.expression }
        throw RuleRefusal(.condition, "there is no detection named \(word)")
    }

    private mutating func quantified(_ quantity: String) throws(RuleRefusal) -> Expression {
        guard let pattern = current else { throw RuleRefusal(.condition, "of what? the condition ends") }
        index += 1
        let chosen = detections.filter {
            pattern.lowercased() == "them" ? !$0.name.hasPrefix("_") : Self.matches($0.name, pattern)
        }
        if chosen.isEmpty { throw RuleRefusal(.condition, "no detection is named like \(pattern)") }
        switch quantity {
        case "1", "any": return .some(chosen.map(\.expression))
        case "all": return .every(chosen.map(\.expression))
        default: throw RuleRefusal(.condition, "\(quantity) of: only 1, any and all are Sigma")
        }
    }

    /// `*` in a name stands for any characters.
    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let text = TextPattern(SigmaText(escaped: pattern.replacing("?", with: "\\?")), cased: true)
        return Array(name.utf8).withUnsafeBufferPointer(text.matches)
    }
}
