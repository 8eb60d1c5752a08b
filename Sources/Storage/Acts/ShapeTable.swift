import AuditLedger
import Database
import Primitives
import Registers
import Synchronization

/// The newest shape of each register, read once.
final class ShapeTable: Sendable {
    struct Shape: Sendable {
        let number: Int
        let columns: RowShape
        let insertColumns: SQL
    }

    private let known = Mutex<[String: Shape]>([:])

    func shape(_ register: RegisterDefinition, _ connection: any Connection) throws -> Shape {
        if let shape = known.withLock({ $0[register.name] }) { return shape }
        let stored = try connection.integer(
            "SELECT MAX(shape) FROM ledger_shapes WHERE register = \(register.name)")
        guard let number = stored else {
            throw Problem(
                "storage.no-register", "台帳「\(register.title)」の表がありません。ソフトウェアを起動し直してください。")
        }
        let columns = register.fields.map(\.column)
        let names = ["from_seq", "id", "shape", "salt"] + columns.map { "\"\($0)\"" }
        let shape = Shape(
            number: Int(number), columns: try RowShape(columns: columns),
            insertColumns: SQL(unboundText: names.joined(separator: ", ")))
        known.withLock { $0[register.name] = shape }
        return shape
    }
}
