import AuditLedger
import Primitives
import Registers
import Storage

extension Office {
    /// The rounds that the viewer may see, newest first, with how many lists are signed; and the lists of the
    /// viewer's own units, those that wait first.
    public func roundOverview(
        for viewer: Viewer
    ) throws -> (rounds: [RoundLine], own: [(id: Identifier, list: ConfirmationList)]) {
        let (rounds, lists) = (ConfirmationRound.register, ConfirmationList.register)
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let found = try reader.page(
                rounds.definition, ListQuery(sortColumn: "started_on", descending: true, limit: 100)
            ).rows
            var counts: [String: (all: Int, signed: Int)] = [:]
            if !found.isEmpty {
                try connection.forEachRow(
                    """
                    SELECT round, COUNT(*), COUNT(signed_on) FROM \(name: lists.definition.table)
                    WHERE to_seq IS NULL GROUP BY round
                    """
                ) { counts[$0.text(0)] = (Int($0.integer(1)), Int($0.integer(2))) }
            }
            let lines = try found.map { row in
                RoundLine(
                    id: row.id, round: try rounds.record(row.values),
                    listCount: counts[row.id.text]?.all ?? 0, signedCount: counts[row.id.text]?.signed ?? 0)
            }
            // The office and auditors read everybody's lists; here stand those that they sign themselves.
            guard viewer.roles.contains(.sectionHead) else { return (lines, []) }
            let head = Viewer(person: viewer.person, roles: [.sectionHead], units: viewer.units)
            let own = try RecordReader(connection, viewer: head).page(
                lists.definition, ListQuery(sortColumn: "started_on", descending: true, limit: 100)
            ).rows.map { ($0.id, try lists.record($0.values)) }
            return (lines, own.filter(\.1.isOpen) + own.filter { !$0.1.isOpen })
        }
    }

    /// A round with its lists, exceptions and sample.
    ///
    /// - Throws: `access.not-found`.
    public func round(_ id: Identifier, for viewer: Viewer) throws -> RoundState {
        guard let state = try store.database.read({ try RoundState(id, $0, viewer) }) else {
            throw Refusal.notFound
        }
        return state
    }

    /// Records what somebody saw who looked at a row of the sample. Nobody checks a list that they signed.
    ///
    /// - Throws: `round.not-drawn`, `round.unsigned`, `round.own-list`; `Problems` where what differs is not
    ///   described.
    public func check(
        _ row: Identifier, in round: Identifier, _ result: ConfirmationRow.CheckResult, note: String,
        by viewer: Viewer
    ) throws {
        try Refusal.unless(viewer, .office, .auditor)
        let (rows, today) = (ConfirmationRow.register, today)
        let note = FieldChecks.cleaned(note, keepsLines: true)
        guard result == .agrees || !note.isEmpty else {
            throw Problems([Problem("round.check-note", "答えと違っていたことを書いてください。", field: "note")])
        }
        try act(viewer) { writer in
            guard let state = try RoundState(round, writer.transaction, viewer) else {
                throw Refusal.notFound
            }
            guard let drawn = state.sample.first(where: { $0.id == row }),
                let old = try RecordReader(writer.transaction, viewer: viewer).row(rows.definition, id: row)
            else { throw Problem("round.not-drawn", "この一件は抽出されていません。棚卸の画面から選んでください。") }
            guard state.round.closedOn == nil else { throw Self.roundIsClosed }
            let list = state.lists.first { $0.id == drawn.row.list.id }?.list
            guard list?.signedOn != nil else {
                throw Problem("round.unsigned", "まだ署名されていない一覧です。署名のあとに確かめてください。")
            }
            guard viewer.person == nil || list?.signedBy?.id != viewer.person else {
                throw Problem("round.own-list", "自分が署名した一覧は確かめられません。ほかの人に頼んでください。")
            }
            try writer.change(
                rows.definition, id: row,
                rows.values(old.values) {
                    $0.checkResult = result
                    $0.checkedOn = today
                    $0.checkedBy = viewer.person.map { Link($0) }
                    $0.checkNote = note.isEmpty ? nil : note
                })
        }
    }

    /// Closes a round: nobody answers any more, and what was answered is kept as a piece of evidence.
    ///
    /// - Throws: `Problems` where something is left open and no word says why.
    public func close(round id: Identifier, note: String, by viewer: Viewer) throws {
        try Refusal.unless(viewer, .office)
        let (rounds, lists, today) = (ConfirmationRound.register, ConfirmationList.register, today)
        let note = FieldChecks.cleaned(note, keepsLines: true)
        let seen = try round(id, for: viewer)
        let text = try store.database.read { connection in
            try RoundRecord(state: seen, reader: RecordReader(connection, viewer: viewer), today: today).text
        }
        let bytes = Array(text.utf8)
        let hash = try store.files.store(bytes)
        try act(viewer) { writer in
            guard let state = try RoundState(id, writer.transaction, viewer) else { throw Refusal.notFound }
            guard state.round.closedOn == nil else { throw Self.roundIsClosed }
            guard state.isLike(seen) else {
                throw Problem("round.changed", "見ているあいだに答えが変わりました。もう一度確かめてから締めてください。")
            }
            guard !note.isEmpty || state.openMatters.isEmpty else {
                throw Problems([
                    Problem(
                        "round.open", state.openMatters.joined(separator: "") + "それでも締めるときは、理由を書いてください。",
                        field: "note")
                ])
            }
            let evidence = try writer.create(
                Evidence.register.definition,
                Evidence.register.values(
                    Evidence(
                        title: "\(state.round.title)の結果", fileName: "\(state.round.title)の結果.txt",
                        fileHash: hash.hex, byteCount: bytes.count, periodFrom: state.round.startedOn,
                        periodTo: today, collectedOn: today)))
            let links = EvidenceLink.register
            try writer.create(
                links.definition,
                links.values(
                    EvidenceLink(
                        requirement: state.round.kind.requirement, evidence: Link(evidence.id),
                        linkedOn: today, linkedBy: viewer.person.map { Link($0) })))
            for line in state.lists {
                guard
                    let old = try RecordReader(writer.transaction, viewer: viewer).row(
                        lists.definition, id: line.id)
                else { continue }
                try writer.change(
                    lists.definition, id: line.id, lists.values(old.values) { $0.closedOn = today })
            }
            try writer.change(
                rounds.definition, id: id,
                rounds.values(state.values) {
                    $0.closedOn = today
                    $0.closedBy = viewer.person.map { Link($0) }
                    $0.closingNote = note.isEmpty ? nil : note
                    $0.evidence = Link(evidence.id)
                }, expected: state.version)
        }
    }
}

extension RoundState {
    /// What is not finished, each in a sentence; empty where the round may be closed without a word.
    public var openMatters: [String] {
        let silent = lists.filter(\.list.isOpen).map(\.unit)
        let unchecked = sample.count { $0.row.checkResult == nil }
        return [
            silent.isEmpty ? nil : "署名していない所属が\(silent.count)あります（\(silent.joined(separator: "、"))）。",
            unchecked == 0 ? nil : "抽出したうち\(unchecked)件をまだ確かめていません。",
            unended.isEmpty ? nil : "終了の証明がないアカウントが\(unended.count)件あります。",
        ].compactMap(\.self)
    }

    /// Whether signatures and checks are those of the other look.
    fileprivate func isLike(_ other: RoundState) -> Bool {
        func signature(_ state: RoundState) -> [String] {
            state.lists.map { $0.list.signedHash ?? "" }
                + state.sample.map { $0.row.checkResult?.rawValue ?? "" }
                + state.exceptions.map { $0.row.endedOn?.iso ?? "" }
        }
        return signature(self) == signature(other)
    }
}

/// A round in a list of them.
public struct RoundLine: Sendable {
    /// The round's identifier.
    public let id: Identifier
    /// What was asked.
    public let round: ConfirmationRound
    /// Its lists.
    public let listCount: Int
    /// Those with a signature.
    public let signedCount: Int
}
