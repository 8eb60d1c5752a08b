import AuditLedger
import Primitives
import Registers
import Storage

/// What the office says when it starts a round.
public struct RoundDraft: Sendable {
    /// What people call it.
    public var title: String
    /// What is asked for.
    public var kind: ConfirmationRound.Kind
    /// The registers of an inventory, by name.
    public var registers: [String]
    /// The units that are asked; empty asks all that keep something.
    public var units: Set<Identifier>
    /// The information system whose accounts are asked for; nil asks for those of all.
    public var system: Identifier?
    /// The last day for answers.
    public var dueOn: Day
    /// How many rows are looked at afterwards, 0 to `RoundSample.sizeLimit`.
    public var sampleSize: Int

    /// Every part by name.
    public init(
        title: String, kind: ConfirmationRound.Kind = .inventory, registers: [String] = [],
        units: Set<Identifier> = [], system: Identifier? = nil, dueOn: Day, sampleSize: Int = 0
    ) {
        self.title = title
        self.kind = kind
        self.registers = registers
        self.units = units
        self.system = system
        self.dueOn = dueOn
        self.sampleSize = sampleSize
    }
}

/// What came of starting a round.
public struct StartedRound: Sendable {
    /// The round.
    public let id: Identifier
    /// Lists that were frozen, one a unit.
    public let listCount: Int
    /// Rows in them.
    public let rowCount: Int
}

extension Office {
    /// Starts a round: freezes each unit's list as the ledger has it at this moment, and draws the seed of
    /// the sample.
    ///
    /// - Throws: `Problems` naming the fields; `access.refused` for all but the office.
    @discardableResult
    public func start(_ draft: RoundDraft, by viewer: Viewer) throws -> StartedRound {
        let (rounds, today) = (ConfirmationRound.register, today)
        let registers = AllRegisters.confirmed(in: draft.kind).filter {
            draft.kind.isOfAccounts || draft.registers.contains($0.name)
        }
        let seed = Digest32.sha256(store.surroundings.random(32)).hex
        let title = FieldChecks.cleaned(draft.title, keepsLines: false)
        let round: @Sendable (Int) -> ConfirmationRound = { frozenAt in
            ConfirmationRound(
                title: title, kind: draft.kind, registers: registers.map(\.name).joined(separator: ","),
                system: draft.system.map { Link($0) }, startedOn: today, dueOn: draft.dueOn,
                startedBy: viewer.person.map { Link($0) }, frozenAt: frozenAt, sampleSize: draft.sampleSize,
                seed: seed)
        }
        guard allows(rounds.definition, .write, viewer, rounds.values(round(0))) else { throw Refusal.access }
        let problems = Self.problems(draft, title, registers, today: today)
        guard problems.isEmpty else { throw Problems(problems) }
        return try act(viewer) { writer in
            let frozenAt = writer.ledgerSize
            let kept = try KeptRecords(
                connection: writer.transaction, kind: draft.kind, registers: registers, system: draft.system,
                today: today
            ).all()
            let byUnit = Dictionary(grouping: kept, by: \.unit)
            let units = draft.units.isEmpty ? Set(byUnit.keys) : draft.units
            guard !units.isEmpty else {
                throw Problem("round.nothing", "確かめる記録がありません。台帳に登録してから始めてください。")
            }
            try Self.checkLinks(rounds.definition, rounds.values(round(frozenAt)), writer)
            let id = try writer.create(rounds.definition, rounds.values(round(frozenAt))).id
            let names = try RecordReader(writer.transaction, viewer: .console).labels(
                OrganizationUnit.register.definition, ids: Set(units.map(\.text)))
            for unit in units.sorted() {
                guard let name = names[unit.text] else { throw Refusal.notFound }
                try Self.freeze(byUnit[unit] ?? [], of: unit, name, (id, round(frozenAt)), writer)
            }
            return StartedRound(
                id: id, listCount: units.count,
                rowCount: units.reduce(0) { $0 + (byUnit[$1]?.count ?? 0) })
        }
    }

    private static func problems(
        _ draft: RoundDraft, _ title: String, _ registers: [RegisterDefinition], today: Day
    ) -> [Problem] {
        var problems: [Problem] = []
        if title.isEmpty || title.count > 100 {
            problems.append(
                Problem("round.title", "名称を100文字以内で入力してください。", field: "title"))
        }
        if registers.isEmpty {
            problems.append(Problem("round.registers", "確かめる台帳を一つ以上選んでください。", field: "registers"))
        }
        if draft.dueOn < today {
            problems.append(Problem("round.due", "期限が過ぎた日です。今日からあとの日を入力してください。", field: "due_on"))
        }
        if !(0...RoundSample.sizeLimit).contains(draft.sampleSize) {
            problems.append(
                Problem(
                    "round.sample", "抽出する件数は 0 から \(RoundSample.sizeLimit) までで入力してください。", field: "sample_size"
                ))
        }
        return problems
    }

    private static func freeze(
        _ records: [KeptRecord], of unit: Identifier, _ name: String,
        _ round: (id: Identifier, record: ConfirmationRound), _ writer: ActWriter
    ) throws {
        let hash = ListState.hash(
            records.map { [$0.register.name, $0.id.text, String($0.version), $0.label] })
        let list = ConfirmationList(
            title: ConfirmationList.title(round.record.title, name), round: Link(round.id), unit: Link(unit),
            kind: round.record.kind, startedOn: round.record.startedOn, dueOn: round.record.dueOn,
            frozenAt: round.record.frozenAt, frozenCount: records.count, frozenHash: hash)
        let lists = ConfirmationList.register
        let id = try writer.create(lists.definition, lists.values(list)).id
        let rows = ConfirmationRow.register
        try writer.createAll(
            rows.definition,
            records.enumerated().map { place, record in
                (
                    writer.newIdentifier(),
                    rows.values(
                        ConfirmationRow(
                            label: record.label, round: Link(round.id), list: Link(id), unit: Link(unit),
                            place: place, source: record.register.name, subject: record.id.text,
                            version: record.version))
                )
            })
    }

    /// Sends a signed list back to its head, who answers and signs again.
    ///
    /// - Throws: `Problems` where no reason is given; `round.closed` after the round has been closed.
    public func sendBack(_ id: Identifier, because reason: String, by viewer: Viewer) throws {
        try Refusal.unless(viewer, .office)
        let (lists, today) = (ConfirmationList.register, today)
        let reason = FieldChecks.cleaned(reason, keepsLines: true)
        guard !reason.isEmpty else {
            throw Problems([
                Problem("round.reason", "差し戻す理由を書いてください。所属長に、そのまま伝わります。", field: "reason")
            ])
        }
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let row = try reader.row(lists.definition, id: id) else { throw Refusal.notFound }
            let list = try lists.record(row.values)
            guard list.closedOn == nil else { throw Self.roundIsClosed }
            guard list.signedOn != nil else {
                throw Problem("round.unsigned", "まだ署名されていません。差し戻すものはありません。")
            }
            // What came new is found anew when it is signed again.
            let new = try reader.page(
                ConfirmationRow.register.definition,
                ListQuery(
                    filters: [
                        "list": .text(id.text), "answer": .text(ConfirmationRow.Answer.new.rawValue),
                    ], limit: 500)
            ).rows
            try writer.closeAll(
                ConfirmationRow.register.definition, new.map { ($0.id, expected: $0.fromSeq) })
            try writer.change(
                lists.definition, id: id,
                lists.values(row.values) {
                    $0.signedOn = nil
                    $0.signedBy = nil
                    $0.signedName = nil
                    $0.signedCount = nil
                    $0.signedHash = nil
                    $0.sentBackOn = today
                    $0.sentBackReason = reason
                })
        }
    }

    static let roundIsClosed = Problem("round.closed", "この棚卸は締め切られています。新しい棚卸で確かめてください。")
}
