import Office
import Primitives
import Registers
import Storage
import WebPages

/// A grid's columns and rows from records and from what was typed.
struct GridView {
    /// Empty rows at the end, for new records.
    static let blankRows = 5
    /// Names of a link that the browser offers; of more, whoever types a name gets an answer when saving.
    static let suggestionLimit = 300

    let register: RegisterDefinition
    let words: GridWords

    /// The columns.
    var columns: [GridPage.Column] {
        words.typed.map { index in
            let field = register.fields[index]
            return GridPage.Column(
                name: field.column, title: field.title, isRequired: field.isRequired,
                isLong: field.kind == .longText, hint: hint(field), suggestions: suggestions(index))
        }
    }

    private func hint(_ field: FieldDescription) -> String? {
        let how =
            switch field.kind {
            case .choice(let options): "次のどれか：" + options.map(\.title).joined(separator: "、")
            case .flag: "はい か いいえ"
            case .day: "R8.4.1、令和8年4月1日、2026/4/1 のどれでも"
            case .link(let name): "台帳「\(AllRegisters.named(name)?.title ?? "")」に登録してある名称"
            case .text where field.namesRequirement: "要求事項の番号"
            case .text, .longText, .integer: ""
            }
        let example = field.example.isEmpty ? "" : "例：\(field.example)"
        let all = [field.hint, how, example].filter { !$0.isEmpty }
        return all.isEmpty ? nil : all.joined(separator: "　")
    }

    private func suggestions(_ index: Int) -> [String] {
        switch register.fields[index].kind {
        case .choice(let options): options.map(\.title)
        case .flag: ["はい", "いいえ"]
        case .link: words.names(index, limit: Self.suggestionLimit)
        default: []
        }
    }

    // MARK: As recorded

    /// The records as they are, and empty rows.
    func rows(_ records: [RegisterRow]) -> [GridPage.Row] {
        let shown = records.enumerated().map { index, record in
            GridPage.Row(
                number: index + 1, token: GridForm.Token(record.id, record.fromSeq).text,
                cells: words.typed.map { GridPage.Cell(words.text(record.values[$0], $0)) })
        }
        return shown + blanks(after: shown.count)
    }

    private func blanks(after count: Int) -> [GridPage.Row] {
        (count + 1..<count + 1 + Self.blankRows).map(blank)
    }

    private func blank(_ number: Int) -> GridPage.Row {
        GridPage.Row(number: number, token: "", cells: words.typed.map { _ in GridPage.Cell("") })
    }

    // MARK: As typed

    /// Everything that was typed over what is recorded now, with what is wrong at its cell.
    func rows(_ form: GridForm, _ plan: GridPlan) -> [GridPage.Row] {
        let byNumber = Dictionary(plan.rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let problems = Dictionary(grouping: plan.plan.refused, by: \.row)
        let count = max(form.shown.count, plan.rows.map(\.number).max() ?? 0)
        let shown = (1..<count + 1).map { number -> GridPage.Row in
            if let row = byNumber[number] { return self.row(row, problems[number] ?? []) }
            let isOut = number <= form.shown.count && form.shown[number - 1] == nil
            return isOut ? GridPage.Row(number: number, token: nil, cells: []) : blank(number)
        }
        return shown + blanks(after: shown.count)
    }

    private func row(_ row: GridPlan.Row, _ problems: [ImportPlan.RefusedCell]) -> GridPage.Row {
        let cells = words.typed.map { field -> GridPage.Cell in
            let recorded = row.current.map { words.text($0.values[field], field) } ?? ""
            let column = register.fields[field].column
            let wrong = problems.filter { $0.field == column }.map(\.message)
            return GridPage.Cell(
                row.typed[field] ?? recorded, saved: row.typed[field] == nil ? nil : recorded,
                problem: wrong.isEmpty ? nil : wrong.joined(separator: " "))
        }
        let columns = Set(words.typed.map { register.fields[$0].column })
        let whole = problems.filter { !columns.contains($0.field) }.map(\.message)
        let token = row.current.map { GridForm.Token($0.id, $0.fromSeq).text }
        return GridPage.Row(
            number: row.number, token: row.standing == .new ? "" : token, cells: cells,
            problem: whole.isEmpty ? nil : whole.joined(separator: " "))
    }

    // MARK: Two people

    /// Both versions of every row that somebody else has changed meanwhile.
    func conflicts(_ plan: GridPlan, _ reader: RecordReader) throws -> [GridPage.Conflict] {
        let rows = plan.conflicts
        guard !rows.isEmpty else { return [] }
        let authors = try Authors(reader, rows.compactMap { $0.current?.fromSeq })
        return rows.compactMap { row in
            guard let now = row.current else { return nil }
            let change = authors.politely(now.fromSeq)
            let differences = words.typed.compactMap { field -> GridPage.Difference? in
                let theirs = words.text(now.values[field], field)
                let before = row.base.map { words.text($0.values[field], field) } ?? theirs
                guard row.typed[field] != nil || before != theirs else { return nil }
                return GridPage.Difference(
                    column: register.fields[field].column, title: register.fields[field].title,
                    before: before, theirs: theirs, mine: row.typed[field])
            }
            return GridPage.Conflict(
                number: row.number, name: words.text(now.values[0], 0), by: change.by, at: change.at,
                differences: differences)
        }
    }
}
