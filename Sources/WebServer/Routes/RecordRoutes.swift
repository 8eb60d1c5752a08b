import AuditLedger
import Office
import Primitives
import Registers
import Storage
import WebPages

/// One record: shown, made, changed, ended, and its versions.
struct RecordRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/registers/*/new", .signedIn, newForm),
            Route(.post, "/registers/*/new", .signedIn, create),
            Route(.get, "/registers/*/records/*", .signedIn, show),
            Route(.get, "/registers/*/records/*/edit", .signedIn, editForm),
            Route(.post, "/registers/*/records/*/edit", .signedIn, change),
            Route(.get, "/registers/*/records/*/close", .signedIn, closeForm),
            Route(.post, "/registers/*/records/*/close", .signedIn, close),
            Route(.get, "/registers/*/records/*/history", .signedIn, history),
            Route(.get, "/evidence/*/file", .signedIn, file),
        ]
    }

    private func read<Result>(_ visit: Visit, _ body: (RecordReader) throws -> Result) throws -> Result {
        let viewer = try visit.viewer
        return try site.office.store.database.read { try body(RecordReader($0, viewer: viewer)) }
    }

    private func id(_ visit: Visit) throws -> Identifier {
        guard let id = Identifier(visit.values[1]) else { throw Refusal.notFound }
        return id
    }

    /// What a record is called.
    private func name(_ row: RegisterRow, _ register: RegisterDefinition) -> String {
        RecordText.label(RecordForm.text(row.values[0]), register, site.office.catalogue)
    }

    // MARK: Showing

    private func show(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let id = try id(visit)
        let viewer = try visit.viewer
        let verdicts =
            register.name == Evidence.registerName && viewer.readsVerdicts
            ? try site.assessed(for: viewer) : nil
        let page = try read(visit) { reader -> RecordPage in
            let versions = try reader.versions(register, id: id)
            guard let row = versions.last else { throw Refusal.notFound }
            let text = try RecordText(
                register: register, reader: reader, rows: [row], catalogue: site.office.catalogue)
            let authors = try Authors(reader, versions.flatMap { [$0.fromSeq, $0.toSeq].compactMap(\.self) })
            let change = authors.politely(row.fromSeq)
            let canChange = site.office.allows(register, .write, viewer, row.values)
            var page = RecordPage(
                register: register.name, registerTitle: register.title, id: id.text, name: text.words(0, 0),
                fields: register.fields.enumerated().filter { !$0.element.isHidden }.map { index, field in
                    RecordPage.Field(label: field.title, value: text.cell(0, index))
                }, links: try LinkGroups.groups(register, id, reader, site.office.catalogue),
                requirements: try verdicts.map { try Self.uses(id, reader, $0) } ?? [],
                changed: RecordPage.Change(at: change.at, by: change.by), versionCount: versions.count,
                endedOn: row.toSeq.map { authors.change($0).at.dayInJapan },
                file: Self.file(register, row),
                canChange: canChange)
            if canChange, register.name == Evidence.registerName, row.toSeq == nil {
                page.further.append(LinkText("ほかの要求事項にも使う", .evidenceUse(id.text)))
            }
            try RecordFurther(site: site, register: register, row: row, viewer: viewer).add(to: &page, reader)
            return page
        }
        return try site.page(page, visit)
    }

    /// The requirements for which a piece of evidence is used, as they stand.
    private static func uses(
        _ id: Identifier, _ reader: RecordReader, _ text: VerdictText
    ) throws -> [RequirementState] {
        let links = EvidenceLink.register
        let used = Set(
            try reader.page(
                links.definition, ListQuery(filters: ["evidence": .text(id.text)], limit: 500)
            ).rows.map { try links.record($0.values).requirement })
        return text.policy.verdicts.filter { used.contains($0.requirement.rawValue) }.map(text.state)
    }

    private static func file(_ register: RegisterDefinition, _ row: RegisterRow) -> EvidenceLine? {
        guard register.name == Evidence.registerName,
            let evidence = try? Evidence.register.record(row.values),
            let name = evidence.fileName, let hash = evidence.fileHash
        else { return nil }
        return EvidenceLine(
            id: row.id.text, title: name, digest: String(hash.prefix(16)))
    }

    private func history(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let id = try id(visit)
        let page = try read(visit) { reader -> RecordHistoryPage in
            let rows = try reader.versions(register, id: id)
            guard !rows.isEmpty else { throw Refusal.notFound }
            let text = try RecordText(
                register: register, reader: reader, rows: rows, catalogue: site.office.catalogue)
            let authors = try Authors(reader, rows.map(\.fromSeq))
            let versions = rows.indices.map { index in
                let change = authors.politely(rows[index].fromSeq)
                return RecordHistoryPage.Version(
                    number: index + 1, at: change.at, by: change.by,
                    differences: Self.differences(register, rows, index, text),
                    ledgerEntry: rows[index].fromSeq)
            }
            return RecordHistoryPage(
                register: register.name, registerTitle: register.title, id: id.text,
                name: text.words(rows.count - 1, 0), versions: versions.reversed(),
                pager: Pager(firstRow: 1, rowCount: rows.count, totalCount: rows.count))
        }
        return try site.page(page, visit)
    }

    private static func differences(
        _ register: RegisterDefinition, _ rows: [RegisterRow], _ index: Int, _ text: RecordText
    ) -> [RecordHistoryPage.Difference] {
        register.fields.indices.compactMap { column in
            let field = register.fields[column]
            let before = index > 0 ? rows[index - 1].values[column] : .null
            guard !field.isHidden, before != rows[index].values[column] else { return nil }
            return RecordHistoryPage.Difference(
                label: field.title, before: before == .null ? nil : text.words(index - 1, column),
                after: rows[index].values[column] == .null ? nil : text.words(index, column))
        }
    }

    private func file(_ visit: Visit) throws -> Reply {
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        let file = try site.office.evidenceFile(id, for: try visit.viewer)
        return .download(file.bytes, name: file.name)
    }

    // MARK: Changing

    private func newForm(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        guard register.condition(for: .write).mayAllowSomething(try visit.viewer) else {
            throw Refusal.access
        }
        let empty = register.fields.map { _ in StoredValue.null }
        return try form(visit, register, Self.proposed(visit, register, empty), row: nil)
    }

    /// A link may bring proposals along, such as who takes up a report; nothing is saved until it is sent.
    private static func proposed(
        _ visit: Visit, _ register: RegisterDefinition, _ values: [StoredValue]
    ) -> [StoredValue] {
        zip(register.fields, values).map { field, value in
            visit.fields.has(field.column) && !field.isHidden
                ? RecordForm.value(visit.fields[field.column], field.kind) ?? value : value
        }
    }

    private func form(
        _ visit: Visit, _ register: RegisterDefinition, _ values: [StoredValue], row: RegisterRow?,
        typed: FormFields? = nil, problems: [Problem] = []
    ) throws -> Reply {
        let page = try read(visit) { reader -> RecordFormPage in
            let form = RecordForm(register: register, reader: reader, office: site.office)
            var fields = try form.fields(register.typedFlags(values), typed: typed, problems: problems)
            let version = typed?["version"] ?? row.map { String($0.fromSeq) } ?? ""
            fields.append(.hidden("version", version))
            var page = RecordFormPage(
                register: register.name, registerTitle: register.title, id: row?.id.text,
                name: row.map { name($0, register) }, fields: fields)
            if let row, register.name == InformationAsset.registerName {
                page.further = LinkText(
                    "機密性・完全性・可用性に迷ったら、五つの質問に答えて決められます",
                    .classifyRecord(register: register.name, id: row.id.text))
            }
            return page
        }
        return try site.page(page, visit, status: problems.isEmpty ? 200 : 422)
    }

    private func create(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        return try save(visit, register, row: nil) { values in
            let row = try site.office.create(register, values, by: try visit.viewer)
            var said = Notice(.done, "「\(name(row, register))」を登録しました。")
            if register.name == InformationAsset.registerName {
                said.next = LinkText(
                    "五つの質問で分類する", .classifyRecord(register: register.name, id: row.id.text))
            }
            site.say(visit, said)
            return .redirect(Address.record(register: register.name, id: row.id.text).path)
        }
    }

    private func editForm(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let row = try current(visit, register)
        return try form(visit, register, Self.proposed(visit, register, row.values), row: row)
    }

    private func current(_ visit: Visit, _ register: RegisterDefinition) throws -> RegisterRow {
        let id = try id(visit)
        guard let row = try read(visit, { try $0.row(register, id: id) }) else { throw Refusal.notFound }
        guard site.office.allows(register, .write, try visit.viewer, row.values) else { throw Refusal.access }
        return row
    }

    private func change(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let row = try current(visit, register)
        if visit.fields["resolve"] == "edit" {
            return try form(visit, register, row.values, row: row, typed: visit.fields)
        }
        return try save(visit, register, row: row) { values in
            do {
                try site.office.change(
                    register, id: row.id, values, expected: Int(visit.fields["version"]), by: try visit.viewer
                )
            } catch let problem as Problem where problem.code == "register.conflict" {
                return try conflict(visit, register, row, values)
            }
            site.say(visit, Notice(.done, "直して保存しました。前の内容は「これまでの版」で見られます。"))
            return .redirect(Address.record(register: register.name, id: row.id.text).path)
        }
    }

    /// Reads the form and saves; whatever is wrong is shown at its field, with everything that was typed.
    private func save(
        _ visit: Visit, _ register: RegisterDefinition, row: RegisterRow?,
        _ act: ([StoredValue]) throws -> Reply
    ) throws -> Reply {
        let typed = visit.fields
        let empty = register.fields.map { _ in StoredValue.null }
        if !typed["search"].isEmpty {
            return try form(visit, register, row?.values ?? empty, row: row, typed: typed)
        }
        let (values, problems) = try read(visit) { reader in
            RecordForm(register: register, reader: reader, office: site.office).values(
                typed, over: row?.values)
        }
        do {
            guard problems.isEmpty else { throw Problems(problems) }
            return try act(values)
        } catch let problems as Problems {
            return try form(visit, register, values, row: row, typed: typed, problems: problems.all)
        } catch let problem as Problem where problem.code == "register.not-unique" {
            let unique = register.fields.first { $0.isUnique }
            let placed = Problem(
                problem.code, problem.sentence, field: unique?.column ?? register.labelColumn)
            return try form(visit, register, values, row: row, typed: typed, problems: [placed])
        }
    }

    private func conflict(
        _ visit: Visit, _ register: RegisterDefinition, _ row: RegisterRow, _ values: [StoredValue]
    ) throws -> Reply {
        let page = try read(visit) { reader -> ConflictPage in
            let mine = RegisterRow(id: row.id, fromSeq: row.fromSeq, toSeq: nil, values: values)
            let text = try RecordText(
                register: register, reader: reader, rows: [row, mine], catalogue: site.office.catalogue)
            let change = try Authors(reader, [row.fromSeq]).politely(row.fromSeq)
            let differences = register.fields.indices.compactMap { column -> ConflictPage.Difference? in
                let field = register.fields[column]
                guard !field.isHidden, row.values[column] != values[column] else { return nil }
                return ConflictPage.Difference(
                    label: field.title, theirs: text.words(0, column), mine: text.words(1, column))
            }
            let typed = register.fields.filter { !$0.isHidden }.map {
                FormField.hidden($0.column, visit.fields[$0.column])
            }
            return ConflictPage(
                register: register.name, registerTitle: register.title, id: row.id.text,
                name: text.words(0, 0),
                otherPerson: change.by, otherAt: change.at, differences: differences,
                mine: typed + [.hidden("version", String(row.fromSeq))])
        }
        return try site.page(page, visit, status: 409)
    }

    private func closeForm(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        return try closePage(visit, register, try current(visit, register), [])
    }

    private func closePage(
        _ visit: Visit, _ register: RegisterDefinition, _ row: RegisterRow, _ problems: [Problem]
    ) throws -> Reply {
        let pointing = try read(visit) { reader in
            try LinkGroups.groups(register, row.id, reader, site.office.catalogue).compactMap { group in
                group.all.map { LinkText("\(group.title) \(group.totalCount)件", $0.address, query: $0.query) }
            }
        }
        let page = CloseRecordPage(
            register: register.name, registerTitle: register.title, id: row.id.text,
            name: name(row, register), pointing: pointing,
            version: String(row.fromSeq), problem: problems.first?.sentence)
        return try site.page(page, visit, status: problems.isEmpty ? 200 : 422)
    }

    private func close(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let row = try current(visit, register)
        do {
            try site.office.close(
                register, id: row.id, expected: Int(visit.fields["version"]), by: try visit.viewer)
        } catch let problem as Problem where problem.code == "register.still-linked" {
            return try closePage(visit, register, row, [problem])
        }
        site.say(visit, Notice(.done, "終わりにしました。これまでの内容は残っています。"))
        return .redirect(Address.register(register.name).path)
    }
}
