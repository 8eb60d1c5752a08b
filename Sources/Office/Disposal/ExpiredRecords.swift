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
        var found = try Self.registers.flatMap(expired)
        // What leaves may be all that pointed to something else, so this is asked until nothing more stays.
        while true {
            let held = try linked(found)
            if held.isEmpty { break }
            found.removeAll { held.contains($0.id.text) }
        }
        return Array(
            found.sorted { ($0.retainedUntil, $0.id) < ($1.retainedUntil, $1.id) }.prefix(Self.limit))
    }

    private func expired(_ register: RegisterDefinition) throws -> [ExpiredRecord] {
        guard let rule = register.retention, let field = register.index(of: rule.column) else { return [] }
        let newest = rule.newestExpired(on: today)
        let title = register.fields[field].title
        // The newest version of a record says its day, whether the record still holds or has ended.
        return try connection.rows(
            """
            SELECT id, \(name: rule.column) FROM \(name: register.table)
            WHERE from_seq IN (SELECT MAX(from_seq) FROM \(name: register.table) GROUP BY id)
                AND \(name: rule.column) IS NOT NULL AND \(name: rule.column) <= \(newest.iso)
            ORDER BY \(name: rule.column), id LIMIT \(Self.limit)
            """
        ) { ($0.text(0), $0.text(1)) }.compactMap { id, iso in
            guard let id = Identifier(id), let day = Day(iso: iso) else { return nil }
            let last = rule.lastDay(of: day)
            return ExpiredRecord(
                register: register, id: id, retainedUntil: last,
                reason: "保存期間\(rule.years)年（\(title) \(JapaneseEra.text(day)) の年度末から）")
        }
    }

    /// Which of them a current record points to that does not leave with them.
    private func linked(_ records: [ExpiredRecord]) throws -> Set<String> {
        let leaving = Set(records.map(\.id.text))
        var held: Set<String> = []
        for (name, each) in Dictionary(grouping: records, by: \.register.name) {
            let ids = Set(each.map(\.id.text))
            for other in AllRegisters.definitions {
                for field in other.fields where field.kind == .link(register: name) {
                    try connection.forEachRow(
                        """
                        SELECT id, \(name: field.column) FROM \(name: other.table)
                        WHERE to_seq IS NULL AND \(name: field.column) IN (\(SQL.list(ids)))
                        """
                    ) { row in if !leaving.contains(row.text(0)) { held.insert(row.text(1)) } }
                }
            }
        }
        return held
    }
}
