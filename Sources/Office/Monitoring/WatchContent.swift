import AuditLedger
import Database
import Primitives
import Registers
import Storage

/// What a watch sheet says: sections of label and value, and the numbers that lists show of it.
public struct WatchContent: Sendable {
    /// One line of a sheet.
    public struct Line: Sendable, Hashable {
        /// The heading under which it stands.
        public let section: String
        /// What it is about.
        public let label: String
        /// What is said of it.
        public let value: String
    }

    /// In order; lines of one section stand together.
    public let lines: [Line]
    /// Alerts that were raised, without those of rules on trial.
    public let alertCount: Int
    /// Those of them that nobody has judged.
    public let openCount: Int
    /// What was not seen: silent sources, lost lines, lines that were not understood.
    public let gapCount: Int

    /// As it is kept: one line each, parted by tabs.
    public var text: String {
        lines.map { "\($0.section)\t\($0.label)\t\($0.value)" }.joined(separator: "\n")
    }

    /// The SHA-256 of the text: what is signed.
    public var hash: String { Self.hash(of: text) }

    static func hash(of text: String) -> String { Digest32.sha256(Array(text.utf8)).hex }

    /// The lines of a kept text.
    static func lines(of text: String) -> [Line] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            return Line(
                section: String(parts[0]), label: parts.count > 1 ? String(parts[1]) : "",
                value: parts.count > 2 ? String(parts[2]) : "")
        }
    }

    // MARK: Gathering

    static let seen = "見たもの"
    static let unseen = "見られなかったもの"
    static let waiting = "まだ判断していない警報"
    static let events = "事象になったもの"
    static let signed = "日次の確認票"
    /// Lines of one section at most; the rest is counted.
    private static let listed = 40

    /// What there is to say of a period as things stand now.
    init(_ period: WatchPeriod, _ connection: any Connection, now: Instant) throws {
        let alerts = try Self.alerts(period, connection)
        let raised = alerts.filter { $0.state != .silent }
        let open = raised.filter { $0.state == .new }
        let health = try SourceHealth.read(connection, from: period.begins, to: period.ends, now: now)
        let gaps = Self.gaps(health)
        var lines = Self.seenLines(raised, alerts.count - raised.count, health)
        lines += Self.bounded(gaps.lines, Self.unseen)
        if gaps.lines.isEmpty {
            lines.append(
                Line(
                    section: Self.unseen, label: health.isEmpty ? "ログの送信元" : "なし",
                    value: health.isEmpty
                        ? "登録されていません。何も見ていないのと同じです。" : "途切れ、取りこぼし、読み取れない行はありません。"))
        }
        lines += Self.bounded(open.map { ($0.title, Self.facts($0)) }, Self.waiting)
        lines += Self.bounded(
            raised.filter { $0.event != nil }.map { ($0.title, Self.facts($0)) }, Self.events)
        if period.kind == .month { lines += try Self.dailyLines(period, connection) }
        self.lines = lines
        alertCount = raised.count
        openCount = open.count
        gapCount = health.isEmpty ? 1 : gaps.count
    }

    private static func alerts(_ period: WatchPeriod, _ connection: any Connection) throws
        -> [MonitoringAlert]
    {
        let register = MonitoringAlert.register
        let reader = RecordReader(connection, viewer: .console)
        var query = ListQuery(
            conditions: [
                FieldCondition("raised_on", .from(.text(period.first.iso))),
                FieldCondition("raised_on", .to(.text(period.last.iso))),
            ], limit: 500)
        var alerts: [(id: Identifier, alert: MonitoringAlert)] = []
        repeat {
            let page = try reader.page(register.definition, query)
            alerts += try page.rows.map { ($0.id, try register.record($0.values)) }
            query.after = page.next
        } while query.after != nil
        return alerts.sorted { left, right in
            left.alert.score == right.alert.score
                ? (left.alert.firstAt, left.id) < (right.alert.firstAt, right.id)
                : left.alert.score > right.alert.score
        }.map(\.alert)
    }

    private static func facts(_ alert: MonitoringAlert) -> String {
        let about = alert.subject.map { "\($0)、" } ?? ""
        return "重さ\(alert.level.title)、\(about)\(Office.moment(alert.firstAt))から、\(alert.eventCount)回"
    }

    private static func seenLines(_ raised: [MonitoringAlert], _ silentCount: Int, _ health: [SourceHealth])
        -> [Line]
    {
        var lines: [Line] = MonitoringAlert.Level.allCases.reversed().compactMap { level in
            let those = raised.filter { $0.level == level }
            guard !those.isEmpty else { return nil }
            let states = ([.new] + MonitoringAlert.State.verdicts).compactMap { state -> String? in
                let count = those.filter { $0.state == state }.count
                return count == 0 ? nil : "\(state.title) \(count)"
            }
            return Line(
                section: seen, label: "警報（重さ\(level.title)）",
                value: "\(those.count)件（\(states.joined(separator: "、"))）")
        }
        if raised.isEmpty { lines.append(Line(section: seen, label: "警報", value: "ありません")) }
        if silentCount > 0 {
            lines.append(Line(section: seen, label: "試運転中のルールが見つけたもの", value: "\(silentCount)件（知らせていない）"))
        }
        lines += bounded(
            health.map { each in
                let last = each.lastAt.map { "、最後は\($0.textInJapan)" } ?? ""
                return ("ログ「\(each.source.name)」", "\(grouped(each.lineCount))行\(last)")
            }, seen)
        return lines
    }

    private static func gaps(_ health: [SourceHealth]) -> (lines: [(String, String)], count: Int) {
        var (lines, count) = ([(String, String)](), 0)
        for each in health {
            let name = "「\(each.source.name)」"
            if !each.isExpected {
                lines.append(("届いたことのない送信元\(name)", "まだ一行も届いていません"))
                count += 1
            } else if each.isSilent, let gap = each.longestGap {
                let minutes = gap.from.minutes(until: gap.to)
                lines.append(
                    (
                        "途切れた送信元\(name)",
                        "\(gap.from.textInJapan)から\(minutes)分（決めた上限は\(each.source.silentAfterMinutes ?? 0)分）"
                    ))
                count += 1
            } else if each.source.silentAfterMinutes == nil {
                let heard = each.lineCount == 0 ? "一行も届いていません。" : ""
                lines.append(("途切れを調べない送信元\(name)", "\(heard)「届かないと異常とみなす分数」が決まっていません"))
            }
            if each.dropped > 0 {
                lines.append(("受け取れずに捨てた行\(name)", "\(grouped(each.dropped))行"))
                count += 1
            }
            if each.notUnderstood > 0 {
                lines.append(("読み取れなかった行\(name)", "\(grouped(each.notUnderstood))行（行そのものは残しています）"))
                count += 1
            }
        }
        return (lines, count)
    }

    private static func dailyLines(_ period: WatchPeriod, _ connection: any Connection) throws -> [Line] {
        let count = try connection.integer(
            """
            SELECT COUNT(*) FROM \(name: WatchSheet.register.definition.table)
            WHERE to_seq IS NULL AND kind = \(WatchSheet.Kind.day.rawValue)
                AND starts_on >= \(period.first.iso) AND starts_on <= \(period.last.iso)
            """)
        return [
            Line(section: signed, label: "署名した日", value: "\(period.days.count)日のうち\(count ?? 0)日")
        ]
    }

    private static func bounded(_ pairs: [(String, String)], _ section: String) -> [Line] {
        var lines = pairs.prefix(listed).map { label, value in
            Line(section: section, label: oneLine(label), value: oneLine(value))
        }
        if pairs.count > listed {
            lines.append(Line(section: section, label: "ほか", value: "\(pairs.count - listed)件"))
        }
        return lines
    }

    /// 12,345.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    private static func oneLine(_ text: String) -> String { FieldChecks.cleaned(text, keepsLines: false) }
}
