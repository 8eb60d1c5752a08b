import Primitives

/// Reads the cells of one field as an office writes them: 和暦, full-width digits, ○ and ×, titles and codes.
public struct CellReading {
    private let field: FieldDescription
    private var choices: [String: String] = [:]
    private var known: [String: StoredValue?] = [:]

    /// Readings of a field that is no link; links need to know what they may lead to.
    public init(_ field: FieldDescription) {
        self.field = field
        guard case .choice(let options) = field.kind else { return }
        var short: [String: [String]] = [:]
        for option in options {
            choices[SheetWords.folded(option.title)] = option.code
            short[SheetWords.beforeBracket(option.title), default: []].append(option.code)
        }
        for option in options where choices[SheetWords.folded(option.code)] == nil {
            choices[SheetWords.folded(option.code)] = option.code
        }
        for (words, codes) in short where codes.count == 1 && choices[words] == nil {
            choices[words] = codes[0]
        }
    }

    /// What the cell says.
    ///
    /// - Throws: `Problem` naming the field, where it cannot be read.
    public mutating func value(_ cell: SheetCell) throws(Problem) -> StoredValue {
        if cell == .empty { return .null }
        if let problem = Self.problem(cell, field) { throw problem }
        switch field.kind {
        case .text, .longText:
            let text = FieldChecks.cleaned(cell.words, keepsLines: field.kind == .longText)
            return text.isEmpty ? .null : .text(text)
        case .integer: return try integer(cell)
        case .day: return try day(cell)
        case .flag: return try flag(cell)
        case .choice: return try choice(cell)
        case .link: throw FieldChecks.unusable(field)
        }
    }

    /// What is wrong with a cell that holds no value, whatever its field; nil where it holds one or is empty.
    public static func problem(_ cell: SheetCell, _ field: FieldDescription) -> Problem? {
        switch cell {
        case .error(let code):
            Problem(
                "import.unreadable-cell",
                "「\(field.title)」のセルが \(code) になっています。もとの Excel で数式を直してから取り込んでください。",
                field: field.column)
        case .uncalculated:
            Problem(
                "import.unreadable-cell",
                "「\(field.title)」の数式の計算結果が保存されていません。Excel で開いて上書き保存してから取り込んでください。",
                field: field.column)
        default: nil
        }
    }

    private func unusable(_ cell: SheetCell) -> Problem {
        let shown = cell.words.prefix(30)
        let problem = FieldChecks.unusable(field)
        return Problem(problem.code, "「\(shown)」：" + problem.sentence, field: field.column)
    }

    private func integer(_ cell: SheetCell) throws(Problem) -> StoredValue {
        if case .number(let number) = cell {
            guard let whole = Int64(exactly: number) else { throw unusable(cell) }
            return .integer(whole)
        }
        let text = SheetWords.folded(cell.words).filter { $0 != "," }
        if text.isEmpty { return .null }
        guard let whole = Int64(text) else { throw unusable(cell) }
        return .integer(whole)
    }

    private func day(_ cell: SheetCell) throws(Problem) -> StoredValue {
        switch cell {
        case .day(let day): return .text(day.iso)
        case .number(let number):
            if let day = Self.day(digits: number) { return .text(day.iso) }
        default:
            if let day = Day(iso: cell.words) { return .text(day.iso) }
            var text = SheetWords.folded(cell.words)
            if text.isEmpty { return .null }
            // 「令和8年4月1日(水)」 and 「2026/4/1 0:00」, whose blank is already gone.
            if let bracket = text.firstIndex(of: "(") { text = String(text[..<bracket]) }
            if let day = JapaneseEra.day(text) { return .text(day.iso) }
            let withTime = cell.words.split(whereSeparator: { $0 == " " || $0 == "T" }).first.map(String.init)
            if let withTime, let day = JapaneseEra.day(withTime) { return .text(day.iso) }
            if let number = Double(text), let day = Self.day(digits: number) { return .text(day.iso) }
        }
        throw unusable(cell)
    }

    /// 20260401, or the serial number of a spreadsheet whose cell has lost its date format (from 1955 on:
    /// smaller numbers are rather years or counts).
    private static func day(digits number: Double) -> Day? {
        guard let whole = Int(exactly: number) else { return nil }
        if whole >= 10_000_000 { return JapaneseEra.day(String(whole)) }
        return (20_000...80_000).contains(whole) ? Day(daysSince1970: whole - 25_569) : nil
    }

    private mutating func flag(_ cell: SheetCell) throws(Problem) -> StoredValue {
        if case .flag(let flag) = cell { return .integer(flag ? 1 : 0) }
        let words = SheetWords.folded(cell.words)
        if words.isEmpty { return .null }
        if Self.yes.contains(words) { return .integer(1) }
        if Self.no.contains(words) { return .integer(0) }
        throw unusable(cell)
    }

    // ◎ and ● are decoration of headings and folded away; ○ in its several shapes is not.
    private static let yes: Set<String> = [
        "はい", "yes", "y", "true", "1", "○", "〇", "◯", "o", "有", "あり", "有り", "する", "済", "済み", "該当", "対象", "✓",
        "✔", "レ",
    ]
    private static let no: Set<String> = [
        "いいえ", "no", "n", "false", "0", "×", "✕", "✗", "x", "無", "なし", "無し", "しない", "未", "非該当", "対象外", "-",
        "ー",
        "―",
    ]

    private mutating func choice(_ cell: SheetCell) throws(Problem) -> StoredValue {
        let written = cell.words
        if let value = known[written] {
            guard let value else { throw unusable(cell) }
            return value
        }
        let value = chosen(written)
        if known.count < 10_000 { known[written] = .some(value) }
        guard let value else { throw unusable(cell) }
        return value
    }

    private func chosen(_ written: String) -> StoredValue? {
        let words = SheetWords.folded(written)
        if words.isEmpty { return .null }
        if let code = choices[words] { return .text(code) }
        // 「機密性2」 in the column 機密性.
        let title = SheetWords.folded(field.title)
        if words.hasPrefix(title), let code = choices[String(words.dropFirst(title.count))] {
            return .text(code)
        }
        if let code = choices[SheetWords.beforeBracket(written)] { return .text(code) }
        guard words.count >= 2 else { return nil }
        let begun = Set(choices.filter { $0.key.hasPrefix(words) }.values)
        return begun.count == 1 ? begun.first.map { .text($0) } : nil
    }
}
