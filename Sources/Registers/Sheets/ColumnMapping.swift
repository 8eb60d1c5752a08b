import Primitives

/// What a column of a spreadsheet means to a register.
public enum ColumnMeaning: Hashable, Sendable {
    /// The field with this column name.
    case field(String)
    /// The record's identifier, as an export wrote it.
    case id
    /// The record's version, as an export wrote it.
    case version
    /// Nothing that is taken in.
    case ignored

    /// As it is sent and kept: the field's name, `#id`, `#version` or `-`.
    public var text: String {
        switch self {
        case .field(let column): column
        case .id: "#id"
        case .version: "#version"
        case .ignored: "-"
        }
    }

    /// Reads what `text` wrote; nil for a field that the register does not have or nobody types.
    public init?(text: String, register: RegisterDefinition) {
        switch text {
        case "#id": self = .id
        case "#version": self = .version
        case "-", "": self = .ignored
        default:
            guard let index = register.index(of: text), register.fields[index].isTyped else { return nil }
            self = .field(text)
        }
    }
}

/// Which rows of a sheet are its heading and what each column means.
public struct ColumnMapping: Hashable, Sendable {
    /// The heading's rows as the spreadsheet numbers them; two for a heading of two lines.
    public let headingRows: ClosedRange<Int>
    /// What the heading says, column by column from the left; empty where it says nothing.
    public let headings: [String]
    /// One for each heading.
    public var meanings: [ColumnMeaning]

    /// A mapping that is known without looking for a heading.
    public init(headingRows: ClosedRange<Int>, headings: [String], meanings: [ColumnMeaning]) {
        self.headingRows = headingRows
        self.headings = headings
        self.meanings = meanings
    }

    /// The headings that mean nothing to the register.
    public var unknown: [String] {
        zip(headings, meanings).filter { $0.1 == .ignored && !$0.0.isEmpty && $0.0 != SheetHeadings.reason }
            .map(\.0)
    }

    /// The column that means this, counted from 0.
    public func column(of meaning: ColumnMeaning) -> Int? { meanings.firstIndex(of: meaning) }
}

/// Headings that an export adds to those of the fields.
public enum SheetHeadings {
    /// The record's identifier.
    public static let id = "記録番号（変えないでください）"
    /// The version that was exported.
    public static let version = "版（変えないでください）"
    /// Why a row was not taken in.
    public static let reason = "取り込めなかった理由"
}

/// Finds the heading of a sheet among titles, dates and blank lines, in one line or two.
public struct HeadingFinder {
    /// Rows from the top in which a heading is looked for.
    public static let searchedRows = 40
    private let register: RegisterDefinition
    private let names: [String: ColumnMeaning]

    /// A finder for the headings of a register.
    public init(_ register: RegisterDefinition) {
        self.register = register
        var names: [String: ColumnMeaning] = [:]
        func add(_ words: String, _ meaning: ColumnMeaning) {
            let key = SheetWords.heading(words)
            if !key.isEmpty, names[key] == nil { names[key] = meaning }
        }
        let shown = register.fields.filter(\.isTyped)
        for field in shown { add(field.title, .field(field.column)) }
        for field in shown { for name in field.otherNames { add(name, .field(field.column)) } }
        for field in shown { add(field.column, .field(field.column)) }
        // What acts make is not taken from a sheet under any name.
        let isLabelTyped = shown.contains { $0.column == register.labelColumn }
        let label = ColumnMeaning.field(register.labelColumn)
        // 「情報資産名」「情報資産の名称」「システム名称」: the register's own word before the label's.
        for word in [register.title, String(register.title.replacing("情報", with: ""))] where isLabelTyped {
            for ending in ["名", "名称", register.fields[0].title, ""] { add(word + ending, label) }
        }
        for word in ["名称", "名前", "件名", "題名"]
        where isLabelTyped && shown.allSatisfy({ $0.title != word }) { add(word, label) }
        self.names = names
    }

    /// The most likely heading; nil for a sheet without two cells beside each other.
    ///
    /// Where nothing of it is known, the first row of several texts is taken, so that a person can say what
    /// the columns mean.
    public func mapping(of table: SheetTable) -> ColumnMapping? {
        let rows = table.rows.prefix(Self.searchedRows)
        var best: (score: Int, mapping: ColumnMapping)?
        func consider(_ mapping: ColumnMapping) {
            let score = self.score(mapping)
            if score > best?.score ?? 0 { best = (score, mapping) }
        }
        for row in rows { consider(mapping([row])) }
        // A second line counts only where it explains more than one line does.
        for (first, second) in zip(rows, rows.dropFirst()) where second.number == first.number + 1 {
            consider(mapping([first, second]))
        }
        if let best { return best.mapping }
        let plain = rows.first { row in Set(row.cells.map(\.words).filter { !$0.isEmpty }).count >= 2 }
        return (plain ?? rows.first).map { mapping([$0]) }
    }

    /// What a column with this heading means.
    public func meaning(_ heading: String) -> ColumnMeaning? {
        // Whole, because a register may have a field 版 of its own.
        switch SheetWords.folded(heading) {
        case SheetWords.folded(SheetHeadings.id): return .id
        case SheetWords.folded(SheetHeadings.version): return .version
        default: break
        }
        let key = SheetWords.heading(heading)
        if let meaning = names[key] { return meaning }
        // Somebody numbers the headings: 「1.名称」「①名称」.
        let bare = String(key.drop { $0.isNumber || $0 == "." || $0 == ")" })
        return bare.isEmpty ? nil : names[bare]
    }

    private func score(_ mapping: ColumnMapping) -> Int {
        let known = mapping.meanings.count { $0 != .ignored }
        let named = mapping.column(of: .field(register.labelColumn)) != nil || mapping.column(of: .id) != nil
        return known * 2 + (named && known > 0 ? 1 : 0)
    }

    private func mapping(_ rows: [SheetRow]) -> ColumnMapping {
        let width = rows.map(\.cells.count).max() ?? 0
        var headings: [String] = []
        var meanings: [ColumnMeaning] = []
        for column in 0..<width {
            let words = rows.map { Self.oneLine($0[column].words) }
            let (heading, meaning) =
                rows.count == 2 ? twoLines(words[0], words[1]) : (words[0], meaning(words[0]))
            headings.append(heading)
            // The same thing twice: the first counts.
            let isTaken = meaning.map { meanings.contains($0) } ?? true
            meanings.append(isTaken ? .ignored : meaning ?? .ignored)
        }
        return ColumnMapping(
            headingRows: rows[0].number...rows[rows.count - 1].number, headings: headings, meanings: meanings)
    }

    private func twoLines(_ upper: String, _ lower: String) -> (String, ColumnMeaning?) {
        if lower.isEmpty || upper == lower { return (upper, meaning(upper)) }
        if upper.isEmpty { return (lower, meaning(lower)) }
        if let meaning = meaning(upper + lower) { return (upper + lower, meaning) }
        if let meaning = meaning(lower) { return (upper + " " + lower, meaning) }
        let isValue = ["区分", "分類", "等級", "レベル", "ランク", "値", "有無"].contains(SheetWords.heading(lower))
        return (upper + " " + lower, isValue ? meaning(upper) : nil)
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
