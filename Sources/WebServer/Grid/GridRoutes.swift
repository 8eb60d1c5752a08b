import Office
import Primitives
import Registers
import Storage
import WebPages

/// The records of a list in cells to type in, saved as one act.
struct GridRoutes {
    /// Records of one page.
    static let pageRows = 200

    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/registers/*/grid", .signedIn, show),
            // A pasted block is larger than a form, and comes as one part.
            Route(.post, "/registers/*/grid", .signedIn, save).withFiles(),
        ]
    }

    private func show(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let list = GridForm.list(visit.fields, register)
        var query = RegisterRoutes.query(register, visit.fields)
        query.limit = Self.pageRows
        let (found, words) = try site.office.gridPage(register, query, by: try visit.viewer)
        let beginning = list.fromTheBeginning
        let pager = Pager(
            previous: list.count == beginning.count ? nil : beginning,
            next: found.next.map { beginning + [QueryItem("after", $0.text)] }, rowCount: found.rows.count,
            totalCount: found.total)
        let view = GridView(register: register, words: words)
        let page = GridPage(
            register: register.name, registerTitle: register.title, columns: view.columns,
            rows: view.rows(found.rows), list: list, pager: pager)
        return try site.page(page, visit)
    }

    private func save(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let viewer = try visit.viewer
        let form = try GridForm(visit.fields, register)
        do {
            let (plan, result) = try site.office.saveGrid(register, form.block, by: viewer)
            guard let result else { return try again(visit, register, form, plan) }
            site.say(visit, Self.notice(result, register))
            return .redirect(Address.grid(register.name).url(query: form.list))
        } catch let problem as Problem where problem.code != Refusal.access.code {
            // What was typed is worth more than a page that only says what went wrong.
            let plan = try site.office.planGrid(register, form.block, by: viewer)
            return try again(visit, register, form, plan, refusal: problem.sentence)
        }
    }

    static func notice(_ result: ImportResult, _ register: RegisterDefinition) -> Notice {
        guard let seq = result.seq else {
            return Notice(.information, "台帳の内容と同じでした。何も変わっていません。")
        }
        let parts = [("新しい記録", result.created), ("変わった記録", result.changed)].filter { $0.1 > 0 }
            .map { "\($0.0) \($0.1)件" }
        return Notice(
            .done, "保存しました（\(parts.joined(separator: "、"))）。今日のうちなら、まとめて元に戻せます。",
            next: LinkText(
                "この保存を確かめる・元に戻す", .importResult(register: register.name, seq: String(seq))))
    }

    private func again(
        _ visit: Visit, _ register: RegisterDefinition, _ form: GridForm, _ plan: GridPlan,
        refusal: String? = nil
    ) throws -> Reply {
        let viewer = try visit.viewer
        let view = GridView(register: register, words: plan.words)
        let conflicts = try site.office.store.database.read { connection in
            try view.conflicts(plan, RecordReader(connection, viewer: viewer))
        }
        let rows = view.rows(form, plan)
        let page = GridPage(
            register: register.name, registerTitle: register.title, columns: view.columns, rows: rows,
            list: form.list, pager: Pager(rowCount: plan.rows.count), refusal: refusal,
            conflicts: conflicts)
        return try site.page(page, visit, status: conflicts.isEmpty ? 422 : 409)
    }
}
