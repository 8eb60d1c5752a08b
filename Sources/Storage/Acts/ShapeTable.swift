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
        /// The text of the INSERT of a version: from_seq, id, shape, salt, then the fields.
        let insert: StatementText
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
        let names = ["from_seq", "id", "shape", "salt"] + columns.map { "\"\($0)\"" }
        let opening = "INSERT INTO \(register.table) (\(names.joined(separator: ", "))) VALUES ("
        let shape = Shape(
            number: Int(number), columns: try RowShape(columns: columns),
            insert: StatementText(
                unboundPieces: [opening] + Array(repeating: ", ", count: names.count - 1) + [")"],
                kinds: [.integer, .text, .integer, .bytes]
                    + register.fields.map { $0.kind.isStoredAsInteger ? .integer : .text }))
        known.withLock { $0[register.name] = shape }
        return shape
    }
}
