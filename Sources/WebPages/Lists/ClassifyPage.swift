import Primitives

/// Five questions in daily words about one information asset, and what the answers lead to.
public struct ClassifyPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What it is called.
    public var name: String
    /// The five questions and the room for words.
    public var fields: [FormField]
    /// The version that was shown.
    public var version: String
    /// When the classes were confirmed last; nil where they never were.
    public var confirmedOn: Day?
    /// What the answers lead to; nil before they were given.
    public var outcome: Outcome?

    /// What the answers lead to.
    public struct Outcome: Sendable {
        /// One an axis.
        public var axes: [Axis]
        /// The answers, to be sent once more.
        public var answers: [FormField]

        /// One axis: what it was, what it becomes, and why.
        public struct Axis: Sendable {
            public var title: String
            public var before: String?
            public var after: String
            /// What the organization itself calls it.
            public var ownName: String?
            public var reason: String

            /// Every part by name.
            public init(title: String, before: String?, after: String, ownName: String?, reason: String) {
                self.title = title
                self.before = before
                self.after = after
                self.ownName = ownName
                self.reason = reason
            }
        }

        /// Every part by name.
        public init(axes: [Axis], answers: [FormField]) {
            self.axes = axes
            self.answers = answers
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, fields: [FormField],
        version: String, confirmedOn: Day?, outcome: Outcome? = nil
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.fields = fields
        self.version = version
        self.confirmedOn = confirmedOn
        self.outcome = outcome
    }

    public var title: String { "「\(name)」を五つの質問で分類する" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText(registerTitle, .register(register)),
            LinkText(name, .record(register: register, id: id)),
        ])
        html.h1(title)
        html.stepNavigation(["五つの質問に答える", "分類と理由を確かめる"], current: outcome == nil ? 1 : 2)
        if let outcome { self.outcome(outcome, into: &html) } else { questions(into: &html) }
    }

    private func questions(into html: inout HTML) {
        html.p("ふだんの言葉で答えると、機密性・完全性・可用性の三つが決まり、理由も残ります。迷ったら、重いほうを選んでください。", .class("lead"))
        if let confirmedOn {
            html.p(.class("hint")) { html in
                html.text("前に分類を確かめた日：")
                html.day(confirmedOn)
                html.text("。年に一度、答え直します。")
            }
        }
        html.submission(to: .classifyRecord(register: register, id: id), .class("form")) { html in
            html.field(.hidden("version", version))
            html.fields(fields)
            html.div(.class("buttons")) { html in
                html.button("次へ：分類を確かめる", .type("submit"), .name("act"), .value("look"), .class("primary"))
                html.a("やめて戻る", .href(.record(register: register, id: id)), .class("button"))
                html.span("目安 \(spokenMinutes(3))", .class("quiet"))
            }
        }
    }

    private func outcome(_ outcome: Outcome, into html: inout HTML) {
        html.p("まだ何も変わっていません。理由は、そのまま記録に残ります。", .class("lead"))
        html.dl(.class("card facts")) { html in
            for axis in outcome.axes {
                html.pair(axis.title) { html in
                    if axis.before == axis.after {
                        html.strong(axis.after)
                        html.text("（いまと同じ）")
                    } else {
                        html.difference(axis.before, axis.after)
                    }
                    if let own = axis.ownName {
                        html.br()
                        html.text("この組織の区分では「\(own)」")
                    }
                    html.br()
                    html.span("理由：\(axis.reason)", .class("hint"))
                }
            }
        }
        html.submission(to: .classifyRecord(register: register, id: id)) { html in
            for field in outcome.answers { html.field(field) }
            html.field(.hidden("version", version))
            html.div(.class("buttons")) { html in
                html.button("この分類にする", .type("submit"), .name("act"), .value("save"), .class("primary"))
                html.button("答え直す", .type("submit"), .name("act"), .value("back"))
                html.a("やめて戻る", .href(.record(register: register, id: id)), .class("button"))
            }
        }
    }
}
