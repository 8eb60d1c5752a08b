import Database
import Primitives
import Registers
import Storage

/// The numbers of the monitoring for a stretch of days, up to the last hour that is sealed.
public struct MonitoringFigures: Sendable {
    /// The end of the stretch.
    public let asOf: Instant
    /// The beginnings of its hours, in order.
    public let hours: [Instant]
    /// Alerts by the hour of their last event, without those of rules on trial.
    public let alerts: [Int]
    /// By rule, those with the most alerts first.
    public let rules: [Rule]
    /// Every source in use, by name.
    public let sources: [SourceHealth]
    /// Lines by hour, the sources with the most lines first; sources without any are missing.
    public let traffic: [(name: String, values: [Int])]

    /// What one rule raised.
    public struct Rule: Sendable {
        /// Its id.
        public let id: String
        /// Alerts.
        public var alertCount = 0
        /// Events in them.
        public var eventCount = 0
        /// Not judged.
        public var openCount = 0
        /// Found to be nothing.
        public var mistakenCount = 0
    }
}

extension Office {
    /// How the monitoring did in the last days.
    public func monitoringFigures(days: Int, for viewer: Viewer) throws -> MonitoringFigures {
        guard MonitoringAlert.register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        let now = store.surroundings.now()
        let end = SourceHealth.sealed(by: now)
        let count = max(1, days) * 24
        let from = end.adding(seconds: -Int64(count) * 3_600)
        let hours = (0..<count).map { from.adding(seconds: Int64($0) * 3_600) }
        let places = Dictionary(hours.enumerated().map { (LogTime.text($1), $0) }) { first, _ in first }
        return try store.database.read { connection in
            let health = try SourceHealth.read(connection, from: from, to: end, now: now)
            var rules: [String: MonitoringFigures.Rule] = [:]
            var alerts = Array(repeating: 0, count: count)
            try connection.forEachRow(
                """
                SELECT rule_id, last_at, event_count, state
                FROM \(name: MonitoringAlert.register.definition.table)
                WHERE to_seq IS NULL AND last_at >= \(from.iso)
                    AND state <> \(MonitoringAlert.State.silent.rawValue)
                """
            ) { row in
                var rule = rules[row.text(0)] ?? MonitoringFigures.Rule(id: row.text(0))
                rule.alertCount += 1
                rule.eventCount += Int(row.integer(2))
                if row.text(3) == MonitoringAlert.State.new.rawValue { rule.openCount += 1 }
                if row.text(3) == MonitoringAlert.State.mistaken.rawValue { rule.mistakenCount += 1 }
                rules[rule.id] = rule
                // What came after the last sealed hour stands in the last column.
                alerts[places[String(row.text(1).prefix(13))] ?? count - 1] += 1
            }
            let traffic = health.filter { $0.lineCount > 0 }.sorted {
                ($1.lineCount, $0.source.name) < ($0.lineCount, $1.source.name)
            }.map { each in
                var values = Array(repeating: 0, count: count)
                for hour in each.hours { if let place = places[hour.hour] { values[place] += hour.lines } }
                return (name: each.source.name, values: values)
            }
            return MonitoringFigures(
                asOf: end, hours: hours, alerts: alerts,
                rules: rules.values.sorted { ($1.alertCount, $0.id) < ($0.alertCount, $1.id) },
                sources: health, traffic: traffic)
        }
    }
}
