import Primitives

extension GridPage {
    /// A row that somebody else has changed while this person was typing: both versions, and nothing is lost.
    public struct Conflict: Sendable {
        /// The row, counted from 1.
        public var number: Int
        /// What the record is called.
        public var name: String
        /// Who changed it.
        public var by: String
        /// When.
        public var at: Instant
        /// The fields that either of the two has changed.
        public var differences: [Difference]

        /// Every part by name.
        public init(number: Int, name: String, by: String, at: Instant, differences: [Difference]) {
            self.number = number
            self.name = name
            self.by = by
            self.at = at
            self.differences = differences
        }
    }

    /// One field of such a row.
    public struct Difference: Sendable {
        /// Its name in the form.
        public var column: String
        /// Its heading.
        public var title: String
        /// What this person saw.
        public var before: String
        /// What the other one saved.
        public var theirs: String
        /// What this person typed; nil where the field was left alone, and then theirs stays.
        public var mine: String?

        /// Every part by name.
        public init(column: String, title: String, before: String, theirs: String, mine: String?) {
            self.column = column
            self.title = title
            self.before = before
            self.theirs = theirs
            self.mine = mine
        }
    }

    func writeConflicts(into html: inout HTML) {
        guard !conflicts.isEmpty else { return }
        html.section(.class("card conflicts"), .labelledBy("conflicts")) { html in
            html.h2("ほかの人が先に直した行があります（\(conflicts.count)行）", .id("conflicts"))
            html.p(
                "まだ何も保存していません。下で両方を見比べ、表の中であなたの内容を直してから「保存する」を押してください。"
                    + "そのまま押すと、あなたが書いた項目はあなたの内容に、ほかの項目は相手の内容になります。"
                    + "いまの内容は「これまでの版」に残ります。")
            for conflict in conflicts { conflict.write(into: &html) }
        }
    }
}

extension GridPage.Conflict {
    fileprivate func write(into html: inout HTML) {
        html.h3 { html in html.a("\(number)行目「\(name)」", .anchor("n-\(number)")) }
        html.p(.class("hint")) { html in
            html.text("\(by)が")
            html.moment(at)
            html.text("に直しました。")
        }
        let headings = ["項目", "あなたが開いたとき", "\(by)の内容（保存済み）", "あなたの内容", "どちらにするか"]
        html.dataTable("\(number)行目の違うところ", headings.map { TableColumn($0) }, hidesCaption: true) { html in
            for difference in differences {
                html.tr { html in
                    html.cell(.text(difference.title), isRowHeading: true)
                    html.cell(difference.before.isEmpty ? .missing : .text(difference.before))
                    html.cell(difference.theirs.isEmpty ? .missing : .text(difference.theirs))
                    guard let mine = difference.mine else {
                        html.td("直していません", .class("quiet"))
                        html.td("相手の内容のまま")
                        return
                    }
                    html.cell(mine.isEmpty ? .missing : .text(mine))
                    html.td { html in choice(difference, into: &html) }
                }
            }
        }
    }

    private func choice(_ difference: GridPage.Difference, into html: inout HTML) {
        let id = "t-\(number).\(difference.column)"
        html.div(.class("choice")) { html in
            html.input(
                .type("checkbox"), .id(id), .name("theirs"), .value("\(number).\(difference.column)"))
            html.label("相手の内容にする", .for(id))
        }
    }
}

extension HTML {
    /// One cell with its field and what is wrong with it. Most of a page of a hundred kilobytes is made of
    /// these, so their tags are written whole.
    mutating func gridCell(_ cell: GridPage.Cell, _ column: GridPage.Column, row: Int, column index: Int) {
        literal(cell.problem == nil ? "<td>" : "<td class=\"failed\">")
        literal(column.isLong ? "<textarea rows=\"1\" name=\"" : "<input name=\"")
        cellName(row, column.name)
        literal("\" aria-labelledby=\"c-")
        number(index)
        literal(" n-")
        number(row)
        byte(UInt8(ascii: "\""))
        if !column.suggestions.isEmpty, !column.isLong {
            literal(" list=\"l-")
            number(index)
            byte(UInt8(ascii: "\""))
        }
        if let saved = cell.saved { Attribute.saved(saved).write(into: &self) }
        if cell.problem != nil {
            literal(" aria-invalid=\"true\" id=\"")
            cellName(row, column.name)
            literal("\" aria-describedby=\"e-")
            cellName(row, column.name)
            byte(UInt8(ascii: "\""))
        }
        if column.isLong {
            literal(">\n")
            quoted(cell.text)
            literal("</textarea>")
        } else {
            literal(" value=\"")
            quoted(cell.text)
            literal("\">")
        }
        if let problem = cell.problem {
            literal("<p class=\"error\" id=\"e-")
            cellName(row, column.name)
            literal("\">")
            text(problem)
            literal("</p>")
        }
        literal("</td>")
    }

    private mutating func cellName(_ row: Int, _ column: String) {
        number(row)
        byte(UInt8(ascii: "."))
        quoted(column)
    }

    /// What a field may hold, for the list that the browser unfolds.
    mutating func suggestions(_ id: String, _ words: [String]) {
        element("<datalist", "</datalist>", [.id(id)]) { html in
            for word in words { html.option("", .value(word)) }
        }
    }
}
