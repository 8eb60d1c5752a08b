import AuditLedger
import Duties
import Primitives
import Registers
import Storage

/// What the clerk says of a requirement that no register answers.
public struct AnswerDraft: Sendable {
    /// Done, not done or not applicable.
    public var outcome: Answer.Outcome
    /// On which day.
    public var doneOn: Day
    /// Who answers; the viewer's own person where nil.
    public var answeredBy: Identifier?
    /// The unit it is about.
    public var unit: Identifier?
    /// Until when it holds; nil lets the requirement's rule decide.
    public var validUntil: Day?
    /// What was done, or why there is nothing to do.
    public var reason: String?
    /// A file that shows it.
    public var file: UploadedFile?
    /// An evidence record that already exists.
    public var evidence: Identifier?
    /// Whether a file is registered as evidence of its own although its content stands there already.
    public var keepsBoth: Bool

    /// A draft.
    public init(
        outcome: Answer.Outcome, doneOn: Day, answeredBy: Identifier? = nil, unit: Identifier? = nil,
        validUntil: Day? = nil, reason: String? = nil, file: UploadedFile? = nil, evidence: Identifier? = nil,
        keepsBoth: Bool = false
    ) {
        self.outcome = outcome
        self.doneOn = doneOn
        self.answeredBy = answeredBy
        self.unit = unit
        self.validUntil = validUntil
        self.reason = reason
        self.file = file
        self.evidence = evidence
        self.keepsBoth = keepsBoth
    }
}

/// A file as a browser sends it.
public struct UploadedFile: Sendable {
    /// Its name, without folders.
    public let name: String
    /// Its bytes.
    public let bytes: [UInt8]

    /// A file; folders in the name are dropped.
    public init(name: String, bytes: [UInt8]) {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "file"
        self.name = FieldChecks.cleaned(String(last.prefix(200)), keepsLines: false)
        self.bytes = bytes
    }
}

extension Office {
    /// Records an answer, with its evidence, as one act; earlier answers stay as history.
    ///
    /// - Throws: `Problems` naming each field; `Problem` where the requirement is unknown.
    @discardableResult
    public func record(_ draft: AnswerDraft, for requirement: String, by viewer: Viewer) throws -> Identifier
    {
        guard let found = catalogue.requirements.first(where: { $0.id.rawValue == requirement }),
            found.isJudged
        else {
            throw Refusal.notFound
        }
        if draft.outcome != .notApplicable, try !isAnswerable(found) {
            throw Problem(
                "answer.no-effect", "この要求事項は台帳から自動で判定します。要求事項の画面にある台帳を開いて、そちらを直してください。")
        }
        guard draft.doneOn <= today else {
            throw Problems([
                Problem("answer.future", "実施した日が先の日付です。今日までの日を入力してください。", field: "done_on")
            ])
        }
        // Evidence that was chosen is the evidence: a file beside it was sent before it was found.
        let file = draft.evidence == nil ? draft.file.flatMap { $0.bytes.isEmpty ? nil : $0 } : nil
        let needsEvidence =
            draft.outcome == .done && found.needsEvidence && file == nil && draft.evidence == nil
        if needsEvidence {
            throw Problems([
                Problem(
                    "answer.evidence", "この要求事項には証拠が要ります。ファイルを選ぶか、登録済みの証拠を選んでください。",
                    field: "evidence")
            ])
        }
        let unit = draft.unit ?? (viewer.roles.contains(.office) ? nil : viewer.units.sorted().first)
        let hash = try file.map { try store.files.store($0.bytes) }
        if let hash, !draft.keepsBoth { try requireNewContent(hash, for: viewer) }
        let today = today
        let answer: @Sendable (Identifier?) -> Answer = { evidence in
            Answer(
                requirement: requirement, outcome: draft.outcome, doneOn: draft.doneOn,
                answeredBy: (draft.answeredBy ?? viewer.person).map { Link($0) }, unit: unit.map { Link($0) },
                validUntil: draft.validUntil,
                reason: draft.reason.map { FieldChecks.cleaned($0, keepsLines: true) }.flatMap {
                    $0.isEmpty ? nil : $0
                },
                evidence: evidence.map { Link($0) })
        }
        let register = Answer.register
        let problems = register.definition.validate(register.values(answer(draft.evidence)))
        guard problems.isEmpty else { throw Problems(problems) }
        guard allows(register.definition, .write, viewer, register.values(answer(draft.evidence))) else {
            throw Refusal.access
        }
        return try act(viewer) { writer in
            try Self.checkLinks(register.definition, register.values(answer(draft.evidence)), writer)
            try Self.checkEvidence(draft.evidence, viewer, writer)
            var evidence = draft.evidence
            if let file, let hash {
                let record = Evidence(
                    title: "\(found.title)（\(JapaneseEra.text(draft.doneOn))）", fileName: file.name,
                    fileHash: hash.hex,
                    byteCount: file.bytes.count, periodFrom: nil, periodTo: nil, collectedOn: today,
                    owner: unit.map { Link($0) }, place: nil, note: nil)
                evidence = try writer.create(Evidence.register.definition, Evidence.register.values(record))
                    .id
            }
            return try writer.create(register.definition, register.values(answer(evidence))).id
        }
    }

    /// Whether an answer changes anything: not where registers decide by themselves.
    private func isAnswerable(_ requirement: Requirement) throws -> Bool {
        guard case .statement(let statement) = requirement.criterion else { return true }
        if criteria[statement.file]?.isFedByAnswers == true { return true }
        guard statement.untilRegistered != nil else { return false }
        return try assess(on: today).verdict(requirement.id)?.isFromRegisters == false
    }

    /// Nobody leans on evidence that they may not see: an answer would show that it exists.
    private static func checkEvidence(_ id: Identifier?, _ viewer: Viewer, _ writer: ActWriter) throws {
        guard let id else { return }
        let reader = RecordReader(writer.transaction, viewer: viewer)
        guard try reader.row(Evidence.register.definition, id: id) == nil else { return }
        throw Problems([
            Problem(
                "register.broken-link", "選んだ証拠はもうありません。選び直してください。", field: "evidence")
        ])
    }

    /// The bytes of an evidence file, checked against its hash, for a viewer who may see its record; the
    /// reading is recorded.
    public func evidenceFile(_ id: Identifier, for viewer: Viewer) throws -> UploadedFile {
        let register = Evidence.register
        let row = try store.database.read {
            try RecordReader($0, viewer: viewer).row(register.definition, id: id)
        }
        guard let row else { throw Refusal.notFound }
        let evidence = try register.record(row.values)
        guard let name = evidence.fileName, let hash = evidence.fileHash else { throw Refusal.notFound }
        let bytes = try store.files.read(try Digest32(hex: hash))
        let body = CanonicalJSON.object([.init("evidence", .string(id.text))])
        try act(viewer) { try $0.note("evidence.read", body) }
        return UploadedFile(name: name, bytes: bytes)
    }
}

extension Requirement {
    /// Whether an answer of "done" has to come with evidence.
    public var needsEvidence: Bool {
        criterion?.asked?.evidence == .required
    }
}
