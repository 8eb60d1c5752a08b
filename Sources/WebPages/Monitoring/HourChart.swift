/// Numbers by hour as a picture: bars for one row, lines for several. The table behind it says the same.
public struct HourChart: Sendable {
    /// What the picture is called.
    public var title: String
    /// The id of the table behind it.
    public var table: String
    /// The hours, in order, as people read them.
    public var hours: [String]
    /// Named rows of numbers, one for each hour; at most `rowLimit` are drawn.
    public var rows: [(name: String, values: [Int])]

    /// Lines that can be told apart.
    public static let rowLimit = 6

    /// Every part by name.
    public init(title: String, table: String, hours: [String], rows: [(name: String, values: [Int])]) {
        self.title = title
        self.table = table
        self.hours = hours
        self.rows = rows
    }

    static let (width, height, left, top, bottom) = (960, 260, 100, 16, 36)

    var most: Int { max(1, rows.prefix(Self.rowLimit).flatMap(\.values).max() ?? 1) }

    /// The height of a value in the picture, from its bottom line.
    func rise(_ value: Int) -> Int { value * (Self.height - Self.top - Self.bottom) / most }

    /// Where an hour begins in the picture.
    func x(_ place: Int) -> Int { Self.left + place * (Self.width - Self.left - 10) / max(1, hours.count) }
}

extension HTML {
    /// The picture, with its title and the table that describes it.
    mutating func chart(_ chart: HourChart) {
        figure(.class("diagram-frame")) { html in
            html.literal("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 960 260\" aria-labelledby=\"chart-")
            html.quoted(chart.table)
            html.literal("\" aria-describedby=\"")
            html.quoted(chart.table)
            html.literal("\"><title id=\"chart-")
            html.quoted(chart.table)
            html.literal("\">")
            html.text(chart.title)
            html.literal("</title>")
            html.chartScale(chart)
            if chart.rows.count == 1 { html.bars(chart) } else { html.chartLines(chart) }
            html.literal("</svg>")
        }
        if chart.rows.count > 1 {
            ul(.class("chart-legend")) { html in
                for (place, row) in chart.rows.prefix(HourChart.rowLimit).enumerated() {
                    html.li { html in
                        html.literal("<svg class=\"chart-key\" viewBox=\"0 0 40 10\" aria-hidden=\"true\">")
                        html.literal("<path class=\"row-")
                        html.number(place)
                        html.literal("\" d=\"M0 5H40\"/></svg>")
                        html.text(row.name)
                    }
                }
            }
        }
    }

    private mutating func chartScale(_ chart: HourChart) {
        let ground = HourChart.height - HourChart.bottom
        for value in Set([0, chart.most / 2, chart.most]).sorted() {
            let y = ground - chart.rise(value)
            literal("<path class=\"grid-line\" d=\"M")
            number(HourChart.left)
            literal(" ")
            number(y)
            literal("H950\"/>")
            label(grouped(value), HourChart.left - 8, y + 5, "end", "scale")
        }
        let step = max(1, chart.hours.count / 8)
        for place in stride(from: 0, to: chart.hours.count, by: step) {
            label(chart.hours[place], chart.x(place), HourChart.height - 10, "start", "hour")
        }
    }

    private mutating func label(
        _ words: String, _ x: Int, _ y: Int, _ anchor: StaticString, _ style: StaticString
    ) {
        literal("<text class=\"")
        literal(style)
        literal("\" x=\"")
        number(x)
        literal("\" y=\"")
        number(y)
        literal("\" text-anchor=\"")
        literal(anchor)
        literal("\">")
        text(words)
        literal("</text>")
    }

    private mutating func bars(_ chart: HourChart) {
        let ground = HourChart.height - HourChart.bottom
        let width = max(2, chart.x(1) - chart.x(0) - 2)
        for (place, value) in (chart.rows.first?.values ?? []).enumerated() where value > 0 {
            literal("<rect class=\"bar\" x=\"")
            number(chart.x(place))
            literal("\" y=\"")
            number(ground - max(2, chart.rise(value)))
            literal("\" width=\"")
            number(width)
            literal("\" height=\"")
            number(max(2, chart.rise(value)))
            literal("\"/>")
        }
    }

    private mutating func chartLines(_ chart: HourChart) {
        let ground = HourChart.height - HourChart.bottom
        for (line, row) in chart.rows.prefix(HourChart.rowLimit).enumerated() {
            literal("<path class=\"row-")
            number(line)
            literal("\" d=\"")
            for (place, value) in row.values.enumerated() {
                literal(place == 0 ? "M" : "L")
                number(chart.x(place))
                literal(" ")
                number(ground - chart.rise(value))
            }
            literal("\"/>")
        }
    }
}
