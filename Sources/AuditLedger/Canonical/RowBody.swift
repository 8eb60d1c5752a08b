/// One value of a register's row.
public enum RowValue: Hashable, Sendable {
    case null
    case integer(Int)
    case text(String)
}

/// The columns of a register's rows, in the order in which their values are handed over.
///
/// Knows the canonical order and the escaped names beforehand, so that a row is written in one pass.
public struct RowShape: Hashable, Sendable {
    /// The column names in their declared order.
    public let columns: [String]
    // Where in `columns` the n-th member of the canonical form stands, and its name, quoted, with the colon.
    private let order: [Int]
    private let names: [[UInt8]]

    /// A shape; the names are ASCII identifiers, each once.
    ///
    /// - Throws: `rowRefused` for any other name, or one that occurs twice.
    public init(columns: [String]) throws(AuditLedgerError) {
        for (place, column) in columns.enumerated() {
            guard Identifiers.isColumn(column) else {
                throw .rowRefused(column: column, reason: "not an ASCII identifier")
            }
            guard !columns[..<place].contains(column) else {
                throw .rowRefused(column: column, reason: "occurs twice")
            }
        }
        self.columns = columns
        order = columns.indices.sorted { CanonicalOrder.precedes(columns[$0], columns[$1]) }
        names = order.map { Array("\"\(columns[$0])\":".utf8) }
    }

    /// Appends the canonical form `{"fields":{column:value…},"id":…}` of a row, RFC 8785.
    ///
    /// `value` is called once for each column, with its place in `columns`, in canonical order.
    /// - Throws: `numberRefused` for a number at 2^53 or above, and what `value` throws.
    public func write(
        id: String, into bytes: inout [UInt8], value: (Int) throws(AuditLedgerError) -> RowValue
    ) throws(AuditLedgerError) {
        bytes.append(contentsOf: #"{"fields":{"#.utf8)
        for (place, column) in order.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: names[place])
            switch try value(column) {
            case .null: bytes.append(contentsOf: "null".utf8)
            case .integer(let number): try bytes.appendCanonical(integer: number)
            case .text(let text): bytes.appendCanonical(string: text)
            }
        }
        bytes.append(contentsOf: #"},"id":"#.utf8)
        bytes.appendCanonical(string: id)
        bytes.append(UInt8(ascii: "}"))
    }
}

/// A version of a record as the ledger hashes it: its identifier and its fields.
public struct RowBody: Hashable, Sendable {
    /// The record's identifier.
    public let id: String
    /// Column names and values, in any order; null is written as null.
    public let fields: [Field]

    /// One column and its value.
    public struct Field: Hashable, Sendable {
        /// The column's name.
        public let column: String
        /// Its value.
        public let value: RowValue

        /// A field.
        public init(_ column: String, _ value: RowValue) {
            self.column = column
            self.value = value
        }
    }

    /// A version of a record.
    public init(id: String, fields: [Field]) {
        self.id = id
        self.fields = fields
    }

    /// The canonical bytes.
    ///
    /// - Throws: `rowRefused` for a column that is no identifier or occurs twice, `numberRefused` out of
    ///   range.
    public func bytes() throws(AuditLedgerError) -> [UInt8] {
        let shape = try RowShape(columns: fields.map(\.column))
        var bytes: [UInt8] = []
        try shape.write(id: id, into: &bytes) { fields[$0].value }
        return bytes
    }

    /// Reads what `bytes` wrote; the fields come back in canonical order.
    ///
    /// - Throws: `jsonRefused` or `numberRefused` for anything that is not a canonical row.
    public init(parsing bytes: [UInt8]) throws(AuditLedgerError) {
        let json = try CanonicalJSON(parsing: bytes)
        guard case .object(let members) = json, members.count == 2,
            case .string(let id)? = json["id"], case .object(let fields)? = json["fields"]
        else { throw .jsonRefused(offset: 0, reason: "not a row: id and fields") }
        self.id = id
        self.fields = try fields.map { member throws(AuditLedgerError) in
            switch member.value {
            case .null: Field(member.name, .null)
            case .integer(let number): Field(member.name, .integer(number))
            case .string(let text): Field(member.name, .text(text))
            default: throw .rowRefused(column: member.name, reason: "neither text nor integer nor null")
            }
        }
    }
}
