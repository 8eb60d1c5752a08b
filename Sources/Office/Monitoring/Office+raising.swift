import Database
import Primitives
import Registers
import Storage

extension Office {
    /// Raises what detections found, as one act: an open alert of the same key takes it in, a rule that is
    /// off raises nothing, one on trial is kept to be looked at, and exceptions are kept to.
    ///
    /// - Throws: `access.refused` for whoever may not write alerts; `alert.incomplete` where one has no rule,
    ///   title or key.
    @discardableResult
    public func raise(_ alerts: [RaisedAlert], by viewer: Viewer) throws -> RaisedCount {
        let register = MonitoringAlert.register
        guard register.definition.condition(for: .write).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        for alert in alerts where alert.ruleID.isEmpty || alert.title.isEmpty || alert.groupKey.isEmpty {
            throw Problem(
                "alert.incomplete", "検知ルールの番号、件名、まとめる鍵のどれかがない警報です。検知ルールを直してください。",
                detail: alert.ruleID)
        }
        guard !alerts.isEmpty else { return RaisedCount() }
        let today = today
        return try act(viewer) { writer in
            try AlertWriter(writer, today: today).raise(alerts)
        }
    }
}

/// Puts raised alerts into their register, within one act.
private struct AlertWriter {
    let writer: ActWriter
    let today: Day
    private let weights: AlertWeights
    private let states: [String: RuleSetting.State]
    private let exceptions: [RuleException]

    init(_ writer: ActWriter, today: Day) throws {
        self.writer = writer
        self.today = today
        weights = try AlertWeights(writer.transaction)
        let reader = RecordReader(writer.transaction, viewer: .console)
        let settings = try reader.current(RuleSetting.register.definition).map {
            try RuleSetting.register.record($0.values)
        }
        states = Dictionary(settings.map { ($0.ruleID, $0.state(on: today)) }) { first, _ in first }
        exceptions = try reader.current(RuleException.register.definition).map {
            try RuleException.register.record($0.values)
        }
    }

    /// An alert that is open, or is being made in this act.
    private struct Open {
        let id: Identifier
        var values: [StoredValue]
        let version: Int?
        var isChanged = false
    }

    func raise(_ alerts: [RaisedAlert]) throws -> RaisedCount {
        var count = RaisedCount()
        var open = try openAlerts(Set(alerts.map(\.groupKey)))
        for alert in alerts {
            let state = states[alert.ruleID] ?? alert.stateUnlessSet
            if state == .off {
                count.off += 1
            } else if exceptions.contains(where: { $0.covers(alert.ruleID, on: today, values: alert.values) })
            {
                count.excepted += 1
            } else {
                let key = Key(alert.groupKey, isSilent: state == .silent)
                if state == .silent { count.silent += 1 }
                if var old = open[key] {
                    old.values = merged(old.values, alert)
                    old.isChanged = true
                    open[key] = old
                    if state == .on { count.merged += 1 }
                } else {
                    open[key] = Open(
                        id: writer.newIdentifier(), values: made(alert, isSilent: state == .silent),
                        version: nil, isChanged: true)
                    if state == .on { count.made += 1 }
                }
            }
        }
        count.ids = try write(open.values.filter(\.isChanged))
        return count
    }

    /// A key among those that people see, or among those of a trial: the two never mix.
    private struct Key: Hashable {
        let group: String
        let isSilent: Bool
        init(_ group: String, isSilent: Bool) { (self.group, self.isSilent) = (group, isSilent) }
    }

    private func openAlerts(_ keys: Set<String>) throws -> [Key: Open] {
        let register = MonitoringAlert.register
        let states = [MonitoringAlert.State.new.rawValue, MonitoringAlert.State.silent.rawValue]
        let ids = try writer.transaction.rows(
            """
            SELECT id FROM \(name: register.definition.table)
            WHERE to_seq IS NULL AND state IN (\(SQL.list(states))) AND group_key IN (\(SQL.list(keys)))
            """
        ) { $0.text(0) }
        let rows = try RecordReader(writer.transaction, viewer: .console).rows(
            register.definition, ids: Set(ids))
        return try Dictionary(
            rows.map { row in
                let alert = try register.record(row.values)
                return (
                    Key(alert.groupKey, isSilent: alert.state == .silent),
                    Open(id: row.id, values: row.values, version: row.fromSeq)
                )
            }
        ) { first, _ in first }
    }

    private func write(_ alerts: [Open]) throws -> [Identifier] {
        let register = MonitoringAlert.register.definition
        let changed = alerts.compactMap { each in each.version.map { (each.id, $0, each.values) } }
        try writer.changeAll(register, changed.map { (id: $0.0, expected: $0.1, values: $0.2) })
        try writer.createAll(
            register, alerts.filter { $0.version == nil }.map { (id: $0.id, values: $0.values) })
        return alerts.map(\.id)
    }

    private func made(_ alert: RaisedAlert, isSilent: Bool) -> [StoredValue] {
        let found = weights.find(alert)
        return MonitoringAlert.register.values {
            $0.title = Self.line(alert.title) ?? alert.ruleID
            $0.ruleID = Self.line(alert.ruleID) ?? ""
            $0.level = alert.level
            $0.clauses = Self.line(alert.clauses.joined(separator: ", "))
            $0.groupKey = alert.groupKey
            $0.firstAt = alert.firstAt.iso
            $0.lastAt = max(alert.firstAt, alert.lastAt).iso
            $0.raisedOn = today
            $0.eventCount = max(1, alert.count)
            $0.score = found.score
            $0.scoreReason = found.reasonText
            $0.subject = alert.subject.flatMap(Self.line)
            $0.network = found.network.map { Link($0) }
            $0.source = found.source.map { Link($0) }
            $0.device = found.device.map { Link($0) }
            $0.unit = found.unit.map { Link($0) }
            $0.what = Self.text(alert.what)
            $0.why = Self.text(alert.why)
            $0.firstStep = Self.text(alert.firstStep)
            $0.facts = Self.text(MonitoringAlert.text(facts: Array(alert.facts.prefix(Self.factLimit))))
            $0.rawLines = KeptLines.merged(nil, alert.rawLines)
            $0.asksPlanned = alert.asksPlanned
            $0.state = isSilent ? .silent : .new
        }
    }

    private func merged(_ values: [StoredValue], _ alert: RaisedAlert) -> [StoredValue] {
        let found = weights.find(alert)
        return MonitoringAlert.register.values(values) {
            $0.firstAt = min($0.firstAt, alert.firstAt.iso)
            $0.lastAt = max($0.lastAt, alert.lastAt.iso)
            $0.eventCount += max(1, alert.count)
            if found.score > $0.score {
                $0.score = found.score
                $0.scoreReason = found.reasonText
                $0.level = alert.level
            }
            $0.what = Self.text(alert.what)
            $0.facts = Self.text(MonitoringAlert.text(facts: Array(alert.facts.prefix(Self.factLimit))))
            $0.rawLines = KeptLines.merged($0.rawLines, alert.rawLines)
        }
    }

    private static let factLimit = 40

    private static func line(_ text: String) -> String? {
        let clean = FieldChecks.cleaned(text, keepsLines: false)
        return clean.isEmpty ? nil : String(clean.prefix(FieldChecks.textLimit))
    }

    private static func text(_ text: String) -> String? {
        let clean = FieldChecks.cleaned(text, keepsLines: true)
        return clean.isEmpty ? nil : String(clean.prefix(10_000))
    }
}
