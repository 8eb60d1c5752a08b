import Primitives

/// The visible sheet, made batch by batch while it is being packed.
final class SheetXML: PartContent {
    private let layout: SheetLayout
    private let lists: ChoiceLists
    private let rows: () throws -> [[SheetCell]]?
    private let letters: [[UInt8]]
    private var rowCount = 1
    private var state = State.opening

    private enum State { case opening, rows, done }

    init(_ layout: SheetLayout, _ lists: ChoiceLists, rows: @escaping () throws -> [[SheetCell]]?) {
        self.layout = layout
        self.lists = lists
        self.rows = rows
        letters = layout.columns.indices.map { Array(ColumnLetters.letters($0).utf8) }
    }

    func next() throws -> [UInt8]? {
        switch state {
        case .opening:
            state = .rows
            return Array(opening.utf8)
        case .rows:
            guard let batch = try rows() else {
                state = .done
                return Array(closing.utf8)
            }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(batch.count * layout.columns.count * 80)
            for row in batch {
                rowCount += 1
                append(row, to: &bytes)
            }
            // An empty batch is not the end, and an empty answer would be.
            return bytes.isEmpty ? [UInt8(ascii: "\n")] : bytes
        case .done: return nil
        }
    }

    // MARK: Before and after the rows

    private var opening: String {
        var columns = ""
        for (index, column) in layout.columns.enumerated() {
            let width = max(column.width ?? 0, min(40, CellXML.width(column.title) + 4))
            columns +=
                "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\" "
                + "style=\"\(style(column.kind))\"" + (column.isHidden ? " hidden=\"1\"" : "") + "/>"
        }
        var heading = "<row r=\"1\" ht=\"32\" customHeight=\"1\">"
        for (index, column) in layout.columns.enumerated() {
            heading +=
                "<c r=\"\(ColumnLetters.letters(index))1\" s=\"5\" t=\"inlineStr\"><is>"
                + "<t xml:space=\"preserve\">\(CellXML.escaped(column.title))</t></is></c>"
        }
        return FixedParts.opening
            + "<worksheet xmlns=\"\(FixedParts.main)\"><sheetViews>"
            + "<sheetView tabSelected=\"1\" workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
            + "</sheetViews><sheetFormatPr defaultRowHeight=\"18\"/><cols>\(columns)</cols><sheetData>"
            + heading + "</row>"
    }

    private var closing: String {
        let last = ColumnLetters.letters(layout.columns.count - 1)
        let rules = lists.ranges.enumerated().compactMap { index, range -> String? in
            guard let range else { return nil }
            let column = ColumnLetters.letters(index)
            let refuses = layout.columns[index].onlyChoices
            return "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"\(refuses ? 1 : 0)\" "
                + "errorTitle=\"入力できません\" error=\"一覧から選んでください。\" "
                + "sqref=\"\(column)2:\(column)1048576\"><formula1>\(range)</formula1></dataValidation>"
        }
        return "</sheetData><autoFilter ref=\"A1:\(last)\(rowCount)\"/>"
            + (rules.isEmpty
                ? ""
                : "<dataValidations count=\"\(rules.count)\">\(rules.joined())</dataValidations>")
            + "</worksheet>"
    }

    private func style(_ kind: SheetLayout.Column.Kind) -> Int {
        switch kind {
        case .text: 1
        case .longText: 2
        case .number: 3
        case .day: 4
        }
    }

    // MARK: Rows

    private func append(_ row: [SheetCell], to bytes: inout [UInt8]) {
        let number = Array(String(rowCount).utf8)
        bytes.append(contentsOf: "<row r=\"".utf8)
        bytes.append(contentsOf: number)
        bytes.append(contentsOf: "\">".utf8)
        for (index, cell) in row.enumerated() where index < letters.count {
            let kind = layout.columns[index].kind
            switch cell {
            case .empty, .uncalculated: continue
            case .number(let value):
                start(index, number, style: kind == .number ? 3 : 0, &bytes)
                bytes.append(contentsOf: "><v>".utf8)
                bytes.append(contentsOf: SheetCell.number(value).words.utf8)
                bytes.append(contentsOf: "</v></c>".utf8)
            case .day(let day):
                guard let serial = SerialDay.serial(day) else {
                    text(day.iso, index, number, &bytes)
                    continue
                }
                start(index, number, style: 4, &bytes)
                bytes.append(contentsOf: "><v>\(serial)</v></c>".utf8)
            case .text, .flag, .error: text(cell.words, index, number, &bytes)
            }
        }
        bytes.append(contentsOf: "</row>".utf8)
    }

    private func text(_ text: String, _ index: Int, _ number: [UInt8], _ bytes: inout [UInt8]) {
        start(index, number, style: layout.columns[index].kind == .longText ? 2 : 1, &bytes)
        bytes.append(contentsOf: " t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8)
        CellXML.append(text, to: &bytes)
        bytes.append(contentsOf: "</t></is></c>".utf8)
    }

    private func start(_ index: Int, _ number: [UInt8], style: Int, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<c r=\"".utf8)
        bytes.append(contentsOf: letters[index])
        bytes.append(contentsOf: number)
        bytes.append(contentsOf: "\" s=\"".utf8)
        bytes.append(UInt8(ascii: "0") + UInt8(style))
        bytes.append(UInt8(ascii: "\""))
    }
}

/// Text on its way into a sheet's XML.
enum CellXML {
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text with markup escaped and, as `_x000B_`, what XML cannot hold.
    static func append(_ text: String, to output: inout [UInt8]) {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && !isCareful($0) }
        if isPlain { return output.append(contentsOf: text.utf8) }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            case 0x09, 0x0A: output.append(byte)
            case 0..<0x20: output.append(contentsOf: "_x\(hex(UInt16(byte)))_".utf8)
            case UInt8(ascii: "_"):
                let isEscape = EscapedText.escape(in: bytes, at: index) != nil
                output.append(contentsOf: (isEscape ? "_x005F_" : "_").utf8)
            case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
                // U+FFFE and U+FFFF are no characters of XML.
                output.append(contentsOf: (bytes[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_").utf8)
                index += 2
            default: output.append(byte)
            }
            index += 1
        }
    }

    private static func isCareful(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "_") || byte == 0xEF
    }

    private static func hex(_ unit: UInt16) -> String {
        let text = String(unit, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - text.count) + text
    }

    /// The width on screen of the longest line, in half-width characters: kana and kanji take two.
    static func width(_ text: String) -> Int {
        text.split(separator: "\n").map { line in
            line.unicodeScalars.reduce(0) {
                $0 + ($1.value < 0x1100 || (0xFF61...0xFF9F) ~= $1.value ? 1 : 2)
            }
        }.max() ?? 0
    }
}

extension SheetLayout {
    /// Widens columns so that what these rows hold can be read, up to 60 characters.
    public mutating func fit(_ rows: [[SheetCell]]) {
        for index in columns.indices where columns[index].width == nil {
            let widest = rows.map { $0.count > index ? CellXML.width($0[index].words) : 0 }.max() ?? 0
            columns[index].width = min(60, max(CellXML.width(columns[index].title) + 4, widest + 2))
        }
    }
}
