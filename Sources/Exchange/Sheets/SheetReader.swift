import Primitives

/// One sheet's XML made into rows.
struct SheetReader {
    let styles: SheetStyles
    let texts: [String]
    let startsIn1904: Bool
    let name: String
    let limits: SpreadsheetLimits

    /// Cells that a sheet's merged ranges may fill together.
    private static let filledLimit = 2_000_000

    func table(_ scanner: inout SheetScanner, isWanted: () -> Bool) throws -> SheetTable {
        var rows: [SheetRow] = []
        var merges: [Merge] = []
        var number = 0
        while case let token = try scanner.next(), token != .finished {
            guard token == .start else { continue }
            if scanner.isNamed("row") {
                number = scanner.rawAttribute("r").flatMap(Self.integer) ?? number + 1
                let isHidden = scanner.rawAttribute("hidden").map(Self.isOn) ?? false
                let cells = try self.cells(&scanner)
                guard !cells.isEmpty else { continue }
                rows.append(SheetRow(number: number, isHidden: isHidden, cells: cells))
                guard rows.count <= limits.rows else {
                    throw SpreadsheetError.tooManyRows(name: name, limit: limits.rows)
                }
                if rows.count % 1000 == 0, !isWanted() { throw CancellationError() }
            } else if scanner.isNamed("mergeCell") {
                if let merge = scanner.rawAttribute("ref").flatMap(Merge.init) { merges.append(merge) }
                guard merges.count <= 200_000 else {
                    throw SpreadsheetError.broken(name: name, detail: "too many merged ranges")
                }
            }
        }
        if !zip(rows, rows.dropFirst()).allSatisfy({ $0.number < $1.number }) {
            rows.sort { $0.number < $1.number }
        }
        fill(merges, in: &rows)
        return SheetTable(name: "", rows: rows, notes: notes(rows, merges))
    }

    private func notes(_ rows: [SheetRow], _ merges: [Merge]) -> [String] {
        let hidden = rows.count { $0.isHidden }
        var notes: [String] = []
        if hidden > 0 { notes.append("隠れている行が \(hidden) 行あります。隠れていない行と同じに扱います。") }
        if !merges.isEmpty { notes.append("結合されたセルが \(merges.count) か所あります。同じ値が入っているものとして読みました。") }
        return notes
    }

    // MARK: Cells

    /// The cells of a row whose start has just been read; empty ones at the end are dropped.
    private func cells(_ scanner: inout SheetScanner) throws -> [SheetCell] {
        var cells: [SheetCell] = []
        let depth = scanner.depth
        var column = 0
        while case let token = try scanner.next(), token != .finished {
            if token == .end, scanner.depth < depth { break }
            guard token == .start, scanner.isNamed("c") else { continue }
            column = scanner.rawAttribute("r").flatMap(Merge.place)?.column ?? column
            let cell = try self.cell(&scanner)
            if cell != .empty {
                guard column < limits.columns else {
                    throw SpreadsheetError.tooManyColumns(name: name, limit: limits.columns)
                }
                while cells.count < column { cells.append(.empty) }
                if cells.count == column { cells.append(cell) } else { cells[column] = cell }
            }
            column += 1
        }
        return cells
    }

    private enum Kind { case number, shared, formulaText, inline, flag, error, date }

    private func cell(_ scanner: inout SheetScanner) throws -> SheetCell {
        let style = scanner.rawAttribute("s").flatMap(Self.integer) ?? 0
        let kind = Self.kind(scanner.rawAttribute("t"))
        let depth = scanner.depth
        var cell = SheetCell.empty
        var hasFormula = false
        var isValue = false
        var hasValue = false
        while case let token = try scanner.next(), token != .finished {
            switch token {
            case .start:
                if scanner.isNamed("is") {
                    let text = try SharedTexts.text(&scanner, until: "is")
                    cell = text.isEmpty ? .empty : .text(text)
                } else {
                    isValue = scanner.isNamed("v")
                    hasValue = hasValue || isValue
                    hasFormula = hasFormula || scanner.isNamed("f")
                }
            case .text: if isValue { cell = try value(scanner, kind, style) }
            case .end:
                isValue = false
                guard scanner.depth < depth else { continue }
                // A result that is an empty text says so by its type; an empty value without one was never
                // calculated.
                let isCalculated = cell != .empty || hasValue && kind == .formulaText
                return hasFormula && !isCalculated ? .uncalculated : cell
            case .finished: break
            }
        }
        return cell
    }

    private func value(_ scanner: SheetScanner, _ kind: Kind, _ style: Int) throws -> SheetCell {
        switch kind {
        case .shared:
            guard let index = Self.integer(scanner.rawText), index < texts.count else {
                throw SpreadsheetError.broken(name: name, detail: "a shared text that is not there")
            }
            return texts[index].isEmpty ? .empty : .text(texts[index])
        case .formulaText, .inline:
            let text = EscapedText.decoded(try scanner.text())
            return text.isEmpty ? .empty : .text(text)
        case .flag: return .flag(Self.isOn(scanner.rawText))
        case .error: return .error(try scanner.text())
        case .date:
            let text = try scanner.text()
            return Day(iso: text.prefix(10)).map { .day($0) } ?? .text(text)
        case .number: return try number(scanner, style)
        }
    }

    private func number(_ scanner: SheetScanner, _ style: Int) throws -> SheetCell {
        let raw = scanner.rawText
        let written = try Self.integer(raw).map(Double.init) ?? Double(scanner.text())
        guard let number = written, number.isFinite else { return .text(try scanner.text()) }
        switch styles[style] {
        case .number: return .number(number)
        case .digits(let count):
            guard let whole = Int64(exactly: number), whole >= 0 else { return .number(number) }
            let text = String(whole)
            return .text(String(repeating: "0", count: max(0, count - text.count)) + text)
        case .date: return day(serial: number).map { .day($0) } ?? .number(number)
        }
    }

    /// The day of a serial number; nil outside of what spreadsheets show as a date.
    private func day(serial: Double) -> Day? {
        SerialDay.day(serial, startsIn1904: startsIn1904)
    }

    private static func kind(_ type: UnsafeBufferPointer<UInt8>?) -> Kind {
        guard let type else { return .number }
        switch type.first {
        case UInt8(ascii: "s"): return type.count == 1 ? .shared : .formulaText
        case UInt8(ascii: "i"): return .inline
        case UInt8(ascii: "b"): return .flag
        case UInt8(ascii: "e"): return .error
        case UInt8(ascii: "d"): return .date
        default: return .number
        }
    }

    private static func isOn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.first == UInt8(ascii: "1") || bytes.first == UInt8(ascii: "t")
    }

    /// Up to fifteen digits and nothing else.
    static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard 1...15 ~= bytes.count else { return nil }
        var value = 0
        for byte in bytes {
            guard byte &- UInt8(ascii: "0") <= 9 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    // MARK: Merged ranges

    /// Every cell of a merged range shows what its first cell holds.
    private func fill(_ merges: [Merge], in rows: inout [SheetRow]) {
        var filled = 0
        for merge in merges {
            guard let first = rows.firstIndex(numbered: merge.rows.lowerBound),
                rows[first].number == merge.rows.lowerBound
            else { continue }
            let cell = rows[first][merge.columns.lowerBound]
            guard cell != .empty else { continue }
            var index = first
            while index < rows.count, rows[index].number <= merge.rows.upperBound {
                let last = min(merge.columns.upperBound, limits.columns - 1)
                guard merge.columns.lowerBound <= last else { break }
                while rows[index].cells.count <= last { rows[index].cells.append(.empty) }
                for column in merge.columns.lowerBound...last { rows[index].cells[column] = cell }
                filled += last - merge.columns.lowerBound + 1
                guard filled < Self.filledLimit else { return }
                index += 1
            }
        }
    }
}

/// Days counted as spreadsheets count them.
public enum SerialDay {
    /// The last serial of the year 9999.
    private static let last = 2_958_465.0

    /// The day of a serial number; nil outside of what spreadsheets show as a date.
    public static func day(_ serial: Double, startsIn1904: Bool = false) -> Day? {
        guard serial >= 1, serial < last + 1 else { return nil }
        let whole = Int(serial)
        if startsIn1904 { return Day(daysSince1970: whole - 24_107) }
        // Lotus took 1900 for a leap year and everybody kept it: serial 60 is no day, and those before it
        // lie one later.
        guard whole != 60 else { return nil }
        return Day(daysSince1970: whole - (whole < 60 ? 25_568 : 25_569))
    }

    /// The serial number of a day; nil before 1900-03-01, where programs disagree.
    public static func serial(_ day: Day) -> Int? {
        let serial = day.daysSince1970 + 25_569
        return serial > 60 ? serial : nil
    }
}

/// `B2:D4`: rows counted from 1, columns from 0.
struct Merge: Equatable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        let halves = bytes.split(separator: UInt8(ascii: ":")).map(UnsafeBufferPointer.init(rebasing:))
        guard halves.count == 2, let first = Self.place(halves[0]), let last = Self.place(halves[1]),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        rows = first.row...last.row
        columns = first.column...last.column
    }

    /// `AB12`: row 12, column 27.
    static func place(_ bytes: UnsafeBufferPointer<UInt8>) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        for byte in bytes {
            let letter = byte &- UInt8(ascii: "A")
            if letter < 26, row == 0 {
                column = column * 26 + Int(letter) + 1
            } else if byte &- UInt8(ascii: "0") <= 9, column > 0 {
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            } else {
                return nil
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        return column > 0 && row > 0 ? (row, column - 1) : nil
    }
}

extension [SheetRow] {
    /// The first row with this number or a later one.
    fileprivate func firstIndex(numbered number: Int) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < count ? low : nil
    }
}
