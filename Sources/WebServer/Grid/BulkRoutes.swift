import Office
import Primitives
import Registers
import Storage
import WebPages

/// One value for one field of many records: which, what, what would change, and then one act.
struct BulkRoutes {
    /// Records of one page to choose from.
    static let pageRows = 100
    /// Lines of each list on the last page; the rest is counted.
    static let shownLines = 100

    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/registers/*/bulk", .signedIn) {
                try choose($0, GridForm.list($0.fields, register($0)))
            },
            Route(.post, "/registers/*/bulk", .signedIn, decide),
        ]
    }

    private func register(_ visit: Visit) throws -> RegisterDefinition { try RegisterRoutes.register(visit) }

    // MARK: Which records, which field

    private func choose(
        _ visit: Visit, _ list: [QueryItem], problem: String? = nil
    ) throws -> Reply {
        let register = try register(visit)
        var query = RegisterRoutes.query(register, list.asFields)
        query.limit = Self.pageRows
        let (found, _) = try site.office.gridPage(register, query, by: try visit.viewer)
        let viewer = try visit.viewer
        let text = try site.office.store.database.read { connection in
            try RecordText(
                register: register, reader: RecordReader(connection, viewer: viewer), rows: found.rows,
                catalogue: site.office.catalogue)
        }
        let rows = found.rows.indices.map { row in
            RegisterListPage.Row(
                id: found.rows[row].id.text,
                // The first names the box beside it, and a link inside a label is pressed by mistake.
                cells: register.listedFields.enumerated().map { place, field in
                    place == 0 ? .text(text.words(row, field)) : text.cell(row, field)
                })
        }
        let beginning = list.fromTheBeginning
        let page = BulkChoicePage(
            register: register.name, registerTitle: register.title, list: list,
            columns: register.listedFields.map { TableColumn(register.fields[$0].title) }, rows: rows,
            chosen: Set(visit.fields.all("bulk-id")),
            pager: Pager(
                previous: list.count == beginning.count ? nil : beginning,
                next: found.next.map { beginning + [QueryItem("after", $0.text)] },
                rowCount: rows.count, totalCount: found.total),
            fields: Self.changeable(register).map { FormChoice($0.column, $0.title) },
            field: visit.fields["bulk-field"], problem: problem)
        return try site.page(page, visit, status: problem == nil ? 200 : 422)
    }

    /// What many records may have in common.
    private static func changeable(_ register: RegisterDefinition) -> [FieldDescription] {
        register.fields.filter { $0.isTyped && !$0.isUnique }
    }

    // MARK: The steps after it

    /// What was chosen so far.
    private struct Choice {
        let register: RegisterDefinition
        let list: [QueryItem]
        let isAll: Bool
        let ids: [Identifier]
        let field: FieldDescription
        let index: Int
    }

    private func choice(_ visit: Visit) throws -> Choice? {
        let register = try register(visit)
        var listed = FormFields()
        listed.add(urlEncoded: visit.fields["bulk-list"])
        let list = GridForm.list(listed, register)
        let isAll = visit.fields["bulk-scope"] == "all"
        guard let field = Self.changeable(register).first(where: { $0.column == visit.fields["bulk-field"] }),
            let index = register.index(of: field.column)
        else { return nil }
        let ids =
            isAll
            ? try all(register, list, visit) : visit.fields.all("bulk-id").compactMap { Identifier($0) }
        return Choice(register: register, list: list, isAll: isAll, ids: ids, field: field, index: index)
    }

    private func all(_ register: RegisterDefinition, _ list: [QueryItem], _ visit: Visit) throws
        -> [Identifier]
    {
        var query = RegisterRoutes.query(register, list.asFields)
        query.isForWriting = true
        let viewer = try visit.viewer
        return try site.office.store.database.read { [query] connection in
            try RecordReader(connection, viewer: viewer).ids(
                register, query, limit: GridBlock.rowLimit + 1)
        }
    }

    private func decide(_ visit: Visit) throws -> Reply {
        guard let choice = try choice(visit) else {
            return try again(visit, "変える項目を選んでください。")
        }
        guard !choice.ids.isEmpty else {
            return try again(visit, "変える記録を選んでください。一覧の左の欄に印を付けるか、「すべて」を選びます。")
        }
        guard choice.ids.count <= GridBlock.rowLimit else {
            return try again(
                visit, "一度に変えられるのは \(GridBlock.rowLimit) 件までです。一覧を絞り込んでから、もう一度選んでください。")
        }
        switch visit.fields["bulk-act"] {
        case "preview", "skip", "save":
            guard visit.fields["search"].isEmpty else { return try value(visit, choice) }
            return try look(visit, choice)
        default: return try value(visit, choice)
        }
    }

    private func again(_ visit: Visit, _ problem: String) throws -> Reply {
        var listed = FormFields()
        listed.add(urlEncoded: visit.fields["bulk-list"])
        return try choose(visit, GridForm.list(listed, try register(visit)), problem: problem)
    }

    // MARK: What value

    private func value(_ visit: Visit, _ choice: Choice, problem: Problem? = nil) throws -> Reply {
        let register = choice.register
        let viewer = try visit.viewer
        let fields = try site.office.store.database.read { connection in
            try RecordForm(
                register: register, reader: RecordReader(connection, viewer: viewer), office: site.office
            ).fields(
                register.fields.map { _ in .null }, typed: visit.fields,
                problems: problem.map { [$0] } ?? [])
        }
        guard let control = fields.first(where: { $0.name == choice.field.column }) else {
            throw Refusal.notFound
        }
        let page = BulkValuePage(
            register: register.name, registerTitle: register.title, count: choice.ids.count,
            kept: Self.kept(choice), value: control, mayBeEmptied: !choice.field.isRequired,
            list: choice.list)
        return try site.page(page, visit, status: problem == nil ? 200 : 422)
    }

    private static func kept(_ choice: Choice) -> [FormField] {
        let ids = choice.isAll ? [] : choice.ids.map { FormField.hidden("bulk-id", $0.text) }
        return ids + [
            .hidden("bulk-scope", choice.isAll ? "all" : "chosen"),
            .hidden("bulk-field", choice.field.column),
            .hidden("bulk-list", QueryItem.text(choice.list)),
        ]
    }

    // MARK: What would change

    private func look(_ visit: Visit, _ choice: Choice) throws -> Reply {
        let (register, viewer) = (choice.register, try visit.viewer)
        let typed = FieldChecks.cleaned(visit.fields[choice.field.column], keepsLines: true)
        let clears = !visit.fields["bulk-clear"].isEmpty && !choice.field.isRequired
        guard clears || !typed.isEmpty else {
            let how = choice.field.isRequired ? "" : "空にするときは「この項目を空にする」に印を付けてください。"
            return try value(
                visit, choice,
                problem: Problem("bulk.no-value", "新しい値を入れてください。\(how)", field: choice.field.column))
        }
        let text = clears ? "" : typed
        var block = GridBlock(
            choice.ids.enumerated().map { GridBlock.Row(number: $0 + 1, id: $1, cells: [choice.index: text]) }
        )
        var plan = try site.office.planGrid(register, block, by: viewer)
        let act = visit.fields["bulk-act"]
        let skips = act == "skip" || !visit.fields["bulk-skips"].isEmpty
        if skips {
            let out = Set(plan.plan.refusedRows)
            block.rows.removeAll { out.contains($0.number) }
            plan = try site.office.planGrid(register, block, by: viewer)
        }
        // What cannot be read at all is wrong with the value, not with a hundred records.
        if let wrong = plan.plan.refused.first, plan.plan.refusedRows.count == choice.ids.count,
            plan.plan.refused.allSatisfy({ $0.field == choice.field.column && $0.message == wrong.message })
        {
            return try value(
                visit, choice, problem: Problem("bulk.value", wrong.message, field: choice.field.column))
        }
        var notice: String?
        if act == "save" {
            if visit.fields["bulk-outcome"] == String(plan.plan.outcome), plan.isClean {
                if let reply = try save(visit, choice, block, plan) { return reply }
                plan = try site.office.planGrid(register, block, by: viewer)
            }
            notice = "確かめている間に台帳が変わりました。もう一度確かめてから進んでください。"
        }
        return try preview(visit, choice, plan, text: text, clears: clears, skips: skips, notice: notice)
    }

    /// Nil where somebody was faster.
    private func save(_ visit: Visit, _ choice: Choice, _ block: GridBlock, _ plan: GridPlan) throws -> Reply?
    {
        do {
            let (_, result) = try site.office.saveGrid(
                choice.register, block, as: .bulk, expected: plan.plan.outcome, by: try visit.viewer)
            guard let result else { return nil }
            site.say(visit, GridRoutes.notice(result, choice.register))
            return .redirect(
                Address.register(choice.register.name).url(query: choice.list.fromTheBeginning))
        } catch let problem as Problem where problem.code == "import.has-changed" {
            return nil
        }
    }

    private func preview(
        _ visit: Visit, _ choice: Choice, _ plan: GridPlan, text: String, clears: Bool, skips: Bool,
        notice: String?
    ) throws -> Reply {
        let words = plan.words
        func shown(_ value: StoredValue) -> String? {
            value == .null ? nil : words.text(value, choice.index)
        }
        let names = Dictionary(
            plan.rows.map { ($0.number, $0.current.map { words.text($0.values[0], 0) } ?? "終了した記録") },
            uniquingKeysWith: { first, _ in first })
        let page = BulkPreviewPage(
            register: choice.register.name, registerTitle: choice.register.title, field: choice.field.title,
            changes: plan.plan.changed.prefix(Self.shownLines).map { change in
                BulkPreviewPage.Change(
                    name: words.text(change.old.values[0], 0), old: shown(change.old.values[choice.index]),
                    new: shown(change.values[choice.index]))
            }, changedCount: plan.plan.changed.count,
            unchangedCount: plan.rows.count - plan.plan.changed.count - plan.plan.refusedRows.count,
            refused: plan.plan.refused.prefix(Self.shownLines).map {
                BulkPreviewPage.Refused(name: names[$0.row] ?? "", message: $0.message)
            }, refusedCount: plan.plan.refusedRows.count,
            kept: Self.kept(choice) + [
                .hidden(choice.field.column, text), .hidden("bulk-clear", clears ? "yes" : ""),
                .hidden("bulk-skips", skips ? "yes" : ""),
            ], outcome: String(plan.plan.outcome), notice: notice, list: choice.list)
        return try site.page(page, visit, status: notice == nil ? 200 : 409)
    }
}
