import AuditLedger
import Primitives
import Registers
import Storage

/// What a person said when signing a provider's report.
public struct ReportSignature: Sendable {
    /// What the report asked for.
    public var result: InternetExit.ReportResult
    /// What was noticed.
    public var remark: String
    /// The end of the guard's licence as the report has it; nil leaves the exit's record as it is.
    public var licenceEndsOn: Day?
    /// Whether the guard's settings were looked through with it, which is done once a year.
    public var reviewedSettings: Bool

    /// Every part by name.
    public init(
        result: InternetExit.ReportResult, remark: String = "", licenceEndsOn: Day? = nil,
        reviewedSettings: Bool = false
    ) {
        self.result = result
        self.remark = remark
        self.licenceEndsOn = licenceEndsOn
        self.reviewedSettings = reviewedSettings
    }
}

extension Office {
    /// Text of a report that is kept beside its file, in characters.
    static let reportTextLimit = 200_000

    /// The reports, newest month first, and the exits that are in use.
    public func providerReports(for viewer: Viewer) throws -> (
        reports: [(id: Identifier, report: ProviderReport)], exits: [(id: Identifier, name: String)]
    ) {
        let (register, exits) = (ProviderReport.register, InternetExit.register)
        guard register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        let today = today
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let reports = try reader.page(
                register.definition, ListQuery(sortColumn: "covers_to", descending: true, limit: 100)
            ).rows.map { (id: $0.id, report: try register.record($0.values)) }
            let known = try reader.current(exits.definition).compactMap { row in
                let exit = try exits.record(row.values)
                return (exit.endsOn ?? today) < today ? nil : (id: row.id, name: exit.name)
            }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            return (reports, known)
        }
    }

    /// One report with the exit that it is about.
    ///
    /// - Throws: `access.not-found`.
    public func providerReport(_ id: Identifier, for viewer: Viewer) throws -> (
        report: ProviderReport, exit: InternetExit?
    ) {
        let (register, exits) = (ProviderReport.register, InternetExit.register)
        let found = try store.database.read { connection -> (ProviderReport, InternetExit?)? in
            let reader = RecordReader(connection, viewer: viewer)
            guard let row = try reader.row(register.definition, id: id) else { return nil }
            let report = try register.record(row.values)
            return (
                report,
                try reader.row(exits.definition, id: report.exit.id).map { try exits.record($0.values) }
            )
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Keeps a report: the file as evidence, its text and the numbers in it beside.
    ///
    /// - Parameter text: what was read out of the file; empty where nothing could be.
    /// - Throws: `Problems` at `exit`, `period` or `file`.
    @discardableResult
    public func attach(
        report file: UploadedFile, text: String, exit: Identifier?, month: WatchPeriod?, by viewer: Viewer
    ) throws -> Identifier {
        let (register, today) = (ProviderReport.register, today)
        guard register.definition.condition(for: .write).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        guard let exit else {
            throw Problems([Problem("provider-report.exit", "どの接続口の報告かを選んでください。", field: "exit")])
        }
        guard let month, month.kind == .month, month.first <= today else {
            throw Problems([
                Problem("provider-report.period", "対象の月を 2026-11 の形で入力してください。", field: "period")
            ])
        }
        guard !file.bytes.isEmpty else {
            throw Problems([Problem("provider-report.file", "報告書のファイルを選んでください。", field: "file")])
        }
        let hash = try store.files.store(file.bytes)
        let text = String(FieldChecks.cleaned(text, keepsLines: true).prefix(Self.reportTextLimit))
        let counts = ReportCounts.read(text).map { (name: $0.label, value: String($0.count)) }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let row = try reader.row(InternetExit.register.definition, id: exit) else {
                throw Refusal.notFound
            }
            let title = "\(try InternetExit.register.record(row.values).name)の監視報告（\(month.monthName)分）"
            // A file whose content stands there already is that piece of evidence.
            var evidence = try Self.evidence(with: hash, reader)?.id
            if evidence == nil {
                let record = Evidence(
                    title: title, fileName: file.name, fileHash: hash.hex, byteCount: file.bytes.count,
                    periodFrom: month.first, periodTo: month.last, collectedOn: today)
                evidence = try writer.create(Evidence.register.definition, Evidence.register.values(record))
                    .id
            }
            guard let evidence else { throw Refusal.notFound }
            return try writer.create(
                register.definition,
                register.values {
                    $0.title = title
                    $0.exit = Link(exit)
                    $0.period = month.text
                    $0.coversFrom = month.first
                    $0.coversTo = month.last
                    $0.evidence = Link(evidence)
                    $0.content = text.isEmpty ? nil : text
                    $0.countsRead = counts.isEmpty ? nil : MonitoringAlert.text(facts: counts)
                }
            ).id
        }
    }

    /// Signs a report that was read. What the exit's own record says (until when, read by whom, licence,
    /// settings) is written there in the same act, and nowhere else: one home.
    ///
    /// - Throws: `provider-report.signed`.
    public func sign(
        report id: Identifier, _ signature: ReportSignature, by viewer: Viewer
    ) throws {
        let (register, exits, today) = (ProviderReport.register, InternetExit.register, today)
        let remark = FieldChecks.cleaned(signature.remark, keepsLines: true)
        guard remark.count <= FieldChecks.textLimit else {
            throw Problems([Problem("provider-report.remark", "所見が長すぎます。", field: "remark")])
        }
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let row = try reader.row(register.definition, id: id) else { throw Refusal.notFound }
            guard self.allows(register.definition, .write, viewer, row.values) else { throw Refusal.access }
            let report = try register.record(row.values)
            guard report.signedOn == nil else {
                throw Problem("provider-report.signed", "この報告は署名済みです。開き直してください。")
            }
            guard let stored = try reader.row(exits.definition, id: report.exit.id),
                self.allows(exits.definition, .write, viewer, stored.values)
            else { throw Refusal.notFound }
            let names = try RecordReader(writer.transaction, viewer: .console).labels(
                Person.register.definition, ids: Set([viewer.person?.text].compactMap(\.self)))
            try writer.change(
                register.definition, id: id,
                register.values(row.values) {
                    $0.result = signature.result
                    $0.remark = remark.isEmpty ? nil : remark
                    $0.signedBy = viewer.person.map { Link($0) }
                    $0.signedName = viewer.person.flatMap { names[$0.text] }
                    $0.signedOn = today
                }, expected: row.fromSeq)
            let exit = try exits.record(stored.values)
            try writer.change(
                exits.definition, id: stored.id,
                exits.values(stored.values) {
                    // A report of an earlier month that is read late takes nothing back.
                    if (exit.reportCoversTo ?? report.coversTo) <= report.coversTo {
                        $0.reportCoversTo = report.coversTo
                        $0.reportResult = signature.result
                    }
                    $0.reportReadOn = today
                    $0.reportReadBy = viewer.person.map { Link($0) } ?? exit.reportReadBy
                    if let day = signature.licenceEndsOn { $0.licenceEndsOn = day }
                    if signature.reviewedSettings { $0.settingsReviewedOn = today }
                }, expected: stored.fromSeq)
        }
    }
}

extension ProviderReport {
    /// The numbers that were read out of the report.
    public var counts: [(label: String, count: String)] {
        (countsRead ?? "").split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return (parts[0], parts.count == 2 ? parts[1] : "")
        }
    }
}
