import Database
import Primitives
import Registers
import Storage

/// What waits for the office beside requirements: rounds, alerts, sheets.
public struct HomeMatters: Sendable {
    /// What rounds wait for.
    public var rounds: [RoundMatter] = []
    /// How many alerts wait, and what the most urgent of them is called; nil where none does.
    public var alerts: (count: Int, worst: String, level: MonitoringAlert.Level)?
    /// Sheets without a signature, the oldest first.
    public var sheets: [DueSheet] = []
}

extension Office {
    /// What waits, for the office's home: lists without a signature, accounts that were to end, alerts that
    /// nobody has judged, sheets of the monitoring. One statement.
    public func homeMatters(for viewer: Viewer) throws -> HomeMatters {
        try Refusal.unless(viewer, .office)
        let today = today
        return try store.database.read { connection in
            var matters = HomeMatters()
            var watched = WatchedSince(today: today)
            try connection.forEachRow(Self.waiting(since: watched.horizon)) { row in
                switch row.text(0) {
                case "unsigned":
                    guard let round = Identifier(row.text(1)), let due = Day(iso: row.text(3)),
                        let since = Day(iso: row.text(4))
                    else { return }
                    let unit = ConfirmationList.unitName(in: row.text(2))
                    matters.rounds.append(
                        RoundMatter(round: round, kind: .unsigned(unit: unit, due: due, since: since)))
                case "unended":
                    guard let round = Identifier(row.text(1)) else { return }
                    matters.rounds.append(RoundMatter(round: round, kind: .unended(Int(row.integer(5)))))
                case "alert":
                    guard let level = MonitoringAlert.Level(rawValue: row.text(2)) else { return }
                    matters.alerts = (Int(row.integer(5)), row.text(1), level)
                default: watched.note(row.text(0), row.text(1), row.text(2))
                }
            }
            matters.sheets = watched.due
            return matters
        }
    }

    private static func waiting(since horizon: Day) -> SQL {
        let lists = ConfirmationList.register.definition
        let (rows, alerts) = (ConfirmationRow.register.definition, MonitoringAlert.register.definition)
        let open = MonitoringAlert.State.new.rawValue
        return """
            SELECT 'unsigned', x.round, x.title, x.due_on, COALESCE(x.sent_back_on, x.started_on), 0
            FROM \(name: lists.table) x
            WHERE x.to_seq IS NULL AND x.signed_on IS NULL AND x.closed_on IS NULL
            UNION ALL
            SELECT 'unended', r.round, '', '', '', COUNT(*) FROM \(name: rows.table) r
            WHERE r.to_seq IS NULL AND r.answer = 'end' AND r.ended_on IS NULL GROUP BY r.round
            UNION ALL
            SELECT kind, title, level, due, since, number FROM (
            SELECT 'alert' AS kind, a.title AS title, a.level AS level, '' AS due, '' AS since,
                COUNT(*) OVER () AS number
            FROM \(name: alerts.table) a WHERE a.to_seq IS NULL AND a.state = \(open)
            ORDER BY a.score DESC, a.from_seq LIMIT 1) AS worst
            UNION ALL \(WatchedSince.statement(since: horizon))
            """
    }
}

/// Since when logs are received and which sheets are signed: of which the sheets follow that wait.
struct WatchedSince {
    let today: Day
    private var said: [Day] = []
    private var hasUnsaid = false
    private var received: Day?
    private var signed: Set<String> = []

    init(today: Day) { self.today = today }

    /// The first day of the month before, or of the fortnight: of the two the earlier one.
    var horizon: Day { min(today.adding(days: -Office.sheetHorizonDays), lastMonth.first) }

    private var lastMonth: WatchPeriod {
        WatchPeriod(monthOf: WatchPeriod(monthOf: today).first.adding(days: -1))
    }

    /// Rows of a kind and two texts, with three columns more that hold nothing.
    static func statement(since horizon: Day) -> SQL {
        """
        SELECT 'source', COALESCE(s.starts_on, ''), COALESCE(s.ends_on, ''), '', '', 0
        FROM \(name: LogOrigin.register.definition.table) s WHERE s.to_seq IS NULL
        UNION ALL
        SELECT 'received', COALESCE(MIN(h.hour), ''), '', '', '', 0
        FROM \(name: LogHour.register.definition.table) h WHERE h.to_seq IS NULL
        UNION ALL
        SELECT 'signed', w.period, '', '', '', 0
        FROM \(name: WatchSheet.register.definition.table) w
        WHERE w.to_seq IS NULL AND w.ends_on >= \(horizon.iso)
        """
    }

    /// Takes in one row of `statement`.
    mutating func note(_ kind: String, _ first: String, _ second: String) {
        switch kind {
        case "signed": signed.insert(first)
        case "received": received = LogTime.hour(first)?.dayInJapan
        default:
            // What ended before the fortnight has no sheets to come.
            if let ends = Day(iso: second), ends < today.adding(days: -Office.sheetHorizonDays) { return }
            if let starts = Day(iso: first) { said.append(starts) } else { hasUnsaid = true }
        }
    }

    /// Sheets that wait, the oldest first: days of the last fortnight and the month before, since logs are
    /// received.
    var due: [DueSheet] {
        let candidates = said + (hasUnsaid ? [received].compactMap(\.self) : [])
        guard let since = candidates.min() else { return [] }
        let (yesterday, month) = (today.adding(days: -1), WatchPeriod(monthOf: today))
        let first = max(since, today.adding(days: -Office.sheetHorizonDays))
        var due: [DueSheet] = []
        if first <= yesterday {
            due = (0...first.days(until: yesterday)).map { first.adding(days: $0) }.map {
                DueSheet(period: WatchPeriod(day: $0), dueOn: $0.adding(days: 1))
            }
        }
        if since <= lastMonth.last {
            due.append(DueSheet(period: lastMonth, dueOn: month.first.adding(days: 9)))
        }
        return due.filter { !signed.contains($0.period.text) }.sorted { $0.dueOn < $1.dueOn }
    }
}
