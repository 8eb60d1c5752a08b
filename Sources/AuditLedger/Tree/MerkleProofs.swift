/// The proof that one leaf stands at its index in a tree of a size.
public struct InclusionProof: Hashable, Sendable {
    /// The leaf's index, counted from 0.
    public let leafIndex: Int
    /// The size of the tree for which the proof was made.
    public let treeSize: Int
    /// The sibling hashes from the leaf up.
    public let path: [Digest32]

    /// A proof as it was received.
    public init(leafIndex: Int, treeSize: Int, path: [Digest32]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// Whether the proof shows that `leaf` is in the tree with this root, RFC 9162, section 2.1.3.2.
    public func verifies(leaf: Digest32, root: Digest32) -> Bool {
        guard leafIndex >= 0, leafIndex < treeSize else { return false }
        var node = leafIndex
        var last = treeSize - 1
        var hash = leaf
        for sibling in path {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleHash.node(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}

/// The proof that a later tree begins with all leaves of an earlier one.
public struct ConsistencyProof: Hashable, Sendable {
    /// The size of the earlier tree.
    public let earlierSize: Int
    /// The size of the later tree.
    public let laterSize: Int
    /// The hashes of RFC 9162 2.1.4.1, in its order.
    public let path: [Digest32]

    /// A proof as it was received.
    public init(earlierSize: Int, laterSize: Int, path: [Digest32]) {
        self.earlierSize = earlierSize
        self.laterSize = laterSize
        self.path = path
    }

    /// Whether the proof shows that the later root continues the earlier one, RFC 9162, section 2.1.4.2.
    ///
    /// The RFC leaves two cases open: trees of one size must have one root, and whatever continues an empty
    /// tree needs no proof; both take an empty path.
    public func verifies(earlierRoot: Digest32, laterRoot: Digest32) -> Bool {
        guard earlierSize >= 0, earlierSize <= laterSize else { return false }
        if earlierSize == laterSize { return path.isEmpty && earlierRoot == laterRoot }
        if earlierSize == 0 { return path.isEmpty && earlierRoot == .ofNothing }
        guard !path.isEmpty else { return false }
        let isPowerOfTwo = earlierSize.nonzeroBitCount == 1
        return followed(isPowerOfTwo ? [earlierRoot] + path : path, earlierRoot, laterRoot)
    }

    private func followed(_ path: [Digest32], _ earlierRoot: Digest32, _ laterRoot: Digest32) -> Bool {
        var node = earlierSize - 1
        var last = laterSize - 1
        let skipped = (~node).trailingZeroBitCount
        node >>= skipped
        last >>= skipped
        var (earlier, later) = (path[0], path[0])
        for hash in path.dropFirst() {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                earlier = MerkleHash.node(hash, earlier)
                later = MerkleHash.node(hash, later)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                later = MerkleHash.node(later, hash)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && earlier == earlierRoot && later == laterRoot
    }
}
