import Primitives
import Registers
import Storage

/// Holds a block against what is recorded: sorts out what was touched and what others changed meanwhile, and
/// leaves the rest to the planner of sheets, so that a cell is read and checked in one way only.
struct GridPlanner {
    let register: RegisterDefinition
    let viewer: Viewer
    let reader: RecordReader
    let requirements: Set<String>
    let newIdentifier: () -> Identifier

    func planned(_ block: GridBlock) throws -> GridPlan {
        let ids = Set(block.rows.compactMap(\.id?.text))
        let current = Dictionary(
            try reader.rows(register, ids: ids).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let links = try SheetLinkTable(register, reader)
        let words = GridWords(register, links)
        let rows = try standings(block, current, words)
        let table = table(rows, words)
        let existing = try Array(current.values) + owners(rows, links, except: current)
        var plan = try ImportPlanner(
            register, Self.request(table), mapping(words), viewer: viewer, reader: reader,
            ground: ImportGround(links: links, existing: ExistingRecords(existing, register)),
            requirements: requirements, newIdentifier: newIdentifier, goesOn: {}
        ).planned()
        plan.refused = gone(rows) + plan.refused
        return GridPlan(rows: rows, plan: plan, words: words)
    }

    // MARK: What was touched

    private func standings(
        _ block: GridBlock, _ current: [Identifier: RegisterRow], _ words: GridWords
    ) throws -> [GridPlan.Row] {
        let older = block.rows.compactMap { row -> Int? in
            guard let version = row.version, let id = row.id, let now = current[id] else { return nil }
            return now.fromSeq == version ? nil : version
        }
        let bases = try reader.versions(register, seqs: Set(older))
        return block.rows.compactMap { row -> GridPlan.Row? in
            guard let id = row.id else {
                let typed = row.cells.filter { !words.clean($0.value, $0.key).isEmpty }
                guard !typed.isEmpty else { return nil }
                return GridPlan.Row(
                    number: row.number, current: nil, base: nil, typed: typed, standing: .new)
            }
            guard let now = current[id] else {
                return GridPlan.Row(
                    number: row.number, current: nil, base: nil, typed: row.cells, standing: .gone)
            }
            let base = row.version.flatMap { bases[$0] }.flatMap { $0.id == id ? $0 : nil }
            return standing(row, now, base, words)
        }
    }

    private func standing(
        _ row: GridBlock.Row, _ now: RegisterRow, _ base: RegisterRow?, _ words: GridWords
    ) -> GridPlan.Row {
        let typed = row.cells.filter { field, text -> Bool in
            if words.isSame(text, now.values[field], field) { return false }
            return base.map { !words.isSame(text, $0.values[field], field) } ?? true
        }
        let isAnother = row.version.map { $0 != now.fromSeq } ?? false
        return GridPlan.Row(
            number: row.number, current: now, base: isAnother ? base : nil, typed: typed,
            standing: isAnother && !typed.isEmpty ? .changedMeanwhile : .asShown)
    }

    private func gone(_ rows: [GridPlan.Row]) -> [ImportPlan.RefusedCell] {
        rows.filter { $0.standing == .gone && !$0.typed.isEmpty }.map { row in
            ImportPlan.RefusedCell(
                row: row.number, column: "", field: "",
                message: "この記録は、ほかの人が終わりにしたか、見る権限がなくなりました。要る内容は新しい行に写してください。この行は保存しません。")
        }
    }

    // MARK: As a sheet

    private func mapping(_ words: GridWords) -> ColumnMapping {
        ColumnMapping(
            headingRows: 0...0, headings: words.typed.map { register.fields[$0].title } + [SheetHeadings.id],
            meanings: words.typed.map { .field(register.fields[$0].column) } + [.id])
    }

    private static func request(_ table: SheetTable) -> ImportRequest {
        var request = ImportRequest(table)
        // A row without an identifier is new, whatever it is called.
        request.matchesNames = false
        return request
    }

    private func table(_ rows: [GridPlan.Row], _ words: GridWords) -> SheetTable {
        let sheet = rows.compactMap { row -> SheetRow? in
            guard row.standing == .new || row.standing == .asShown, !row.typed.isEmpty else { return nil }
            var cells = words.typed.map { field -> SheetCell in
                if let text = row.typed[field] { return text.isEmpty ? .empty : .text(text) }
                // As an export writes it: the planner knows that nobody has touched it.
                return row.current.map { words.cells.cell($0.values[field], field) } ?? .empty
            }
            cells.append(row.current.map { .text($0.id.text) } ?? .empty)
            return SheetRow(number: row.number, cells: cells)
        }
        return SheetTable(name: register.title, rows: sheet)
    }

    /// The records that own what may be only once and was typed.
    private func owners(
        _ rows: [GridPlan.Row], _ links: SheetLinkTable, except known: [Identifier: RegisterRow]
    ) throws -> [RegisterRow] {
        var links = links
        var found: [Identifier: RegisterRow] = [:]
        for (index, field) in register.fields.enumerated() where field.isUnique && field.isTyped {
            var reading = CellReading(field)
            let wanted = rows.compactMap { $0.typed[index] }.flatMap { text -> [String] in
                if case .link(let name) = field.kind { return links[name].targets(text) }
                return (try? reading.value(.text(text)))?.text.map { [$0] } ?? []
            }
            for row in try reader.rows(register, where: field.column, isOneOf: Set(wanted))
            where known[row.id] == nil { found[row.id] = row }
        }
        return Array(found.values)
    }
}
