/// Where the boxes and lines of a network diagram lie, in units of an SVG that is 960 wide.
///
/// The internet is on top, below it what sees it, at the bottom what does not. Lines that go the same way are
/// one line with several numbers: what a number stands for is told in the table beside.
public struct NetworkDrawing: Sendable {
    /// One zone.
    public struct Zone: Sendable {
        /// The record.
        public var id: String
        /// Its name.
        public var name: String
        /// What stands below the name, such as its tier.
        public var kind: String
        /// Whether it sees the internet.
        public var isFacing: Bool
        /// Whether something about it needs to be looked at.
        public var isMarked: Bool

        /// Every part by name.
        public init(id: String, name: String, kind: String, isFacing: Bool, isMarked: Bool) {
            self.id = id
            self.name = name
            self.kind = kind
            self.isFacing = isFacing
            self.isMarked = isMarked
        }
    }

    /// One way between two zones, or from a zone to the internet.
    public struct Way: Sendable {
        /// As the table counts it.
        public var number: String
        /// The zone at which it begins.
        public var from: String
        /// The zone at which it ends; nil for the internet.
        public var to: String?

        /// Every part by name.
        public init(number: String, from: String, to: String?) {
            self.number = number
            self.from = from
            self.to = to
        }
    }

    struct Box: Equatable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var middle: Int { x + width / 2 }
        var bottom: Int { y + height }
    }

    struct Line: Equatable {
        var from: (x: Int, y: Int)
        var to: (x: Int, y: Int)
        /// How far the curve swings out below.
        var swing: Int
        var numbers: String
        var goesBack: Bool

        static func == (left: Line, right: Line) -> Bool {
            left.from == right.from && left.to == right.to && left.swing == right.swing
                && left.numbers == right.numbers && left.goesBack == right.goesBack
        }

        /// Where the numbers stand.
        var label: (x: Int, y: Int) {
            ((from.x + to.x) / 2, (from.y + to.y) / 2 + swing / 2)
        }
    }

    static let width = 960
    private static let perRow = 3
    private static let boxHeight = 92
    private static let rowHeight = 200

    let zones: [Zone]
    let internet: Box
    let boxes: [String: Box]
    let lines: [Line]
    let height: Int

    /// Lays out the zones in their order.
    public init(zones: [Zone], ways: [Way]) {
        self.zones = zones
        internet = Box(x: 330, y: 12, width: 300, height: 56)
        var boxes: [String: Box] = [:]
        var y = internet.bottom + 108
        for isFacing in [true, false] {
            let row = zones.filter { $0.isFacing == isFacing }
            for start in stride(from: 0, to: row.count, by: Self.perRow) {
                let part = row[start..<min(row.count, start + Self.perRow)]
                let step = Self.width / part.count
                for (place, zone) in part.enumerated() {
                    let width = min(260, step - 40)
                    boxes[zone.id] = Box(
                        x: place * step + (step - width) / 2, y: y, width: width, height: Self.boxHeight)
                }
                y += Self.rowHeight
            }
        }
        self.boxes = boxes
        lines = Self.lines(ways, boxes, internet)
        let room = lines.contains { $0.swing > 0 } ? 90 : 14
        height = max(internet.bottom + room, y - Self.rowHeight + Self.boxHeight + room)
    }

    private static func lines(_ ways: [Way], _ boxes: [String: Box], _ internet: Box) -> [Line] {
        struct Pair: Hashable {
            let one: String
            let two: String?
        }
        var grouped: [Pair: (numbers: [String], there: Bool, back: Bool)] = [:]
        var order: [Pair] = []
        for way in ways where boxes[way.from] != nil && (way.to.map { boxes[$0] != nil } ?? true) {
            let isBack = way.to.map { $0 < way.from } ?? false
            let pair = Pair(one: isBack ? way.to ?? "" : way.from, two: isBack ? way.from : way.to)
            if grouped[pair] == nil { order.append(pair) }
            grouped[pair, default: ([], false, false)].numbers.append(way.number)
            if isBack { grouped[pair]?.back = true } else { grouped[pair]?.there = true }
        }
        return order.enumerated().compactMap { place, pair in
            guard let group = grouped[pair], let one = boxes[pair.one] else { return nil }
            // Lines from one box begin beside each other.
            let shift = (place % 5 - 2) * 22
            let words = group.numbers.prefix(4).joined(separator: "・") + (group.numbers.count > 4 ? "…" : "")
            guard let name = pair.two, let two = boxes[name] else {
                return Line(
                    from: (one.middle + shift, one.y), to: (internet.middle + shift, internet.bottom),
                    swing: 0,
                    numbers: words, goesBack: false)
            }
            let isSideways = one.y == two.y
            let (start, end) =
                isSideways
                ? ((one.middle + shift, one.bottom), (two.middle + shift, two.bottom))
                : one.y < two.y
                    ? ((one.middle + shift, one.bottom), (two.middle + shift, two.y))
                    : ((one.middle + shift, one.y), (two.middle + shift, two.bottom))
            return Line(
                from: group.there ? start : end, to: group.there ? end : start,
                swing: isSideways ? 70 + (place % 3) * 26 : 0, numbers: words,
                goesBack: group.there && group.back)
        }
    }
}

extension HTML {
    /// The drawing; what it shows stands in words in the table that `describedBy` names.
    mutating func drawing(_ drawing: NetworkDrawing, title: String, describedBy: String) {
        literal("<svg class=\"diagram\" role=\"img\" viewBox=\"0 0 960 ")
        number(drawing.height)
        literal("\" aria-labelledby=\"diagram-title\" aria-describedby=\"")
        text(describedBy)
        literal("\"><title id=\"diagram-title\">")
        text(title)
        literal("</title><defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" ")
        literal("markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\">")
        literal("<path d=\"M0 0L10 5L0 10Z\"/></marker></defs>")
        for line in drawing.lines { self.line(line) }
        box(drawing.internet, style: "internet", ["インターネット"], below: "")
        for zone in drawing.zones {
            guard let box = drawing.boxes[zone.id] else { continue }
            let name = Self.broken(zone.name, perLine: max(6, (box.width - 24) / 17))
            self.box(
                box, style: zone.isFacing ? "facing" : "closed",
                name, below: zone.kind + (zone.isMarked ? "　※要確認" : ""))
        }
        for line in drawing.lines { label(line) }
        literal("</svg>")
    }

    private mutating func number(_ number: Int) { text(String(number)) }

    private mutating func place(_ x: Int, _ y: Int) {
        number(x)
        literal(" ")
        number(y)
    }

    private mutating func line(_ line: NetworkDrawing.Line) {
        literal("<path class=\"way\" d=\"M")
        place(line.from.x, line.from.y)
        if line.swing > 0 {
            literal("Q")
            place((line.from.x + line.to.x) / 2, line.from.y + line.swing)
            literal(" ")
        } else {
            literal("L")
        }
        place(line.to.x, line.to.y)
        literal("\" marker-end=\"url(#arrow)\"")
        if line.goesBack { literal(" marker-start=\"url(#arrow)\"") }
        literal("/>")
    }

    private mutating func label(_ line: NetworkDrawing.Line) {
        let half = 9 + line.numbers.unicodeScalars.count * 6
        literal("<rect class=\"way-label\" rx=\"11\" height=\"24\" x=\"")
        number(line.label.x - half)
        literal("\" y=\"")
        number(line.label.y - 12)
        literal("\" width=\"")
        number(half * 2)
        literal("\"/>")
        words(line.numbers, x: line.label.x, y: line.label.y + 5, style: "way-number")
    }

    private mutating func box(
        _ box: NetworkDrawing.Box, style: StaticString, _ lines: [String], below: String
    ) {
        literal("<rect rx=\"6\" class=\"zone ")
        literal(style)
        literal("\" x=\"")
        number(box.x)
        literal("\" y=\"")
        number(box.y)
        literal("\" width=\"")
        number(box.width)
        literal("\" height=\"")
        number(box.height)
        literal("\"/>")
        let top = box.y + (below.isEmpty ? box.height / 2 + 6 : 30)
        for (place, line) in lines.enumerated() {
            words(line, x: box.middle, y: top + place * 21, style: "zone-name")
        }
        if !below.isEmpty { words(below, x: box.middle, y: box.bottom - 14, style: "zone-kind") }
    }

    private mutating func words(_ words: String, x: Int, y: Int, style: StaticString) {
        literal("<text text-anchor=\"middle\" class=\"")
        literal(style)
        literal("\" x=\"")
        number(x)
        literal("\" y=\"")
        number(y)
        literal("\">")
        text(words)
        literal("</text>")
    }

    /// A name in two lines at most: SVG breaks none.
    private static func broken(_ name: String, perLine: Int) -> [String] {
        guard name.count > perLine else { return [name] }
        let rest = name.dropFirst(perLine)
        return [
            String(name.prefix(perLine)),
            String(rest.prefix(perLine - 1)) + (rest.count >= perLine ? "…" : ""),
        ]
    }
}
