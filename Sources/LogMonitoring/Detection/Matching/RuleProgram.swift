/// A test of a rule, with the slot that its field fills. The same test in many rules is one atom.
struct Atom: Sendable, Hashable {
    let slot: Int
    let matcher: Matcher
    /// The slot of the other field, where the matcher compares two.
    let otherSlot: Int

    /// A literal without which the test cannot be true, and where it has to stand.
    var literal: RequiredStretch? {
        switch matcher {
        case .text(let pattern): pattern.required
        case .expression(let expression):
            RequiredLiteral.longest(in: expression.pattern).map {
                RequiredStretch(bytes: TextFolding.folded($0), atStart: false, atEnd: false, isWhole: false)
            }
        default: nil
        }
    }
}

/// A stretch of folded bytes that a value must have.
struct RequiredStretch: Sendable {
    let bytes: [UInt8]
    let atStart: Bool
    let atEnd: Bool
    /// Whether its presence is all that the test asks.
    let isWhole: Bool

    /// How rarely it will stand in ordinary values; only for choosing among several.
    var rarity: Double { Double(bytes.count) + (atStart && atEnd ? 4 : 0) + (atStart != atEnd ? 1 : 0) }
}

extension TextPattern {
    /// Nil where nothing is required, or only one character anywhere.
    var required: RequiredStretch? {
        switch shape {
        case .anything: return nil
        case .whole(let bytes): return stretch(bytes, true, true)
        case .start(let bytes): return stretch(bytes, true, false)
        case .end(let bytes): return stretch(bytes, false, true)
        case .inside(let bytes): return bytes.count < 2 ? nil : stretch(bytes, false, false)
        case .mixed:
            var longest: [UInt8] = []
            for case .literal(let bytes) in tokens where bytes.count > longest.count { longest = bytes }
            guard longest.count >= 2 else { return nil }
            return RequiredStretch(
                bytes: TextFolding.folded(longest), atStart: false, atEnd: false, isWhole: false)
        }
    }

    private func stretch(_ bytes: [UInt8], _ atStart: Bool, _ atEnd: Bool) -> RequiredStretch? {
        guard !bytes.isEmpty else { return nil }
        return RequiredStretch(
            bytes: isCased ? TextFolding.folded(bytes) : bytes, atStart: atStart, atEnd: atEnd,
            isWhole: !isCased)
    }
}

/// A rule's expression over atoms, laid out flat: the children of a node stand side by side.
struct RuleProgram: Sendable {
    enum Kind: UInt8, Sendable { case atom, all, any, not }

    struct Node: Sendable {
        var kind: Kind
        /// The atom, or the first child.
        var first: Int32
        var count: Int32
    }

    private(set) var nodes: [Node] = []
    /// Each a set of atoms of which one must be true; all of them must be met. Empty: always a candidate.
    private(set) var clauses: [[Int32]] = []

    /// More make the counting dearer than what they save.
    static let clauseLimit = 4

    init(_ expression: Expression, atom: (FieldTest) -> Int, literal: (Int) -> RequiredStretch?) {
        nodes.append(Node(kind: .any, first: 0, count: 0))
        var queue: [(place: Int, expression: Expression)] = [(0, expression)]
        var head = 0
        while head < queue.count {
            let (place, expression) = queue[head]
            head += 1
            switch expression {
            case .test(let test): nodes[place] = Node(kind: .atom, first: Int32(atom(test)), count: 1)
            case .all(let parts): lay(.all, parts, place, &queue)
            case .any(let parts): lay(.any, parts, place, &queue)
            case .not(let part): lay(.not, [part], place, &queue)
            }
        }
        let found = required(0, literal).sorted { $0.rarity > $1.rarity }
        clauses = found.prefix(Self.clauseLimit).map(\.atoms)
    }

    private mutating func lay(
        _ kind: Kind, _ parts: [Expression], _ place: Int,
        _ queue: inout [(place: Int, expression: Expression)]
    ) {
        nodes[place] = Node(kind: kind, first: Int32(nodes.count), count: Int32(parts.count))
        for part in parts {
            queue.append((nodes.count, part))
            nodes.append(Node(kind: .any, first: 0, count: 0))
        }
    }

    private struct Clause {
        var atoms: [Int32]
        var rarity: Double
    }

    /// The clauses without which a node cannot be true.
    private func required(_ place: Int, _ literal: (Int) -> RequiredStretch?) -> [Clause] {
        let node = nodes[place]
        switch node.kind {
        case .atom:
            guard let stretch = literal(Int(node.first)) else { return [] }
            return [Clause(atoms: [node.first], rarity: stretch.rarity)]
        case .not: return []
        case .all: return children(node).flatMap { required($0, literal) }
        case .any:
            var joined = Clause(atoms: [], rarity: .infinity)
            for child in children(node) {
                guard let best = required(child, literal).max(by: { $0.rarity < $1.rarity }) else {
                    return []
                }
                joined.atoms += best.atoms
                joined.rarity = min(joined.rarity, best.rarity)
            }
            joined.atoms = Array(Set(joined.atoms)).sorted()
            return [joined]
        }
    }

    func children(_ node: Node) -> Range<Int> { Int(node.first)..<Int(node.first + node.count) }
}
