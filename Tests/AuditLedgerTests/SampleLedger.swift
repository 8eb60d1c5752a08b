@testable import AuditLedger

/// A small ledger with every kind of entry, as tables, so that tests can attack what a store would hold.
struct SampleLedger {
    struct Entry {
        var seq: Int
        var header: [UInt8]
        var salt: [UInt8]?
        var body: [UInt8]?
        var leaf: [UInt8]
        var disposedBy: Int?
    }

    struct Row {
        var register: String
        var id: String
        var fromSeq: Int
        var toSeq: Int?
        var shape: Int
        var salt: [UInt8]
        var values: [RowValue]
    }

    static let origin = "toride/0192f0c1-7a00-7000-8000-000000000000"
    static let shapes: [Int: [String]] = [1: ["name", "hired_on"], 2: ["name", "hired_on", "number"]]

    var entries: [Entry] = []
    var rows: [Row] = []
    var nodes: [MerkleAddress: Digest32] = [:]
    var checkpoints: [(size: Int, keyID: String, note: String)] = []
    var keys: [StoredKey] = []
    var frontier = MerkleFrontier()
    private var signer: NoteSigningKey
    private var random = SeededGenerator(seed: 9162)
    private let act: String

    init() throws {
        signer = try NoteSigningKey(name: Self.origin, seed: Array(1...32))
        keys = [StoredKey(vkey: signer.verifierKey.text, fromSeq: 0)]
        act = random.uuid()
    }

    /// 21 entries: versions of three records in two shapes, a closing, a key change, a disposal, checkpoints.
    static func complete() throws -> SampleLedger {
        var ledger = try SampleLedger()
        let people = ledger.uuids(3)
        try ledger.append("ledger.open", body: #"{"origin":"\#(origin)"}"#)
        for (place, person) in people.enumerated() {
            try ledger.append(version: person, 1, [.text("職員\(place)\n\"甲\""), .null])
        }
        try ledger.checkpoint()
        try ledger.append(version: people[0], 1, [.text("職員0"), .text("2026-04-01")])
        try ledger.append(version: people[1], 2, [.text("職員1"), .text("2026-04-01"), .integer(-7)])
        try ledger.checkpoint()
        try ledger.rotate()
        try ledger.checkpoint()
        try ledger.close(people[2])
        for number in 0..<8 {
            try ledger.append(version: people[0], 2, [.text(ledger.random.text()), .null, .integer(number)])
        }
        try ledger.dispose(of: [1, 4])
        try ledger.checkpoint()
        for number in 0..<3 { try ledger.append("evidence.read", body: #"{"number":\#(number)}"#) }
        try ledger.checkpoint()
        try ledger.append("evidence.read", body: "{}")
        return ledger
    }

    mutating func uuids(_ count: Int) -> [String] { (0..<count).map { _ in random.uuid() } }

    mutating func append(_ kind: String, body: String) throws {
        let seq = entries.count
        let header = try LeafHeader(seq: seq, atMicroseconds: time(seq), act: act, kind: kind)
        seal(header, salt: random.bytes(32), body: Array(body.utf8), keepsBody: true)
    }

    mutating func append(version record: String, _ shape: Int, _ values: [RowValue]) throws {
        let seq = entries.count
        let before = rows.lastIndex { $0.id == record && $0.toSeq == nil }
        if let before { rows[before].toSeq = seq }
        let header = try LeafHeader(
            seq: seq, atMicroseconds: time(seq), act: act,
            kind: before == nil ? "register.create" : "register.change",
            actor: act, register: "people", record: record, shape: shape,
            prev: before.map { rows[$0].fromSeq } ?? -1)
        let salt = random.bytes(32)
        let row = Row(
            register: "people", id: record, fromSeq: seq, toSeq: nil, shape: shape, salt: salt, values: values
        )
        rows.append(row)
        seal(header, salt: salt, body: try Self.body(row), keepsBody: false)
    }

    mutating func close(_ record: String) throws {
        let seq = entries.count
        guard let before = rows.lastIndex(where: { $0.id == record && $0.toSeq == nil }) else { return }
        rows[before].toSeq = seq
        let header = try LeafHeader(
            seq: seq, atMicroseconds: time(seq), act: act, kind: "register.close", register: "people",
            record: record,
            prev: rows[before].fromSeq)
        seal(header, salt: random.bytes(32), body: Array("{}".utf8), keepsBody: true)
    }

    mutating func rotate() throws {
        let next = try NoteSigningKey(name: Self.origin, seed: Array(2...33))
        let seq = entries.count
        let rotation = try KeyRotation(from: signer, to: next, seq: seq)
        try append(KeyRotation.entryKind, body: String(decoding: rotation.bytes, as: UTF8.self))
        keys.append(StoredKey(vkey: next.verifierKey.text, fromSeq: seq))
        signer = next
    }

    /// One whose header stays verifiable, one of which nothing is left but header and leaf.
    mutating func dispose(of seqs: [Int]) throws {
        let under = entries.count
        for (place, seq) in seqs.enumerated() {
            guard let row = rows.firstIndex(where: { $0.fromSeq == seq }) else { continue }
            let digest = LedgerLeaf.bodyDigest(salt: rows[row].salt, body: try Self.body(rows[row]))
            entries[seq].salt = place == 0 ? digest.bytes : nil
            entries[seq].disposedBy = under
            rows.remove(at: row)
        }
        let body = try DisposalBody(disposed: seqs).bytes
        try append(DisposalBody.entryKind, body: String(decoding: body, as: UTF8.self))
    }

    mutating func checkpoint() throws {
        let checkpoint = try LedgerCheckpoint(origin: Self.origin, size: frontier.size, root: frontier.root)
        let note = try checkpoint.signed(by: signer).encoded
        checkpoints.append((frontier.size, signer.verifierKey.keyIDText, note))
    }

    private func time(_ seq: Int) -> Int64 { 1_790_000_000_000_000 + Int64(seq) * 1_000 }

    private mutating func seal(_ header: LeafHeader, salt: [UInt8], body: [UInt8], keepsBody: Bool) {
        let leaf = LedgerLeaf.hash(header: header.bytes, salt: salt, body: body)
        for node in frontier.append(leaf) { nodes[node.address] = node.hash }
        entries.append(
            Entry(
                seq: header.seq, header: header.bytes, salt: keepsBody ? salt : nil,
                body: keepsBody ? body : nil,
                leaf: leaf.bytes))
    }

    /// The body of a row over the columns of its shape; a shape that nobody declared has none.
    static func body(_ row: Row) throws -> [UInt8] {
        let shape = try RowShape(columns: shapes[row.shape] ?? [])
        var body: [UInt8] = []
        try shape.write(id: row.id, into: &body) { $0 < row.values.count ? row.values[$0] : .null }
        return body
    }
}

extension SampleLedger {
    /// What a store would feed.
    func stored(_ entry: Entry) throws -> StoredEntry {
        let row = rows.first { $0.fromSeq == entry.seq }
        let content: StoredEntry.Content
        if let under = entry.disposedBy {
            content = .disposed(under: under, bodyDigest: entry.salt.flatMap { Digest32(bytes: $0) })
        } else if let salt = entry.salt, let body = entry.body {
            content = .kept(salt: salt, body: body)
        } else if let row {
            content = .kept(salt: row.salt, body: try Self.body(row))
        } else {
            content = .missing
        }
        return StoredEntry(
            seq: entry.seq, header: entry.header, content: content, leaf: entry.leaf,
            row: row.map {
                StoredEntry.Row(register: $0.register, record: $0.id, shape: $0.shape, toSeq: $0.toSeq)
            })
    }

    var inside: [StoredCheckpoint] {
        checkpoints.map { StoredCheckpoint(note: $0.note, place: .inside(size: $0.size)) }
    }

    /// Without `signed` no checkpoint is compared: an Ed25519 check costs more than all else together.
    func report(
        outside: [StoredCheckpoint] = [], trusted: [NoteVerifierKey] = [], batch: Int = 4,
        signed: Bool = true
    ) throws -> LedgerReport {
        var verification = LedgerVerification(
            origin: Self.origin, keys: keys, checkpoints: signed ? inside + outside : [],
            trusted: trusted)
        var waiting = nodes
        for entry in entries.sorted(by: { $0.seq < $1.seq }) {
            verification.entry(try stored(entry))
            guard entry.seq % batch == 0 else { continue }
            for address in waiting.keys where address.leaves.upperBound <= entry.seq {
                if let hash = waiting.removeValue(forKey: address) {
                    verification.node(MerkleNode(address, hash: hash))
                }
            }
        }
        for (address, hash) in waiting { verification.node(MerkleNode(address, hash: hash)) }
        for row in rows where !entries.contains(where: { $0.seq == row.fromSeq }) {
            verification.unclaimedRow(register: row.register, fromSeq: row.fromSeq)
        }
        return verification.report()
    }
}
