import Primitives

/// The ledger of all acts: its size, its last signed checkpoint, its last verification.
public struct LedgerPage: Page {
    /// Entries so far.
    public var entryCount: Int
    /// The last signed checkpoint; nil before the first.
    public var checkpoint: Checkpoint?
    /// The last verification; nil before the first.
    public var verification: Verification?
    /// The last entries, newest first.
    public var entries: [Entry]
    /// False for a reader who may not start a verification.
    public var canVerify: Bool
    /// Whether the viewer may know who did what.
    public var showsEntries: Bool

    /// Every part by name.
    public init(
        entryCount: Int, checkpoint: Checkpoint? = nil, verification: Verification? = nil,
        entries: [Entry], canVerify: Bool, showsEntries: Bool = true
    ) {
        self.entryCount = entryCount
        self.checkpoint = checkpoint
        self.verification = verification
        self.entries = entries
        self.canVerify = canVerify
        self.showsEntries = showsEntries
    }

    /// A signed checkpoint.
    public struct Checkpoint: Sendable {
        /// Entries that it covers.
        public var size: Int
        /// When it was signed.
        public var at: Instant
        /// The root hash in base64.
        public var root: String
        /// The name of the key.
        public var origin: String

        /// Every part by name.
        public init(size: Int, at: Instant, root: String, origin: String) {
            self.size = size
            self.at = at
            self.root = root
            self.origin = origin
        }
    }

    /// A verification.
    public struct Verification: Sendable {
        /// When.
        public var at: Instant
        /// Entries that were recomputed.
        public var size: Int
        /// What was found, each with the name of the entry; empty where all agrees.
        public var findings: [String]
        /// Up to which outside checkpoint the history is vouched for, as a sentence.
        public var outside: String?

        /// Every part by name.
        public init(at: Instant, size: Int, findings: [String], outside: String? = nil) {
            self.at = at
            self.size = size
            self.findings = findings
            self.outside = outside
        }
    }

    /// One entry.
    public struct Entry: Sendable {
        /// Its number, from 0.
        public var number: Int
        /// When.
        public var at: Instant
        /// By whom.
        public var by: String
        /// What was done, in words.
        public var act: String
        /// What it was done to.
        public var subject: LinkText?

        /// Every part by name.
        public init(number: Int, at: Instant, by: String, act: String, subject: LinkText? = nil) {
            self.number = number
            self.at = at
            self.by = by
            self.act = act
            self.subject = subject
        }
    }

    public var title: String { "記録台帳" }
    public var place: MenuPlace? { .ledger }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.p("この仕組みで行われたことは、すべて順番に記録されます。あとから書き換え、抜き取り、並べ替えをすると、検証で見つかります。", .class("lead"))
        html.section(.class("card")) { html in
            html.h2("検証")
            lastVerification(into: &html)
            if canVerify {
                html.submission(to: .verifyLedger) { html in
                    html.div(.class("actions")) { $0.button("いま検証する", .type("submit"), .class("primary")) }
                }
            }
        }
        html.section(.class("card")) { html in
            html.h2("署名した目印（チェックポイント）")
            lastCheckpoint(into: &html)
        }
        html.h2("最近の記録（全\(grouped(entryCount))件）")
        guard showsEntries else { return html.p("だれが何をしたかは、事務局と監査だけが見られます。") }
        html.dataTable(
            "最近の記録", [TableColumn("番号", isNumber: true)] + ["日時", "だれが", "何を"].map { TableColumn($0) },
            hidesCaption: true
        ) { html in
            for entry in entries {
                html.tr { html in
                    html.cell(.number(entry.number))
                    html.td { $0.moment(entry.at) }
                    html.cell(.text(entry.by))
                    html.td { html in
                        html.text(entry.act)
                        if let subject = entry.subject {
                            html.text("：")
                            html.follow(subject)
                        }
                    }
                }
            }
        }
    }

    private func lastVerification(into html: inout HTML) {
        guard let verification else {
            return html.p { html in
                html.verdict(.notYetConfirmed)
                html.text("　まだ一度も検証していません。")
            }
        }
        html.p { html in
            html.verdict(verification.findings.isEmpty ? .confirmed : .actionNeeded)
            html.text("　")
            html.moment(verification.at)
            html.text("に\(grouped(verification.size))件を計算し直し、")
            html.text(
                verification.findings.isEmpty
                    ? "すべて一致しました。" : "合わないところが\(verification.findings.count)か所ありました。")
        }
        if !verification.findings.isEmpty {
            html.ul { html in for finding in verification.findings { html.li(finding) } }
            html.p("データには手を付けず、直近のバックアップと、この画面の控えを持って、保守の担当に知らせてください。")
        }
        html.p(verification.outside ?? "外に保管した目印との照合は、まだ行っていません。", .class("hint"))
    }

    private func lastCheckpoint(into html: inout HTML) {
        guard let checkpoint else { return html.p("まだ署名した目印がありません。最初の記録のあとに作られます。") }
        html.dl(.class("facts")) { html in
            html.pair("署名した日時") { $0.moment(checkpoint.at) }
            html.pair("ここまでの記録", "\(grouped(checkpoint.size))件")
            html.pair("照合値") { $0.span(checkpoint.root, .class("code")) }
            html.pair("署名者", checkpoint.origin)
        }
        html.p("ときどき控えを取り、この仕組みの外（紙、ほかの共有フォルダー）に置いてください。全体を古い状態に戻されても、控えと照らせば分かります。", .class("hint prose"))
        html.div(.class("actions")) { $0.a("控えを保存する", .href(.checkpoint), .class("button"), .download) }
    }
}
