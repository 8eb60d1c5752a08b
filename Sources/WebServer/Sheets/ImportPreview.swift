import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// A plan in words, and what comes back from its page.
struct ImportPreview {
    /// Lines of each list on the page; the rest is counted.
    static let shownLines = 100

    let job: ImportJob
    let plan: ImportPlan
    let catalogue: Catalogue

    func page(_ reader: RecordReader) throws -> ImportPreviewPage {
        let register = job.register
        return ImportPreviewPage(
            register: register.name, registerTitle: register.title, staged: job.id,
            source: source, sheets: sheets, notes: plan.notes + unknown, mapping: mapping,
            counts: ImportPreviewPage.Counts(
                created: plan.created.count, changed: plan.changed.count, unchanged: plan.unchangedCount,
                refusedRows: plan.refusedRows.count),
            refused: plan.refused.prefix(Self.shownLines).map {
                ImportPreviewPage.Refused(row: $0.row, column: $0.column, message: $0.message)
            }, refusedCount: plan.refused.count, changes: try changes(reader),
            created: plan.created.prefix(20).map {
                ImportPreviewPage.Created(row: $0.row, name: words($0.values[0], register.fields[0]))
            }, outcome: String(plan.outcome))
    }

    private var source: String {
        let sheet = job.request?.table.name ?? ""
        return sheet.isEmpty || sheet == job.fileName
            ? "「\(job.fileName)」" : "「\(job.fileName)」のシート「\(sheet)」"
    }

    private var sheets: FormField? {
        let tables = job.tables
        guard tables.count > 1 else { return nil }
        return FormField(
            "sheet", "シート", .list(tables.map { FormChoice($0.name, $0.name) }),
            value: job.request?.table.name ?? "")
    }

    private var unknown: [String] {
        plan.mapping.unknown.isEmpty
            ? [] : ["取り込まない列：" + plan.mapping.unknown.map { "「\($0)」" }.joined()]
    }

    private func words(_ value: StoredValue, _ field: FieldDescription) -> String {
        if field.namesRequirement, case .text(let id) = value { return catalogue.title(id) }
        if case .choice(let options) = field.kind, case .text(let code) = value {
            return options.first { $0.code == code }?.title ?? code
        }
        return RecordForm.text(value)
    }

    private func changes(_ reader: RecordReader) throws -> [ImportPreviewPage.Change] {
        let register = job.register
        let shown = Array(plan.changed.prefix(Self.shownLines))
        let rows = shown.flatMap { change in
            [
                change.old,
                RegisterRow(id: change.old.id, fromSeq: 0, toSeq: nil, values: change.values),
            ]
        }
        let text = try RecordText(
            register: register, reader: reader, rows: rows, catalogue: catalogue)
        return shown.enumerated().flatMap { index, change in
            register.fields.indices.filter {
                change.old.values[$0] != change.values[$0] && !register.fields[$0].isHidden
            }.map { field in
                ImportPreviewPage.Change(
                    row: change.row, name: text.words(index * 2, 0), field: register.fields[field].title,
                    old: change.old.values[field] == .null ? nil : text.words(index * 2, field),
                    new: change.values[field] == .null ? nil : text.words(index * 2 + 1, field))
            }
        }
    }

    // MARK: What columns mean

    private var mapping: [FormField] {
        let register = job.register
        let meanings =
            [FormChoice("-", "取り込まない")]
            + register.fields.filter(\.isTyped).map { FormChoice($0.column, $0.title) } + [
                FormChoice("#id", "記録番号"), FormChoice("#version", "版"),
            ]
        let mapping = plan.mapping
        var fields = mapping.headings.indices.filter { !mapping.headings[$0].isEmpty }.map { column in
            FormField(
                "column-\(column)", "\(ColumnLetters.letters(column))列「\(mapping.headings[column])」",
                .list(meanings), value: mapping.meanings[column].text)
        }
        for field in register.fields where field.isTyped && mapping.column(of: .field(field.column)) == nil {
            guard field.isRequired else { continue }
            fields.append(
                FormField(
                    "constant-\(field.column)", "「\(field.title)」の列がないときに、新しい記録の全てに入れる値",
                    .text(maximumLength: FieldChecks.textLimit),
                    value: job.request?.constants[field.column] ?? "", hint: Self.choices(field)))
        }
        // Not "matches": a control of that name would hide the form's own method of it from scripts.
        fields.append(
            FormField(
                "unnumbered", "番号のない行",
                .choice([
                    FormChoice("names", "同じ名称の記録があれば、それを書き換える"), FormChoice("new", "すべて新しい記録にする"),
                ]), value: job.request?.matchesNames == false ? "new" : "names", isRequired: true))
        return fields
    }

    private static func choices(_ field: FieldDescription) -> String? {
        switch field.kind {
        case .choice(let options): "次のどれか：" + options.map(\.title).joined(separator: "、")
        case .flag: "はい か いいえ"
        default: nil
        }
    }

    /// The request that the page's form asks for; nil before the file was read.
    static func request(_ fields: FormFields, _ job: ImportJob) -> ImportRequest? {
        guard var request = job.request else { return nil }
        if let table = job.tables.first(where: { $0.name == fields["sheet"] }),
            table.name != request.table.name
        {
            // Other headings: what was said of the columns does not count there.
            return ImportRequest(table)
        }
        request.meanings = [:]
        for name in fields.values.keys where name.hasPrefix("column-") {
            guard let column = Int(name.dropFirst("column-".count)),
                let meaning = ColumnMeaning(text: fields[name], register: job.register)
            else { continue }
            request.meanings[column] = meaning
        }
        request.constants = [:]
        for field in job.register.fields where fields.has("constant-\(field.column)") {
            request.constants[field.column] = fields["constant-\(field.column)"]
        }
        request.matchesNames = fields["unnumbered"] != "new"
        return request
    }
}
