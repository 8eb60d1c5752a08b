import Foundation
import Office
import Primitives
import Registers
import WebPages

/// What a grid sent: by its script as one text, without it as a field for each cell.
struct GridForm {
    /// The list that the grid shows: filter, order and place.
    let list: [QueryItem]
    /// The rows that were shown, in order; nil for one that is out of the game.
    let shown: [Token?]
    /// What was typed.
    let block: GridBlock

    /// Which record a row is, and which version of it was shown.
    struct Token {
        /// Nil for a new record.
        var id: Identifier?
        var version: Int?

        init(_ id: Identifier, _ version: Int) {
            self.id = id
            self.version = version
        }

        /// Reads what `text` wrote; nil for anything else.
        init?(text: String) {
            guard !text.isEmpty else { return }
            let halves = text.split(separator: "~")
            guard halves.count == 2, let id = Identifier(halves[0]), let version = Int(halves[1]) else {
                return nil
            }
            self.id = id
            self.version = version
        }

        var text: String { id.map { "\($0.text)~\(version ?? 0)" } ?? "" }
    }

    private struct Sent: Decodable {
        struct Row: Decodable {
            let row: Int
            let cells: [String: String]
        }
        /// The tokens of the rows that the page brought.
        let shown: [String]
        let rows: [Row]
    }

    /// - Throws: `Problem` `grid.unreadable` where the script's text is none of ours.
    init(_ fields: FormFields, _ register: RegisterDefinition) throws {
        var listed = FormFields()
        listed.add(urlEncoded: fields["list"])
        list = Self.list(listed, register)
        let sent = try fields.has("block") ? Self.sent(fields["block"]) : nil
        let shown = (sent?.shown ?? fields.all("row")).map { Token(text: $0) }
        self.shown = shown
        var typed = sent.map { Self.typed($0, register) } ?? Self.typed(fields, shown.count, register)
        for name in fields.all("theirs") { Self.drop(name, register, &typed) }
        let last = max(shown.count, typed.keys.max() ?? 0)
        let rows = (1..<(last + 1)).compactMap { number -> GridBlock.Row? in
            let cells = typed[number] ?? [:]
            guard number <= shown.count else { return GridBlock.Row(number: number, cells: cells) }
            guard let token = shown[number - 1] else { return nil }
            return GridBlock.Row(number: number, id: token.id, version: token.version, cells: cells)
        }
        block = GridBlock(rows)
    }

    private static func sent(_ text: String) throws -> Sent {
        do {
            return try JSONDecoder().decode(Sent.self, from: Data(text.utf8))
        } catch {
            throw Problem(
                "grid.unreadable", "送られた内容を読み取れません。画面を読み込み直してから、もう一度お試しください。", detail: "\(error)")
        }
    }

    /// What fields said, by row and field.
    private static func typed(
        _ fields: FormFields, _ count: Int, _ register: RegisterDefinition
    ) -> [Int: [Int: String]] {
        var typed: [Int: [Int: String]] = [:]
        for number in 1..<(count + 1) {
            for (index, field) in register.fields.enumerated() where field.isTyped {
                let name = "\(number).\(field.column)"
                if fields.has(name) { typed[number, default: [:]][index] = fields[name] }
            }
        }
        return typed
    }

    /// What the script said, by row and field.
    private static func typed(_ sent: Sent, _ register: RegisterDefinition) -> [Int: [Int: String]] {
        var typed: [Int: [Int: String]] = [:]
        for row in sent.rows where (1...(GridBlock.rowLimit * 2)).contains(row.row) {
            for (name, text) in row.cells {
                guard let field = register.index(of: name), register.fields[field].isTyped else { continue }
                typed[row.row, default: [:]][field] = text.replacing("\0", with: "")
            }
        }
        return typed
    }

    /// A person who looked at both has taken the other's value.
    private static func drop(
        _ name: String, _ register: RegisterDefinition, _ typed: inout [Int: [Int: String]]
    ) {
        let halves = name.split(separator: ".", maxSplits: 1)
        guard halves.count == 2, let row = Int(halves[0]), let field = register.index(of: String(halves[1]))
        else { return }
        typed[row]?[field] = nil
    }

    /// What belongs to a list among what was sent, with its place.
    static func list(_ fields: FormFields, _ register: RegisterDefinition) -> [QueryItem] {
        let after = fields["after"]
        return ListAddress(fields, register).items + (after.isEmpty ? [] : [QueryItem("after", after)])
    }
}

extension [QueryItem] {
    /// The same list from its beginning.
    var fromTheBeginning: [QueryItem] { filter { $0.name != "after" } }

    /// As a form would have sent it.
    var asFields: FormFields {
        var fields = FormFields()
        for item in self { fields.add(item.name, item.value) }
        return fields
    }
}
