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

    /// One line a record, at most five of each kind, only what the viewer may see.
    static func lines(_ connection: any Connection, _ viewer: Viewer, _ text: VerdictText) throws
        -> [WorkLine]
    {
        let today = text.policy.on
        var lines: [WorkLine] = []
        for kind in kinds {
            guard let register = AllRegisters.named(kind.register) else { continue }
            let last = today.adding(days: kind.days).iso
            try connection.forEachRow(
                """
                SELECT id, \(name: register.labelColumn), \(name: kind.column) FROM \(name: register.table)
                WHERE to_seq IS NULL AND \(register.condition(for: .read).sql(for: viewer))
                AND \(name: kind.column) >= \(today.iso) AND \(name: kind.column) <= \(last)
                ORDER BY \(name: kind.column), id LIMIT \(shown)
                """
            ) { row in
                lines.append(
                    WorkLine(
                        title: label(row.text(1), register), clause: text.firstClause(kind.requirement),
                        reason: kind.words, dueOn: Day(iso: row.text(2)),
                        holder: text.catalogue[kind.requirement]?.role.name, minutes: kind.minutes,
                        button: LinkText("開く", .record(register: kind.register, id: row.text(0)))))
            }
        }
        return lines
    }

    /// A choice as label (the role of an appointment) reads as its title.
    private static func label(_ text: String, _ register: RegisterDefinition) -> String {
        guard case .choice(let options) = register.fields[0].kind else { return "\(register.title)「\(text)」" }
        return "\(register.title)「\(options.first { $0.code == text }?.title ?? text)」"
    }
}
