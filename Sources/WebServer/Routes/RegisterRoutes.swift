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
        let viewer = try visit.viewer
        let lines = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            return try Self.topics.map { title, names in
                let registers = try names.compactMap { name -> RegisterIndexPage.Line? in
                    guard let register = AllRegisters.named(name),
                        register.condition(for: .read).mayAllowSomething(viewer)
                    else { return nil }
                    return RegisterIndexPage.Line(
                        name: name, title: register.title, purpose: register.purpose,
                        count: try reader.count(register),
                        clauses: register.clauses.map { ClauseReference(path: $0, heading: "") })
                }
                return RegisterIndexPage.Topic(title: title, registers: registers)
            }
        }
        return try site.page(RegisterIndexPage(topics: lines.filter { !$0.registers.isEmpty }), visit)
    }

    private static let topics: [(String, [String])] = [
        ("ひとと組織", ["organization-units", "sites", "people", "appointments"]),
        ("情報とシステム", ["information-assets", "information-systems", "networks"]),
        ("委託", ["contractors", "contracts"]),
        ("記録と証拠", ["answers", "evidence", "event-reports"]),
        ("職員に読んでもらうもの", ["staff-notices"]),
        ("基本方針", ["policy-adoptions"]),
    ]

    /// Whether pages show the register.
    static func isShown(_ name: String) -> Bool { topics.contains { $0.1.contains(name) } }

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
        let page = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let page = try reader.page(register, query)
            let shown = try RecordText(register: register, reader: reader, rows: page.rows)
            return try listPage(register, fields, query, page, shown, reader, viewer)
        }
        return try site.page(page, visit)
    }

    private func listPage(
        _ register: RegisterDefinition, _ fields: FormFields, _ query: ListQuery, _ page: ListPage,
        _ shown: RecordText, _ reader: RecordReader, _ viewer: Viewer
    ) throws -> RegisterListPage {
        let columns = register.fields.enumerated().filter { $0.element.isListed && !$0.element.isHidden }
        let kept = Self.kept(fields)
        var next: [QueryItem]?
        if let cursor = page.next { next = kept + [QueryItem("after", cursor.text)] }
        return RegisterListPage(
            register: register.name, heading: register.title, purpose: register.purpose, words: fields["q"],
            filters: try filters(register, fields, reader),
            kept: ["sort", "order"].compactMap { name in
                fields[name].isEmpty ? nil : QueryItem(name, fields[name])
            },
            columns: columns.map { Self.column($0.element, query, fields) },
            rows: page.rows.enumerated().map { index, row in
                RegisterListPage.Row(id: row.id.text, cells: columns.map { shown.cell(index, $0.offset) })
            },
            pager: Pager(
                previous: fields["after"].isEmpty ? nil : kept, next: next, rowCount: page.rows.count,
                totalCount: page.total),
            canAdd: register.condition(for: .write).mayAllowSomething(viewer))
    }

    private static func query(_ register: RegisterDefinition, _ fields: FormFields) -> ListQuery {
        var filters: [String: StoredValue] = [:]
        for field in register.fields where !field.isHidden {
            let written = fields[field.column]
            if written == "-" {
                filters[field.column] = .null
            } else if !written.isEmpty, let value = RecordForm.value(written, field.kind) {
                filters[field.column] = value
            }
        }
        let sort = register.index(of: fields["sort"]).map { register.fields[$0] }
        return ListQuery(
            filters: filters, words: fields["q"].split { $0 == " " || $0 == "　" }.map(String.init),
            sortColumn: sort?.isHidden == false ? sort?.column : nil, descending: fields["order"] == "down",
            after: ListCursor(text: fields["after"]))
    }

    /// Everything of the query but the place in the list.
    private static func kept(_ fields: FormFields) -> [QueryItem] {
        fields.values.keys.sorted().filter { $0 != "after" && !fields[$0].isEmpty }.map {
            QueryItem($0, fields[$0])
        }
    }

    private static func column(_ field: FieldDescription, _ query: ListQuery, _ fields: FormFields)
        -> TableColumn
    {
        let isSorted = query.sortColumn == field.column
        let others = kept(fields).filter { $0.name != "sort" && $0.name != "order" }
        let order = isSorted && !query.descending ? "down" : "up"
        return TableColumn(
            field.title, isNumber: field.kind == .integer,
            sortQuery: others + [QueryItem("sort", field.column), QueryItem("order", order)],
            order: isSorted ? (query.descending ? .descending : .ascending) : nil)
    }

    /// Choices, and links into registers short enough for a list.
    private func filters(
        _ register: RegisterDefinition, _ fields: FormFields, _ reader: RecordReader
    ) throws -> [FormField] {
        try register.fields.filter { $0.isListed && !$0.isHidden }.compactMap { field -> FormField? in
            let choices: [FormChoice]
            switch field.kind {
            case .choice(let options): choices = options.map { FormChoice($0.code, $0.title) }
            case .link("organization-units"):
                let target = OrganizationUnit.register.definition
                choices = try reader.page(target, ListQuery(limit: 100)).rows.map {
                    FormChoice($0.id.text, RecordForm.text($0.values[0]))
                }
            default: return nil
            }
            let all = [FormChoice("", "すべて")] + choices + (field.isRequired ? [] : [FormChoice("-", "未記入")])
            return FormField(field.column, field.title, .list(all), value: fields[field.column])
        }
    }
}
