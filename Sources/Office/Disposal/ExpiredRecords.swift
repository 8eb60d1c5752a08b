import Database
import Primitives
import Registers
import Storage

/// A record whose retention has run out.
struct ExpiredRecord: Sendable {
    let register: RegisterDefinition
    let id: Identifier
    let retainedUntil: Day
    let reason: String
}

/// What is past its retention on a day, by the rule of its register.
struct ExpiredRecords {
    let connection: any Connection
    let today: Day
    /// Records that one list takes at most.
    static let limit = 5_000

    static let registers = AllRegisters.definitions.filter { $0.retention != nil }

    /// Those that no other record points to but ones that leave as well, the oldest first; ended ones too.
    func all() throws -> [ExpiredRecord] {
        var found = try expired()
        // What leaves may be all that pointed to something else, so this is asked until nothing more stays.
        while true {
            let held = try linked(found)
            if held.isEmpty { break }
            found.removeAll { held.contains($0.id.text) }
        }
        return Array(
            found.sorted { ($0.retainedUntil, $0.id) < ($1.retainedUntil, $1.id) }.prefix(Self.limit))
    }

    /// One statement for all registers; the newest version of a record says its day, whether the record still
    /// holds or has ended.
    private func expired() throws -> [ExpiredRecord] {
        let parts = Self.registers.indices.compactMap { index -> SQL? in
            guard let rule = Self.registers[index].retention else { return nil }
            let (table, number) = (Self.registers[index].table, SQL(unboundText: String(index)))
            return """
                SELECT register, id, day FROM (
                SELECT \(number) AS register, id, \(name: rule.column) AS day FROM \(name: table)
                WHERE from_seq IN (SELECT MAX(from_seq) FROM \(name: table) GROUP BY id)
                    AND \(name: rule.column) IS NOT NULL
                    AND \(name: rule.column) <= \(rule.newestExpired(on: today).iso)
                ORDER BY \(name: rule.column), id LIMIT \(Self.limit)) AS of_\(number)
                """
        }
        guard !parts.isEmpty else { return [] }
        return try connection.rows(parts.joined(separator: " UNION ALL ")) {
            (Int($0.integer(0)), $0.text(1), $0.text(2))
        }.compactMap { index, id, iso in
            let register = Self.registers[index]
            guard let rule = register.retention, let field = register.index(of: rule.column),
                let id = Identifier(id), let day = Day(iso: iso)
            else { return nil }
            return ExpiredRecord(
                register: register, id: id, retainedUntil: rule.lastDay(of: day),
                reason:
                    "保存期間\(rule.years)年（\(register.fields[field].title) \(JapaneseEra.text(day)) の年度末から）")
        }
    }

    /// Which of them a current record points to that does not leave with them.
    private func linked(_ records: [ExpiredRecord]) throws -> Set<String> {
        let leaving = Set(records.map(\.id.text))
        var held: Set<String> = []
        for (name, each) in Dictionary(grouping: records, by: \.register.name) {
            let ids = Set(each.map(\.id.text))
            let parts = AllRegisters.definitions.flatMap { other in
                other.fields.filter { $0.kind == .link(register: name) }.map { field -> SQL in
                    """
                    SELECT id, \(name: field.column) FROM \(name: other.table)
                    WHERE to_seq IS NULL AND \(name: field.column) IN (\(SQL.list(ids)))
                    """
                }
            }
            guard !parts.isEmpty else { continue }
            // Each part names every identifier: of many, one statement would hold more than SQLite takes.
            let statements = ids.count <= 500 ? [parts.joined(separator: " UNION ALL ")] : parts
            for statement in statements {
                try connection.forEachRow(statement) { row in
                    if !leaving.contains(row.text(0)) { held.insert(row.text(1)) }
                }
            }
        }
        return held
    }
}
