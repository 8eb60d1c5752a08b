import Primitives
import Registers
import Storage

/// The records that links of one register may lead to, by name and back.
///
/// Names that occur twice are written with the identifier behind them, 「総務課〔0198…〕」, and read that way.
struct SheetLinks {
    private var names: [String: String] = [:]
    private var exact: [String: [String]] = [:]
    private var folded: [String: [String]]?
    private var nearby: [String: [String]] = [:]

    init(_ records: [(id: String, label: String)]) {
        names.reserveCapacity(records.count)
        for (id, label) in records { add(id: id, label: label) }
    }

    /// Makes a record known that the same file brings.
    mutating func add(id: String, label: String) {
        names[id] = label
        exact[label, default: []].append(id)
        folded = nil
    }

    /// Names in order, each once.
    var choices: [String] { names.isEmpty ? [] : exact.keys.sorted() }

    /// How an export writes a link.
    func words(_ id: String) -> String {
        guard let name = names[id] else { return "〔\(id)〕" }
        return exact[name]?.count == 1 ? name : "\(name)〔\(id)〕"
    }

    /// What a cell leads to: one record, none, or several of that name.
    mutating func targets(_ words: String) -> [String] {
        if let found = exact[words] { return found }
        if let id = Self.identifier(in: words) { return names[id] == nil ? [] : [id] }
        if let id = Identifier(words), names[id.text] != nil { return [id.text] }
        let index = folded ?? foldedIndex()
        folded = index
        return index[SheetWords.folded(words)] ?? []
    }

    /// Up to three names that hold the words or stand in them: 「総務課」 where there is 「事務局総務課」.
    mutating func near(_ words: String) -> [String] {
        if let known = nearby[words] { return known }
        let wanted = SheetWords.folded(words)
        guard wanted.count >= 2, nearby.count < 200 else { return [] }
        let found = exact.keys.sorted().lazy.filter { name in
            let name = SheetWords.folded(name)
            return name.contains(wanted) || name.count >= 2 && wanted.contains(name)
        }
        let names = Array(found.prefix(3))
        nearby[words] = names
        return names
    }

    private func foldedIndex() -> [String: [String]] {
        var index: [String: [String]] = [:]
        for (label, ids) in exact { index[SheetWords.folded(label), default: []] += ids }
        return index
    }

    private static func identifier(in words: String) -> String? {
        guard words.last == "〕", let start = words.lastIndex(of: "〔") else { return nil }
        return Identifier(words[words.index(after: start)...].dropLast())?.text
    }
}

/// All links of a register's fields, each target read once.
struct SheetLinkTable {
    private(set) var links: [String: SheetLinks] = [:]

    init(_ register: RegisterDefinition, _ reader: RecordReader) throws {
        for field in register.fields where !field.isHidden {
            guard case .link(let name) = field.kind, links[name] == nil,
                let target = AllRegisters.named(name)
            else { continue }
            links[name] = SheetLinks(try reader.allLabels(target))
        }
    }

    subscript(name: String) -> SheetLinks {
        get { links[name] ?? SheetLinks([]) }
        _modify { yield &links[name, default: SheetLinks([])] }
    }
}

/// A record's values as the cells of an export.
struct SheetCells {
    /// What stands for a text that no cell can hold; on the way back it means "as it was".
    static let tooLong = "（長いため表には出していません。画面で確かめてください）"
    /// UTF-16 units of a cell in Excel.
    static let cellLimit = 32_767
    /// Larger numbers lose digits in spreadsheets, which keep fifteen.
    static let exactIntegers: UInt64 = 1_000_000_000_000_000

    let register: RegisterDefinition
    let links: SheetLinkTable
    /// The fields that go out, as positions.
    let shown: [Int]
    private let choices: [Int: [String: String]]

    init(_ register: RegisterDefinition, _ links: SheetLinkTable) {
        self.register = register
        self.links = links
        shown = register.fields.indices.filter { !register.fields[$0].isHidden }
        var choices: [Int: [String: String]] = [:]
        for (index, field) in register.fields.enumerated() {
            guard case .choice(let options) = field.kind else { continue }
            choices[index] = Dictionary(options.map { ($0.code, $0.title) }) { first, _ in first }
        }
        self.choices = choices
    }

    /// The cells of a row: the fields, then identifier and version.
    func cells(_ row: RegisterRow) -> [SheetCell] {
        var cells = shown.map { cell(row.values[$0], $0) }
        cells.append(.text(row.id.text))
        cells.append(.number(Double(row.fromSeq)))
        return cells
    }

    /// The cell of a field's value.
    func cell(_ value: StoredValue, _ index: Int) -> SheetCell {
        switch (register.fields[index].kind, value) {
        case (_, .null): .empty
        case (.flag, .integer(let flag)): .text(flag == 1 ? "はい" : "いいえ")
        case (_, .integer(let number)):
            number.magnitude < Self.exactIntegers ? .number(Double(number)) : .text(String(number))
        case (.day, .text(let iso)): Day(iso: iso).map { .day($0) } ?? .text(iso)
        case (.choice, .text(let code)): .text(choices[index]?[code] ?? code)
        case (.link(let name), .text(let id)): .text(links[name].words(id))
        case (_, .text(let text)):
            text.utf8.count > Self.cellLimit && text.utf16.count > Self.cellLimit
                ? .text(Self.tooLong) : .text(text)
        }
    }

    /// The columns of an export.
    func layout() -> SheetLayout {
        var columns = shown.map { index -> SheetLayout.Column in
            let field = register.fields[index]
            switch field.kind {
            case .text: return .init(field.title, .text)
            case .longText: return .init(field.title, .longText)
            case .integer: return .init(field.title, .number)
            case .day: return .init(field.title, .day)
            case .flag: return .init(field.title, .text, choices: ["はい", "いいえ"])
            case .choice(let options): return .init(field.title, .text, choices: options.map(\.title))
            case .link(let name):
                // A list of hundreds helps nobody; whoever types a name gets an answer at the import.
                let names = links[name].choices
                return .init(field.title, .text, choices: names.count <= 200 ? names : [], onlyChoices: false)
            }
        }
        columns.append(.init(SheetHeadings.id, .text, width: 12, isHidden: true))
        columns.append(.init(SheetHeadings.version, .number, width: 12, isHidden: true))
        return SheetLayout(name: register.title, columns: columns)
    }
}
