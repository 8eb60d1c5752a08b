/// Holds the stored subtree hashes against those that follow from the leaves, in whatever order both arrive.
struct NodeComparison {
    /// What a subtree should be: over the stored leaves, and, where entries disagree with theirs, over these.
    struct Expected {
        let hash: Digest32
        let recomputed: Digest32
    }

    private(set) var wrong: Set<MerkleAddress> = []
    // Where the two differ: whether the stored subtree bears out what the entries say.
    private var votes: [MerkleAddress: Bool] = [:]
    private var expected: [MerkleAddress: Expected] = [:]
    private var early: [MerkleAddress: Digest32] = [:]

    mutating func expect(_ node: MerkleNode, recomputed: Digest32) {
        let hashes = Expected(hash: node.hash, recomputed: recomputed)
        if early.isEmpty {
            expected[node.address] = hashes
        } else if let stored = early.removeValue(forKey: node.address) {
            compare(stored, with: hashes, at: node.address)
        } else {
            expected[node.address] = hashes
        }
    }

    mutating func stored(_ node: MerkleNode) {
        if let hashes = expected.removeValue(forKey: node.address) {
            compare(node.hash, with: hashes, at: node.address)
        } else {
            early[node.address] = node.hash
        }
    }

    private mutating func compare(_ stored: Digest32, with expected: Expected, at address: MerkleAddress) {
        guard stored == expected.hash || stored == expected.recomputed else {
            wrong.insert(address)
            return
        }
        if expected.hash != expected.recomputed {
            votes[address] = stored == expected.recomputed
        }
    }

    /// Whether the smallest stored subtree above an entry bears out the entry rather than its stored leaf;
    /// nil when there is none that could tell.
    func lowestVote(above seq: Int) -> Bool? {
        guard !votes.isEmpty else { return nil }
        return (1..<Int.bitWidth - 1).lazy
            .compactMap { votes[MerkleAddress(level: $0, index: seq >> $0)] }
            .first
    }

    /// Subtrees that were never handed over, lowest first.
    var missing: [MerkleAddress] { Self.sorted(expected.keys) }
    /// Subtrees that the tree does not have.
    var surplus: [MerkleAddress] { Self.sorted(early.keys) }

    /// Wrong subtrees as findings: where a confirmed checkpoint covers the leaves these are right, and the
    /// subtree alone is wrong; elsewhere a wrong subtree below a wrong one means that a leaf under both was
    /// replaced.
    func findings(confirmed: Int, count: Int) -> [LedgerFinding] {
        Self.sorted(wrong).compactMap { address in
            if address.leaves.upperBound <= confirmed { return .nodeChanged(address) }
            let halves = [0, 1].map { MerkleAddress(level: address.level - 1, index: address.index * 2 + $0) }
            if halves.contains(where: wrong.contains) { return nil }
            let hasParent = address.parent.leaves.upperBound <= count
            return hasParent && !wrong.contains(address.parent)
                ? .nodeChanged(address) : .entryReplaced(among: address.leaves)
        }
    }

    private static func sorted(_ addresses: some Sequence<MerkleAddress>) -> [MerkleAddress] {
        addresses.sorted { ($0.level, $0.index) < ($1.level, $1.index) }
    }
}
