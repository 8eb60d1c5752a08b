import Primitives

/// How the networks hang together, drawn from the registers, with everything in words beside it.
public struct NetworkDiagramPage: Page {
    /// Where everything lies.
    public var drawing: NetworkDrawing
    /// The networks, in words.
    public var zones: [Line]
    /// The ways between them and out, by their numbers in the drawing.
    public var ways: [Way]
    /// What has to be looked at.
    public var warnings: [LinkText]
    /// The day from which the whole drawing is confirmed; nil where a part never was.
    public var confirmedOn: Day?
    /// By whom.
    public var confirmedBy: String?
    /// What it was drawn from, for the act that confirms it; nil for whoever may not.
    public var seen: String?

    /// One network.
    public struct Line: Sendable {
        /// Its name, with its record.
        public var name: LinkText
        /// Whether it sees the internet, its tier.
        public var kind: String
        /// To what it is joined, in words.
        public var joined: String
        /// When its drawing was confirmed last.
        public var confirmedOn: Day?

        /// Every part by name.
        public init(name: LinkText, kind: String, joined: String, confirmedOn: Day?) {
            self.name = name
            self.kind = kind
            self.joined = joined
            self.confirmedOn = confirmedOn
        }
    }

    /// One way.
    public struct Way: Sendable {
        /// As in the drawing.
        public var number: String
        /// Its name, with its record.
        public var name: LinkText
        /// From where to where.
        public var course: String
        /// How things pass, or what guards it.
        public var how: String

        /// Every part by name.
        public init(number: String, name: LinkText, course: String, how: String) {
            self.number = number
            self.name = name
            self.course = course
            self.how = how
        }
    }

    /// Every part by name.
    public init(
        drawing: NetworkDrawing, zones: [Line], ways: [Way], warnings: [LinkText], confirmedOn: Day?,
        confirmedBy: String?, seen: String?
    ) {
        self.drawing = drawing
        self.zones = zones
        self.ways = ways
        self.warnings = warnings
        self.confirmedOn = confirmedOn
        self.confirmedBy = confirmedBy
        self.seen = seen
    }

    public var title: String { "ネットワーク構成図" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText("ネットワーク", .register("networks"))])
        html.h1(title)
        html.p("台帳「ネットワーク」「ネットワーク間の接続」「インターネットとの接続口」から描いています。図を直すには、台帳を直します。", .class("lead"))
        html.p { html in
            html.strong("構成図を確かめた日：")
            if let confirmedOn {
                html.day(confirmedOn)
                if let confirmedBy { html.text("　\(confirmedBy)") }
            } else {
                html.span("まだ確かめていないネットワークがあります", .class("missing"))
            }
        }
        guard !zones.isEmpty else {
            html.p("まだネットワークが登録されていません。台帳「ネットワーク」に登録すると、ここに図が出ます。", .class("card"))
            return
        }
        html.figure(.class("diagram-frame")) { html in
            html.drawing(drawing, title: title, describedBy: "diagram-tables")
        }
        html.p("矢印は、通信を始める側から受ける側へ。丸の数字は下の表の番号です。", .class("hint"))
        warningList(into: &html)
        tables(into: &html)
        if let seen {
            html.submission(to: .networkDiagram, .class("on-screen")) { html in
                html.field(.hidden("seen", seen))
                html.h2("図が実際と合っているか")
                html.p("配線と設定を見て、この図と合っていれば押します。すべてのネットワークの「構成図を確認した日」が今日になります。年に一度は確かめます。")
                html.div(.class("buttons")) { html in
                    html.button("この図のとおりと確かめた", .type("submit"), .class("primary"))
                }
            }
        }
    }

    private func warningList(into html: inout HTML) {
        guard !warnings.isEmpty else { return }
        html.h2("確かめること（\(warnings.count)）")
        html.ul { html in for warning in warnings { html.li { $0.follow(warning) } } }
    }

    private func tables(into html: inout HTML) {
        html.section(.id("diagram-tables")) { html in
            html.h2("ネットワーク")
            html.dataTable(
                "ネットワークとつながる先",
                ["名称", "インターネットとの関係・区分", "つながる先", "構成図を確認した日"].map { TableColumn($0) }, hidesCaption: true
            ) { html in
                for zone in zones {
                    html.tr { html in
                        html.th(.scope("row")) { $0.follow(zone.name) }
                        html.td(zone.kind)
                        html.td(zone.joined)
                        html.cell(zone.confirmedOn.map { .day($0) } ?? .missing)
                    }
                }
            }
            html.h2("通り道")
            guard !ways.isEmpty else {
                html.p("ネットワーク間の接続も、インターネットとの接続口も、まだ登録されていません。")
                return
            }
            html.dataTable(
                "図の番号と通り道", ["番号", "名称", "どこからどこへ", "つなぎ方・守る仕組み"].map { TableColumn($0) },
                hidesCaption: true
            ) { html in
                for way in ways {
                    html.tr { html in
                        html.th(way.number, .scope("row"))
                        html.td { $0.follow(way.name) }
                        html.td(way.course)
                        html.td(way.how)
                    }
                }
            }
        }
    }
}
