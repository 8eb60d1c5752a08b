import Database
import Primitives
import Registers

/// In which order a list stands and where one page of it begins.
struct ListOrder {
    /// The field that the list is ordered by, as a position among the register's fields.
    let field: Int
    /// What stands behind ORDER BY.
    let sql: SQL
    /// Begins with AND; empty on a first page.
    let after: SQL
    /// Where the page begins; nil on a first page.
    let place: ListCursor?
    /// Whether an index holds the records in this order, so that a page reads only its own.
    let isIndexed: Bool

    init(_ register: RegisterDefinition, _ query: ListQuery) {
        field = query.sortColumn.flatMap { register.index(of: $0) } ?? 0
        let described = register.fields[field]
        // A place of another order comes with an address that was pieced together: the list begins anew.
        place = query.after.flatMap { cursor in
            (cursor.value.integer != nil) == described.kind.isStoredAsInteger ? cursor : nil
        }
        isIndexed = field == 0 && described.isRequired
        let direction: SQL = query.descending ? "DESC" : "ASC"
        let beyond: SQL = query.descending ? "<" : ">"
        // The plain column of a required field keeps an index in use; an empty value has a place, too.
        let value: SQL =
            described.isRequired
            ? "\(name: described.column)" : "COALESCE(\(name: described.column), \(described.emptyValue))"
        // Of equal values the later record is the larger: of two reviews on one day the newest is the second.
        sql = "\(value) \(direction), id \(direction)"
        after = place.map { " AND (\(value), id) \(beyond) (\($0.value), \($0.id.text))" } ?? ""
    }

    /// Where the page after the one that ends with this record begins.
    func cursor(after id: Identifier, _ value: StoredValue, _ register: RegisterDefinition) -> ListCursor {
        ListCursor(value: value == .null ? register.fields[field].emptyValue : value, id: id)
    }
}

extension FieldDescription {
    /// What an empty value sorts as: before everything.
    var emptyValue: StoredValue { kind.isStoredAsInteger ? .integer(Int64.min / 2) : .text("") }
}
