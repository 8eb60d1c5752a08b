/// A change of the ledger's signing key, said by the old key and confirmed by the new one.
///
/// The entry's body is `{"rotation":note}`; the note names both keys and the entry's own number, so that it
/// cannot be played again elsewhere. From the checkpoint that covers this entry on, the new key signs.
public struct KeyRotation: Hashable, Sendable {
    /// The kind of entry that has such a body.
    public static let entryKind = "ledger.rotate-key"
    private static let title = "toride key rotation"

    /// The key that signed until now.
    public let old: NoteVerifierKey
    /// The key that signs from now on.
    public let new: NoteVerifierKey
    /// The number of the entry that says so.
    public let seq: Int
    private let note: SignedNote

    /// Signs the change with both keys.
    ///
    /// - Throws: `rotationRefused` when the names differ or the keys are the same.
    public init(from old: NoteSigningKey, to new: NoteSigningKey, seq: Int) throws(AuditLedgerError) {
        self.old = old.verifierKey
        self.new = new.verifierKey
        self.seq = seq
        try Self.require(self.old, self.new)
        note = try SignedNote(text: Self.text(self.old, self.new, seq), signedBy: old, new)
    }

    private static func require(_ old: NoteVerifierKey, _ new: NoteVerifierKey) throws(AuditLedgerError) {
        guard old.name == new.name else { throw .rotationRefused(reason: "the keys are of two ledgers") }
        guard old != new else { throw .rotationRefused(reason: "the keys are the same") }
    }

    private static func text(_ old: NoteVerifierKey, _ new: NoteVerifierKey, _ seq: Int) -> String {
        [title, old.name, "\(seq)", old.text, new.text].map { $0 + "\n" }.joined()
    }

    /// The canonical body of the entry.
    public var bytes: [UInt8] {
        var bytes = Array(#"{"rotation":"#.utf8)
        bytes.appendCanonical(string: note.encoded)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads a body and verifies it against the key that signs until this entry.
    ///
    /// - Throws: `rotationRefused` unless both keys signed exactly this change at exactly this entry;
    ///   `jsonRefused`, `noteRefused`, `keyRefused` when the body cannot be read.
    public init(parsing body: [UInt8], by current: NoteVerifierKey, seq: Int) throws(AuditLedgerError) {
        guard case .string(let encoded)? = try CanonicalJSON(parsing: body)["rotation"] else {
            throw .rotationRefused(reason: "no rotation in the body")
        }
        let note = try SignedNote(parsing: encoded)
        let lines = try NoteText.lines(of: note.text)
        guard let last = lines.last else { throw .rotationRefused(reason: "no new key") }
        let new = try NoteVerifierKey(parsing: last)
        try Self.require(current, new)
        guard note.text.utf8.elementsEqual(Self.text(current, new, seq).utf8) else {
            throw .rotationRefused(reason: "it is of another entry or another key")
        }
        guard let opened = try? note.opened(by: [current, new]), opened.signers.count == 2 else {
            throw .rotationRefused(reason: "not signed by both keys")
        }
        old = current
        self.new = new
        self.seq = seq
        self.note = note
    }
}
