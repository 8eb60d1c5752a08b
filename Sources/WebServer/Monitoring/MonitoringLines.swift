import Office
import Primitives
import Registers
import WebPages

/// What the office's home says of the monitoring: alerts that wait, and sheets that nobody has signed.
enum MonitoringLines {
    /// After so many days without a signature the work counts as stuck.
    static let patienceDays = 7

    static func lines(
        _ matters: HomeMatters, _ office: Office, _ text: VerdictText
    ) -> [(line: WorkLine, isStuck: Bool)] {
        let clause = AlertWords(text: text, names: [:], seesRegisters: true).clause("6(1)")
        return [alerts(matters, office, clause), sheets(matters.sheets, office, clause)].compactMap(\.self)
    }

    private static func alerts(
        _ matters: HomeMatters, _ office: Office, _ clause: ClauseReference?
    ) -> (line: WorkLine, isStuck: Bool)? {
        guard let (count, worst, level) = matters.alerts else { return nil }
        let line = WorkLine(
            title: "まだ判断していない警報が\(count)件あります", clause: clause,
            reason: "いちばん急ぐのは「\(worst)」（重さ\(level.title)）です。", dueOn: office.today,
            holder: "情報システム管理者", minutes: min(60, 5 * count), button: LinkText("警報を見る", .alerts))
        return (line, false)
    }

    private static func sheets(
        _ due: [DueSheet], _ office: Office, _ clause: ClauseReference?
    ) -> (line: WorkLine, isStuck: Bool)? {
        guard let first = due.first else { return nil }
        let late = first.dueOn.days(until: office.today)
        let line = WorkLine(
            title: "署名していない監視の確認票が\(due.count)件あります", clause: clause,
            reason: "いちばん古いのは「\(first.period.title)」です。", dueOn: first.dueOn,
            daysLate: late > 0 ? late : nil, holder: "情報システム管理者", minutes: min(60, 5 * due.count),
            button: due.count == 1
                ? LinkText("確認票を開く", .watchSheet(first.period.text)) : LinkText("確認票を見る", .watchSheets))
        return (line, late >= patienceDays)
    }
}
