import Office
import Primitives
import Registers
import Storage
import WebPages

/// The index of registers and their lists.
struct RegisterRoutes {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/registers", .signedIn, index), Route(.get, "/registers/*", .signedIn, list)]
    }

    private func index(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let shown = AllRegisters.topics.map { topic in
            (topic, topic.registers.filter { $0.condition(for: .read).mayAllowSomething(viewer) })
        }.filter { !$0.1.isEmpty }
        var counts = try site.office.store.database.read { connection in
            try RecordReader(connection, viewer: viewer).counts(shown.flatMap(\.1).map { ($0, ListQuery()) })
        }[...]
        let topics = shown.map { topic, registers in
            RegisterIndexPage.Topic(
                title: topic.title,
                registers: registers.map { register in
                    RegisterIndexPage.Line(
                        name: register.name, title: register.title, purpose: register.purpose,
                        count: counts.popFirst() ?? 0,
                        clauses: register.clauses.map { ClauseReference(path: $0, heading: "") })
                }, isOpen: topic.isUsed(by: viewer))
        }
        return try site.page(RegisterIndexPage(topics: topics), visit)
    }

    /// Whether pages show the register.
    static func isShown(_ name: String) -> Bool { AllRegisters.isShown(name) }

    /// The register of an address, if this viewer may see anything of it and pages may show it.
    static func register(_ visit: Visit) throws -> RegisterDefinition {
        guard let register = AllRegisters.named(visit.values[0]),
            isShown(register.name)
        else { throw Refusal.notFound }
        guard register.condition(for: .read).mayAllowSomething(try visit.viewer) else { throw Refusal.access }
        return register
    }

    private func list(_ visit: Visit) throws -> Reply {
        let register = try Self.register(visit)
        let viewer = try visit.viewer
        let fields = visit.fields
        let query = Self.query(register, fields)
        let past = try PastList(fields, site.office)
        var page = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer, knownSize: past.size)
            return try listPage(register, fields, query, try reader.lines(register, query), reader, viewer)
        }
        page.filters.append(past.field)
        page.list = Self.kept(fields).filter { $0.name != PastList.name }
        page.asOf = past.day
        if past.day != nil { page.canAdd = false }
        return try site.page(page, visit)
    }

    private func listPage(
        _ register: RegisterDefinition, _ fields: FormFields, _ query: ListQuery, _ page: ListLines,
        _ reader: RecordReader, _ viewer: Viewer
    ) throws -> RegisterListPage {
        let kept = Self.kept(fields)
        let others = kept.filter { $0.name != "sort" && $0.name != "order" }
        let readings = register.listedFields.map { CellReading(register.fields[$0], site.office.catalogue) }
        var next: [QueryItem]?
        if let cursor = page.next { next = kept + [QueryItem("after", cursor.text)] }
        return RegisterListPage(
            register: register.name, heading: register.title, purpose: register.purpose, words: fields["q"],
            filters: try ListFilters(register: register, fields: fields).formFields(
                reader, site.office.catalogue),
            kept: ["sort", "order"].compactMap { name in
                fields[name].isEmpty ? nil : QueryItem(name, fields[name])
            },
            columns: register.listedFields.map { Self.column(register.fields[$0], query, others) },
            rows: page.lines.map { line in
                RegisterListPage.Row(
                    id: line.id,
                    cells: readings.indices.map { readings[$0].cell(line.values[$0], line.labels[$0]) })
            },
            pager: Pager(
                previous: fields["after"].isEmpty ? nil : kept, next: next, rowCount: page.lines.count,
                totalCount: page.total),
            canAdd: register.condition(for: .write).mayAllowSomething(viewer))
    }

    static func query(_ register: RegisterDefinition, _ fields: FormFields) -> ListQuery {
        var filters: [String: StoredValue] = [:]
        for field in register.fields where !field.isHidden {
            let written = fields[field.column]
            if written == ListFilters.missing {
                filters[field.column] = .null
            } else if !written.isEmpty, let value = RecordForm.value(written, field.kind) {
                filters[field.column] = value
            }
        }
        let sort = register.index(of: fields["sort"]).map { register.fields[$0] }
        return ListQuery(
            filters: filters, words: fields.words("q"),
            linkFilters: ListFilters(register: register, fields: fields).linkFilters,
            sortColumn: sort?.isHidden == false ? sort?.column : nil,
            descending: fields["order"] == "down", after: ListCursor(text: fields["after"]))
    }

    /// Everything of the query but the place in the list.
    private static func kept(_ fields: FormFields) -> [QueryItem] {
        fields.values.keys.sorted().filter { $0 != "after" && !fields[$0].isEmpty }.map {
            QueryItem($0, fields[$0])
        }
    }

    private static func column(_ field: FieldDescription, _ query: ListQuery, _ others: [QueryItem])
        -> TableColumn
    {
        let isSorted = query.sortColumn == field.column
        let order = isSorted && !query.descending ? "down" : "up"
        return TableColumn(
            field.title, isNumber: field.kind == .integer,
            sortQuery: others + [QueryItem("sort", field.column), QueryItem("order", order)],
            order: isSorted ? (query.descending ? .descending : .ascending) : nil)
    }
}
