import AuditLedger
import Database
import Primitives
import Registers
import Storage

extension Office {
    /// How many records are past their retention today and may leave.
    public func expiredCount(for viewer: Viewer) throws -> Int {
        try Refusal.unless(viewer, .office)
        let today = today
        return try store.database.read { try ExpiredRecords(connection: $0, today: today).all().count }
    }

    /// The lists of records to dispose of, newest first.
    public func disposals(for viewer: Viewer) throws -> [(id: Identifier, proposal: DisposalProposal)] {
        let proposals = DisposalProposal.register
        return try store.database.read { connection in
            let query = ListQuery(sortColumn: "proposed_on", descending: true, limit: 100)
            return try RecordReader(connection, viewer: viewer).page(proposals.definition, query).rows.map {
                ($0.id, try proposals.record($0.values))
            }
        }
    }

    /// A list with its records: for the office, auditors, and whoever may approve it.
    ///
    /// - Throws: `access.not-found`.
    public func disposal(_ id: Identifier, for viewer: Viewer) throws -> DisposalState {
        let today = today
        let state = try store.database.read { connection -> DisposalState? in
            let readers: Set<SoftwareRole> = [.office, .auditor]
            guard
                try !viewer.roles.isDisjoint(with: readers)
                    || Self.approval(by: viewer.person, connection, today) != nil
            else { return nil }
            return try DisposalState(id, connection)
        }
        guard let state else { throw Refusal.notFound }
        return state
    }

    /// In which of the roles that may approve the viewer's person stands today; nil in none.
    public func approval(by person: Identifier?) throws -> SecurityRole? {
        let today = today
        return try store.database.read { try Self.approval(by: person, $0, today) }
    }

    private static func approval(
        by person: Identifier?, _ connection: any Connection, _ today: Day
    ) throws -> SecurityRole? {
        guard let person else { return nil }
        let register = Appointment.register
        let rows = try RecordReader(connection, viewer: .console).page(
            register.definition, ListQuery(filters: ["person": .text(person.text)], limit: 100)
        ).rows
        let held = try rows.map { try register.record($0.values) }.filter {
            $0.startsOn <= today && ($0.endsOn ?? today) >= today
        }
        return DisposalProposal.approvers.first { role in held.contains { $0.role == role } }
    }

    /// Proposes everything that is past its retention today.
    ///
    /// - Parameter person: who proposes, where the command line speaks for somebody.
    /// - Throws: `disposal.nothing`; `disposal.open` while another list waits.
    @discardableResult
    public func proposeDisposal(_ title: String, as person: Identifier? = nil, by viewer: Viewer) throws
        -> Identifier
    {
        let (proposals, rows, today) = (DisposalProposal.register, DisposalRow.register, today)
        let title = FieldChecks.cleaned(title, keepsLines: false)
        let proposer = viewer.person ?? person
        let proposal: @Sendable (Int, String) -> DisposalProposal = { count, hash in
            DisposalProposal(
                title: title.isEmpty ? "\(JapaneseEra.text(today))の廃棄" : title, proposedOn: today,
                proposedBy: proposer.map { Link($0) }, recordCount: count, listHash: hash)
        }
        guard allows(proposals.definition, .write, viewer, proposals.values(proposal(0, ""))) else {
            throw Refusal.access
        }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            let open = try reader.page(
                proposals.definition,
                ListQuery(filters: ["carried_out_on": .null, "withdrawn_on": .null], limit: 1)
            ).total
            guard open == 0 else {
                throw Problem("disposal.open", "まだ済んでいない廃棄の一覧があります。先にそれを済ませるか、取り下げてください。")
            }
            let expired = try ExpiredRecords(connection: writer.transaction, today: today).all()
            guard !expired.isEmpty else {
                throw Problem("disposal.nothing", "保存期間の過ぎた記録はありません。廃棄するものはありません。")
            }
            let id = writer.newIdentifier()
            let list = expired.enumerated().map { place, record in
                DisposalRow(
                    kind: record.register.title, proposal: Link(id), place: place,
                    source: record.register.name, subject: record.id.text,
                    retainedUntil: record.retainedUntil, reason: record.reason)
            }
            let values = proposals.values(proposal(list.count, DisposalState.hash(list)))
            try writer.create(proposals.definition, values, id: id)
            try writer.createAll(
                rows.definition, list.map { (writer.newIdentifier(), rows.values($0)) })
            return id
        }
    }

    /// Approves a list, as one who holds the role for it and did not propose it.
    ///
    /// - Parameters:
    ///   - hash: of the list that was looked at.
    ///   - person: who approves, where the command line speaks for somebody.
    /// - Throws: `disposal.role`, `disposal.same-person`, `disposal.changed`, `disposal.state`.
    public func approveDisposal(
        _ id: Identifier, hash: String, as person: Identifier? = nil, by viewer: Viewer
    ) throws {
        let (proposals, today) = (DisposalProposal.register, today)
        guard viewer.person != nil || viewer == .console else { throw Refusal.access }
        let approver = viewer.person ?? person
        try act(viewer) { writer in
            guard let role = try Self.approval(by: approver, writer.transaction, today) else {
                let named = DisposalProposal.approvers.map(\.title).joined(separator: "か")
                throw Problem("disposal.role", "承認できるのは、\(named)に任命されている人だけです。任命を確かめてください。")
            }
            // The role approves, whatever the software lets its holder write: the grant is the proposer's.
            guard let state = try DisposalState(id, writer.transaction) else { throw Refusal.notFound }
            guard state.proposal.isOpen, state.proposal.approvedOn == nil else { throw Self.wrongState }
            guard state.proposal.proposedBy?.id != approver else {
                throw Problem("disposal.same-person", "起案した人は承認できません。もう一人の目で確かめてもらってください。")
            }
            guard hash == state.proposal.listHash, hash == DisposalState.hash(state.rows) else {
                throw Problem("disposal.changed", "見た一覧と違います。開き直して、もう一度確かめてください。")
            }
            try writer.change(
                proposals.definition, id: id,
                proposals.values(state.values) {
                    $0.approvedOn = today
                    $0.approvedBy = approver.map { Link($0) }
                    $0.approvedAs = role
                }, expected: state.version)
        }
    }

    /// Gives up a list that has not been carried out.
    public func withdrawDisposal(_ id: Identifier, by viewer: Viewer) throws {
        try Refusal.unless(viewer, .office)
        let (proposals, today) = (DisposalProposal.register, today)
        try act(viewer) { writer in
            guard let state = try DisposalState(id, writer.transaction) else { throw Refusal.notFound }
            guard state.proposal.isOpen else { throw Self.wrongState }
            try writer.change(
                proposals.definition, id: id,
                proposals.values(state.values) { $0.withdrawnOn = today }, expected: state.version)
        }
    }

    /// Carries out an approved list as one act: the content of every version goes, the proof stays. Files
    /// that
    /// no other record names go after it.
    ///
    /// - Throws: `disposal.unapproved`; `disposal.changed` where a record may no longer leave;
    ///   `ledger.dispose-damaged`.
    /// - Returns: how many records and versions are gone.
    @discardableResult
    public func carryOutDisposal(
        _ id: Identifier, as person: Identifier? = nil, by viewer: Viewer
    ) throws -> (records: Int, versions: Int) {
        try Refusal.unless(viewer, .office)
        let (proposals, today) = (DisposalProposal.register, today)
        let (result, files) = try act(viewer) { writer -> ((records: Int, versions: Int), Set<String>) in
            guard let state = try DisposalState(id, writer.transaction) else { throw Refusal.notFound }
            guard state.proposal.isOpen else { throw Self.wrongState }
            guard state.proposal.approvedOn != nil, DisposalState.hash(state.rows) == state.proposal.listHash
            else {
                throw Problem("disposal.unapproved", "まだ承認されていません。承認を受けてから行ってください。")
            }
            let may = Set(
                try ExpiredRecords(connection: writer.transaction, today: today).all().map(\.id.text))
            guard state.rows.allSatisfy({ may.contains($0.subject) }) else {
                throw Problem(
                    "disposal.changed", "承認のあとに、ほかから使われるようになったか、直された記録があります。取り下げて、一覧を作り直してください。")
            }
            let records = Dictionary(grouping: state.rows, by: \.source).sorted { $0.key < $1.key }
                .compactMap { name, rows -> (register: RegisterDefinition, ids: [Identifier])? in
                    guard let register = AllRegisters.named(name) else { return nil }
                    return (register, rows.compactMap { Identifier($0.subject) })
                }
            let files = try Self.files(records, writer.transaction)
            let gone = try writer.dispose(records)
            try writer.change(
                proposals.definition, id: id,
                proposals.values(state.values) {
                    $0.carriedOutOn = today
                    $0.carriedOutBy = (viewer.person ?? person).map { Link($0) }
                    $0.versionCount = gone.versionCount
                    $0.ledgerEntry = gone.entry
                }, expected: state.version)
            return ((state.rows.count, gone.versionCount), files)
        }
        try removeFiles(files)
        return result
    }

    private static let wrongState = Problem("disposal.state", "この一覧は、もう済んでいるか取り下げられています。開き直してください。")

    /// The files that versions of these records name.
    private static func files(
        _ records: [(register: RegisterDefinition, ids: [Identifier])], _ connection: any Connection
    ) throws -> Set<String> {
        var files: Set<String> = []
        for (register, ids) in records where register.index(of: fileColumn) != nil {
            try connection.forEachRow(
                """
                SELECT DISTINCT \(name: fileColumn) FROM \(name: register.table)
                WHERE id IN (\(SQL.list(ids.map(\.text)))) AND \(name: fileColumn) IS NOT NULL
                """
            ) { files.insert($0.text(0)) }
        }
        return files
    }

    /// Removes those files that no version of any record names any more: the rows went first.
    private func removeFiles(_ files: Set<String>) throws {
        guard !files.isEmpty else { return }
        let kept = try store.database.read { connection in
            var kept: Set<String> = []
            for register in AllRegisters.definitions where register.index(of: Self.fileColumn) != nil {
                try connection.forEachRow(
                    """
                    SELECT DISTINCT \(name: Self.fileColumn) FROM \(name: register.table)
                    WHERE \(name: Self.fileColumn) IN (\(SQL.list(files)))
                    """
                ) { kept.insert($0.text(0)) }
            }
            return kept
        }
        for file in files.subtracting(kept).sorted() { try store.files.remove(try Digest32(hex: file)) }
    }

    private static let fileColumn = "file_hash"
}
