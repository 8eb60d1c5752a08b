import Database
import Primitives
import Registers
import Storage

/// An alert as it is stored, for whoever may see it.
public struct StoredAlert: Sendable {
    /// The record's identifier.
    public let id: Identifier
    /// The version that was read.
    public let version: Int
    /// What is known of it, and what was said.
    public let alert: MonitoringAlert
    let values: [StoredValue]

    init(_ row: RegisterRow) throws {
        id = row.id
        version = row.fromSeq
        values = row.values
        alert = try MonitoringAlert.register.record(row.values)
    }
}

/// The alerts of a page: those that wait, and those judged of late.
public struct AlertQueue: Sendable {
    /// Not judged yet, the most urgent first; at most `AlertQueue.limit`.
    public let open: [StoredAlert]
    /// All that wait and that the viewer may see.
    public let openCount: Int
    /// Judged, the newest judgement first.
    public let judged: [StoredAlert]
    /// What the links of all of them are called.
    public let names: [String: String]

    /// Alerts that wait and stand on one page.
    public static let limit = 50
    /// Judged ones below them.
    public static let judgedLimit = 20
}

extension Office {
    /// The queue as the viewer may see it.
    public func alertQueue(for viewer: Viewer) throws -> AlertQueue {
        let register = MonitoringAlert.register.definition
        // A section head of no unit sees an empty queue rather than a closed door.
        guard
            register.condition(for: .read).mayAllowSomething(viewer) || viewer.roles.contains(.sectionHead)
        else { throw Refusal.access }
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let waiting = try reader.page(
                register,
                ListQuery(
                    filters: ["state": .text(MonitoringAlert.State.new.rawValue)], sortColumn: "score",
                    descending: true, limit: AlertQueue.limit))
            let judged = try reader.page(
                register,
                ListQuery(
                    conditions: [
                        FieldCondition(
                            "state", .oneOf(MonitoringAlert.State.verdicts.map { .text($0.rawValue) }))
                    ], sortColumn: "judged_at", descending: true, limit: AlertQueue.judgedLimit)
            ).rows.map(StoredAlert.init)
            let open = try waiting.rows.map(StoredAlert.init)
            return AlertQueue(
                open: open, openCount: waiting.total, judged: judged,
                names: try Self.names(of: open + judged, reader))
        }
    }

    /// One alert with the names of what it points to and what was said of the same matter before.
    ///
    /// - Throws: `access.not-found`.
    public func alert(_ id: Identifier, for viewer: Viewer) throws -> (
        alert: StoredAlert, earlier: [StoredAlert], names: [String: String]
    ) {
        let register = MonitoringAlert.register.definition
        let found = try store.database.read {
            connection -> (StoredAlert, [StoredAlert], [String: String])? in
            let reader = RecordReader(connection, viewer: viewer)
            guard let row = try reader.row(register, id: id) else { return nil }
            let alert = try StoredAlert(row)
            let earlier = try reader.page(
                register,
                ListQuery(
                    filters: ["group_key": .text(alert.alert.groupKey)], sortColumn: "first_at",
                    descending: true, limit: 11)
            ).rows.map(StoredAlert.init).filter { $0.id != id }
            return (alert, earlier, try Self.names(of: [alert] + earlier, reader))
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Names of networks, sources, devices, units and people, in one statement; those of people for everybody
    /// who may see the alert.
    private static func names(of alerts: [StoredAlert], _ reader: RecordReader) throws -> [String: String] {
        let links: [(RegisterDefinition, Set<String>)] = [
            (Network.register.definition, Set(alerts.compactMap { $0.alert.network?.id.text })),
            (LogOrigin.register.definition, Set(alerts.compactMap { $0.alert.source?.id.text })),
            (Device.register.definition, Set(alerts.compactMap { $0.alert.device?.id.text })),
            (OrganizationUnit.register.definition, Set(alerts.compactMap { $0.alert.unit?.id.text })),
            (Person.register.definition, Set(alerts.compactMap { $0.alert.judgedBy?.id.text })),
        ]
        let parts = links.filter { !$0.1.isEmpty }.map { register, ids -> SQL in
            """
            SELECT id, \(name: register.labelColumn) FROM \(name: register.table)
            WHERE to_seq IS NULL AND id IN (\(SQL.list(ids)))
            """
        }
        guard !parts.isEmpty else { return [:] }
        var names: [String: String] = [:]
        try reader.connection.forEachRow(parts.joined(separator: " UNION ALL ")) {
            names[$0.text(0)] = $0.text(1)
        }
        return names
    }

    // MARK: What a person says

    /// Says what an alert was; `new` takes back what was said.
    ///
    /// - Parameter expected: the version that the person saw; nil does not ask.
    /// - Throws: `Problems` at `reason` where the verdict needs one; `register.conflict` where somebody was
    ///   faster.
    public func judge(
        _ id: Identifier, _ state: MonitoringAlert.State, reason: String = "", expected: Int? = nil,
        by viewer: Viewer
    ) throws {
        guard MonitoringAlert.State.verdicts.contains(state) || state == .new else {
            throw Problem("alert.verdict", "選べない判断です。画面を開き直して、もう一度選んでください。")
        }
        let reason = FieldChecks.cleaned(reason, keepsLines: true)
        guard !state.needsReason || !reason.isEmpty else {
            throw Problems([
                Problem("alert.reason", "受け入れる理由を書いてください。あとから監査が読みます。", field: "reason")
            ])
        }
        guard reason.count <= FieldChecks.textLimit else {
            throw Problems([
                Problem("alert.reason", "理由が長すぎます。\(FieldChecks.textLimit)文字以内にしてください。", field: "reason")
            ])
        }
        try act(viewer) { writer in
            let old = try self.own(id, viewer, writer)
            guard old.alert.event == nil || state == .real else {
                throw Problem("alert.is-event", "この警報は事象になっています。判断を改めるときは、事象のほうを終えてください。")
            }
            try Self.write(old, state, reason, nil, viewer, writer, expected: expected)
        }
    }

    /// Makes an alert an event (事象) that is followed up: the alert counts as true, each points to the other.
    ///
    /// - Returns: the event; the one that is there where there is one already.
    @discardableResult
    public func makeEvent(_ id: Identifier, reason: String = "", by viewer: Viewer) throws -> Identifier {
        let reason = FieldChecks.cleaned(reason, keepsLines: true)
        let (reports, today) = (EventReport.register, today)
        return try act(viewer) { writer in
            let old = try self.own(id, viewer, writer)
            if let event = old.alert.event { return event.id }
            let alert = old.alert
            let report = EventReport(
                what: String("\(alert.title)（警報）".prefix(FieldChecks.textLimit)),
                happened: Self.moment(alert.firstAt), place: alert.subject,
                reporter: viewer.person.map { Link($0) }, toldOn: today, state: .takenUp,
                takenUpBy: viewer.person.map { Link($0) },
                note: [alert.what, alert.firstStep.map { "まずすること：\($0)" }, reason.isEmpty ? nil : reason]
                    .compactMap(\.self).joined(separator: "\n"),
                noticedAt: writer.at.textInJapan, network: alert.network,
                system: try Self.system(of: alert.device, writer), alert: Link(id), rawLines: alert.rawLines)
            guard self.allows(reports.definition, .write, viewer, reports.values(report)) else {
                throw Refusal.access
            }
            let event = try writer.create(reports.definition, reports.values(report)).id
            try Self.write(old, .real, reason, Link(event), viewer, writer, expected: nil)
            return event
        }
    }

    /// The moment in Japan's time, from what a record holds.
    static func moment(_ iso: String) -> String { Instant(iso: iso)?.textInJapan ?? iso }

    private func own(_ id: Identifier, _ viewer: Viewer, _ writer: ActWriter) throws -> StoredAlert {
        let register = MonitoringAlert.register.definition
        guard let row = try RecordReader(writer.transaction, viewer: viewer).row(register, id: id) else {
            throw Refusal.notFound
        }
        guard allows(register, .write, viewer, row.values) else { throw Refusal.access }
        return try StoredAlert(row)
    }

    private static func write(
        _ old: StoredAlert, _ state: MonitoringAlert.State, _ reason: String, _ event: Link<EventReport>?,
        _ viewer: Viewer, _ writer: ActWriter, expected: Int?
    ) throws {
        let isTakenBack = state == .new
        try writer.change(
            MonitoringAlert.register.definition, id: old.id,
            MonitoringAlert.register.values(old.values) {
                $0.state = state
                $0.judgedBy = isTakenBack ? nil : viewer.person.map { Link($0) }
                $0.judgedAt = isTakenBack ? nil : writer.at.iso
                $0.reason = isTakenBack || reason.isEmpty ? nil : reason
                if let event { $0.event = event }
            }, expected: expected)
    }

    private static func system(
        of device: Link<Device>?, _ writer: ActWriter
    ) throws -> Link<InformationSystem>? {
        guard let device else { return nil }
        return try RecordReader(writer.transaction, viewer: .console).row(
            Device.register.definition, id: device.id
        ).flatMap { try Device.register.record($0.values).system }
    }
}
