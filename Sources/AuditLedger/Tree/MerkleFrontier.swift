/// The right edge of a growing RFC 9162 Merkle tree: all that is needed to append and to know the root.
///
/// A small value: copy it before a savepoint and put the copy back when the savepoint fails.
public struct MerkleFrontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int
    // The roots of the complete subtrees that make up the tree, the largest first: one for each 1 bit of
    // size.
    private var peaks: [Digest32]

    /// The empty tree.
    public init() {
        size = 0
        peaks = []
    }

    /// Adds a leaf and returns the subtrees of level 1 and up that it completes, lowest first.
    ///
    /// Amortized one node hash for each leaf; O(log n) at worst.
    public mutating func append(_ leaf: Digest32) -> [MerkleNode] {
        var completed: [MerkleNode] = []
        append(leaf) { completed.append($0) }
        return completed
    }

    /// Adds a leaf and hands over each subtree of level 1 and up that it completes, lowest first.
    public mutating func append(_ leaf: Digest32, completed: (MerkleNode) -> Void) {
        var hash = leaf
        var address = MerkleAddress(level: 0, index: size)
        while address.index & 1 == 1, let left = peaks.popLast() {
            hash = MerkleHash.node(left, hash)
            address = address.parent
            completed(MerkleNode(address, hash: hash))
        }
        peaks.append(hash)
        size += 1
    }

    /// The root of the tree, as RFC 9162 2.1.1 defines it; of the empty tree, the hash of nothing.
    public var root: Digest32 {
        guard var hash = peaks.last else { return .ofNothing }
        for peak in peaks.dropLast().reversed() {
            hash = MerkleHash.node(peak, hash)
        }
        return hash
    }

    /// The addresses of the subtrees that a frontier of a size consists of, the largest first.
    public static func addresses(size: Int) -> [MerkleAddress] {
        var start = 0
        return (0..<Int.bitWidth - 1).reversed().compactMap { level in
            guard size >> level & 1 == 1 else { return nil }
            defer { start += 1 << level }
            return MerkleAddress(level: level, index: start >> level)
        }
    }

    /// Rebuilds the frontier of a size from stored subtrees.
    ///
    /// The caller compares the root with a checkpoint before trusting it.
    /// - Throws: what `node` throws.
    public init(
        size: Int, node: (MerkleAddress) throws(AuditLedgerError) -> Digest32
    ) throws(AuditLedgerError) {
        guard size >= 0 else { throw .proofOutOfRange(asked: size, size: 0) }
        self.init()
        for address in Self.addresses(size: size) {
            peaks.append(try node(address))
        }
        self.size = size
    }
}

extension MerkleFrontier {
    /// Size as 8 bytes, most significant first, then 32 bytes for each complete subtree, the largest first.
    public var bytes: [UInt8] {
        let count = stride(from: 56, through: 0, by: -8).map { UInt8(size >> $0 & 255) }
        return peaks.reduce(into: count) { $0 += $1.bytes }
    }

    /// Reads what `bytes` wrote.
    ///
    /// - Throws: `frontierRefused` when the number of subtrees does not fit the size.
    public init(bytes: [UInt8]) throws(AuditLedgerError) {
        let refused = AuditLedgerError.frontierRefused(byteCount: bytes.count)
        guard bytes.count >= 8 else { throw refused }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let size = Int(exactly: size), bytes.count == 8 + size.nonzeroBitCount * Digest32.byteCount
        else {
            throw refused
        }
        self.init()
        for start in stride(from: 8, to: bytes.count, by: Digest32.byteCount) {
            guard let peak = Digest32(bytes: bytes[start..<start + Digest32.byteCount]) else { throw refused }
            peaks.append(peak)
        }
        self.size = size
    }
}
