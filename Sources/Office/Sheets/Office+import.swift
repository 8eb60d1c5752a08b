import AuditLedger
import Database
import Primitives
import Registers
import Storage

extension Office {
    /// What an import would do, without doing it: not even a remembered mapping is written.
    ///
    /// - Parameter goesOn: asked now and then during long work; throw to give up.
    /// - Throws: `Problem` `access.refused`, `import.no-table`, `import.kept-elsewhere`; `Problems` for
    ///   constants
    ///   that cannot be read.
    public func dryRunImport(
        _ register: RegisterDefinition, _ request: ImportRequest, by viewer: Viewer,
        goesOn: @escaping () throws -> Void = {}
    ) throws -> ImportPlan {
        guard register.condition(for: .write).mayAllowSomething(viewer) else { throw Refusal.access }
        let plan = try store.database.read { connection in
            let mapping = try Self.mapping(register, request, ImportLog(connection))
            let reader = RecordReader(connection, viewer: viewer)
            return try ImportPlanner(
                register, request, mapping, viewer: viewer, reader: reader,
                ground: try .whole(register, reader),
                requirements: Set(catalogue.requirements.map(\.id.rawValue)),
                newIdentifier: store.surroundings.newIdentifier, goesOn: goesOn
            ).planned()
        }
        // Said before any row is found fault with: no sheet could be mended so that it comes in.
        let changesNothing = plan.isEmpty && plan.refused.isEmpty
        guard changesNothing || AllRegisters.menu.contains(where: { $0.name == register.name }) else {
            throw Problem("import.kept-elsewhere", "この台帳は専用の画面で管理しているため、取り込みでは変えられません。")
        }
        return plan
    }

    /// What the columns mean: as they are found, as they were remembered for this layout, as the person says.
    private static func mapping(
        _ register: RegisterDefinition, _ request: ImportRequest, _ log: ImportLog
    ) throws -> ColumnMapping {
        guard var mapping = HeadingFinder(register).mapping(of: request.table) else {
            throw Problem("import.no-table", "表が空です。見出しの行とデータの行があるファイルを選んでください。")
        }
        var chosen = request.meanings
        if chosen.isEmpty, let kept = try log.mapping(register.name, layout: layout(mapping)) {
            for (column, text) in kept.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                chosen[column] = ColumnMeaning(text: String(text), register: register)
            }
        }
        for (column, meaning) in chosen where mapping.meanings.indices.contains(column) {
            // A field has one column: the one that was chosen last takes it from another.
            if meaning != .ignored, let other = mapping.column(of: meaning), other != column {
                mapping.meanings[other] = .ignored
            }
            mapping.meanings[column] = meaning
        }
        return mapping
    }

    /// The fingerprint of a layout: its headings in their order.
    private static func layout(_ mapping: ColumnMapping) -> String {
        let words = mapping.headings.map(SheetWords.folded).joined(separator: "\u{1F}")
        return Digest32.sha256(Array(words.utf8)).base64
    }

    /// Takes a sheet in: planned anew, then written as one act with an entry for each record, or nothing.
    ///
    /// - Parameters:
    ///   - expected: the outcome that the person was shown; another one is refused.
    ///   - leavingRefused: takes the good rows in and leaves the others; otherwise one refused row refuses
    ///   all.
    /// - Throws: `Problem` `import.refused-rows`, `import.has-changed`, `import.kept-elsewhere`,
    ///   `import.conflict`.
    public func `import`(
        _ register: RegisterDefinition, _ request: ImportRequest, expected: Int? = nil,
        leavingRefused: Bool = false, by viewer: Viewer,
        goesOn: @escaping @Sendable () throws -> Void = {}
    ) throws -> (plan: ImportPlan, result: ImportResult) {
        let plan = try dryRunImport(register, request, by: viewer, goesOn: goesOn)
        if let expected, expected != plan.outcome {
            throw Problem("import.has-changed", "確かめている間に台帳が変わりました。もう一度内容を確かめてから取り込んでください。")
        }
        guard leavingRefused || plan.refused.isEmpty else {
            throw Problem(
                "import.refused-rows",
                "直す必要がある行が \(plan.refusedRows.count) 行あるため、取り込んでいません。直してからもう一度取り込むか、良い行だけを取り込んでください。")
        }
        guard !plan.isEmpty else {
            return (plan, ImportResult(seq: nil, created: 0, changed: 0, unchanged: plan.unchangedCount))
        }
        let seq = try apply(plan, register, as: .sheet, by: viewer, goesOn: goesOn)
        if !request.meanings.isEmpty { try remember(plan.mapping, register) }
        return (
            plan,
            ImportResult(
                seq: seq, created: plan.created.count, changed: plan.changed.count,
                unchanged: plan.unchangedCount)
        )
    }

    /// Writes a plan as one act with an entry for each record, and one more that tells of it and by which it
    /// can be taken back.
    func apply(
        _ plan: ImportPlan, _ register: RegisterDefinition, as act: ActOfMany, by viewer: Viewer,
        goesOn: @escaping @Sendable () throws -> Void = {}
    ) throws -> Int {
        let today = today
        return try self.act(viewer) { writer in
            let guarded = try AccountGuard(register, writer, today: today)
            let first = writer.ledgerSize
            try Self.checkTargets(of: plan, register, writer)
            try writer.changeAll(
                register, plan.changed.map { ($0.old.id, $0.old.fromSeq, $0.values) }, goesOn: goesOn)
            try writer.createAll(register, plan.created.map { ($0.id, $0.values) }, goesOn: goesOn)
            try guarded?.requireSomebodyLeft()
            let seq = writer.ledgerSize
            try writer.note(
                act.rawValue,
                .object([
                    .init("changed", .integer(plan.changed.count)),
                    .init("created", .integer(plan.created.count)), .init("first", .integer(first)),
                    .init("register", .string(register.name)),
                ]))
            try ImportLog.add(
                ImportEntry(
                    seq: seq, register: register.name, actor: viewer.person, at: writer.at, firstSeq: first,
                    created: plan.created.count, changed: plan.changed.count, undoneBy: nil),
                to: writer.transaction)
            return seq
        }
    }

    private func remember(_ mapping: ColumnMapping, _ register: RegisterDefinition) throws {
        try store.database.write { transaction in
            try ImportLog.remember(
                mapping.meanings.map(\.text).joined(separator: "\t"), register: register.name,
                layout: Self.layout(mapping), in: transaction)
        }
    }

    /// Every record that is linked to is still current, or comes in with the same act.
    private static func checkTargets(
        of plan: ImportPlan, _ register: RegisterDefinition, _ writer: ActWriter
    ) throws {
        var ids: [String: Set<String>] = [:]
        for (index, field) in register.fields.enumerated() {
            guard case .link(let name) = field.kind else { continue }
            for record in plan.created {
                if let id = record.values[index].text { ids[name, default: []].insert(id) }
            }
            for record in plan.changed where record.values[index] != record.old.values[index] {
                if let id = record.values[index].text { ids[name, default: []].insert(id) }
            }
        }
        ids[register.name]?.subtract(plan.created.map(\.id.text))
        for (name, wanted) in ids.sorted(by: { $0.key < $1.key }) {
            guard let target = AllRegisters.named(name) else { continue }
            let all = wanted.sorted()
            for start in stride(from: 0, to: all.count, by: 500) {
                let some = all[start..<min(start + 500, all.count)]
                let list = some.map { "\($0)" as SQL }.joined(separator: ", ")
                let found = try writer.transaction.integer(
                    "SELECT COUNT(*) FROM \(name: target.table) WHERE id IN (\(list)) AND to_seq IS NULL")
                guard found == Int64(some.count) else {
                    throw Problem(
                        "import.conflict",
                        "確かめている間に、「\(target.title)」の記録が終了になりました。取り込みは行われていません。もう一度確かめてください。")
                }
            }
        }
    }

    // MARK: Undoing

    /// Takes a whole import back as one act: new records end, changed ones are as before.
    ///
    /// Only on the day of the import, by who made it or by the office, and not where somebody has worked on
    /// a record since.
    /// - Throws: `Problem` `import.undone`, `import.another-day`, `import.changed-since`,
    ///   `register.still-linked`.
    @discardableResult
    public func undoImport(_ seq: Int, by viewer: Viewer) throws -> ImportEntry {
        try act(viewer) { writer in
            let log = ImportLog(writer.transaction)
            guard let entry = try log.entry(seq), let register = AllRegisters.named(entry.register) else {
                throw Refusal.notFound
            }
            guard viewer.roles.contains(.office) || entry.actor == viewer.person else { throw Refusal.access }
            guard entry.undoneBy == nil else { throw Problem("import.undone", "もう元に戻してあります。") }
            guard entry.at.dayInJapan == writer.at.dayInJapan else {
                throw Problem("import.another-day", "元に戻せるのは、その日のうちだけです。必要な記録を1件ずつ直してください。")
            }
            let reader = RecordReader(writer.transaction, viewer: .console)
            let versions = try reader.versions(register, made: entry.entries)
            // Whoever made it may have gone to another section since.
            for row in versions.flatMap({ [$0.made, $0.before].compactMap(\.self) }) {
                guard allows(register, .write, viewer, row.values) else { throw Refusal.access }
            }
            try Self.checkUntouched(versions.map(\.made), register)
            if let other = try reader.registerLinking(
                to: register, made: entry.entries, among: AllRegisters.definitions)
            {
                throw Problem(
                    "register.still-linked",
                    "新しく作った記録を「\(other.title)」の記録が指しているため、元に戻せません。先にそちらを直してください。")
            }
            let made = versions.filter { $0.before == nil }.map { ($0.made.id, $0.made.fromSeq) }
            let changed = versions.compactMap { each in
                each.before.map { (each.made.id, each.made.fromSeq, $0.values) }
            }
            try writer.closeAll(register, made)
            try writer.changeAll(register, changed)
            let undoing = writer.ledgerSize
            try writer.note(
                ActOfMany.undoing,
                .object([.init("import", .integer(seq)), .init("register", .string(register.name))]))
            try ImportLog.markUndone(seq, by: undoing, in: writer.transaction)
            return entry
        }
    }

    private static func checkUntouched(_ rows: [RegisterRow], _ register: RegisterDefinition) throws {
        let touched = rows.filter { $0.toSeq != nil }
        guard !touched.isEmpty else { return }
        let names = touched.prefix(3).map { "「\($0.values[0].text ?? $0.id.text)」" }.joined(separator: "、")
        let more = touched.count > 3 ? "など \(touched.count) 件" : ""
        throw Problem(
            "import.changed-since", "そのあとに\(names)\(more)が変更されているため、元に戻せません。必要な記録を1件ずつ直してください。")
    }

    /// The newest imports of a register, for whoever may write it.
    public func imports(_ register: RegisterDefinition, by viewer: Viewer) throws -> [ImportEntry] {
        guard register.condition(for: .write).mayAllowSomething(viewer) else { throw Refusal.access }
        return try store.database.read { try ImportLog($0).newest(register.name, limit: 20) }
    }

    /// One import of a register; nil where there is none of that entry.
    public func importEntry(_ seq: Int, of register: RegisterDefinition, by viewer: Viewer) throws
        -> ImportEntry?
    {
        guard register.condition(for: .write).mayAllowSomething(viewer) else { throw Refusal.access }
        let entry = try store.database.read { try ImportLog($0).entry(seq) }
        return entry?.register == register.name ? entry : nil
    }
}

extension RegisterDefinition {
    /// The fields by which a record is of one day: an answer is, a person is not.
    var daysOfRecords: [Int] { fields.indices.filter { fields[$0].kind == .day && fields[$0].isRequired } }

    /// A record that answers nothing would count for nothing, and nobody would see why.
    func unknownRequirement(_ values: [StoredValue], of known: Set<String>) -> Problem? {
        guard let index = index(of: "requirement"), let id = values[index].text, !known.contains(id) else {
            return nil
        }
        return Problem(
            "import.no-requirement", "「\(id.prefix(40))」という要求事項はありません。要求事項の一覧にある番号に直してください。",
            field: "requirement")
    }
}
