import Office
import Primitives
import Registers
import Storage
import WebPages

/// The page of a list, from its address and what the database holds.
struct ListPage {
    let site: Site
    let address: ListAddress
    let fields: FormFields
    let past: PastList
    let choice: ViewChoice
    let reader: RecordReader
    let viewer: Viewer

    private var register: RegisterDefinition { address.register }

    func page() throws -> RegisterListPage {
        let (query, catalogue) = (address.query, site.office.catalogue)
        let found = try reader.lines(register, query, columns: address.shown)
        let words = try ListWords(address, reader, catalogue)
        let quick = ListFilters(register: register, fields: fields)
        let readings = address.shown.map { CellReading(register.fields[$0], catalogue) }
        let day = past.day.map { [QueryItem(PastList.name, $0.iso)] } ?? []
        let kept = address.items + day
        var page = RegisterListPage(
            register: register.name, heading: register.title, purpose: register.purpose,
            words: fields[ListAddress.words], filters: try quick.formFields(reader, catalogue),
            kept: address.items.filter { !quick.names.contains($0.name) },
            columns: address.shown.map { column(register.fields[$0], day) },
            rows: found.lines.map { line in
                RegisterListPage.Row(
                    id: line.id,
                    cells: readings.indices.map { readings[$0].cell(line.values[$0], line.labels[$0]) })
            },
            pager: Pager(
                previous: fields["after"].isEmpty ? nil : Self.whole(kept),
                next: found.next.map { kept + [QueryItem("after", $0.text)] },
                rowCount: found.lines.count, totalCount: found.total),
            canAdd: past.day == nil && register.condition(for: .write).mayAllowSomething(viewer))
        page.filters.append(past.field)
        page.list = address.items
        page.asOf = past.day
        page.conditions = words.conditions
        page.order = words.order
        page.problems = address.problems.map(\.sentence)
        page.views = views
        page.canKeepViews = Office.mayKeepViews(viewer)
        if past.day == nil { page.further = further }
        if address.showsTotals {
            page.totals = ListTotalsTable(address: address).totals(try reader.totals(register, query))
        }
        return page
    }

    /// The ways to look at this register that were saved, if any were.
    private var views: [RegisterListPage.View] {
        let now = address.text
        return choice.views.map { view in
            let saved = ListAddress(text: view.query, register)
            return RegisterListPage.View(
                name: view.name, query: Self.whole(saved.items), isCurrent: saved.text == now,
                isDefault: view.isDefault)
        }
    }

    private var further: [LinkText] {
        var links: [LinkText] = []
        if register.condition(for: .write).mayAllowSomething(viewer), DuplicateFinder.canCompare(register) {
            links.append(LinkText("重なりを探す", .duplicates(register.name)))
        }
        if LabelRoutes.registers.contains(register.name) {
            links.append(LinkText("ラベルを刷る", .labels(register.name), query: address.items))
        }
        if Office.diagramRegisters.contains(where: { $0.name == register.name }),
            Office.mayReadDiagram(viewer)
        {
            links.append(LinkText("構成図を見る", .networkDiagram))
        }
        return links
    }

    /// An address without conditions leads to the view that somebody sees first; this one leads to all.
    static func whole(_ items: [QueryItem]) -> [QueryItem] {
        items.isEmpty ? RegisterListPage.everything : items
    }

    private func column(_ field: FieldDescription, _ day: [QueryItem]) -> TableColumn {
        let isSorted = address.query.sortColumn == field.column
        let descends = isSorted && !address.query.descending
        let others = address.without(ListAddress.sort, ListAddress.order)
        return TableColumn(
            field.title, isNumber: field.kind == .integer,
            sortQuery: others + [QueryItem(ListAddress.sort, field.column)]
                + (descends ? [QueryItem(ListAddress.order, "down")] : []) + day,
            order: isSorted ? (address.query.descending ? .descending : .ascending) : nil)
    }
}
