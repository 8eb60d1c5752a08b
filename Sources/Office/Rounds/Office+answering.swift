import AuditLedger
import Primitives
import Registers
import Storage

/// What a section head says of one row.
public struct RowAnswer: Sendable, Hashable {
    /// The answer; nil takes back what was said.
    public var answer: ConfirmationRow.Answer?
    /// How something went; for what is gone alone.
    public var way: ConfirmationRow.Way?
    /// In words.
    public var note: String?

    /// An answer.
    public init(
        _ answer: ConfirmationRow.Answer?, way: ConfirmationRow.Way? = nil, note: String? = nil
    ) {
        self.answer = answer
        self.way = way
        self.note = note
    }
}

extension Office {
    /// A unit's list as the viewer may see it.
    ///
    /// - Throws: `access.not-found`.
    public func confirmationList(_ id: Identifier, for viewer: Viewer) throws -> ListState {
        let today = today
        let state = try store.database.read { try ListState(id, $0, viewer, today: today) }
        guard let state else { throw Refusal.notFound }
        return state
    }

    /// The viewer's own lists that wait for a signature, those due first.
    public func waitingLists(for viewer: Viewer) throws -> [(id: Identifier, list: ConfirmationList)] {
        let lists = ConfirmationList.register
        return try store.database.read { connection in
            let query = ListQuery(
                filters: ["signed_on": .null, "closed_on": .null], sortColumn: "due_on", limit: 200)
            return try RecordReader(connection, viewer: viewer).page(lists.definition, query).rows.map {
                ($0.id, try lists.record($0.values))
            }
        }
    }

    /// Keeps what the head says of some rows. What is lost is told to the contact point at once, and does not
    /// wait for the signature.
    ///
    /// - Returns: how many things are newly said to be lost.
    @discardableResult
    public func answer(
        _ answers: [Identifier: RowAnswer], in id: Identifier, by viewer: Viewer
    ) throws -> Int {
        let today = today
        return try act(viewer) { writer in
            let state = try Self.own(id, viewer, writer, today: today)
            var changes: [(id: Identifier, expected: Int, values: [StoredValue])] = []
            var lostCount = 0
            for row in state.rows {
                guard let said = answers[row.id] else { continue }
                let report = try Self.lossReport(said, row, state, viewer, writer, today: today)
                if report != nil, row.row.report == nil { lostCount += 1 }
                let values = try Self.answered(said, row, state, report)
                if values != row.values { changes.append((row.id, row.version, values)) }
            }
            try writer.changeAll(ConfirmationRow.register.definition, changes)
            return lostCount
        }
    }

    /// A list that the viewer answers for and that is open.
    private static func own(
        _ id: Identifier, _ viewer: Viewer, _ writer: ActWriter, today: Day
    ) throws -> ListState {
        guard let state = try ListState(id, writer.transaction, viewer, today: today) else {
            throw Refusal.notFound
        }
        // The office may write lists (it starts and closes them), and still signs nobody's.
        guard viewer.roles.contains(.sectionHead), viewer.units.contains(state.list.unit.id) else {
            throw Refusal.access
        }
        guard state.list.closedOn == nil else { throw roundIsClosed }
        guard state.list.signedOn == nil else {
            throw Problem("round.signed", "この一覧は署名済みです。直すときは、事務局に差し戻しを頼んでください。")
        }
        return state
    }

    private static func answered(
        _ said: RowAnswer, _ row: ListState.Row, _ state: ListState, _ report: Link<EventReport>?
    ) throws -> [StoredValue] {
        if let answer = said.answer,
            !ConfirmationRow.Answer.choices(in: state.list.kind).contains(answer)
        {
            throw Problem("round.answer", "選べない答えです。画面を開き直して、もう一度選んでください。")
        }
        let note = FieldChecks.cleaned(said.note ?? "", keepsLines: false)
        guard note.count <= FieldChecks.textLimit else {
            throw Problem("round.note", "「\(row.row.label)」の説明が長すぎます。短くしてください。")
        }
        return ConfirmationRow.register.values(row.values) {
            $0.answer = said.answer
            $0.way = said.answer == .gone ? said.way : nil
            $0.note = note.isEmpty ? nil : note
            $0.report = report
        }
    }

    /// The report of a loss: the one that is there, or a new one. A machine or medium is marked at once.
    private static func lossReport(
        _ said: RowAnswer, _ row: ListState.Row, _ state: ListState, _ viewer: Viewer, _ writer: ActWriter,
        today: Day
    ) throws -> Link<EventReport>? {
        guard said.answer == .gone, said.way == .lost, row.row.report == nil else { return row.row.report }
        let register = AllRegisters.named(row.row.source)
        let reports = EventReport.register
        // The grant to write reports is the office's; as with telling, this adds one record of one shape.
        let report = try writer.create(
            reports.definition,
            reports.values(
                EventReport(
                    what: "\(register?.title ?? "")「\(row.row.label)」が見当たらない（棚卸で判明）",
                    reporter: viewer.person.map { Link($0) }, unit: state.list.unit, toldOn: today,
                    note: said.note.map { FieldChecks.cleaned($0, keepsLines: true) })))
        try mark(row, as: .lost, register, viewer, writer)
        return Link(report.id)
    }

    /// Writes the state of a machine or medium that is gone, where the viewer may write its record.
    static func mark(
        _ row: ListState.Row, as state: DeviceState, _ register: RegisterDefinition?, _ viewer: Viewer,
        _ writer: ActWriter
    ) throws {
        guard let register, let column = register.confirmation?.state,
            let place = register.index(of: column), let id = Identifier(row.row.subject),
            let record = try RecordReader(writer.transaction, viewer: viewer).row(register, id: id),
            register.condition(for: .write).allows(
                viewer, { name in register.index(of: name).map { record.values[$0] } ?? .null })
        else { return }
        var values = record.values
        values[place] = .text(state.rawValue)
        if values != record.values { try writer.change(register, id: id, values) }
    }

    // MARK: The signature

    /// Signs a list: what is not marked counts as unchanged, what the unit keeps beside it as new, and the
    /// day goes into every record that was found right.
    ///
    /// - Parameter hash: of the list that the head saw; refused where it is another by now.
    /// - Returns: how many records got the day, and how many of those that stayed lack a value for it.
    @discardableResult
    public func sign(
        _ id: Identifier, hash: String, by viewer: Viewer
    ) throws -> (rows: Int, confirmed: Int, incomplete: Int) {
        let today = today
        return try act(viewer) { writer in
            let state = try Self.own(id, viewer, writer, today: today)
            guard state.hash == hash else {
                throw Problem("round.changed", "見ているあいだに一覧が変わりました。もう一度確かめてから署名してください。")
            }
            let problems = state.problems
            guard problems.isEmpty else { throw Problems(problems) }
            let rows = ConfirmationRow.register
            try writer.changeAll(
                rows.definition,
                state.rows.compactMap { row in
                    let values = rows.values(row.values) { $0.answer = row.answer(in: state.list.kind) }
                    return values == row.values ? nil : (row.id, row.version, values)
                })
            try writer.createAll(rows.definition, state.newRows.map { (writer.newIdentifier(), $0) })
            for row in state.rows where row.row.way == .disposed {
                try Self.mark(row, as: .disposed, AllRegisters.named(row.row.source), viewer, writer)
            }
            let names = try RecordReader(writer.transaction, viewer: .console).labels(
                Person.register.definition, ids: Set([viewer.person?.text].compactMap(\.self)))
            let lists = ConfirmationList.register
            guard let old = try RecordReader(writer.transaction, viewer: viewer).row(lists.definition, id: id)
            else { throw Refusal.notFound }
            try writer.change(
                lists.definition, id: id,
                lists.values(old.values) {
                    $0.signedOn = today
                    $0.signedBy = viewer.person.map { Link($0) }
                    $0.signedName = viewer.person.flatMap { names[$0.text] }
                    $0.signedCount = state.rowCount
                    $0.signedHash = hash
                }, expected: state.version)
            let days = try ConfirmedDays(state: state, viewer: viewer, today: today).write(writer)
            return (state.rowCount, days.confirmed, days.incomplete)
        }
    }
}

extension ListState {
    /// What keeps the list from being signed.
    public var problems: [Problem] {
        rows.compactMap { row in
            switch row.answer(in: list.kind) {
            case .gone where row.row.way == nil:
                Problem(
                    "round.way", "「\(row.row.label)」は、なくなったわけ（廃棄・紛失・移管）を選んでください。", field: row.id.text)
            case .same where row.standing == .elsewhere, .goesOn where row.standing == .elsewhere:
                Problem(
                    "round.elsewhere", "「\(row.row.label)」は、台帳ではもうこの所属で使われていません。答えを選び直してください。",
                    field: row.id.text)
            case .changed where row.standing == .same:
                Problem(
                    "round.not-corrected", "「\(row.row.label)」は「変わった」としましたが、台帳がまだ直っていません。台帳を直してください。",
                    field: row.id.text)
            default: nil
            }
        }
    }

    /// The rows of what came after the list was frozen.
    var newRows: [[StoredValue]] {
        let versions = Dictionary(kept.map { ($0.id, $0.version) }) { first, _ in first }
        return fresh.enumerated().map { place, record in
            ConfirmationRow.register.values(
                ConfirmationRow(
                    label: record.label, round: list.round, list: Link(id), unit: list.unit,
                    place: rows.count + place, source: record.register, subject: record.id.text,
                    version: versions[record.id] ?? 0, answer: .new))
        }
    }
}
