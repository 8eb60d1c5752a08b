import AuditLedger
import Primitives
import Registers
import Storage

/// What shows that an account has ended.
public struct EndProof: Sendable {
    /// The day from which nobody could use it.
    public var endedOn: Day
    /// Who ended it; the viewer's own person where nil.
    public var endedBy: Identifier?
    /// A file that shows it.
    public var file: UploadedFile?
    /// Where the paper lies that shows it, where there is no file.
    public var place: String

    /// A proof; a file or a place is needed.
    public init(endedOn: Day, endedBy: Identifier? = nil, file: UploadedFile? = nil, place: String = "") {
        self.endedOn = endedOn
        self.endedBy = endedBy
        self.file = file
        self.place = place
    }
}

extension Office {
    /// Proves that an account which was to end did: the proof is kept as evidence, and the account's record
    /// is stopped in the same act.
    ///
    /// - Throws: `Problems` naming each field; `round.unsigned`, `round.not-ending`.
    public func prove(_ proof: EndProof, of row: Identifier, by viewer: Viewer) throws {
        try Refusal.unless(viewer, .office)
        let (rows, accounts, today) = (ConfirmationRow.register, SystemAccount.register, today)
        let place = FieldChecks.cleaned(proof.place, keepsLines: false)
        let file = proof.file.flatMap { $0.bytes.isEmpty ? nil : $0 }
        var problems: [Problem] = []
        if proof.endedOn > today {
            problems.append(
                Problem("round.end-future", "終了した日が先の日付です。止めたあとに記録してください。", field: "ended_on"))
        }
        if file == nil, place.isEmpty {
            problems.append(
                Problem(
                    "round.end-proof", "終了したことを示すファイルを選ぶか、紙の保管場所を書いてください。", field: "evidence"))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let hash = try file.map { try store.files.store($0.bytes) }
        let (ender, day) = ((proof.endedBy ?? viewer.person).map { Link<Person>($0) }, proof.endedOn)
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let old = try reader.row(rows.definition, id: row) else { throw Refusal.notFound }
            let record = try rows.record(old.values)
            guard record.answer == .end, record.endedOn == nil else {
                throw Problem("round.not-ending", "終了と答えられたアカウントではないか、もう証明されています。棚卸の画面を開き直してください。")
            }
            let list = try reader.row(ConfirmationList.register.definition, id: record.list.id)
            guard let list, try ConfirmationList.register.record(list.values).signedOn != nil else {
                throw Problem("round.unsigned", "所属長がまだ署名していません。署名のあとに記録してください。")
            }
            // One list of the system proves many ends: the same content is the same piece of evidence.
            let evidence =
                try hash.flatMap { try Self.evidence(with: $0, reader)?.id }
                ?? writer.create(
                    Evidence.register.definition,
                    Evidence.register.values(
                        Evidence(
                            title: "アカウント「\(record.label)」の終了", fileName: file?.name, fileHash: hash?.hex,
                            byteCount: file?.bytes.count, periodFrom: day, periodTo: day, collectedOn: today,
                            owner: record.unit, place: place.isEmpty ? nil : place))
                ).id
            let values = rows.values(old.values) {
                $0.endedOn = day
                $0.endedBy = ender
                $0.endProof = Link(evidence)
            }
            try Self.checkLinks(rows.definition, values, writer)
            try writer.change(rows.definition, id: row, values)
            guard let id = Identifier(record.subject),
                let account = try reader.row(accounts.definition, id: id)
            else { return }
            let ended = try accounts.record(account.values).endsOn
            let stopped = accounts.values(account.values) {
                $0.isDisabled = true
                $0.endsOn = ended.map { min($0, day) } ?? day
            }
            let wrong = accounts.definition.validate(stopped)
            guard wrong.isEmpty else {
                throw Problems([
                    Problem("round.end-early", "使い始めた日より前の日です。終了した日を確かめてください。", field: "ended_on")
                ])
            }
            if stopped != account.values { try writer.change(accounts.definition, id: id, stopped) }
        }
    }
}

/// Something that a round waits for.
public struct RoundMatter: Sendable {
    /// The round.
    public let round: Identifier
    /// What it is.
    public let kind: Kind

    /// What a round waits for.
    public enum Kind: Sendable {
        /// A unit's signature, since a day.
        case unsigned(unit: String, due: Day, since: Day)
        /// So many accounts that were to end.
        case unended(Int)
    }
}
