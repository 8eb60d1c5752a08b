import Primitives
import Registers
import Storage

/// A detection rule that ships, as plain values: what the page of rules shows.
public struct ShippedRule: Sendable, Hashable {
    /// The rule's id.
    public var id: String
    /// What it finds; Japanese.
    public var title: String
    /// How grave it is.
    public var level: MonitoringAlert.Level
    /// What it looks at, in a sentence; may be empty.
    public var summary: String
    /// The clauses that speak of it.
    public var clauses: [String]
    /// What holds where nobody has set it.
    public var stateUnlessSet: RuleSetting.State
    /// The registers that it needs and that are empty or missing, by title; a rule that waits finds nothing.
    public var waitsFor: [String]

    /// Every part by name.
    public init(
        id: String, title: String, level: MonitoringAlert.Level, summary: String = "", clauses: [String] = [],
        stateUnlessSet: RuleSetting.State = .off, waitsFor: [String] = []
    ) {
        self.id = id
        self.title = title
        self.level = level
        self.summary = summary
        self.clauses = clauses
        self.stateUnlessSet = stateUnlessSet
        self.waitsFor = waitsFor
    }
}

/// A rule as it stands in this organization.
public struct RuleStanding: Sendable {
    /// The rule; one that no longer ships has its id for a title.
    public let rule: ShippedRule
    /// What holds today.
    public let state: RuleSetting.State
    /// Until when it only shows what it would raise; nil where it does not.
    public let silentUntil: Day?
    /// When and why it was set; nil where nobody has.
    public let setting: RuleSetting?
    /// Exceptions that hold today.
    public let exceptions: [(id: Identifier, exception: RuleException)]
    /// What it would have raised in the last `RuleSetting.silentDays` days.
    public let silentAlerts: [StoredAlert]
    /// Alerts that it raised in those days, and how many of them turned out to be nothing.
    public let raisedCount: Int
    public let mistakenCount: Int
}

extension Office {
    /// Every rule that ships or was ever set or raised something, those that are on first.
    public func rules(_ shipped: [ShippedRule], for viewer: Viewer) throws -> [RuleStanding] {
        let today = today
        guard RuleSetting.register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let settings = try reader.current(RuleSetting.register.definition).map {
                try RuleSetting.register.record($0.values)
            }
            let exceptions = try reader.current(RuleException.register.definition).map {
                ($0.id, try RuleException.register.record($0.values))
            }
            let recent = try reader.page(
                MonitoringAlert.register.definition,
                ListQuery(
                    conditions: [
                        FieldCondition(
                            "raised_on", .from(.text(today.adding(days: -RuleSetting.silentDays).iso)))
                    ], sortColumn: "raised_on", descending: true, limit: 500)
            ).rows.map(StoredAlert.init)
            let byRule = Dictionary(grouping: recent) { $0.alert.ruleID }
            let set = Dictionary(settings.map { ($0.ruleID, $0) }) { first, _ in first }
            let known = Set(shipped.map(\.id))
            let others = Set(settings.map(\.ruleID)).union(byRule.keys).subtracting(known).sorted()
            let all =
                shipped
                + others.map { id in
                    ShippedRule(
                        id: id, title: byRule[id]?.first?.alert.title ?? id,
                        level: byRule[id]?.first?.alert.level ?? .informational, stateUnlessSet: .on)
                }
            return all.map { rule in
                let setting = set[rule.id]
                let state = setting?.state(on: today) ?? rule.stateUnlessSet
                let alerts = byRule[rule.id] ?? []
                return RuleStanding(
                    rule: rule, state: state, silentUntil: state == .silent ? setting?.silentUntil : nil,
                    setting: setting,
                    exceptions: exceptions.filter {
                        $0.1.ruleID == rule.id && ($0.1.endsOn ?? today) >= today
                    }.map { (id: $0.0, exception: $0.1) },
                    silentAlerts: alerts.filter { $0.alert.state == .silent },
                    raisedCount: alerts.filter { $0.alert.state != .silent }.count,
                    mistakenCount: alerts.filter { $0.alert.state == .mistaken }.count)
            }.sorted { left, right in
                let (first, second) = (Self.rank(left.state), Self.rank(right.state))
                return first == second ? left.rule.id < right.rule.id : first < second
            }
        }
    }

    /// Writes the organization's domain names, of which lookalikes are looked for: one a line.
    public func setDomains(_ domains: String, by viewer: Viewer) throws {
        let register = OrganizationProfile.register
        let clean = FieldChecks.cleaned(domains, keepsLines: true)
        let found = try store.database.read {
            try RecordReader($0, viewer: viewer).page(register.definition, ListQuery(limit: 1)).rows.first
        }
        guard let found else { throw Refusal.notFound }
        try change(
            register.definition, id: found.id,
            register.values(found.values) { $0.domains = clean.isEmpty ? nil : clean },
            expected: found.fromSeq,
            by: viewer)
    }

    private static func rank(_ state: RuleSetting.State) -> Int {
        switch state {
        case .on: 0
        case .silent: 1
        case .off: 2
        }
    }

    /// Switches a rule. One that was off and is switched on first shows for `RuleSetting.silentDays` days
    /// what it would have raised.
    ///
    /// - Parameter skipsTrial: switches on at once; needs a reason.
    /// - Returns: what holds from today.
    @discardableResult
    public func setRule(
        _ rule: String, to wanted: RuleSetting.State, skipsTrial: Bool = false, reason: String = "",
        by viewer: Viewer
    ) throws -> RuleSetting.State {
        let (register, today) = (RuleSetting.register, today)
        guard register.definition.condition(for: .write).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        let reason = FieldChecks.cleaned(reason, keepsLines: true)
        let rule = FieldChecks.cleaned(rule, keepsLines: false)
        guard !rule.isEmpty, rule.count <= 200 else { throw Refusal.notFound }
        guard wanted != .off || !reason.isEmpty, !skipsTrial || !reason.isEmpty else {
            throw Problems([
                Problem(
                    "rule.reason", "理由を書いてください。使わないルールと、試さずに使うルールには、あとから分かる理由が要ります。", field: "reason")
            ])
        }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            let old = try reader.first(
                register.definition, ListQuery(filters: ["rule_id": .text(rule)]))
            let before = try old.map { try register.record($0.values).state(on: today) }
            let isOn = before == .on || before == .silent
            let state: RuleSetting.State = wanted == .on && !isOn && !skipsTrial ? .silent : wanted
            let values = register.values {
                $0.ruleID = rule
                $0.state = state
                $0.since = today
                $0.silentUntil = state == .silent ? today.adding(days: RuleSetting.silentDays - 1) : nil
                $0.setBy = viewer.person.map { Link($0) }
                $0.reason = reason.isEmpty ? nil : reason
            }
            if let old {
                try writer.change(register.definition, id: old.id, values, expected: old.fromSeq)
            } else {
                try writer.create(register.definition, values)
            }
            return state
        }
    }
}
