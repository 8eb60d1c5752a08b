import Primitives

/// All versions of a record, the newest first, each as what it changed.
public struct RecordHistoryPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The record's id.
    public var id: String
    /// What the record is called.
    public var name: String
    /// Newest first.
    public var versions: [Version]
    /// Older ones and newer ones.
    public var pager: Pager

    /// Every part by name.
    public init(
        register: String, registerTitle: String, id: String, name: String, versions: [Version],
        pager: Pager
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.id = id
        self.name = name
        self.versions = versions
        self.pager = pager
    }

    /// One version.
    public struct Version: Sendable {
        /// 1 for the first.
        public var number: Int
        /// When it was made.
        public var at: Instant
        /// By whom, with さん where it is a person.
        public var by: String
        /// Why, where that was written down.
        public var reason: String?
        /// What is different from the version before; for the first version, all that was filled.
        public var differences: [Difference]
        /// The number of its entry in the ledger.
        public var ledgerEntry: Int

        /// Every part by name.
        public init(
            number: Int, at: Instant, by: String, reason: String? = nil, differences: [Difference],
            ledgerEntry: Int
        ) {
            self.number = number
            self.at = at
            self.by = by
            self.reason = reason
            self.differences = differences
            self.ledgerEntry = ledgerEntry
        }
    }

    /// One field that changed.
    public struct Difference: Sendable {
        /// Its label.
        public var label: String
        /// What stood there; nil for nothing.
        public var before: String?
        /// What stands there since; nil for nothing.
        public var after: String?

        /// Every part by name.
        public init(label: String, before: String? = nil, after: String? = nil) {
            self.label = label
            self.before = before
            self.after = after
        }
    }

    public var title: String { "「\(name)」のこれまでの版" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText(registerTitle, .register(register)),
            LinkText(name, .record(register: register, id: id)),
        ])
        html.h1(title)
        html.p("消した文字には線を引き、足した文字には下線を付けています。どの版も記録台帳の番号から照合できます。", .class("lead"))
        html.ol(.class("versions")) { html in for version in versions { html.li { version.write(into: &$0) } }
        }
        html.pager(pager, at: .recordHistory(register: register, id: id))
    }
}

extension RecordHistoryPage.Version {
    fileprivate func write(into html: inout HTML) {
        html.h2("第\(number)版", .class("phrase"))
        html.p(.class("hint")) { html in
            html.moment(at)
            html.text(" \(by)　記録台帳 \(grouped(ledgerEntry))番")
        }
        if let reason { html.p("理由：\(reason)") }
        html.dl(.class("facts")) { html in
            for difference in differences {
                html.pair(difference.label) { html in html.difference(difference.before, difference.after) }
            }
        }
        if differences.isEmpty { html.p("内容の変更はありません（確認の記録）。", .class("quiet")) }
    }
}

extension HTML {
    /// What stood there struck out, what stands there underlined, an arrow between, so that color is not
    /// needed.
    mutating func difference(_ before: String?, _ after: String?) {
        if let before { element("<del", "</del>", []) { $0.text(before) } }
        if before != nil && after != nil { text(" → ") }
        if let after { ins(after) }
        if before == nil && after == nil { span("未記入", .class("missing")) }
    }
}
