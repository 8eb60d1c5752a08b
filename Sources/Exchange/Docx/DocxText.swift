/// The text of word/document.xml, one line for each paragraph and each row of a table.
struct DocxText {
    private var numbering: DocxNumbering
    private let styles: DocxStyles
    private(set) var notes: [String] = []

    private var paragraphs: [Paragraph] = []
    /// Where finished lines go: the body, below text boxes and table cells being read.
    private var sinks: [[String]] = [[]]
    private var rows: [Row] = []
    /// Whether a choice was already taken in each alternate content that is open.
    private var choicesTaken: [Bool] = []
    private var skipDepth = 0
    /// The property lists that are open, outermost first.
    private var properties: [String] = []
    /// Text of paragraphs whose end mark was deleted, which now begins the next one.
    private var carried = ""
    private var footnotes = 0
    private var unknownSymbols = 0

    private struct Paragraph {
        var text = ""
        var style: String?
        var instance: String?
        var level: Int?
        var runIsHidden = false
        var markIsDeleted = false
        /// Lines of text boxes anchored here, which follow the paragraph.
        var boxes: [String] = []
    }

    private struct Row {
        var cells: [[String]] = []
        var isDeleted = false
    }

    /// A cell with more paragraphs than this holds the layout of a page and no entry of a table.
    private static let longestCell = 6

    /// Deleted and moved-away text, earlier properties, readings, field codes.
    private static let skipped: Set<String> = [
        "w:del", "w:moveFrom", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
        "w:sectPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange", "w:rt", "w:instrText",
        "w:delText", "w:delInstrText", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tabs",
    ]
    private static let propertyLists: Set<String> = [
        "w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:tblPr", "w:rubyPr",
    ]

    init(numbering: DocxNumbering, styles: DocxStyles) {
        self.numbering = numbering
        self.styles = styles
    }

    mutating func lines(ofDocument xml: [UInt8]) throws(XMLScanner.Failure) -> [String] {
        var scanner = XMLScanner(xml)
        var isInText = false
        while let event = try scanner.next() {
            switch event {
            case .start(let tag):
                isInText = tag.name == "w:t"
                start(tag)
            case .end(let name):
                isInText = false
                end(name)
            case .text(let text):
                if isInText, skipDepth == 0 { append(text) }
            }
        }
        flushCarried()
        if footnotes > 0 { notes.append("脚注が \(footnotes) か所あります。脚注の文は読み取っていません。") }
        if unknownSymbols > 0 { notes.append("記号フォントの文字 \(unknownSymbols) 字を〓に置き換えました。") }
        return sinks[0]
    }

    private mutating func append(_ text: String) {
        guard !paragraphs.isEmpty, properties.isEmpty, !paragraphs[paragraphs.count - 1].runIsHidden else {
            return
        }
        paragraphs[paragraphs.count - 1].text += text
    }

    private mutating func start(_ tag: XMLTag) {
        if skipDepth > 0 || isSkipped(tag) {
            skipDepth += 1
            return
        }
        if Self.propertyLists.contains(tag.name) {
            properties.append(tag.name)
        } else if !properties.isEmpty {
            setProperty(tag)
        } else {
            startContent(tag)
        }
    }

    private mutating func isSkipped(_ tag: XMLTag) -> Bool {
        switch tag.name {
        // Inside properties these two say that the paragraph's mark or the row itself was deleted.
        case "w:del", "w:moveFrom":
            if properties.isEmpty { return true }
            if properties.first == "w:trPr", !rows.isEmpty { rows[rows.count - 1].isDeleted = true }
            if properties.first == "w:pPr", !paragraphs.isEmpty {
                paragraphs[paragraphs.count - 1].markIsDeleted = true
            }
            return true
        case "mc:Choice":
            guard let taken = choicesTaken.last else { return false }
            choicesTaken[choicesTaken.count - 1] = true
            return taken
        case "mc:Fallback": return choicesTaken.last ?? false
        default: return Self.skipped.contains(tag.name)
        }
    }

    private mutating func startContent(_ tag: XMLTag) {
        switch tag.name {
        case "w:p": paragraphs.append(Paragraph())
        case "w:r": if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].runIsHidden = false }
        case "w:tab", "w:ptab": append("\t")
        case "w:br", "w:cr": append("\n")
        case "w:noBreakHyphen": append("-")
        case "w:sym": appendSymbol(tag)
        case "w:footnoteReference", "w:endnoteReference": footnotes += 1
        case "w:tr": rows.append(Row())
        case "w:tc", "w:txbxContent": sinks.append([])
        case "mc:AlternateContent": choicesTaken.append(false)
        default: break
        }
    }

    private mutating func setProperty(_ tag: XMLTag) {
        guard !paragraphs.isEmpty else { return }
        let top = paragraphs.count - 1
        switch tag.name {
        case "w:pStyle": paragraphs[top].style = tag["val"]
        case "w:numId": paragraphs[top].instance = tag["val"]
        case "w:ilvl": paragraphs[top].level = tag["val"].flatMap { Int($0) }
        case "w:vanish": paragraphs[top].runIsHidden = tag.isOn
        case "w:rStyle": if styles.isHidden(tag["val"]) { paragraphs[top].runIsHidden = true }
        default: break
        }
    }

    private mutating func appendSymbol(_ tag: XMLTag) {
        guard let code = tag["char"].flatMap({ UInt32($0, radix: 16) }), let scalar = Unicode.Scalar(code)
        else { return }
        if (0xE000...0xF8FF).contains(code) {
            unknownSymbols += 1
            append("〓")
        } else {
            append(String(scalar))
        }
    }

    private mutating func end(_ name: String) {
        if skipDepth > 0 {
            skipDepth -= 1
            return
        }
        switch name {
        case _ where Self.propertyLists.contains(name): _ = properties.popLast()
        case "w:p": finishParagraph()
        case "w:tc": finishCell()
        case "w:tr": finishRow()
        case "w:txbxContent": finishTextBox()
        case "mc:AlternateContent": _ = choicesTaken.popLast()
        default: break
        }
    }

    private mutating func finishParagraph() {
        guard let paragraph = paragraphs.popLast() else { return }
        if paragraph.markIsDeleted, paragraph.boxes.isEmpty {
            carried += paragraph.text
            return
        }
        let text = number(of: paragraph) + carried + paragraph.text
        carried = ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if !paragraph.boxes.isEmpty, text.isEmpty {
            sinks[sinks.count - 1] += paragraph.boxes
        } else {
            sinks[sinks.count - 1] += lines + paragraph.boxes
        }
    }

    /// A deleted mark at the end of a cell or of the document has no next paragraph to join.
    private mutating func flushCarried() {
        if !carried.isEmpty { sinks[sinks.count - 1].append(carried) }
        carried = ""
    }

    private mutating func number(of paragraph: Paragraph) -> String {
        if let instance = paragraph.instance {
            return numbering.next(instance: instance, level: paragraph.level ?? 0)
        }
        guard let inherited = styles.numbering(of: paragraph.style) else { return "" }
        // 17.9.23: the level that names the style counts, whatever level the style names.
        let linked =
            numbering.level(ofStyle: paragraph.style ?? inherited.style, instance: inherited.instance)
            ?? numbering.level(ofStyle: inherited.style, instance: inherited.instance)
        let level = paragraph.level ?? linked ?? inherited.level ?? 0
        return numbering.next(instance: inherited.instance, level: level)
    }

    private mutating func finishCell() {
        flushCarried()
        guard sinks.count > 1, let lines = sinks.popLast() else { return }
        if rows.isEmpty {
            sinks[sinks.count - 1] += lines
        } else {
            rows[rows.count - 1].cells.append(lines)
        }
    }

    private mutating func finishRow() {
        guard let row = rows.popLast(), !row.isDeleted else { return }
        let cells = row.cells.map { $0.contains { !$0.isEmpty } ? $0 : [] }
        sinks[sinks.count - 1] += TableRow.lines(cells, longestCell: Self.longestCell)
    }

    private mutating func finishTextBox() {
        guard sinks.count > 1, let lines = sinks.popLast() else { return }
        if paragraphs.isEmpty {
            sinks[sinks.count - 1] += lines
        } else {
            paragraphs[paragraphs.count - 1].boxes += lines
        }
    }
}
