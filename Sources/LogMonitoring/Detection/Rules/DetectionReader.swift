import Yams

/// The detections of a rule: maps (all of it), lists (one of it), keywords.
enum DetectionReader {
    /// - Parameter node: what stands under `detection`, or under `filter`.
    static func expression(_ node: Node, ignoring: Set<String> = []) throws(RuleRefusal) -> Expression {
        guard case .mapping(let mapping) = node else {
            throw RuleRefusal(.incomplete, "detection is not a map")
        }
        var detections: [(name: String, expression: Expression)] = []
        for (key, value) in mapping {
            let name = key.string ?? ""
            if name == "condition" || name == "timeframe" || ignoring.contains(name) { continue }
            do {
                detections.append((name, try definition(value, depth: 0)))
            } catch {
                throw RuleRefusal(error.code, "\(name): \(error.reason)")
            }
        }
        if detections.isEmpty { throw RuleRefusal(.incomplete, "there is nothing to detect") }
        guard let condition = mapping["condition"] else {
            throw RuleRefusal(.incomplete, "condition is missing")
        }
        var alternatives: [Expression] = []
        for text in YAML.texts(condition) {
            alternatives.append(try ConditionParser.expression(text, detections))
        }
        if alternatives.isEmpty { throw RuleRefusal(.incomplete, "condition is empty") }
        return .some(alternatives)
    }

    private static func definition(_ node: Node, depth: Int) throws(RuleRefusal) -> Expression {
        if depth > 20 { throw RuleRefusal(.value, "nested more than 20 deep") }
        switch node {
        case .mapping(let mapping):
            if mapping.isEmpty { throw RuleRefusal(.value, "the map is empty") }
            var parts: [Expression] = []
            for (key, value) in mapping { parts.append(try item(key.string ?? "", value)) }
            return .every(parts)
        case .sequence(let sequence):
            if sequence.isEmpty { throw RuleRefusal(.value, "the list is empty") }
            var parts: [Expression] = []
            for element in sequence {
                if case .scalar = element {
                    parts.append(try item("", element))
                } else {
                    parts.append(try definition(element, depth: depth + 1))
                }
            }
            return .some(parts)
        case .scalar: return try item("", node)
        case .alias: throw RuleRefusal(.unreadable, "an alias leads nowhere")
        }
    }

    /// `Field|modifier|modifier: value or values`; without a field, keywords.
    private static func item(_ key: String, _ node: Node) throws(RuleRefusal) -> Expression {
        let pieces = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let field = pieces.first.flatMap { $0.isEmpty ? nil : $0 }
        let chain = try ModifierChain(Array(pieces.dropFirst()))
        let values = try values(of: node, key)
        var parts: [Expression] = []
        for value in values {
            let matchers = try chain.matchers(for: value)
            parts.append(
                .some(
                    try matchers.map { (matcher) throws(RuleRefusal) in
                        .test(try test(field, matcher))
                    }))
        }
        let joined: Expression = chain.joinsWithAll ? .every(parts) : .some(parts)
        return chain.isNegated ? .not(joined) : joined
    }

    private static func test(_ field: String?, _ matcher: Matcher) throws(RuleRefusal) -> FieldTest {
        guard field == nil else { return FieldTest(field: field, matcher: matcher) }
        switch matcher {
        case .text(let pattern): return FieldTest(field: nil, matcher: .text(pattern.anywhere))
        case .expression: return FieldTest(field: nil, matcher: matcher)
        case .unfilled(let text): return FieldTest(field: nil, matcher: .unfilled(text.anywhere))
        default: throw RuleRefusal(.value, "this needs a field's name")
        }
    }

    private static func values(of node: Node, _ key: String) throws(RuleRefusal) -> [RuleValue] {
        switch node {
        case .scalar: return [try value(node)]
        case .sequence(let sequence):
            if sequence.isEmpty { throw RuleRefusal(.value, "\(key) has an empty list") }
            var values: [RuleValue] = []
            for element in sequence {
                guard case .scalar = element else {
                    throw RuleRefusal(.value, "\(key) has a list or map inside its list")
                }
                values.append(try value(element))
            }
            return values
        default: throw RuleRefusal(.value, "\(key) has a map as its value")
        }
    }

    private static func value(_ node: Node) throws(RuleRefusal) -> RuleValue {
        guard case .scalar(let scalar) = node else { throw RuleRefusal(.value, "a value is no scalar") }
        switch node.tag.rawValue {
        case Tag.Name.null.rawValue: return .null
        case Tag.Name.bool.rawValue: return .boolean(node.bool ?? false)
        case Tag.Name.int.rawValue:
            if let number = node.int { return .integer(number) }
            return .text(scalar.string)
        case Tag.Name.float.rawValue:
            if let number = node.float, number.isFinite { return .number(number) }
            return .text(scalar.string)
        default: return .text(scalar.string)
        }
    }
}

extension TextPattern {
    /// Anywhere in the value, as a keyword means it.
    var anywhere: TextPattern {
        let pieces = tokens.map { token -> SigmaText.Piece in
            switch token {
            case .literal(let bytes): .literal(bytes)
            case .many: .many
            case .one: .one
            }
        }
        return TextPattern(SigmaText(pieces: pieces).openAtStart().openAtEnd(), cased: isCased)
    }
}

extension UnfilledText {
    var anywhere: UnfilledText { UnfilledText(text: text.openAtStart().openAtEnd(), cased: cased) }
}
