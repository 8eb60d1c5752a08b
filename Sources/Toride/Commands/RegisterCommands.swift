import Office
import Primitives
import Registers
import Storage

/// `register list`, `register show`.
enum RegisterCommands {
    static let all = [list, show]

    private static let list = Command(
        "register list", Words("台帳の一覧と件数を示します。", "List the registers and how many records each holds."),
        options: Command.Option.organization + [.json]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let counts = try office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            return try AllRegisters.definitions.map { ($0, try reader.count($0)) }
        }
        if invocation.has("json") {
            let lines = counts.map { RegisterLine(name: $0.0.name, title: $0.0.title, count: $0.1) }
            invocation.console.write(try JSON.bytes(lines))
        } else {
            for (register, count) in counts {
                invocation.console.say("\(register.name)\t\(register.title)\t\(count)")
            }
        }
        try office.store.close()
        return .done
    }

    private static let show = Command(
        "register show", Words("台帳の記録をタブ区切りで示します。", "Print the records of a register, parted by tabs."),
        arguments: [Words("台帳", "NAME")],
        options: Command.Option.organization + [
            .json,
            .init(
                name: "known-at", value: Words("時刻", "TIME"),
                about: Words("この時刻に記録されていた内容。", "As it was recorded then.")),
        ]
    ) { invocation in
        guard let register = AllRegisters.named(invocation.arguments[0]) else {
            throw Problem(
                "register.unknown",
                "「\(invocation.arguments[0])」という台帳はありません。toride register list で名前を確かめてください。")
        }
        let office = try Wiring.office(invocation)
        let size = try office.ledgerSize(at: try invocation.moment("known-at"))
        let shown = register.fields.indices.filter { !register.fields[$0].isHidden }
        var records: [[String: String?]] = []
        if !invocation.has("json") {
            invocation.console.say(
                (["id"] + shown.map { heading(register.fields[$0], invocation.console.language) })
                    .joined(separator: "\t"))
        }
        var query = ListQuery(limit: 500)
        repeat {
            let (page, labels) = try office.store.database.read { connection in
                let reader = RecordReader(connection, viewer: .console, knownSize: size)
                let page = try reader.page(register, query)
                return (page, invocation.has("json") ? [:] : try names(register, page.rows, reader))
            }
            for row in page.rows {
                if invocation.has("json") {
                    var record: [String: String?] = ["id": row.id.text]
                    for index in shown { record[register.fields[index].column] = text(row.values[index]) }
                    records.append(record)
                } else {
                    let cells =
                        [row.id.text]
                        + shown.map { words(row.values[$0], register.fields[$0], labels).oneLine }
                    invocation.console.say(cells.joined(separator: "\t"))
                }
            }
            query.after = page.next
        } while query.after != nil
        if invocation.has("json") { invocation.console.write(try JSON.bytes(records)) }
        try office.store.close()
        return .done
    }

    private static func heading(_ field: FieldDescription, _ language: Language) -> String {
        language == .english ? field.column : field.title
    }

    /// The names behind the links of these rows, by id.
    private static func names(
        _ register: RegisterDefinition, _ rows: [RegisterRow], _ reader: RecordReader
    ) throws -> [String: String] {
        var names: [String: String] = [:]
        for (index, field) in register.fields.enumerated() {
            guard case .link(let name) = field.kind, let target = AllRegisters.named(name) else { continue }
            let found = try reader.labels(target, ids: Set(rows.compactMap { $0.values[index].text }))
            names.merge(found) { first, _ in first }
        }
        return names
    }

    /// What people read of a value: titles, names, はい and いいえ.
    private static func words(_ value: StoredValue, _ field: FieldDescription, _ names: [String: String])
        -> String
    {
        switch (field.kind, value) {
        case (.choice(let options), .text(let code)): options.first { $0.code == code }?.title ?? code
        case (.flag, .integer(let flag)): flag == 1 ? "はい" : "いいえ"
        case (.link, .text(let id)): names[id] ?? id
        default: text(value) ?? ""
        }
    }

    private struct RegisterLine: Encodable {
        let name: String
        let title: String
        let count: Int
    }

    private static func text(_ value: StoredValue) -> String? {
        switch value {
        case .null: nil
        case .text(let text): text
        case .integer(let integer): String(integer)
        }
    }
}

extension String {
    /// Tabs and line ends would break a line of a table.
    fileprivate var oneLine: String { String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
}
