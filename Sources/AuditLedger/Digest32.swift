import Crypto

/// A SHA-256 digest: 32 bytes, compared and hashed as four words.
public struct Digest32: Hashable, Sendable {
    // The bytes in memory order, so that the value can be hashed again without a copy.
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// How many bytes a digest has.
    public static let byteCount = 32

    /// The SHA-256 of no bytes: the root of an empty tree.
    public static let ofNothing = Digest32.sha256([])

    /// Takes exactly 32 bytes.
    ///
    /// - Returns: nil for any other number of bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { words in
            let direct: Void? = bytes.withContiguousStorageIfAvailable {
                words.copyMemory(from: UnsafeRawBufferPointer($0))
            }
            if direct == nil { words.copyBytes(from: bytes) }
        }
    }

    private init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    public static func == (left: Digest32, right: Digest32) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        // A digest is uniform already: one word spreads as well as four.
        hasher.combine(words.0)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: words) { Array($0) }
    }

    /// Reads the bytes in place.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(of: words, body)
    }

    /// The SHA-256 of the bytes.
    public static func sha256(_ bytes: [UInt8]) -> Digest32 {
        bytes.withUnsafeBytes { sha256($0) }
    }

    /// The SHA-256 of the bytes of a span.
    public static func sha256(_ bytes: Span<UInt8>) -> Digest32 {
        bytes.withUnsafeBytes { sha256($0) }
    }

    /// The SHA-256 of the bytes that come part by part, until nil or an empty part.
    public static func sha256(parts next: () throws -> [UInt8]?) rethrows -> Digest32 {
        var hasher = SHA256()
        while let part = try next(), !part.isEmpty {
            part.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        }
        return Digest32(hasher.finalize())
    }

    /// The SHA-256 of a range of memory.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        return Digest32(hasher.finalize())
    }
}

extension Digest32: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(of: bytes) }

    /// Standard base64 with padding, 44 characters, as C2SP checkpoints write it.
    public var base64: String { Base64.text(of: bytes) }

    public var description: String { hex }

    /// Reads 64 hexadecimal digits.
    ///
    /// - Throws: `digestRefused` for anything else.
    public init(hex: String) throws(AuditLedgerError) {
        guard let bytes = Hexadecimal.bytes(of: hex), let digest = Digest32(bytes: bytes) else {
            throw .digestRefused("not 64 hexadecimal digits")
        }
        self = digest
    }

    /// Reads standard base64 of exactly 32 bytes.
    ///
    /// - Throws: `digestRefused` for anything else.
    public init(base64: String) throws(AuditLedgerError) {
        guard let bytes = Base64.bytes(of: base64), let digest = Digest32(bytes: bytes) else {
            throw .digestRefused("not base64 of 32 bytes")
        }
        self = digest
    }
}
