import LogMonitoring
import Office
import Primitives
import Registers

/// Alerts of one stretch of events, put together by what they are one of.
struct AlertGathering {
    private var groups: [String: RaisedAlert] = [:]
    private var order: [String] = []

    var isEmpty: Bool { groups.isEmpty }

    /// Lines kept of a group here; the record keeps its own number.
    private static let rawLineLimit = 20

    /// - Parameters:
    ///   - line: the line of the event that completed it; nil where time did.
    ///   - source: the source's folder, which is its record.
    mutating func add(_ alert: Alert, line: String?, source: String?, now: Instant) {
        let key = alert.group.key
        let at = alert.timestamp ?? now
        let count = alert.behaviour?.eventCount ?? alert.correlation?.eventCount ?? 1
        if var known = groups[key] {
            known.firstAt = min(known.firstAt, at)
            known.lastAt = max(known.lastAt, at)
            known.count += count
            if let line, known.rawLines.count < Self.rawLineLimit { known.rawLines.append(line) }
            groups[key] = known
            return
        }
        order.append(key)
        groups[key] = Self.raised(alert, at: at, count: count, line: line, source: source)
    }

    /// Takes all groups, in the order of their first alert.
    mutating func take() -> [RaisedAlert] {
        defer { self = AlertGathering() }
        return order.compactMap { groups[$0] }
    }

    private static func raised(
        _ alert: Alert, at: Instant, count: Int, line: String?, source: String?
    ) -> RaisedAlert {
        let (about, guidance) = (alert.about, alert.about.guidance)
        let value = { (name: String) in alert.matched.first { $0.name == name }?.value.text }
        return RaisedAlert(
            ruleID: about.id ?? about.title, title: about.title,
            level: about.level.flatMap(MonitoringAlert.Level.init(rawValue:)) ?? .medium,
            clauses: (guidance?.clauses ?? []).map(clause), groupKey: alert.group.key, firstAt: at,
            lastAt: at,
            count: count,
            subject: alert.group.fields.first?.value.text ?? value("source.ip") ?? value("user.name"),
            network: value("toride.source.zone"), source: source,
            what: guidance?.what ?? about.summary ?? about.title, why: guidance?.why ?? "",
            firstStep: guidance?.firstStep ?? "", facts: facts(alert), rawLines: line.map { [$0] } ?? [],
            asksPlanned: guidance?.asksPlanned ?? false,
            stateUnlessSet: guidance.flatMap { RuleSetting.State(rawValue: $0.setting.rawValue) } ?? .silent)
    }

    private static func facts(_ alert: Alert) -> [(name: String, value: String)] {
        var seen: Set<String> = []
        return (alert.group.fields + alert.matched).compactMap { field in
            seen.insert(field.name + "\u{0}" + field.value.text).inserted
                ? (field.name, field.value.text) : nil
        }
    }

    /// `SEED-6(1)-a` stands in clause 6(1).
    private static func clause(_ requirement: String) -> String {
        let path = requirement.hasPrefix("SEED-") ? requirement.dropFirst(5) : requirement[...]
        return String(path.prefix { $0 != "-" })
    }
}
