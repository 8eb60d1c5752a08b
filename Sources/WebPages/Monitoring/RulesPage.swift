import Primitives

/// The detection rules: what each finds, whether it is on, its exceptions, what it would have raised.
public struct RulesPage: Page {
    /// One for each rule, those that are on first.
    public var rules: [Rule]
    /// Whether the viewer may switch them.
    public var maySwitch: Bool
    /// The organization's domain names, one a line.
    public var domains: String
    /// The rule whose form was refused.
    public var failed: String?
    /// What was typed there: `reason`.
    public var input: FormInput

    /// A rule as it stands.
    public struct Rule: Sendable {
        /// Its id.
        public var id: String
        /// What it finds.
        public var title: String
        /// How grave, in a word.
        public var level: String
        /// What it looks at; may be empty.
        public var summary: String
        /// The clauses that speak of it.
        public var clauses: [ClauseReference]
        /// Its state, in words, with since when.
        public var state: String
        /// Whether it is on or on trial.
        public var isOn: Bool
        /// Whether it is on trial.
        public var isOnTrial: Bool
        /// The registers that it waits for, in words; nil where it does not.
        public var waitsFor: String?
        /// What it raised of late, in words.
        public var counts: String
        /// Exceptions that hold.
        public var exceptions: [LinkText]
        /// What it would have raised.
        public var silent: [LinkText]

        /// Every part by name.
        public init(
            id: String, title: String, level: String, summary: String = "",
            clauses: [ClauseReference] = [], state: String, isOn: Bool, isOnTrial: Bool = false,
            waitsFor: String? = nil, counts: String, exceptions: [LinkText] = [], silent: [LinkText] = []
        ) {
            self.id = id
            self.title = title
            self.level = level
            self.summary = summary
            self.clauses = clauses
            self.state = state
            self.isOn = isOn
            self.isOnTrial = isOnTrial
            self.waitsFor = waitsFor
            self.counts = counts
            self.exceptions = exceptions
            self.silent = silent
        }
    }

    /// Every part by name.
    public init(
        rules: [Rule], maySwitch: Bool, domains: String = "", failed: String? = nil,
        input: FormInput = FormInput()
    ) {
        self.rules = rules
        self.maySwitch = maySwitch
        self.domains = domains
        self.failed = failed
        self.input = input
    }

    public var title: String { "検知ルール" }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.monitoringTabs(.rules)
        html.p("ログから何を探すかの一覧です。使い始めたルールは、14日のあいだ試運転になり、知らせるはずだったものだけを見せます。", .class("lead"))
        html.div(.class("actions")) {
            $0.a("例外の一覧", .href(.register("rule-exceptions")), .class("button"))
        }
        if rules.isEmpty { html.p("検知ルールがまだありません。", .class("quiet")) }
        html.ul(.class("queue")) { html in
            for rule in rules { html.li { html in html.article { one(rule, into: &$0) } } }
        }
        if maySwitch { ownNames(into: &html) }
    }

    private func ownNames(into html: inout HTML) {
        html.h2("団体のドメイン名", .class("on-screen"))
        html.submission(to: .rules, .class("form on-screen")) { html in
            html.field(
                FormField(
                    "domains", "団体のドメイン名", .longText(rows: 3), value: domains,
                    hint: "ホームページやメールのドメイン名を、一行に一つ。よく似せた偽物を見つけます。例：kumiai.example.jp"))
            html.buttons("ドメイン名を保存する")
        }
    }

    private func one(_ rule: Rule, into html: inout HTML) {
        html.h2(rule.title)
        html.p(.class("hint")) { html in
            html.span(rule.state, .class("when"))
            html.text("　重さ\(rule.level)　\(rule.counts)　")
            html.span(rule.id, .class("code"))
        }
        if !rule.summary.isEmpty || !rule.clauses.isEmpty {
            html.p { html in
                html.sentence(rule.summary)
                if !rule.clauses.isEmpty {
                    html.text("（")
                    html.clauses(rule.clauses)
                    html.text("）")
                }
            }
        }
        if let waitsFor = rule.waitsFor { html.p(waitsFor, .class("missing")) }
        list("知らせるはずだったもの（試運転）", rule.silent, into: &html)
        list("例外", rule.exceptions, into: &html)
        if maySwitch { switches(rule, into: &html) }
    }

    private func list(_ heading: String, _ links: [LinkText], into html: inout HTML) {
        guard !links.isEmpty else { return }
        html.details { html in
            html.summary("\(heading)：\(links.count)件")
            html.ul { html in for link in links.prefix(30) { html.li { $0.follow(link) } } }
        }
    }

    private func switches(_ rule: Rule, into html: inout HTML) {
        let hasFailed = failed == rule.id
        html.element("<details", "</details>", [.class("on-screen"), .open(hasFailed)]) { html in
            html.summary("切り替える・例外を加える")
            html.submission(to: .rules, .class("form")) { html in
                html.field(.hidden("rule", rule.id))
                html.field(
                    FormField(
                        "reason." + rule.id, "理由", .text(maximumLength: 1_000),
                        value: hasFailed ? input.values["reason"] ?? "" : "",
                        hint: "使わないとき、試運転を飛ばすときは必ず書きます。",
                        error: hasFailed ? input.errors["reason"] : nil))
                html.div(.class("buttons")) { html in
                    if !rule.isOn {
                        html.button("使い始める（試運転から）", .type("submit"), .name("state"), .value("on"))
                    }
                    if !rule.isOn || rule.isOnTrial {
                        html.button("すぐ知らせる", .type("submit"), .name("state"), .value("now"))
                    }
                    if rule.isOn && !rule.isOnTrial {
                        html.button("試運転にする", .type("submit"), .name("state"), .value("silent"))
                    }
                    if rule.isOn {
                        html.button("使わない", .type("submit"), .name("state"), .value("off"))
                    }
                    html.a(
                        "例外を加える",
                        .href(
                            .newRecord(register: "rule-exceptions"), query: [QueryItem("rule_id", rule.id)]),
                        .class("button"))
                }
            }
        }
    }
}
