/// What a ledger says of itself at a size: the text of a C2SP tlog-checkpoint.
///
/// Kept elsewhere, one such text finds every later change of the entries that it covers.
public struct LedgerCheckpoint: Hashable, Sendable {
    /// Which ledger: `toride/` and the organization's identifier; also the name of its keys.
    public let origin: String
    /// How many entries it covers.
    public let size: Int
    /// The root of the tree of these entries.
    public let root: Digest32
    /// Further lines, opaque, each not empty; the specification advises against any.
    public let extensions: [String]

    /// A checkpoint.
    ///
    /// - Throws: `checkpointRefused` for an empty origin or extension, or a line with controls.
    public init(
        origin: String, size: Int, root: Digest32, extensions: [String] = []
    ) throws(AuditLedgerError) {
        for (place, line) in ([origin, "\(size)", root.base64] + extensions).enumerated() {
            guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }), size >= 0 else {
                throw .checkpointRefused(
                    line: place + 1, reason: "empty, negative, or with a control character")
            }
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text that is signed.
    public var text: String {
        ([origin, "\(size)", root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// Reads the text of a note strictly.
    ///
    /// - Throws: `checkpointRefused` with the line.
    public init(parsing text: String) throws(AuditLedgerError) {
        guard let lines = try? NoteText.lines(of: text), lines.count >= 3 else {
            throw .checkpointRefused(line: 1, reason: "fewer than three lines")
        }
        guard let size = Int(lines[1]), size >= 0, "\(size)" == lines[1] else {
            throw .checkpointRefused(line: 2, reason: "not a size without leading zeros")
        }
        guard let root = try? Digest32(base64: lines[2]) else {
            throw .checkpointRefused(line: 3, reason: "not a root hash in base64")
        }
        try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines.dropFirst(3)))
    }

    /// The signed note of this checkpoint.
    ///
    /// - Throws: `keyRefused` when the key's name is not the origin.
    public func signed(by key: NoteSigningKey) throws(AuditLedgerError) -> SignedNote {
        guard key.verifierKey.name == origin else {
            throw .keyRefused(reason: "the key is of another ledger")
        }
        return try SignedNote(text: text, signedBy: key)
    }
}
