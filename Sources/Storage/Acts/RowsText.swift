import Database

/// The INSERT of one table for 64, 16, 4 rows and one, made once and shared: a statement of many rows costs
/// the engine little more than one of a single row.
final class RowsText: Sendable {
    private let width: Int
    private let texts: [(rows: Int, text: StatementText)]

    /// - Parameter columns: quoted where they need it, each with what stands in it.
    init(table: String, columns: [(name: String, kind: StatementText.Kind)]) {
        width = columns.count
        let opening = "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", "))) VALUES ("
        let row = Array(repeating: ", ", count: columns.count - 1) + ["), ("]
        texts = [64, 16, 4, 1].map { count in
            (
                count,
                StatementText(
                    unboundPieces: [opening] + repeatElement(row, count: count).joined().dropLast() + [")"],
                    kinds: Array(repeatElement(columns.map(\.kind), count: count).joined()))
            )
        }
    }

    /// The statements that insert rows, whose values stand one row behind the other.
    func statements(_ values: [SQLValue]) -> [SQL] {
        var statements: [SQL] = []
        var start = 0
        for (rows, text) in texts {
            let size = rows * width
            while values.count - start >= size {
                statements.append(SQL(text, Array(values[start..<start + size])))
                start += size
            }
        }
        return statements
    }
}
