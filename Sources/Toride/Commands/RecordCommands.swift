import Office
import Primitives
import Registers
import Storage

/// `register add`, `register change`: one record, its fields as an office writes them in a sheet.
enum RecordCommands {
    static let all = [add, change]

    private static let fields = Words("項目=値", "FIELD=VALUE")

    private static let add = Command(
        "register add",
        Words("台帳に一件登録します。項目は名前でも題名でも、値は Excel に書く形で書けます。", "Add a record to a register."),
        arguments: [Words("台帳", "NAME"), fields], isLastRepeated: true,
        options: Command.Option.organization + [.json]
    ) { invocation in
        let register = try register(invocation)
        let pairs = try pairs(invocation.arguments.dropFirst())
        let office = try Wiring.office(invocation)
        let plan = try plan(office, register, id: nil, pairs)
        guard let record = plan.created.first else { throw unplanned }
        let row = try office.create(register, record.values, by: .console)
        try say(row, invocation, Words("登録しました", "Added"))
        try office.store.close()
        return .done
    }

    private static let change = Command(
        "register change",
        Words("一件を変えます。挙げた項目だけが変わります。", "Change a record; only the named fields change."),
        arguments: [Words("台帳", "NAME"), Words("記録番号", "ID"), fields], isLastRepeated: true,
        options: Command.Option.organization + [
            .json,
            .init(
                name: "version", value: Words("版", "VERSION"),
                about: Words("読んだときの版。違っていれば何も変えません。", "The version that was read; another one is refused.")),
        ]
    ) { invocation in
        let register = try register(invocation)
        let pairs = try pairs(invocation.arguments.dropFirst(2))
        let version = try version(invocation)
        guard let id = Identifier(invocation.arguments[1]) else { throw Refusal.notFound }
        let office = try Wiring.office(invocation)
        let current = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).row(register, id: id)
        }
        guard let current else { throw Refusal.notFound }
        let plan = try plan(office, register, id: id, pairs)
        let changed = plan.changed.first
        let row = try office.change(
            register, id: id, changed?.values ?? current.values,
            expected: version ?? changed?.old.fromSeq ?? current.fromSeq, by: .console)
        try say(row, invocation, Words("変えました", "Changed"))
        try office.store.close()
        return .done
    }

    private static func register(_ invocation: Invocation) throws -> RegisterDefinition {
        guard let register = AllRegisters.named(invocation.arguments[0]) else {
            throw Problem(
                "register.unknown",
                "「\(invocation.arguments[0])」という台帳はありません。toride register list で名前を確かめてください。")
        }
        guard AllRegisters.menu.contains(where: { $0.name == register.name }) else {
            throw Problem("register.kept-elsewhere", "この台帳は専用の画面やコマンドで管理しているため、ここからは変えられません。")
        }
        return register
    }

    private static func version(_ invocation: Invocation) throws -> Int? {
        guard let written = invocation.options["version"] else { return nil }
        guard let version = Int(written) else {
            throw WrongUse.unusableValue(
                option: "version", value: written, wanted: Words("数を書いてください。", "Write a number."))
        }
        return version
    }

    private static func pairs(_ written: some Sequence<String>) throws -> [(name: String, value: String)] {
        try written.map { pair in
            guard let sign = pair.firstIndex(of: "="), sign > pair.startIndex else {
                throw WrongUse.unusableValue(
                    option: "項目=値", value: pair,
                    wanted: Words("項目=値 の形で書いてください。", "Write it as FIELD=VALUE."))
            }
            return (String(pair[..<sign]), String(pair[pair.index(after: sign)...]))
        }
    }

    /// Reads the fields as an import of one row would: names behind links, titles of choices, 和暦.
    private static func plan(
        _ office: Office, _ register: RegisterDefinition, id: Identifier?,
        _ pairs: [(name: String, value: String)]
    ) throws -> ImportPlan {
        let finder = HeadingFinder(register)
        let identifier = id.map { [(ColumnMeaning.id, $0.text)] } ?? []
        let named = try pairs.map { pair -> (ColumnMeaning, String) in
            guard let meaning = finder.meaning(pair.name), case .field = meaning else {
                throw WrongUse.unusableValue(
                    option: "項目=値", value: pair.name,
                    wanted: Words(
                        "項目の名前は toride register show の1行目にあります。",
                        "The first line of toride register show has the names of fields."))
            }
            return (meaning, pair.value)
        }
        let columns = identifier + named
        var request = ImportRequest(
            SheetTable(
                name: register.title,
                rows: [
                    SheetRow(number: 1, cells: columns.map { .text($0.0.text) }),
                    SheetRow(number: 2, cells: columns.map { $0.1.isEmpty ? .empty : .text($0.1) }),
                ]))
        request.matchesNames = false
        for (place, column) in columns.enumerated() { request.meanings[place] = column.0 }
        let plan = try office.dryRunImport(register, request, by: .console)
        guard plan.refused.isEmpty else {
            throw Problems(
                plan.refused.map { Problem("register.unusable", "\($0.message)", field: $0.column) })
        }
        return plan
    }

    private static let unplanned = Problem("register.unusable", "登録する内容がありません。項目=値 を書いてください。")

    private static func say(_ row: RegisterRow, _ invocation: Invocation, _ words: Words) throws {
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(["id": row.id.text, "version": String(row.fromSeq)]))
        } else {
            invocation.console.say("\(words[invocation.language])\t\(row.id.text)\t\(row.fromSeq)")
        }
    }
}
