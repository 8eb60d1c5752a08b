/// Proofs from the stored complete subtrees of a tree, RFC 9162, sections 2.1.3.1 and 2.1.4.1.
///
/// Every hash is asked for once by its address, so a store can hand over a dictionary that it read in one
/// query (`addressesForInclusion`, `addressesForConsistency` say of what).
public struct MerkleTree {
    /// Gives the hash of a complete subtree; level 0 is the leaf hash.
    public typealias Nodes = (MerkleAddress) throws(AuditLedgerError) -> Digest32

    /// How many leaves the tree has.
    public let size: Int
    private let nodes: Nodes

    /// The tree of a size over stored subtrees.
    public init(size: Int, nodes: @escaping Nodes) {
        self.size = size
        self.nodes = nodes
    }

    /// A tree in memory, all of whose subtrees are computed at once.
    public init(leaves: [Digest32]) {
        var frontier = MerkleFrontier()
        var stored: [MerkleAddress: Digest32] = [:]
        for (index, leaf) in leaves.enumerated() {
            stored[MerkleAddress(level: 0, index: index)] = leaf
            frontier.append(leaf) { stored[$0.address] = $0.hash }
        }
        self.init(size: leaves.count, stored: stored)
    }

    /// The tree of a size over subtrees that were read beforehand.
    public init(size: Int, stored: [MerkleAddress: Digest32]) {
        self.init(size: size) { address throws(AuditLedgerError) in
            guard let hash = stored[address] else { throw .nodeMissing(address) }
            return hash
        }
    }

    /// The root of the first `size` leaves, by default of all.
    ///
    /// - Throws: `proofOutOfRange` for a size outside the tree, and what the store throws.
    public func root(size: Int? = nil) throws(AuditLedgerError) -> Digest32 {
        let size = size ?? self.size
        guard 0...self.size ~= size else { throw .proofOutOfRange(asked: size, size: self.size) }
        return size == 0 ? .ofNothing : try hash(of: 0..<size)
    }

    /// The proof that the leaf of this index is in the tree.
    ///
    /// - Throws: `proofOutOfRange` for an index outside the tree, and what the store throws.
    public func inclusionProof(of leafIndex: Int) throws(AuditLedgerError) -> InclusionProof {
        guard 0..<size ~= leafIndex else { throw .proofOutOfRange(asked: leafIndex, size: size) }
        var path: [Digest32] = []
        var range = 0..<size
        while range.count > 1 {
            let (left, right) = Self.halves(of: range)
            let isLeft = left.contains(leafIndex)
            path.append(try hash(of: isLeft ? right : left))
            range = isLeft ? left : right
        }
        return InclusionProof(leafIndex: leafIndex, treeSize: size, path: path.reversed())
    }

    /// The proof that the tree begins with the first `earlier` leaves, in their order.
    ///
    /// - Throws: `proofOutOfRange` for a size outside the tree, and what the store throws.
    public func consistencyProof(from earlier: Int) throws(AuditLedgerError) -> ConsistencyProof {
        guard 0...size ~= earlier else { throw .proofOutOfRange(asked: earlier, size: size) }
        var path: [Digest32] = []
        if earlier > 0, earlier < size {
            var range = 0..<size
            // RFC 9162 2.1.4.1, SUBPROOF: walk to the right edge of the earlier tree.
            while range.upperBound != earlier {
                let (left, right) = Self.halves(of: range)
                let goesLeft = earlier <= left.upperBound
                path.append(try hash(of: goesLeft ? right : left))
                range = goesLeft ? left : right
            }
            // The reader knows this hash already when it is the whole earlier tree.
            if range.lowerBound != 0 { path.append(try hash(of: range)) }
        }
        return ConsistencyProof(earlierSize: earlier, laterSize: size, path: path.reversed())
    }

    /// The complete subtrees that an inclusion proof reads.
    ///
    /// - Throws: `proofOutOfRange` for an index outside the tree.
    public static func addressesForInclusion(
        of leafIndex: Int, in size: Int
    ) throws(AuditLedgerError) -> [MerkleAddress] {
        try recording(size) { tree throws(AuditLedgerError) in _ = try tree.inclusionProof(of: leafIndex) }
    }

    /// The complete subtrees that a consistency proof reads.
    ///
    /// - Throws: `proofOutOfRange` for a size outside the tree.
    public static func addressesForConsistency(
        from earlier: Int, to size: Int
    ) throws(AuditLedgerError) -> [MerkleAddress] {
        try recording(size) { tree throws(AuditLedgerError) in _ = try tree.consistencyProof(from: earlier) }
    }

    private static func recording(
        _ size: Int, _ ask: (MerkleTree) throws(AuditLedgerError) -> Void
    ) throws(AuditLedgerError) -> [MerkleAddress] {
        var asked: [MerkleAddress] = []
        try ask(
            MerkleTree(size: size) { address in
                asked.append(address)
                return .ofNothing
            })
        return asked
    }

    /// The hash of any run of leaves that starts where RFC 9162 would start a subtree.
    private func hash(of range: Range<Int>) throws(AuditLedgerError) -> Digest32 {
        if range.count.nonzeroBitCount == 1 {
            let level = range.count.trailingZeroBitCount
            return try nodes(MerkleAddress(level: level, index: range.lowerBound >> level))
        }
        let (left, right) = Self.halves(of: range)
        return MerkleHash.node(try hash(of: left), try hash(of: right))
    }

    /// Splits at the largest power of two smaller than the count, RFC 9162 2.1.1.
    private static func halves(of range: Range<Int>) -> (Range<Int>, Range<Int>) {
        let power = 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
        let middle = range.lowerBound + power
        return (range.lowerBound..<middle, middle..<range.upperBound)
    }
}
