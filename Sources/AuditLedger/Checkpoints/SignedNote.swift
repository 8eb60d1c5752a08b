/// One signature line of a note, not yet verified.
public struct NoteSignature: Hashable, Sendable {
    /// The name that the line gives.
    public let keyName: String
    /// The key ID that the line gives.
    public let keyID: UInt32
    /// The signature after the key ID, of at least one byte.
    public let bytes: [UInt8]

    /// A signature as it was made or received.
    public init(keyName: String, keyID: UInt32, bytes: [UInt8]) {
        self.keyName = keyName
        self.keyID = keyID
        self.bytes = bytes
    }

    /// `— name base64`, with its newline.
    var line: String { "\u{2014} \(keyName) \(Base64.text(of: keyID.bigEndianBytes + bytes))\n" }
}

/// A C2SP signed note as it was received: well-formed, and not yet to be believed.
public struct SignedNote: Hashable, Sendable {
    /// The text that is signed, with its final newline.
    public let text: String
    /// The signature lines in their order.
    public let signatures: [NoteSignature]

    /// How many signatures a note may have, at most; the specification asks for at least 16.
    public static let mostSignatures = 100
    /// How long a note may be, in bytes.
    public static let mostBytes = 1 << 20

    /// A note with its signatures.
    ///
    /// - Throws: `noteRefused` for a text or a key name that no note may have.
    public init(text: String, signatures: [NoteSignature]) throws(AuditLedgerError) {
        try NoteText.require(text)
        guard 1...Self.mostSignatures ~= signatures.count,
            signatures.allSatisfy({ NoteText.isKeyName($0.keyName) && !$0.bytes.isEmpty })
        else { throw .noteRefused(line: 1, reason: "no signature, too many, or a key without a name") }
        self.text = text
        self.signatures = signatures
    }

    /// Signs a text with one or more keys.
    ///
    /// - Throws: `noteRefused` for a text that no note may have.
    public init(text: String, signedBy keys: NoteSigningKey...) throws(AuditLedgerError) {
        var signatures: [NoteSignature] = []
        for key in keys { signatures.append(try key.signature(of: text)) }
        try self.init(text: text, signatures: signatures)
    }

    /// The whole note: text, blank line, signature lines.
    public var encoded: String { text + "\n" + signatures.map(\.line).joined() }

    /// Reads a note strictly.
    ///
    /// - Throws: `noteRefused` with the line.
    public init(parsing note: String) throws(AuditLedgerError) {
        guard note.utf8.count <= Self.mostBytes else {
            throw .noteRefused(line: 1, reason: "longer than 1 MiB")
        }
        let lines = try NoteText.lines(of: note)
        guard let blank = lines.lastIndex(of: ""), blank > 0 else {
            throw .noteRefused(line: lines.count, reason: "no blank line before the signatures")
        }
        var signatures: [NoteSignature] = []
        for (place, line) in lines.enumerated().dropFirst(blank + 1) {
            signatures.append(try Self.signature(on: line, number: place + 1))
        }
        try self.init(text: lines[..<blank].map { $0 + "\n" }.joined(), signatures: signatures)
    }

    private static func signature(on line: String, number: Int) throws(AuditLedgerError) -> NoteSignature {
        let parts = line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
            .map { String($0) }
        guard parts.count == 3, parts[0].utf8.elementsEqual("\u{2014}".utf8), NoteText.isKeyName(parts[1])
        else {
            throw .noteRefused(line: number, reason: "not a signature line")
        }
        guard let bytes = Base64.bytes(of: parts[2]), bytes.count > 4 else {
            throw .noteRefused(line: number, reason: "not a signature in base64")
        }
        let keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        return NoteSignature(keyName: parts[1], keyID: keyID, bytes: Array(bytes.dropFirst(4)))
    }

    /// Verifies the signatures of the keys that the reader trusts; signatures of unknown keys count for
    /// nothing.
    ///
    /// - Throws: `signatureWrong` when a trusted key's signature does not match, `signatureMissing` when
    ///   there is none.
    public func opened(by trusted: [NoteVerifierKey]) throws(AuditLedgerError) -> OpenedNote {
        var signers: [NoteVerifierKey] = []
        for signature in signatures {
            let isOf = { (key: NoteVerifierKey) in
                key.keyID == signature.keyID && key.name.utf8.elementsEqual(signature.keyName.utf8)
            }
            // Two trusted keys may share name and ID by a collision; then either may have signed.
            let keys = trusted.filter(isOf)
            guard !keys.isEmpty else { continue }
            guard let signer = keys.first(where: { $0.verifies(signature.bytes, text: text) }) else {
                throw .signatureWrong(key: keys[0].description)
            }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else { throw .signatureMissing(trusted: trusted.map(\.description)) }
        return OpenedNote(text: text, signers: signers)
    }
}

/// A note whose text at least one trusted key has signed.
public struct OpenedNote: Hashable, Sendable {
    /// The text, with its final newline.
    public let text: String
    /// The trusted keys that signed it, each once, in the order of the note.
    public let signers: [NoteVerifierKey]

    fileprivate init(text: String, signers: [NoteVerifierKey]) {
        self.text = text
        self.signers = signers
    }
}

/// What the text of a note may hold: C2SP signed-note, "Format".
///
/// Works on scalars: to Swift's Characters, CR LF is one and a combining mark hides the newline before it.
enum NoteText {
    /// Not empty, no Unicode space, no `+`, no control.
    static func isKeyName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
            }
    }

    /// Requires a text that ends in a newline and has no other control.
    static func require(_ text: String) throws(AuditLedgerError) {
        _ = try lines(of: text)
    }

    /// The lines without their newlines.
    static func lines(of text: String) throws(AuditLedgerError) -> [String] {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() where line.contains(where: { $0 < 0x20 }) {
            throw .noteRefused(line: place + 1, reason: "a control character")
        }
        guard lines.count > 1, lines.popLast()?.isEmpty == true else {
            throw .noteRefused(line: lines.count + 1, reason: "does not end in a newline")
        }
        return lines.map { String(Substring($0)) }
    }
}
