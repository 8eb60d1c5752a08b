import Office
import Primitives
import Registers
import Storage
import WebPages

/// The conditions of a list as a form, and its saved views.
struct ListRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/registers/*/conditions", .signedIn, conditions),
            Route(.get, "/registers/*/views", .signedIn) { try views($0, problem: nil) },
            Route(.post, "/registers/*/views", .signedIn, decide),
        ]
    }

    // MARK: Conditions

    /// The form; sent, it leads to the list under the shortest address that says the same.
    private func conditions(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let address = ListAddress(visit.fields, register)
        let day = visit.fields[PastList.name]
        let kept = day.isEmpty ? [] : [QueryItem(PastList.name, day)]
        if visit.fields.has("go"), address.problems.isEmpty {
            return .redirect(
                Address.register(register.name).url(query: ListPage.whole(address.items) + kept))
        }
        let viewer = try visit.viewer
        let words = try site.office.store.database.read { connection in
            try ListWords(address, RecordReader(connection, viewer: viewer), site.office.catalogue)
        }
        let form = ListConditionsForm(
            address: address, fields: visit.fields, words: words, catalogue: site.office.catalogue)
        let page = ListConditionsPage(
            register: register.name, registerTitle: register.title,
            kept: kept + (address.showsTotals ? [QueryItem(ListAddress.totals, "yes")] : []),
            groups: form.groups, order: form.order, columns: form.columns, list: address.items)
        return try site.page(page, visit, status: address.problems.isEmpty ? 200 : 422)
    }

    // MARK: Views

    private func list(_ visit: Visit, _ register: RegisterDefinition) -> ListAddress {
        visit.fields.has("view-list")
            ? ListAddress(text: visit.fields["view-list"], register) : ListAddress(visit.fields, register)
    }

    private func views(_ visit: Visit, problem: Problem?) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let viewer = try visit.viewer
        guard Office.mayKeepViews(viewer) else { throw Refusal.access }
        let list = list(visit, register)
        let page = try site.office.store.database.read { connection -> ListViewsPage in
            let reader = RecordReader(connection, viewer: viewer)
            let choice = try site.office.views(register, reader)
            let now = try ListWords(list, reader, site.office.catalogue)
            // Names behind links are looked up for the list that is saved now, not for a hundred others.
            let views = choice.views.map { view in
                let saved = ListAddress(text: view.query, register)
                return ListViewsPage.View(
                    id: view.id.text, name: view.name, query: ListPage.whole(saved.items),
                    reach: view.reach.title, words: now.described(saved), isDefault: view.isDefault,
                    canRemove: view.isOwn)
            }
            return ListViewsPage(
                register: register.name, registerTitle: register.title, list: list.items,
                words: now.described(list), fields: fields(visit, viewer, problem), views: views)
        }
        return try site.page(page, visit, status: problem == nil ? 200 : 422)
    }

    private func fields(_ visit: Visit, _ viewer: Viewer, _ problem: Problem?) -> [FormField] {
        var fields = [
            FormField(
                "view-name", "見方の名前", .text(maximumLength: Office.viewNameLimit),
                value: visit.fields["view-name"], isRequired: true, hint: "例：更新が近い委託契約",
                error: problem?.sentence)
        ]
        if viewer.roles.contains(.office) {
            let reaches = SavedView.Reach.allCases.map { FormChoice($0.rawValue, $0.title) }
            fields.append(
                FormField(
                    "view-reach", "だれが使うか", .choice(reaches),
                    value: visit.fields["view-reach"].isEmpty ? "own" : visit.fields["view-reach"],
                    isRequired: true, hint: "「みんな」にしても、見える記録は見る人の権限のままです。"))
        }
        fields.append(
            FormField(
                "view-first", "この台帳を開いたとき", .several([FormChoice("yes", "自分には、はじめにこの見方を出す")]),
                value: visit.fields["view-first"]))
        return fields
    }

    private func decide(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let viewer = try visit.viewer
        guard Office.mayKeepViews(viewer) else { throw Refusal.access }
        let list = list(visit, register)
        func id() throws -> Identifier {
            guard let id = Identifier(visit.fields["view-id"]) else { throw Refusal.notFound }
            return id
        }
        switch visit.fields["view-act"] {
        case "save":
            do {
                let reach = SavedView.Reach(rawValue: visit.fields["view-reach"]) ?? .own
                let id = try site.office.saveView(
                    register, name: visit.fields["view-name"], query: list.text, reach: reach, by: viewer)
                if !visit.fields["view-first"].isEmpty {
                    try site.office.showFirst(id, of: register, by: viewer)
                }
            } catch let problem as Problem where problem.field == "view-name" {
                return try views(visit, problem: problem)
            }
            site.say(visit, Notice(.done, "見方を残しました。一覧の上から、いつでも選べます。"))
        case "first":
            try site.office.showFirst(try id(), of: register, by: viewer)
            site.say(visit, Notice(.done, "この台帳を開くと、はじめにこの見方が出ます。"))
        case "everything":
            try site.office.showFirst(nil, of: register, by: viewer)
            site.say(visit, Notice(.done, "この台帳を開くと、はじめにすべての記録が出ます。"))
        case "remove":
            try site.office.removeView(try id(), by: viewer)
            site.say(visit, Notice(.done, "見方を消しました。記録は何も変わっていません。"))
        default: break
        }
        return .redirect(Address.listViews(register.name).url(query: list.items))
    }
}
