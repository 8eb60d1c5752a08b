import Database
import Duties
import Primitives
import Registers
import Storage
import WebPages

/// Days that the registers themselves bring: contracts that end, media that are due back, systems that are
/// renewed; whatever a field's declaration announces.
enum RegisterDates {
    private struct Kind {
        let register: RegisterDefinition
        let column: String
        let announcement: Announcement
    }

    private static let kinds = AllRegisters.menu.flatMap { register in
        register.fields.compactMap { field in
            field.announcement.map {
                Kind(register: register, column: field.column, announcement: $0)
            }
        }
    }
    private static let shown = 5

    /// One line a record, at most five of each kind, only what the viewer may see; one statement.
    static func lines(_ connection: any Connection, _ viewer: Viewer, _ text: VerdictText) throws
        -> [WorkLine]
    {
        let parts = kinds.indices.filter {
            kinds[$0].register.condition(for: .read).mayAllowSomething(viewer)
        }
        .map { part($0, viewer, text.policy.on) }
        guard !parts.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT kind, id, label, day FROM (\(parts.joined(separator: " UNION ALL "))) AS kinds
            ORDER BY kind, day, id
            """
        ) { row in
            let kind = kinds[Int(row.integer(0))]
            let requirement = RequirementID(rawValue: kind.announcement.requirement)
            let label = RecordText.label(row.text(2), kind.register, text.catalogue)
            return WorkLine(
                title: "\(kind.register.title)「\(label)」",
                clause: text.firstClause(requirement), reason: kind.announcement.what,
                dueOn: Day(iso: row.text(3)), holder: text.catalogue[requirement]?.role.name,
                minutes: kind.announcement.minutes,
                button: LinkText("開く", .record(register: kind.register.name, id: row.text(1))))
        }
    }

    private static func part(_ index: Int, _ viewer: Viewer, _ today: Day) -> SQL {
        let kind = kinds[index]
        let register = kind.register
        let last = today.adding(days: kind.announcement.daysBefore).iso
        let number = SQL(unboundText: String(index))
        let open: SQL = kind.announcement.settledBy.map { " AND \(name: $0) IS NULL" } ?? ""
        return """
            SELECT kind, id, label, day FROM (
            SELECT \(number) AS kind, id, \(name: register.labelColumn) AS label, \(name: kind.column) AS day
            FROM \(name: register.table)
            WHERE to_seq IS NULL AND \(register.condition(for: .read).sql(for: viewer))
            AND \(name: kind.column) >= \(today.iso) AND \(name: kind.column) <= \(last)\(open)
            ORDER BY \(name: kind.column), id LIMIT \(shown)) AS kind_\(number)
            """
    }
}
