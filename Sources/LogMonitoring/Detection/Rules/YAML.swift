import Yams

/// Reading what Sigma's files say, whatever they say.
enum YAML {
    /// Bytes of one file of rules; SigmaHQ's longest has 60 kB.
    static let largestFile = 4_000_000

    /// The documents of a file.
    ///
    /// Aliases are not expanded without limit: a node that would grow beyond a million is refused.
    static func documents(_ text: String) throws(RuleRefusal) -> [Node] {
        guard text.utf8.count <= largestFile else {
            throw RuleRefusal(.unreadable, "the file is larger than \(largestFile) bytes")
        }
        do {
            let documents = try Array(Yams.compose_all(yaml: text))
            var budget = 1_000_000
            for document in documents where !spend(document, &budget) {
                throw RuleRefusal(.unreadable, "aliases make the file larger than a million values")
            }
            return documents
        } catch let refusal as RuleRefusal {
            throw refusal
        } catch {
            throw RuleRefusal(.unreadable, "no YAML: \(error)".split(separator: "\n").joined(separator: " "))
        }
    }

    private static func spend(_ node: Node, _ budget: inout Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping where !spend(key, &budget) || !spend(value, &budget) { return false }
        case .sequence(let sequence):
            for element in sequence where !spend(element, &budget) { return false }
        default: break
        }
        return true
    }

    /// A text as it was written, also where it would read as a number or a date.
    static func text(_ node: Node?) -> String? {
        guard case .scalar(let scalar)? = node, node?.tag != Tag(.null) else { return nil }
        return scalar.string
    }

    /// One text or a list of them.
    static func texts(_ node: Node?) -> [String] {
        if case .sequence(let sequence)? = node { return sequence.compactMap { text($0) } }
        return text(node).map { [$0] } ?? []
    }

    static func mapping(_ node: Node?) -> Node.Mapping? {
        if case .mapping(let mapping)? = node { return mapping }
        return nil
    }
}
