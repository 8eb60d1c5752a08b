import AuditLedger
import Database
import Primitives
import Registers

/// Reads one register's version rows as the ledger hashed them: each over the columns of its own shape.
struct VersionTable {
    struct Version {
        let fromSeq: Int
        let row: StoredEntry.Row
        let salt: [UInt8]
        let body: [UInt8]
    }

    let name: String
    private let table: String
    private let columns: [(name: String, isInteger: Bool)]
    private let shapes: [Int: (shape: RowShape, places: [Int])]

    init(_ connection: any Connection, _ register: RegisterDefinition) throws {
        name = register.name
        table = register.table
        let stored = try connection.rows(
            "SELECT shape, columns FROM ledger_shapes WHERE register = \(register.name) ORDER BY shape"
        ) { (Int($0.integer(0)), ShapeText.columns($0.text(1))) }
        var columns: [(name: String, isInteger: Bool)] = []
        for (_, shape) in stored {
            for column in shape where !columns.contains(where: { $0.name == column.stored }) {
                columns.append((column.stored, column.isInteger))
            }
        }
        var shapes: [Int: (RowShape, [Int])] = [:]
        for (number, shape) in stored {
            guard shape.allSatisfy({ Self.isPlausible($0, register) }) else { continue }
            let places = shape.compactMap { column in columns.firstIndex { $0.name == column.stored } }
            shapes[number] = (try RowShape(columns: shape.map(\.name)), places)
        }
        self.columns = columns
        self.shapes = shapes
    }

    /// No signature covers the shapes. A field that people read is hashed from where they read it, or a
    /// column beside it could hold what was signed while they read something else.
    private static func isPlausible(_ column: ShapeColumn, _ register: RegisterDefinition) -> Bool {
        if column.stored == column.name { return true }
        return register.index(of: column.name) == nil && register.index(of: column.stored) != nil
    }

    func read(_ connection: any Connection, _ range: Range<Int>, _ body: (Version) -> Void) throws {
        try read(
            connection, where: "from_seq >= \(range.lowerBound) AND from_seq < \(range.upperBound)", body)
    }

    func read(_ connection: any Connection, where condition: SQL, _ body: (Version) -> Void) throws {
        guard !columns.isEmpty else { return }
        let names = columns.map { "\(name: $0.name)" as SQL }.joined(separator: ", ")
        try connection.forEachRow(
            """
            SELECT from_seq, to_seq, id, shape, salt, \(names) FROM \(name: table)
            WHERE \(condition)
            """
        ) { row in body(try version(row)) }
    }

    /// Whether the register ever had a record: most have none, and are not asked again for each stretch.
    func hasVersions(_ connection: any Connection) throws -> Bool {
        try connection.integer("SELECT from_seq FROM \(name: table) LIMIT 1") != nil
    }

    func strays(_ connection: any Connection, outside range: Range<Int>) throws -> [Int] {
        guard !columns.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT from_seq FROM \(name: table)
            WHERE from_seq < \(range.lowerBound) OR from_seq >= \(range.upperBound)
            """
        ) { Int($0.integer(0)) }
    }

    private func hasNothingElse(_ row: any Row, _ places: [Int]) -> Bool {
        columns.indices.allSatisfy { places.contains($0) || row.isNull($0 + 5) }
    }

    private func version(_ row: any Row) throws -> Version {
        let shape = Int(row.integer(3))
        let id = row.text(2)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        // A row of a shape that is not recorded hashes to nothing that was ever signed, and so is found; so
        // does one with a value that its shape has no place for, which pages would show all the same.
        if let known = shapes[shape], hasNothingElse(row, known.places) {
            try known.shape.write(id: id, into: &bytes) { place throws(AuditLedgerError) in
                let column = known.places[place] + 5
                if row.isNull(column) { return .null }
                return columns[known.places[place]].isInteger
                    ? .integer(Int(row.integer(column))) : .text(row.text(column))
            }
        }
        return Version(
            fromSeq: Int(row.integer(0)),
            row: StoredEntry.Row(
                register: name, record: id, shape: shape, toSeq: row.isNull(1) ? nil : Int(row.integer(1))),
            salt: row.bytes(4), body: bytes)
    }
}

/// Salt and body of single versions, as the ledger hashed them.
public struct VersionProofs {
    private let connection: any Connection
    private let table: VersionTable

    public init(_ connection: any Connection, _ register: RegisterDefinition) throws {
        self.connection = connection
        table = try VersionTable(connection, register)
    }

    /// What the entry's version is hashed from; nil where the entry made none of this register.
    public func kept(_ seq: Int) throws -> (salt: [UInt8], body: [UInt8])? {
        var found: (salt: [UInt8], body: [UInt8])?
        try table.read(connection, where: "from_seq = \(seq)") { found = ($0.salt, $0.body) }
        return found
    }
}
