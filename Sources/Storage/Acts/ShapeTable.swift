import AuditLedger
import Database
import Primitives
import Registers
import Synchronization

/// The newest shape of each register that has the columns of its declaration, read once.
///
/// Not simply the newest: a program that was started before an upgrade goes on writing the columns it knows.
final class ShapeTable: Sendable {
    struct Shape: Sendable {
        let number: Int
        let columns: RowShape
        /// The INSERT of versions: from_seq, id, shape, salt, then the fields.
        let rows: RowsText
    }

    private let known = Mutex<[String: Shape]>([:])

    func shape(_ register: RegisterDefinition, _ connection: any Connection) throws -> Shape {
        if let shape = known.withLock({ $0[register.name] }) { return shape }
        let stored = try connection.integer(
            """
            SELECT MAX(shape) FROM ledger_shapes
            WHERE register = \(register.name) AND columns = \(ShapeText.text(of: register))
            """)
        guard let number = stored else {
            throw Problem(
                "storage.no-register", "台帳「\(register.title)」の表がありません。ソフトウェアを起動し直してください。")
        }
        let columns = register.fields.map(\.column)
        let opening: [(String, StatementText.Kind)] = [
            ("from_seq", .integer), ("id", .text), ("shape", .integer), ("salt", .bytes),
        ]
        let shape = Shape(
            number: Int(number), columns: try RowShape(columns: columns),
            rows: RowsText(
                table: register.table,
                columns: opening
                    + register.fields.map {
                        ("\"\($0.column)\"", $0.kind.isStoredAsInteger ? .integer : .text)
                    }))
        known.withLock { $0[register.name] = shape }
        return shape
    }
}
