import Database
import Duties
import Primitives
import Registers
import Storage
import WebPages

/// Days that the registers themselves bring: contracts and appointments that end, systems that are renewed.
enum RegisterDates {
    /// How far ahead, in days, each kind is worth knowing.
    private struct Kind {
        let register: String
        let column: String
        let days: Int
        let words: String
        let minutes: Int
        /// The requirement whose clause and role stand beside the line.
        let requirement: RequirementID
    }

    private static let kinds = [
        Kind(
            register: "contracts", column: "ends_on", days: 60, words: "契約が終わります。更新か、返還・消去の証明を決めてください。",
            minutes: 20, requirement: "SEED-6(6)-c"),
        Kind(
            register: "appointments", column: "ends_on", days: 60, words: "任命が満了します。後任か再任を決めてください。",
            minutes: 10, requirement: "SEED-3"),
        Kind(
            register: "people", column: "ends_on", days: 30, words: "在職が終わります。アカウントと貸与品の返却を準備してください。",
            minutes: 15, requirement: "SEED-6(4)-b"),
        Kind(
            register: "information-systems", column: "renews_on", days: 180,
            words: "システムの更新時期です。調達の要件を確かめてください。", minutes: 30, requirement: "SEED-2(2)"),
    ]
    private static let shown = 5

    /// One line a record, at most five of each kind, only what the viewer may see; one statement.
    static func lines(_ connection: any Connection, _ viewer: Viewer, _ text: VerdictText) throws
        -> [WorkLine]
    {
        let parts = kinds.indices.compactMap { part($0, viewer, text.policy.on) }
        guard !parts.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT kind, id, label, day FROM (\(parts.joined(separator: " UNION ALL "))) AS kinds
            ORDER BY kind, day, id
            """
        ) { row in
            let kind = kinds[Int(row.integer(0))]
            let register = AllRegisters.named(kind.register)
            let label = register.map { "\($0.title)「\(RecordText.label(row.text(2), $0))」" }
            return WorkLine(
                title: label ?? row.text(2), clause: text.firstClause(kind.requirement), reason: kind.words,
                dueOn: Day(iso: row.text(3)), holder: text.catalogue[kind.requirement]?.role.name,
                minutes: kind.minutes,
                button: LinkText("開く", .record(register: kind.register, id: row.text(1))))
        }
    }

    private static func part(_ index: Int, _ viewer: Viewer, _ today: Day) -> SQL? {
        let kind = kinds[index]
        guard let register = AllRegisters.named(kind.register) else { return nil }
        let last = today.adding(days: kind.days).iso
        let number = SQL(unboundText: String(index))
        return """
            SELECT kind, id, label, day FROM (
            SELECT \(number) AS kind, id, \(name: register.labelColumn) AS label, \(name: kind.column) AS day
            FROM \(name: register.table)
            WHERE to_seq IS NULL AND \(register.condition(for: .read).sql(for: viewer))
            AND \(name: kind.column) >= \(today.iso) AND \(name: kind.column) <= \(last)
            ORDER BY \(name: kind.column), id LIMIT \(shown)) AS kind_\(number)
            """
    }
}
