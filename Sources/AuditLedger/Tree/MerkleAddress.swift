/// Where a complete subtree of a Merkle tree stands.
///
/// Level 0 is a leaf; the node at (level, index) covers the 2^level leaves from index × 2^level.
public struct MerkleAddress: Hashable, Sendable {
    /// The height of the subtree, 0...62.
    public let level: Int
    /// The place among the subtrees of that height, counted from 0.
    public let index: Int

    /// Names a subtree.
    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The leaves that the subtree covers.
    public var leaves: Range<Int> { index << level..<(index + 1) << level }

    /// The subtree twice as large of which this one is a half.
    public var parent: MerkleAddress { MerkleAddress(level: level + 1, index: index >> 1) }
}

/// A complete subtree with its hash, as it is stored.
public struct MerkleNode: Hashable, Sendable {
    /// Where it stands.
    public let address: MerkleAddress
    /// Its hash: of a leaf at level 0, of its two halves above.
    public let hash: Digest32

    /// A node at a place.
    public init(_ address: MerkleAddress, hash: Digest32) {
        self.address = address
        self.hash = hash
    }
}

/// The hashes of RFC 9162, section 2.1.1.
public enum MerkleHash {
    /// SHA-256(0x00 ‖ entry): a leaf can never be passed off as an inner node.
    public static func leaf(_ entry: [UInt8]) -> Digest32 {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 1) { memory in
            memory[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: memory[1...]).copyBytes(from: entry)
            return Digest32.sha256(UnsafeRawBufferPointer(memory))
        }
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Digest32, _ right: Digest32) -> Digest32 {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest32.byteCount, alignment: 1) { memory in
            memory[0] = 1
            left.withBytes { UnsafeMutableRawBufferPointer(rebasing: memory[1..<33]).copyMemory(from: $0) }
            right.withBytes { UnsafeMutableRawBufferPointer(rebasing: memory[33..<65]).copyMemory(from: $0) }
            return Digest32.sha256(UnsafeRawBufferPointer(memory))
        }
    }
}
