import Database
import Primitives
import Registers

/// One version of one record, without its type.
public struct RegisterRow: Sendable, Hashable {
    /// The record.
    public let id: Identifier
    /// The ledger entry that made this version; also what a form sends back to notice a conflict.
    public let fromSeq: Int
    /// The ledger entry that ended it; nil while it is current.
    public let toSeq: Int?
    /// One a field, in the register's order.
    public let values: [StoredValue]

    /// A version of a record.
    public init(id: Identifier, fromSeq: Int, toSeq: Int?, values: [StoredValue]) {
        self.id = id
        self.fromSeq = fromSeq
        self.toSeq = toSeq
        self.values = values
    }
}

extension StoredValue: SQLConvertible {
    public var sqlValue: SQLValue {
        switch self {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .text(let text): .text(text)
        }
    }
}

extension RegisterDefinition {
    /// `from_seq, to_seq, id, field, field, …`
    var versionColumns: SQL {
        SQL(
            unboundText: (["from_seq", "to_seq", "id"] + fields.map { "\"\($0.column)\"" }).joined(
                separator: ", "))
    }

    /// Reads the columns of `versionColumns`.
    func row(_ row: any Row) throws -> RegisterRow {
        guard let id = Identifier(row.text(2)) else {
            throw Problem(
                "storage.damaged-identifier", "台帳「\(title)」に壊れた記録があります。ledger verify を実行してください。",
                detail: "\(table) from_seq \(row.integer(0))")
        }
        var values: [StoredValue] = []
        values.reserveCapacity(holdsIntegers.count)
        for (index, isInteger) in holdsIntegers.enumerated() {
            let column = index + 3
            if row.isNull(column) {
                values.append(.null)
            } else if isInteger {
                values.append(.integer(row.integer(column)))
            } else {
                values.append(.text(row.text(column)))
            }
        }
        return RegisterRow(
            id: id, fromSeq: Int(row.integer(0)), toSeq: row.isNull(1) ? nil : Int(row.integer(1)),
            values: values)
    }
}
