import Crypto

/// The public half of a C2SP signed-note Ed25519 key: a name and 32 bytes.
public struct NoteVerifierKey: Hashable, Sendable {
    /// The key's name, by convention the ledger's origin.
    public let name: String
    /// The 32 bytes of RFC 8032.
    public let publicKey: [UInt8]
    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ publicKey): a hint of which key it is, not a
    /// proof.
    public let keyID: UInt32

    // C2SP signed-note: the signature type of plain Ed25519.
    static let ed25519: UInt8 = 0x01

    /// A key of a name.
    ///
    /// - Throws: `keyRefused` for a name with spaces or `+`, or bytes that are not 32.
    public init(name: String, publicKey: [UInt8]) throws(AuditLedgerError) {
        guard NoteText.isKeyName(name) else {
            throw .keyRefused(reason: "the name is empty or has spaces or +")
        }
        guard publicKey.count == 32 else { throw .keyRefused(reason: "not 32 bytes") }
        self.name = name
        self.publicKey = publicKey
        let identity = Digest32.sha256(Array(name.utf8) + [0x0A, Self.ed25519] + publicKey)
        keyID = identity.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `name+hash+base64`.
    ///
    /// - Throws: `keyRefused` when a part is missing, the hash is not that of the key, or the algorithm is
    ///   another.
    public init(parsing text: String) throws(AuditLedgerError) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .keyRefused(reason: "not name+hash+base64") }
        guard let bytes = Base64.bytes(of: String(Substring(parts[2]))), bytes.first == Self.ed25519 else {
            throw .keyRefused(reason: "not an Ed25519 key in base64")
        }
        try self.init(name: String(Substring(parts[0])), publicKey: Array(bytes.dropFirst()))
        guard keyIDText.utf8.elementsEqual(parts[1]) else {
            throw .keyRefused(reason: "the hash is of another key")
        }
    }

    /// The key ID as eight lower-case hexadecimal digits.
    public var keyIDText: String { Hexadecimal.text(of: keyID.bigEndianBytes) }

    /// `name+hash+base64`, as it is published.
    public var text: String {
        "\(name)+\(keyIDText)+\(Base64.text(of: [Self.ed25519] + publicKey))"
    }

    /// Whether the signature is this key's over the text.
    public func verifies(_ signature: [UInt8], text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }
}

extension NoteVerifierKey: CustomStringConvertible {
    /// Name and key ID, for messages.
    public var description: String { "\(name)+\(keyIDText)" }
}

/// The secret half: signs notes. It does not print.
public struct NoteSigningKey: Sendable {
    /// What readers need to verify.
    public let verifierKey: NoteVerifierKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// A key from 32 secret random bytes, which the caller brings.
    ///
    /// - Throws: `keyRefused` for another number of bytes, or a name with spaces or `+`.
    public init(name: String, seed: [UInt8]) throws(AuditLedgerError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .keyRefused(reason: "the seed is not 32 bytes")
        }
        privateKey = key
        verifierKey = try NoteVerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// Reads `PRIVATE+KEY+name+hash+base64`.
    ///
    /// - Throws: `keyRefused` when a part is missing or the hash is not that of the key.
    public init(parsing text: String) throws(AuditLedgerError) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 4, omittingEmptySubsequences: false
        )
        .map { String(Substring($0)) }
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY" else {
            throw .keyRefused(reason: "not PRIVATE+KEY+name+hash+base64")
        }
        guard let bytes = Base64.bytes(of: parts[4]), bytes.first == NoteVerifierKey.ed25519 else {
            throw .keyRefused(reason: "not an Ed25519 seed in base64")
        }
        try self.init(name: parts[2], seed: Array(bytes.dropFirst()))
        guard verifierKey.keyIDText == parts[3] else {
            throw .keyRefused(reason: "the hash is of another key")
        }
    }

    /// `PRIVATE+KEY+name+hash+base64`, the secret itself: only for the key file.
    public var revealedText: String {
        let secret = Base64.text(of: [NoteVerifierKey.ed25519] + Array(privateKey.rawRepresentation))
        return "PRIVATE+KEY+\(verifierKey)+\(secret)"
    }

    /// Signs a text that ends in a newline.
    ///
    /// - Throws: `noteRefused` for a text that no note may have, `keyRefused` when the key cannot sign.
    public func signature(of text: String) throws(AuditLedgerError) -> NoteSignature {
        try NoteText.require(text)
        guard let signature = try? privateKey.signature(for: Array(text.utf8)) else {
            throw .keyRefused(reason: "the key cannot sign")
        }
        return NoteSignature(keyName: verifierKey.name, keyID: verifierKey.keyID, bytes: Array(signature))
    }
}

extension NoteSigningKey: CustomStringConvertible {
    /// Says which key, never the secret.
    public var description: String { "signing key \(verifierKey)" }
}

extension UInt32 {
    var bigEndianBytes: [UInt8] {
        [UInt8(self >> 24), UInt8(self >> 16 & 255), UInt8(self >> 8 & 255), UInt8(self & 255)]
    }
}
