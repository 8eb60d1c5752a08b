/// The text of a web page, one line for each block.
///
/// No tree is built: elements live on a stack of their own, so that nesting a million deep costs memory, not
/// a crash.
struct HTMLText {
    private var open: [HTMLElement] = []
    private var openCounts: [String: Int] = [:]
    private var boxes = [LineBox()]
    /// The cells of the row being read, for each table that is open.
    private var rows: [[[String]]] = []

    /// Deeper elements are read as if their tags were not there.
    private static let deepest = 10_000
    /// How far up an end tag looks for its start; bounds the cost of tags that match nothing.
    private static let reach = 256
    /// Cells nested deeper than this flow into the text around them.
    private static let deepestTable = 32
    /// A cell with more lines than this holds the page's layout and no entry of a table.
    private static let longestCell = 6

    static func text(ofUTF8 bytes: [UInt8]) -> String {
        var page = HTMLText()
        var tokens = HTMLTokens(bytes)
        while let token = tokens.next() {
            switch token {
            case .text(let run): page.flow(run)
            case .start(let tag): page.start(tag)
            case .end(let name): page.end(name)
            }
        }
        page.close(downTo: 0)
        let lines = page.boxes[0].finish()
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    private var isHidden: Bool { open.last?.isHidden ?? false }

    private mutating func flow(_ run: ArraySlice<UInt8>) {
        if isHidden { return }
        let text = CharacterReferences.decode(run)
        if open.last?.isPreformatted ?? false {
            boxes[boxes.count - 1].keep(text)
        } else {
            boxes[boxes.count - 1].flow(text)
        }
    }

    private mutating func start(_ tag: HTMLTag) {
        closeImplied(before: tag.name)
        if tag.name == "br" {
            if !isHidden { boxes[boxes.count - 1].breakLine() }
            return
        }
        let isBlock = HTMLElement.blocks.contains(tag.name)
        if isBlock { boxes[boxes.count - 1].endBlock() }
        if HTMLElement.void.contains(tag.name) || open.count >= Self.deepest { return }
        var element = HTMLElement(
            name: tag.name,
            isHidden: isHidden || HTMLElement.dropped.contains(tag.name) || HTMLElement.hides(tag),
            isPreformatted: (open.last?.isPreformatted ?? false) || tag.name == "pre")
        switch tag.name {
        case "ol", "ul", "menu": element.list = HTMLList(tag)
        case "li": noteItem(tag)
        case "table": rows.append([])
        case "tr": finishRow()
        case "td", "th":
            if !rows.isEmpty, rows.count <= Self.deepestTable {
                element.ownsBox = true
                boxes.append(LineBox())
            }
        default: break
        }
        open.append(element)
        openCounts[tag.name, default: 0] += 1
    }

    private mutating func end(_ name: String) {
        if name == "br" { return start(HTMLTag(name: "br")) }
        guard openCounts[name, default: 0] > 0 else { return }
        let isTablePart = ["table", "tr", "td", "th", "tbody", "thead", "tfoot"].contains(name)
        for index in open.indices.suffix(Self.reach).reversed() {
            if open[index].name == name { return close(downTo: index) }
            // A stray end tag in a cell must not close what is around the table.
            if !isTablePart, open[index].ownsBox { return }
            if isTablePart, name != "table", open[index].name == "table" { return }
        }
    }

    private mutating func closeImplied(before name: String) {
        if name == "body" || open.last?.name == "head" && !HTMLElement.headContent.contains(name) {
            if let head = open.lastIndex(where: { $0.name == "head" }), head + Self.reach > open.count {
                close(downTo: head)
            }
        }
        if HTMLElement.blocks.contains(name), openCounts["p", default: 0] > 0 {
            closeNearest(["p"], until: ["td", "th", "table", "caption"])
        }
        if let ends = HTMLElement.impliedEnds(before: name) { closeNearest(ends.names, until: ends.until) }
    }

    private mutating func closeNearest(_ names: Set<String>, until barriers: Set<String>) {
        var lowest: Int?
        for index in open.indices.suffix(Self.reach).reversed() {
            if names.contains(open[index].name) { lowest = index }
            if barriers.contains(open[index].name) { break }
        }
        if let lowest { close(downTo: lowest) }
    }

    private mutating func close(downTo index: Int) {
        while open.count > index, let element = open.popLast() {
            openCounts[element.name, default: 1] -= 1
            if HTMLElement.blocks.contains(element.name) { boxes[boxes.count - 1].endBlock() }
            if let list = element.list, !element.isHidden { mark(list) }
            if element.ownsBox { finishCell() }
            if element.name == "tr" { finishRow() }
            if element.name == "table" {
                finishRow()
                rows.removeLast()
            }
        }
    }

    private mutating func noteItem(_ tag: HTMLTag) {
        guard let index = open.indices.suffix(Self.reach).last(where: { open[$0].list != nil }) else {
            return
        }
        let number = Int(tag.attributes["value"] ?? "") ?? open[index].list?.nextNumber ?? 1
        open[index].list?.nextNumber = number &+ 1
        open[index].list?.items.append((boxes[boxes.count - 1].lines.count, number))
    }

    /// Writes the marks of a list, unless one of its items shows that the author wrote his own.
    private mutating func mark(_ list: HTMLList) {
        let top = boxes.count - 1
        let count = boxes[top].lines.count
        let items = list.items.filter { $0.line < count }
        if list.hasNoMarks || items.contains(where: { ItemNumber.starts(boxes[top].lines[$0.line]) }) {
            return
        }
        for item in items { boxes[top].prefix(line: item.line, with: list.mark(item.number)) }
    }

    private mutating func finishCell() {
        guard boxes.count > 1, var box = boxes.popLast(), !rows.isEmpty else { return }
        rows[rows.count - 1].append(box.finish())
    }

    private mutating func finishRow() {
        guard let cells = rows.last, !cells.isEmpty else { return }
        rows[rows.count - 1] = []
        boxes[boxes.count - 1].add(lines: TableRow.lines(cells, longestCell: Self.longestCell))
    }
}
