import Exchange
import Foundation
import Office
import Primitives
import Registers
import Storage
import WebServer

/// `register export`, `register import`, `register undo-import`.
enum SheetCommands {
    static let all = [export, importing, undo]

    private static let export = Command(
        "register export",
        Words("台帳を Excel（.xlsx）か CSV に書き出します。", "Write a register to a workbook (.xlsx) or CSV."),
        arguments: [Words("台帳", "NAME"), Words("ファイル", "FILE")],
        options: Command.Option.organization + [
            .init(
                name: "encoding", value: Words("文字コード", "ENCODING"),
                about: Words("CSV の文字コード。utf-8 か cp932。", "Of CSV: utf-8 or cp932."))
        ]
    ) { invocation in
        let register = try register(invocation)
        let path = invocation.arguments[1]
        guard let format = SheetFormat(ofFile: path) else {
            throw WrongUse.unusableValue(
                option: "FILE", value: path,
                wanted: Words("名前の終わりを .xlsx か .csv にしてください。", "The name must end in .xlsx or .csv."))
        }
        let written = invocation.options["encoding"] ?? "utf-8"
        guard let encoding = CSVWriter.Encoding(rawValue: written.lowercased()) else {
            throw WrongUse.unusableValue(
                option: "encoding", value: written,
                wanted: Words("utf-8 か cp932 と書いてください。", "Write utf-8 or cp932."))
        }
        let office = try Wiring.office(invocation)
        let bytes = try office.exportRegister(register, format: format.rawValue, by: .console) {
            try format.bytes($0, encoding: encoding)
        }
        try DurableFile.write(bytes, toPath: path)
        try office.store.close()
        return .done
    }

    private static let importing = Command(
        "register import",
        Words("Excel か CSV を台帳に取り込みます。全部か、何もしないかです。", "Import a workbook or CSV: all of it or nothing."),
        arguments: [Words("台帳", "NAME"), Words("ファイル", "FILE")],
        options: Command.Option.organization + [
            .json,
            .init(
                name: "dry-run", value: nil, about: Words("確かめるだけで、何も変えません。", "Only look; change nothing.")),
            .init(
                name: "accept-good", value: Words("ファイル", "FILE"),
                about: Words("良い行だけ取り込み、残りを理由と共にこのファイルに書きます。", "Import good rows, write the others here.")),
            .init(
                name: "map", value: Words("見出し=項目", "HEADING=FIELD"),
                about: Words("列の意味。「,」で区切って並べます。", "What columns mean, parted by commas.")),
            .init(
                name: "set", value: Words("項目=値", "FIELD=VALUE"),
                about: Words("列のない項目に、全ての新しい行で入れる値。", "A value for all new rows.")),
            .init(name: "sheet", value: Words("シート", "SHEET"), about: Words("シートの名前。", "The sheet's name.")),
            .init(
                name: "all-new", value: nil,
                about: Words("番号のない行を、名称が同じでも新しい記録にします。", "Rows without an identifier are new records.")),
        ]
    ) { invocation in
        let register = try register(invocation)
        let table = try table(invocation)
        let office = try Wiring.office(invocation)
        let request = try request(invocation, table, register)
        let rest = invocation.options["accept-good"]
        var plan = try office.dryRunImport(register, request, by: .console)
        // A sheet without one known heading is none of this register, even if no row of it is wrong.
        let isUnderstood = plan.mapping.meanings.contains { $0 != .ignored }
        if invocation.has("dry-run") || !isUnderstood {
            try report(plan, invocation, isDone: false)
            try office.store.close()
            return plan.refused.isEmpty && isUnderstood ? .done : .no
        }
        var result: ImportResult?
        if plan.refused.isEmpty || rest != nil {
            let done = try office.import(register, request, leavingRefused: rest != nil, by: .console)
            plan = done.plan
            result = done.result
        }
        if let rest, !plan.refused.isEmpty {
            try DurableFile.write(try RefusedRows.workbook(plan, table), toPath: rest)
        }
        try report(plan, invocation, isDone: result != nil, seq: result?.seq)
        try office.store.close()
        return plan.refused.isEmpty ? .done : .no
    }

    private static let undo = Command(
        "register undo-import",
        Words("その日の取り込みを、まとめて元に戻します。", "Take back an import of the same day."),
        arguments: [Words("番号", "ENTRY")], options: Command.Option.organization
    ) { invocation in
        guard let seq = Int(invocation.arguments[0]) else {
            throw WrongUse.surplusArgument(invocation.arguments[0])
        }
        let office = try Wiring.office(invocation)
        let entry = try office.undoImport(seq, by: .console)
        invocation.console.say(
            Words(
                "元に戻しました：新しい記録 \(entry.created) 件を終わりにし、\(entry.changed) 件を前の内容にしました。",
                "Taken back: \(entry.created) new records ended, \(entry.changed) as before."))
        try office.store.close()
        return .done
    }

    // MARK: What was typed

    private static func register(_ invocation: Invocation) throws -> RegisterDefinition {
        guard let register = AllRegisters.named(invocation.arguments[0]) else {
            throw Problem(
                "register.unknown",
                "「\(invocation.arguments[0])」という台帳はありません。toride register list で名前を確かめてください。")
        }
        return register
    }

    private static func table(_ invocation: Invocation) throws -> SheetTable {
        let path = invocation.arguments[1]
        let tables = try Spreadsheet.tables(fromFile: path)
        guard let wanted = invocation.options["sheet"] else { return tables[0] }
        guard let table = tables.first(where: { $0.name == wanted }) else {
            throw SpreadsheetError.noSuchSheet(name: path, sheet: wanted, sheets: tables.map(\.name))
        }
        return table
    }

    private static func request(
        _ invocation: Invocation, _ table: SheetTable, _ register: RegisterDefinition
    ) throws -> ImportRequest {
        var request = ImportRequest(table)
        request.matchesNames = !invocation.has("all-new")
        let headings = HeadingFinder(register).mapping(of: table)?.headings ?? []
        for (heading, name) in try pairs(invocation, "map") {
            guard
                let column = headings.firstIndex(where: {
                    SheetWords.folded($0) == SheetWords.folded(heading)
                }),
                let meaning = ColumnMeaning(text: name, register: register)
            else { throw unusable("map", "\(heading)=\(name)") }
            request.meanings[column] = meaning
        }
        for (name, value) in try pairs(invocation, "set") {
            guard register.index(of: name) != nil else { throw unusable("set", "\(name)=\(value)") }
            request.constants[name] = value
        }
        return request
    }

    private static func pairs(_ invocation: Invocation, _ option: String) throws -> [(String, String)] {
        try (invocation.options[option] ?? "").split(separator: ",").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { throw unusable(option, String(pair)) }
            return (halves[0], halves[1])
        }
    }

    private static func unusable(_ option: String, _ value: String) -> WrongUse {
        .unusableValue(
            option: option, value: value,
            wanted: Words(
                "「見出し=項目名」か「項目名=値」の形で、ある見出しと項目名（register show の1行目）を書いてください。",
                "Write HEADING=FIELD or FIELD=VALUE with names that exist (first line of register show)."))
    }

    // MARK: What is said

    private static func report(
        _ plan: ImportPlan, _ invocation: Invocation, isDone: Bool, seq: Int? = nil
    ) throws {
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(Answer(plan, isDone: isDone, seq: seq)))
            return
        }
        let console = invocation.console
        for note in plan.notes { console.say(note) }
        if !plan.mapping.unknown.isEmpty {
            let names = plan.mapping.unknown.map { FieldChecks.cleaned($0, keepsLines: false).prefix(40) }
                .joined(separator: "、")
            console.say(Words("取り込まない列：\(names)", "Columns not taken in: \(names)"))
        }
        for cell in plan.refused {
            console.say(
                Words(
                    "\(cell.row) 行目 \(cell.column)：\(cell.message)",
                    "Row \(cell.row) \(cell.column): \(cell.message)"))
        }
        let refused = plan.refusedRows.count
        console.say(
            Words(
                "新規 \(plan.created.count) 件、変更 \(plan.changed.count) 件、同じ \(plan.unchangedCount) 件、"
                    + "直す必要あり \(refused) 行",
                "new \(plan.created.count), changed \(plan.changed.count), unchanged \(plan.unchangedCount), "
                    + "refused rows \(refused)"))
        if let seq {
            console.say(
                Words(
                    "取り込みました。今日のうちは toride register undo-import \(seq) で元に戻せます。",
                    "Imported. Today, toride register undo-import \(seq) takes it back."))
        } else if !isDone {
            console.say(Words("何も変えていません。", "Nothing was changed."))
        }
    }

    private struct Answer: Encodable {
        let version = 1
        let new: Int
        let changed: Int
        let unchanged: Int
        let refused: [Refused]
        let unknownColumns: [String]
        let notes: [String]
        let imported: Bool
        let entry: Int?

        struct Refused: Encodable {
            let row: Int
            let column: String
            let message: String
        }

        init(_ plan: ImportPlan, isDone: Bool, seq: Int?) {
            new = plan.created.count
            changed = plan.changed.count
            unchanged = plan.unchangedCount
            refused = plan.refused.map { Refused(row: $0.row, column: $0.column, message: $0.message) }
            unknownColumns = plan.mapping.unknown
            notes = plan.notes
            imported = isDone
            entry = seq
        }
    }
}
