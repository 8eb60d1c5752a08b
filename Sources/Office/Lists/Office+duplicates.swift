import Primitives
import Registers
import Storage

extension Office {
    private static let decisions = DuplicateDecision.register.definition

    /// Records of a register that may be one thing, of those that the viewer may read; pairs that somebody
    /// has found to be two things do not come back. Two statements, then linear in the number of records.
    public func duplicates(_ register: RegisterDefinition, by viewer: Viewer) throws -> [DuplicatePair] {
        guard register.condition(for: .read).mayAllowSomething(viewer) else { throw Refusal.access }
        guard DuplicateFinder.canCompare(register) else { return [] }
        let (distinct, records) = try store.database.read { connection in
            // What was decided is nobody's secret: it holds identifiers alone.
            let decided = try RecordReader(connection, viewer: .console).pairs(
                Self.decisions, "first", "second",
                where: [
                    "list": .text(register.name), "outcome": DuplicateDecision.Outcome.distinct.stored,
                ])
            let records = try RecordReader(connection, viewer: viewer).values(
                register, columns: DuplicateFinder.columns(register))
            return (Set(decided.map { $0.sorted() }), records)
        }
        return DuplicateFinder(register, distinct: distinct).pairs(records)
    }

    /// Remembers that two records are two things. Whoever may change both may say so.
    public func keepApart(
        _ register: RegisterDefinition, _ first: Identifier, _ second: Identifier, by viewer: Viewer
    ) throws {
        let today = today
        try act(viewer) { writer in
            for id in [first, second] { _ = try writable(register, id, viewer, writer) }
            let pair = [first, second].sorted()
            try writer.create(
                Self.decisions,
                Self.decision(register, pair[0], pair[1], .distinct, viewer, today))
        }
    }

    private static func decision(
        _ register: RegisterDefinition, _ first: Identifier, _ second: Identifier,
        _ outcome: DuplicateDecision.Outcome, _ viewer: Viewer, _ today: Day
    ) -> [StoredValue] {
        DuplicateDecision.register.values(
            DuplicateDecision(
                list: register.name, first: first.text, second: second.text, outcome: outcome,
                decidedBy: viewer.person.map { Link($0) }, decidedOn: today))
    }

    private func writable(
        _ register: RegisterDefinition, _ id: Identifier, _ viewer: Viewer, _ writer: ActWriter
    ) throws -> RegisterRow {
        let reader = RecordReader(writer.transaction, viewer: viewer)
        guard let row = try reader.row(register, id: id) else { throw Refusal.notFound }
        guard allows(register, .write, viewer, row.values) else { throw Refusal.access }
        return row
    }

    // MARK: Merging

    /// What a merge would move: registers with records that link to the one which would end.
    public func linking(
        _ register: RegisterDefinition, to id: Identifier, _ reader: RecordReader
    ) throws -> [(register: RegisterDefinition, count: Int)] {
        let lists = Self.links(to: register).map { other, field in
            (other, ListQuery(filters: [field.column: .text(id.text)]))
        }
        let everyone = RecordReader(reader.connection, viewer: .console)
        return zip(lists, try everyone.counts(lists.map { ($0.0, $0.1) })).filter { $1 > 0 }.map {
            ($0.0, $1)
        }
    }

    private static func links(to register: RegisterDefinition) -> [(RegisterDefinition, FieldDescription)] {
        AllRegisters.definitions.flatMap { other in
            other.fields.filter { $0.kind == .link(register: register.name) }.map { (other, $0) }
        }
    }

    /// Makes one record of two: the kept one gets these values, whatever pointed to the other points to it,
    /// the other ends, and a decision says where it went. One act: all of it or nothing.
    ///
    /// - Parameter versions: the versions that the person saw, of the kept and of the other.
    /// - Throws: `Problem` `access.refused`, `access.not-found`, `merge.same`, `merge.links` where something
    ///   that points to the other may not be changed by this viewer, `register.conflict`,
    ///   `register.not-unique`; `Problems` for values that do not fit.
    @discardableResult
    public func merge(
        _ register: RegisterDefinition, keeping kept: Identifier, ending other: Identifier,
        _ values: [StoredValue], versions: (kept: Int, other: Int), by viewer: Viewer
    ) throws -> RegisterRow {
        guard kept != other else {
            throw Problem("merge.same", "同じ記録を二つ選んでいます。別の記録を選んでください。")
        }
        let problems = register.validate(values)
        guard problems.isEmpty else { throw Problems(problems) }
        let values = try Self.sealed(register, values)
        guard allows(register, .write, viewer, values) else { throw Refusal.access }
        let today = today
        return try act(viewer) { writer in
            let old = try writable(register, kept, viewer, writer)
            _ = try writable(register, other, viewer, writer)
            // The other ends first: what must be unique may go over to the kept record.
            try moveLinks(register, from: other, to: kept, viewer, writer)
            try writer.close(register, id: other, expected: versions.other)
            let merged = zip(register.fields.indices, values).map { index, value in
                register.fields[index].isHidden ? old.values[index] : value
            }
            // A link of the kept record to the other would lead nowhere.
            let pointed = zip(register.fields, merged).map { field, value in
                field.kind == .link(register: register.name) && value == .text(other.text)
                    ? StoredValue.null : value
            }
            try Self.checkLinks(register, pointed, writer)
            let row = try writer.change(register, id: kept, pointed, expected: versions.kept)
            try writer.create(
                Self.decisions, Self.decision(register, kept, other, .merged, viewer, today))
            return row
        }
    }

    /// Points every record that leads to one record to another.
    ///
    /// What people fill may be changed by whom its register says alone: where somebody lacks that right the
    /// whole merge is refused. Registers that acts of their own keep have no such writers; their links go
    /// along, because otherwise nobody could ever merge what was confirmed or read once. Accounts and tokens
    /// are left out of that: whose account it is decides what somebody may do.
    private func moveLinks(
        _ register: RegisterDefinition, from other: Identifier, to kept: Identifier, _ viewer: Viewer,
        _ writer: ActWriter
    ) throws {
        let reader = RecordReader(writer.transaction, viewer: .console)
        var moved: [String: Set<Identifier>] = [:]
        for (source, _) in Self.links(to: register) where moved[source.name] == nil {
            moved[source.name] = []
            let fields = source.fields.indices.filter {
                source.fields[$0].kind == .link(register: register.name)
            }
            for index in fields {
                for row in try reader.everyonesRows(source, where: source.fields[index].column, is: other) {
                    // What one of the two says of the other is settled by the merge itself.
                    if source.name == register.name, row.id == kept || row.id == other { continue }
                    guard moved[source.name]?.insert(row.id).inserted == true else { continue }
                    let isOwn = AllRegisters.isShown(source.name)
                    let decidesRights = [Account.registerName, APIToken.registerName].contains(source.name)
                    guard !(isOwn || decidesRights) || allows(source, .write, viewer, row.values) else {
                        throw Problem(
                            "merge.links",
                            "「\(source.title)」に、終わりにするほうを指す記録があり、あなたには変えられません。先に、その台帳を受け持つ人に付け替えてもらってください。"
                        )
                    }
                    let values = zip(source.fields, row.values).map { field, value in
                        field.kind == .link(register: register.name) && value == .text(other.text)
                            ? StoredValue.text(kept.text) : value
                    }
                    try writer.change(source, id: row.id, values, expected: row.fromSeq)
                }
            }
        }
    }

    /// Where a record that ended in a merge went; nil where it did not.
    public func mergedInto(_ register: RegisterDefinition, _ id: Identifier, _ reader: RecordReader) throws
        -> Identifier?
    {
        let query = ListQuery(
            filters: [
                "list": .text(register.name), "second": .text(id.text),
                "outcome": DuplicateDecision.Outcome.merged.stored,
            ], limit: 1)
        let row = try RecordReader(reader.connection, viewer: .console).beginning(Self.decisions, query).first
        return row?.values[1].text.flatMap { Identifier($0) }
    }
}
