import AuditLedger
import Database
import Primitives
import Registers

/// Writes one act: every change of a record is a new version, an entry in the ledger and a leaf in its
/// tree, or nothing is.
///
/// Used inside `GroupCommit.perform` only. Who may do what is decided before, in Office.
public final class ActWriter {
    /// The transaction, for reading what the act depends on.
    public let transaction: any Transaction
    /// The act, one UUID for all its entries.
    public let act: Identifier
    /// When it happens.
    public let at: Instant
    private let actor: String
    private let shapes: ShapeTable
    private let surroundings: Surroundings
    let state: LedgerState
    private let gathering: GatheringTransaction

    /// - Parameter transaction: flushed by whoever made it; a failure of a row shows then or before.
    init(
        _ transaction: GatheringTransaction, actor: Identifier?, state: LedgerState,
        shapes: ShapeTable, surroundings: Surroundings
    ) {
        self.transaction = transaction
        gathering = transaction
        self.actor = actor?.text ?? ""
        self.state = state
        self.shapes = shapes
        self.surroundings = surroundings
        act = surroundings.newIdentifier()
        at = Instant(microseconds: max(surroundings.now().microseconds, state.at))
        state.at = at.microseconds
    }

    /// A new identifier, made now.
    public func newIdentifier() -> Identifier { surroundings.newIdentifier() }

    /// How many entries the ledger has with what this act has written so far.
    public var ledgerSize: Int { state.frontier.size }

    /// A new record.
    @discardableResult
    public func create(
        _ register: RegisterDefinition, _ values: [StoredValue], id: Identifier? = nil
    ) throws -> RegisterRow {
        let id = id ?? newIdentifier()
        return try version(register, id: id, values, kind: "register.create", prev: -1)
    }

    /// A new version of a record.
    ///
    /// - Parameter expected: the version that the person saw; nil does not ask.
    /// - Throws: `Problem` `register.conflict` where somebody was faster, `register.gone` where it is closed.
    @discardableResult
    public func change(
        _ register: RegisterDefinition, id: Identifier, _ values: [StoredValue], expected: Int? = nil
    ) throws -> RegisterRow {
        let prev = try end(register, id: id, expected: expected)
        return try version(register, id: id, values, kind: "register.change", prev: prev)
    }

    /// Ends a record; its versions stay.
    public func close(_ register: RegisterDefinition, id: Identifier, expected: Int? = nil) throws {
        try close(register, id: id, version: try end(register, id: id, expected: expected))
    }

    /// The entry that ends a record whose current version has been ended.
    func close(_ register: RegisterDefinition, id: Identifier, version prev: Int) throws {
        let seq = state.frontier.size
        let header = try header(kind: "register.close", register: register.name, record: id.text, prev: prev)
        try write(header, body: Array("{}".utf8))
        state.touch(register.name, seq: seq, added: -1)
    }

    /// An act that is no version of a record: a sign-in, an export, a backup. The body holds what is worth
    /// keeping.
    public func note(_ kind: String, _ body: CanonicalJSON = .object([])) throws {
        let header = try header(kind: kind, register: "", record: "", prev: -1)
        try write(header, body: try body.bytes())
    }

    /// Writes an entry that keeps its own body.
    private func write(_ header: [UInt8], body: [UInt8]) throws {
        let salt = surroundings.random(LedgerLeaf.saltByteCount)
        let text = String(decoding: body, as: UTF8.self)
        try append(header, salt: salt, body: body, storedBody: text)
    }

    func version(
        _ register: RegisterDefinition, id: Identifier, _ values: [StoredValue], kind: String, prev: Int
    ) throws -> RegisterRow {
        let shape = try shapes.shape(register, transaction)
        let values = values.map { $0 == .text("") ? .null : $0 }
        var body: [UInt8] = []
        body.reserveCapacity(1024)
        try shape.columns.write(id: id.text, into: &body) { place throws(AuditLedgerError) in
            switch values[place] {
            case .null: .null
            case .integer(let integer): .integer(Int(integer))
            case .text(let text): .text(text)
            }
        }
        let seq = state.frontier.size
        let header = try header(
            kind: kind, register: register.name, record: id.text, prev: prev, shape: shape.number)
        let salt = surroundings.random(LedgerLeaf.saltByteCount)
        try append(header, salt: salt, body: body, storedBody: nil)
        var bound: [SQLValue] = [
            .integer(Int64(seq)), .text(id.text), .integer(Int64(shape.number)), .bytes(salt),
        ]
        bound.reserveCapacity(bound.count + values.count)
        for value in values { bound.append(value.sqlValue) }
        try gathering.insert(bound, into: shape.rows)
        state.touch(register.name, seq: seq, added: prev < 0 ? 1 : 0)
        return RegisterRow(id: id, fromSeq: seq, toSeq: nil, values: values)
    }

    /// Ends the current version at the next entry and tells which it was.
    private func end(_ register: RegisterDefinition, id: Identifier, expected: Int?) throws -> Int {
        let current = try transaction.integer(
            "SELECT from_seq FROM \(name: register.table) WHERE id = \(id.text) AND to_seq IS NULL")
        guard let current = current.map({ Int($0) }) else {
            throw Problem("register.gone", "この記録はもうありません（終了済みです）。一覧から開き直してください。")
        }
        if let expected, expected != current {
            throw Problem(
                "register.conflict", "ほかの人が先に変更しました。両方の内容を見比べて、もう一度保存してください。")
        }
        end(register, version: current)
        return current
    }

    /// Ends a version that is known to be current, and so is in its table, at the next entry.
    func end(_ register: RegisterDefinition, version: Int) {
        let seq = state.frontier.size
        gathering.put(
            before: "UPDATE \(name: register.table) SET to_seq = \(seq) WHERE from_seq = \(version)")
    }

    private func header(
        kind: String, register: String, record: String, prev: Int, shape: Int = 0
    ) throws -> [UInt8] {
        try LeafHeader(
            seq: state.frontier.size, atMicroseconds: at.microseconds, act: act.text, kind: kind,
            actor: actor,
            register: register, record: record, shape: shape, prev: prev
        ).bytes
    }

    /// Adds the leaf and the entry.
    ///
    /// - Parameter storedBody: nil for a version, whose salt and body stand in its row and not a second
    ///   time here.
    private func append(_ header: [UInt8], salt: [UInt8], body: [UInt8], storedBody: String?) throws {
        let leaf = LedgerLeaf.hash(header: header, salt: salt, body: body)
        let seq = state.frontier.size
        state.append(leaf)
        try gathering.insert(
            [
                .integer(Int64(seq)), .text(String(decoding: header, as: UTF8.self)),
                storedBody == nil ? .null : .bytes(salt), storedBody.map { .text($0) } ?? .null,
                .bytes(leaf.bytes),
            ], into: Self.entries)
    }

    private static let entries = RowsText(
        table: "ledger_entries",
        columns: [("seq", .integer), ("header", .text), ("salt", .bytes), ("body", .text), ("leaf", .bytes)])
}
