import Office
import Primitives
import Registers
import WebPages

/// What the office's home says of rounds: who has not signed, and for how long.
enum RoundLines {
    /// After so many days without a signature the work counts as stuck.
    static let patienceDays = 14
    /// Names of units in one line; the rest is counted.
    private static let unitsNamed = 5

    /// One line for each open round, and whether it is stuck; accounts that were to end are stuck from the
    /// first day, because they can still be used.
    static func lines(_ matters: [RoundMatter], _ office: Office) -> [(line: WorkLine, isStuck: Bool)] {
        Dictionary(grouping: matters, by: \.round).sorted { $0.key < $1.key }.flatMap {
            round, matters in
            [unsigned(matters, round, on: office.today), unended(matters, round)].compactMap(\.self)
        }
    }

    private static func unsigned(
        _ matters: [RoundMatter], _ round: Identifier, on today: Day
    ) -> (line: WorkLine, isStuck: Bool)? {
        let waiting = matters.compactMap { matter -> (unit: String, due: Day, since: Day)? in
            if case .unsigned(let unit, let due, let since) = matter.kind { (unit, due, since) } else { nil }
        }
        guard let due = waiting.map(\.due).min(), let since = waiting.map(\.since).min() else { return nil }
        let (late, held) = (due.days(until: today), since.days(until: today))
        let names = waiting.map(\.unit).sorted()
        let more = names.count > unitsNamed ? "ほか\(names.count - unitsNamed)" : ""
        let said = names.prefix(unitsNamed).joined(separator: "、") + more
        let line = WorkLine(
            title: "棚卸に署名していない所属が\(names.count)あります",
            reason: "\(said)です。声をかけるか、締め切ってください。", dueOn: due, daysLate: late > 0 ? late : nil,
            holder: "所属長", daysHeld: held > 0 ? held : nil, minutes: 10,
            button: LinkText("棚卸を見る", .round(round.text)))
        return (line, late > 0 || held >= patienceDays)
    }

    private static func unended(
        _ matters: [RoundMatter], _ round: Identifier
    ) -> (line: WorkLine, isStuck: Bool)? {
        let count = matters.reduce(0) { sum, matter in
            if case .unended(let count) = matter.kind { sum + count } else { sum }
        }
        guard count > 0 else { return nil }
        let line = WorkLine(
            title: "終了するアカウントが\(count)件残っています",
            reason: "所属長が「終了」としました。情報システムの側で止めて、証拠を残してください。", holder: "情報システム管理者",
            minutes: 10 * min(count, 12), button: LinkText("棚卸を見る", .round(round.text)))
        return (line, true)
    }
}
