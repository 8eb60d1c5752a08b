/// An entry as the store has it, trusted in nothing.
public struct StoredEntry: Hashable, Sendable {
    /// The number under which it is stored, counted from 0.
    public let seq: Int
    /// The header's bytes as stored.
    public let header: [UInt8]
    /// What the header's hash covers besides.
    public let content: Content
    /// The stored leaf hash; 32 bytes unless it was damaged.
    public let leaf: [UInt8]
    /// The version row, when the entry is a version of a record.
    public let row: Row?

    /// The salted part of an entry.
    public enum Content: Hashable, Sendable {
        /// Salt and body; of a version, the body is its row in canonical form (`RowShape.write`).
        case kept(salt: [UInt8], body: [UInt8])
        /// Salt or body are gone, and no disposal is recorded.
        case missing
        /// Salt and body were destroyed by the entry `under`.
        ///
        /// With the digest of salt and body kept in their place, the header can still be verified; the digest
        /// tells nothing of the body once the salt is gone.
        case disposed(under: Int, bodyDigest: Digest32?)
    }

    /// Where the version stands in its register's table.
    public struct Row: Hashable, Sendable {
        /// The register's name.
        public let register: String
        /// The record's identifier.
        public let record: String
        /// The number of the shape over whose columns the body was written.
        public let shape: Int
        /// The entry that superseded this version; nil while it is current.
        public let toSeq: Int?

        /// A version row.
        public init(register: String, record: String, shape: Int, toSeq: Int?) {
            self.register = register
            self.record = record
            self.shape = shape
            self.toSeq = toSeq
        }
    }

    /// An entry as it was read.
    public init(seq: Int, header: [UInt8], content: Content, leaf: [UInt8], row: Row? = nil) {
        self.seq = seq
        self.header = header
        self.content = content
        self.leaf = leaf
        self.row = row
    }
}

extension StoredEntry {
    /// The leaf hash that header and content make; nil when the content is gone without a digest.
    var computedLeaf: Digest32? {
        switch content {
        case .kept(let salt, let body): LedgerLeaf.hash(header: header, salt: salt, body: body)
        case .disposed(_, let digest?): LedgerLeaf.hash(header: header, bodyDigest: digest)
        case .disposed, .missing: nil
        }
    }
}

/// A checkpoint's note as it was read, and where it was kept.
public struct StoredCheckpoint: Hashable, Sendable {
    /// The signed note.
    public let note: String
    /// Where it comes from.
    public let place: Place

    /// Inside the ledger, under a size, or outside, under a name that people know (a file's, a minute's).
    public enum Place: Hashable, Sendable {
        case inside(size: Int)
        case outside(name: String)
    }

    /// A checkpoint's note.
    public init(note: String, place: Place) {
        self.note = note
        self.place = place
    }
}

/// A signing key as the store has it.
public struct StoredKey: Hashable, Sendable {
    /// The key's published text, `name+hash+base64`.
    public let vkey: String
    /// The rotation entry from which on it signs; 0 for the first key.
    public let fromSeq: Int

    /// A signing key.
    public init(vkey: String, fromSeq: Int) {
        self.vkey = vkey
        self.fromSeq = fromSeq
    }
}
