import Primitives
import Registers

/// A column of a shape: the name under which it is hashed, and the one under which it is stored today.
struct ShapeColumn: Hashable {
    let name: String
    let isInteger: Bool
    var stored: String
}

/// The columns of a shape as they are kept in `ledger_shapes`: a JSON array of [name, kind] in order, or
/// [name, kind, stored] where a numbered migration has renamed the column since.
enum ShapeText {
    static func text(of register: RegisterDefinition) -> String {
        text(
            of: register.fields.map {
                ShapeColumn(name: $0.column, isInteger: $0.kind.isStoredAsInteger, stored: $0.column)
            })
    }

    static func text(of columns: [ShapeColumn]) -> String {
        let entries = columns.map { column in
            "[\"\(column.name)\",\"\(column.isInteger ? "integer" : "text")\""
                + (column.stored == column.name ? "]" : ",\"\(column.stored)\"]")
        }
        return "[" + entries.joined(separator: ",") + "]"
    }

    /// The text is our own, so its form is fixed.
    static func columns(_ text: String) -> [ShapeColumn] {
        text.split(separator: "]").compactMap { entry in
            let words = entry.split(separator: "\"").enumerated().compactMap {
                $0.offset % 2 == 1 ? String($0.element) : nil
            }
            guard words.count >= 2 else { return nil }
            return ShapeColumn(
                name: words[0], isInteger: words[1] == "integer",
                stored: words.count > 2 ? words[2] : words[0])
        }
    }

    /// What the declaration has beyond a shape.
    ///
    /// - Throws: `Problem` `schema.changed-field` where it lacks a column of the shape, has another type, or
    ///   demands what no row has yet.
    static func addedColumns(from text: String, to register: RegisterDefinition) throws -> [FieldDescription]
    {
        let old = columns(text)
        for column in old {
            guard let index = register.index(of: column.stored),
                register.fields[index].kind.isStoredAsInteger == column.isInteger
            else { throw changed(register, column.stored) }
        }
        let names = Set(old.map(\.stored))
        let added = register.fields.filter { !names.contains($0.column) }
        if let required = added.first(where: \.isRequired) { throw changed(register, required.column) }
        return added
    }

    private static func changed(_ register: RegisterDefinition, _ column: String) -> Problem {
        Problem(
            "schema.changed-field",
            "台帳「\(register.title)」の項目 \(column) は、番号付きの移行手順なしには変えられません。配布元に連絡してください。")
    }
}
