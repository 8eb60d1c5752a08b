import Primitives
import Registers
import Storage

/// Holds a sheet against a register, row by row: new, changed, unchanged or refused, and why.
struct ImportPlanner {
    private let register: RegisterDefinition
    private let request: ImportRequest
    private let viewer: Viewer
    private let reader: RecordReader
    private let newIdentifier: () -> Identifier
    private let goesOn: () throws -> Void
    /// The catalogue's, by which records name what they answer.
    private let requirements: Set<String>
    private var readings: [Int: CellReading] = [:]
    private var cells: SheetCells
    private var links: SheetLinkTable
    private let existing: ExistingRecords
    private var constants: [Int: StoredValue] = [:]
    private var uniqueOwners: [Int: [StoredValue: UniqueOwner]] = [:]
    private var seen: [Identifier: Int] = [:]
    private var plan: ImportPlan
    /// The field of each column of the sheet.
    private let fields: [(column: Int, field: Int)]

    private enum UniqueOwner: Equatable {
        case record(Identifier)
        case row(Int)
    }

    init(
        _ register: RegisterDefinition, _ request: ImportRequest, _ mapping: ColumnMapping, viewer: Viewer,
        reader: RecordReader, ground: ImportGround, requirements: Set<String>,
        newIdentifier: @escaping () -> Identifier, goesOn: @escaping () throws -> Void
    ) {
        self.register = register
        self.request = request
        self.viewer = viewer
        self.reader = reader
        self.newIdentifier = newIdentifier
        self.goesOn = goesOn
        self.requirements = requirements
        links = ground.links
        cells = SheetCells(register, links)
        existing = ground.existing
        plan = ImportPlan(register: register.name, mapping: mapping)
        fields = mapping.meanings.enumerated().compactMap { column, meaning in
            guard case .field(let name) = meaning, let field = register.index(of: name),
                register.fields[field].isTyped
            else { return nil }
            return (column, field)
        }
        for (index, field) in register.fields.enumerated() where field.isUnique {
            var owners: [StoredValue: UniqueOwner] = [:]
            for row in existing.rows where row.values[index] != .null {
                owners[row.values[index]] = .record(row.id)
            }
            uniqueOwners[index] = owners
        }
        for index in register.fields.indices { readings[index] = CellReading(register.fields[index]) }
    }

    /// Goes through the sheet once.
    consuming func planned() throws -> ImportPlan {
        try readConstants()
        let rows = request.table.rows.filter { $0.number > plan.mapping.headingRows.upperBound }
        var ids: [Int: Identifier] = [:]
        announceNewNames(rows, &ids)
        for (index, row) in rows.enumerated() {
            if index % 500 == 0 { try goesOn() }
            plan(row, newID: ids[row.number])
        }
        plan.notes = request.table.notes
        if plan.mapping.column(of: .field(register.labelColumn)) == nil, plan.mapping.column(of: .id) == nil {
            let title = register.fields[0].title
            plan.notes.append("「\(title)」の列が見つかりません。どの列が「\(title)」かを選んでください。")
        }
        return plan
    }

    // MARK: Before the rows

    /// - Throws: `Problems` where a text cannot be read.
    private mutating func readConstants() throws {
        var problems: [Problem] = []
        for (name, text) in request.constants.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            guard let index = register.index(of: name), register.fields[index].isTyped else { continue }
            switch value(.text(text), index) {
            case .success(let value): constants[index] = value
            case .failure(let problem): problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
    }

    /// Where a register links to itself (上位の所属), a row may name another row of the same file.
    private mutating func announceNewNames(_ rows: [SheetRow], _ ids: inout [Int: Identifier]) {
        let linksToItself = register.fields.contains { $0.kind == .link(register: register.name) }
        guard linksToItself, let column = plan.mapping.column(of: .field(register.labelColumn)) else {
            return
        }
        let idColumn = plan.mapping.column(of: .id)
        for row in rows where idColumn.map({ row[$0] == .empty }) ?? true {
            guard case .text(let name)? = try? value(row[column], 0).get() else { continue }
            if request.matchesNames, match(row, label: .text(name)) != nil { continue }
            let id = newIdentifier()
            ids[row.number] = id
            links[register.name].add(id: id.text, label: name)
        }
    }

    // MARK: One row

    private mutating func plan(_ row: SheetRow, newID: Identifier?) {
        guard fields.contains(where: { row[$0.column] != .empty }) || hasID(row) else { return }
        if isHeadingAgain(row) { return }
        switch record(of: row) {
        case .failure(let problem): refuse(row, [problem])
        case .success(nil): planNew(row, newID ?? newIdentifier())
        case .success(let found?): planChange(row, found)
        }
    }

    private func hasID(_ row: SheetRow) -> Bool {
        plan.mapping.column(of: .id).map { row[$0] != .empty } ?? false
    }

    /// A printed list repeats its heading on each page.
    private func isHeadingAgain(_ row: SheetRow) -> Bool {
        let words = fields.map { ($0.column, row[$0.column].words) }.filter { !$0.1.isEmpty }
        return words.count > 1 && words.allSatisfy { plan.mapping.headings[$0.0] == $0.1 }
    }

    private struct Found {
        let row: RegisterRow
        /// By its identifier: then an empty cell means "empty", not "not said".
        let isByID: Bool
    }

    private mutating func record(of row: SheetRow) -> Result<Found?, Problem> {
        if let column = plan.mapping.column(of: .id), row[column] != .empty {
            let words = row[column].words
            guard let id = Identifier(FieldChecks.cleaned(words, keepsLines: false)) else {
                return .failure(idProblem("記録番号「\(words.prefix(40))」を読めません。書き出したときの番号に戻すか、空にして新しい記録にしてください。"))
            }
            guard let found = existing[id] else {
                return .failure(
                    idProblem("この番号の記録はもうありません（終了したか、見る権限がありません）。新しい記録にするときは番号を空にしてください。"))
            }
            if let earlier = seen.updateValue(row.number, forKey: id) {
                return .failure(idProblem("同じ記録が \(earlier) 行目にもあります。どちらかの行を削除してください。"))
            }
            return .success(Found(row: found, isByID: true))
        }
        guard request.matchesNames, let column = plan.mapping.column(of: .field(register.labelColumn)),
            let label = try? value(row[column], 0).get(), label != .null, let found = match(row, label: label)
        else { return .success(nil) }
        if let earlier = seen.updateValue(row.number, forKey: found.id) {
            let title = register.fields[0].title
            return .failure(
                Problem(
                    "import.twice", "同じ「\(title)」の行が \(earlier) 行目にもあります。どちらかを削除するか、\(title)を変えてください。",
                    field: register.labelColumn))
        }
        return .success(Found(row: found, isByID: false))
    }

    private func idProblem(_ sentence: String) -> Problem { Problem("import.id", sentence, field: "#id") }

    /// The one record that the row means: by what identifies it, else by its name, which must not be another
    /// section's, nor that of another day where a record is of one day: last year's answer is not this
    /// year's.
    private mutating func match(_ row: SheetRow, label: StoredValue) -> RegisterRow? {
        for (column, field) in fields where register.fields[field].isIdentifying && row[column] != .empty {
            guard let wanted = try? value(row[column], field).get() else { continue }
            let same = existing.rows(where: field, is: wanted)
            return same.count == 1 ? same[0] : nil
        }
        guard register.fields[0].kind == .text else { return nil }
        let named = existing.rows(where: 0, is: label)
        if register.fields[0].isUnique { return named.first }
        let units = fields.filter { register.fields[$0.field].kind == .link(register: Self.units) }
        let days = fields.filter { register.daysOfRecords.contains($0.field) }
        let sameDay = try? days.map { (field: $0.field, value: try value(row[$0.column], $0.field).get()) }
        let same = named.filter { record in
            guard let sameDay, sameDay.allSatisfy({ record.values[$0.field] == $0.value }) else {
                return false
            }
            return units.allSatisfy { each in
                let recorded = record.values[each.field]
                return row[each.column] == .empty || recorded == .null
                    || cells.cell(recorded, each.field).words == row[each.column].words
            }
        }
        return same.count == 1 ? same[0] : nil
    }

    private static let units = OrganizationUnit.registerName

    private mutating func planNew(_ row: SheetRow, _ id: Identifier) {
        var values = [StoredValue](repeating: .null, count: register.fields.count)
        for (index, value) in constants { values[index] = value }
        var problems: [Problem] = []
        for (column, field) in fields where row[column] != .empty {
            switch value(row[column], field) {
            case .success(.null): break
            case .success(let value): values[field] = value
            case .failure(let problem): problems.append(problem)
            }
        }
        let unread = Set(problems.compactMap(\.field))
        values = sealed(values)
        problems += checks(values, row, id).filter { !unread.contains($0.field ?? "") }
        guard problems.isEmpty else { return refuse(row, problems) }
        guard allows(values) else { return refuse(row, [Self.mayNotWrite]) }
        own(values, .row(row.number))
        plan.created.append(ImportPlan.Created(row: row.number, id: id, values: values))
    }

    private mutating func planChange(_ row: SheetRow, _ found: Found) {
        let old = found.row
        var values = old.values
        var problems: [Problem] = []
        for (column, field) in fields {
            let cell = row[column]
            if isAsExported(cell, old.values[field], field) { continue }
            if cell == .empty, !found.isByID { continue }
            switch value(cell, field) {
            case .success(let value): values[field] = value
            case .failure(let problem): problems.append(problem)
            }
        }
        if problems.isEmpty, values != old.values, found.isByID {
            switch merged(values, row, old) {
            case .success(let merged): values = merged
            case .failure(let problem): problems.append(problem)
            }
        }
        guard problems.isEmpty else { return refuse(row, problems) }
        guard values != old.values else {
            plan.unchangedCount += 1
            return
        }
        values = sealed(values)
        problems = checks(values, row, old.id)
        guard problems.isEmpty else { return refuse(row, problems) }
        guard allows(old.values), allows(values) else { return refuse(row, [Self.mayNotWrite]) }
        own(values, .record(old.id))
        plan.changed.append(ImportPlan.Changed(row: row.number, old: old, values: values))
    }

    /// A digest says what the text is now, whatever the sheet says; no text of ours has no canonical form.
    private func sealed(_ values: [StoredValue]) -> [StoredValue] {
        (try? Office.sealed(register, values)) ?? values
    }

    private static let mayNotWrite = Problem(
        "import.access", "この行の記録を書く権限がありません。所管する所属の長か事務局に頼んでください。")

    /// Whether the cell is what an export wrote for the value: then nobody has touched it.
    private func isAsExported(_ cell: SheetCell, _ value: StoredValue, _ field: Int) -> Bool {
        let exported = cells.cell(value, field)
        if cell == exported { return true }
        let words = cell.words
        if words == exported.words { return cell != .uncalculated }
        return request.table.isFromCP932 && words == CP932.readBack(exported.words)
    }

    /// Sets what the person changed since the export on top of what others changed meanwhile.
    private func merged(
        _ values: [StoredValue], _ row: SheetRow, _ current: RegisterRow
    ) -> Result<[StoredValue], Problem> {
        guard let column = plan.mapping.column(of: .version), let version = Int(row[column].words),
            version != current.fromSeq
        else { return .success(values) }
        guard let base = try? reader.version(register, id: current.id, seq: version) else {
            return .failure(
                Problem("import.version", "書き出したときの版が分かりません。もう一度書き出してから直してください。", field: "#version"))
        }
        var merged = current.values
        var both: [String] = []
        for (column, field) in fields {
            // Untouched since the export, whatever has become of the record.
            if isAsExported(row[column], base.values[field], field) { continue }
            guard values[field] != base.values[field] else { continue }
            let isChangedByOthers = current.values[field] != base.values[field]
            if isChangedByOthers, current.values[field] != values[field] {
                both.append("「\(register.fields[field].title)」")
            }
            merged[field] = values[field]
        }
        guard both.isEmpty else {
            return .failure(
                Problem(
                    "import.conflict",
                    "書き出した後に、ほかの人が\(both.joined())を変更しました。画面で今の内容を確かめ、もう一度書き出してから直してください。",
                    field: "#version"))
        }
        return .success(merged)
    }

    // MARK: Checks

    private mutating func value(_ cell: SheetCell, _ index: Int) -> Result<StoredValue, Problem> {
        let field = register.fields[index]
        guard case .link(let name) = field.kind else {
            do throws(Problem) {
                return .success(try readings[index, default: CellReading(field)].value(cell))
            } catch {
                return .failure(error)
            }
        }
        if let problem = CellReading.problem(cell, field) { return .failure(problem) }
        let words = FieldChecks.cleaned(cell.words, keepsLines: false)
        guard !words.isEmpty else { return .success(.null) }
        let found = links[name].targets(words)
        if found.count == 1 { return .success(.text(found[0])) }
        let target = AllRegisters.named(name)?.title ?? name
        let near = found.isEmpty ? links[name].near(words) : []
        let hint = near.isEmpty ? "" : "近い名称：" + near.joined(separator: "、") + "。"
        let sentence =
            found.isEmpty
            ? "「\(words.prefix(40))」は台帳「\(target)」にありません。\(hint)先に登録するか、登録してある名称に直してください。"
            : "「\(words.prefix(40))」は台帳「\(target)」に \(found.count) 件あります。"
                + "名称の後に〔記録番号〕を付けて、どれかを示してください。"
        return .failure(Problem("import.no-target", sentence, field: field.column))
    }

    private func checks(_ values: [StoredValue], _ row: SheetRow, _ id: Identifier) -> [Problem] {
        var problems = register.validate(values).map { problem -> Problem in
            guard problem.code == "register.required", let name = problem.field,
                plan.mapping.column(of: .field(name)) == nil, let index = register.index(of: name)
            else { return problem }
            let title = register.fields[index].title
            return Problem(
                problem.code, "「\(title)」の列がありません。列を足すか、全ての行に入れる値を指定してください。", field: name)
        }
        if let problem = register.unknownRequirement(values, of: requirements) { problems.append(problem) }
        for (index, owners) in uniqueOwners {
            let mine: UniqueOwner = .record(id)
            guard let owner = owners[values[index]], owner != mine, values[index] != .null else { continue }
            let title = register.fields[index].title
            let place = if case .row(let number) = owner { "\(number) 行目" } else { "登録済みの記録" }
            problems.append(
                Problem(
                    "register.not-unique", "同じ「\(title)」が\(place)にあります。\(title)を変えるか、どちらかを削除してください。",
                    field: register.fields[index].column))
        }
        return problems
    }

    private mutating func own(_ values: [StoredValue], _ owner: UniqueOwner) {
        for index in uniqueOwners.keys where values[index] != .null {
            uniqueOwners[index]?[values[index]] = owner
        }
    }

    private func allows(_ values: [StoredValue]) -> Bool {
        register.condition(for: .write).allows(viewer) { column in
            register.index(of: column).map { values[$0] } ?? .null
        }
    }

    private mutating func refuse(_ row: SheetRow, _ problems: [Problem]) {
        for problem in problems {
            plan.refused.append(
                ImportPlan.RefusedCell(
                    row: row.number, column: heading(problem.field), field: problem.field ?? "",
                    message: problem.sentence))
        }
    }

    private func heading(_ field: String?) -> String {
        guard let field else { return "" }
        let meaning: ColumnMeaning = field == "#id" ? .id : field == "#version" ? .version : .field(field)
        if let column = plan.mapping.column(of: meaning) { return plan.mapping.headings[column] }
        return register.index(of: field).map { register.fields[$0].title } ?? ""
    }
}
