/// How an entry becomes a leaf of the tree.
///
/// Leaf = SHA-256(0x00 ‖ header ‖ SHA-256(salt ‖ body)). The header stands in the open; the body can be
/// destroyed with its salt, after which nobody can guess it from the hash, and the leaf still proves that it
/// was there.
public enum LedgerLeaf {
    /// How many random bytes a salt has; the caller brings them.
    public static let saltByteCount = 32

    /// SHA-256(salt ‖ body).
    public static func bodyDigest(salt: [UInt8], body: [UInt8]) -> Digest32 {
        withUnsafeTemporaryAllocation(byteCount: salt.count + body.count, alignment: 1) { memory in
            memory.copyBytes(from: salt)
            UnsafeMutableRawBufferPointer(rebasing: memory[salt.count...]).copyBytes(from: body)
            return Digest32.sha256(UnsafeRawBufferPointer(memory))
        }
    }

    /// SHA-256(0x00 ‖ header ‖ bodyDigest).
    public static func hash(header: [UInt8], bodyDigest: Digest32) -> Digest32 {
        let end = 1 + header.count
        return withUnsafeTemporaryAllocation(byteCount: end + Digest32.byteCount, alignment: 1) { memory in
            memory[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: memory[1..<end]).copyBytes(from: header)
            bodyDigest.withBytes {
                UnsafeMutableRawBufferPointer(rebasing: memory[end...]).copyMemory(from: $0)
            }
            return Digest32.sha256(UnsafeRawBufferPointer(memory))
        }
    }

    /// The leaf hash of a whole entry.
    public static func hash(header: [UInt8], salt: [UInt8], body: [UInt8]) -> Digest32 {
        hash(header: header, bodyDigest: bodyDigest(salt: salt, body: body))
    }
}
