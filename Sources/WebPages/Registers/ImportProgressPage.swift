/// A long import at work: how far it is, and a button that stops it without a trace.
public struct ImportProgressPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The staged file's id in the address.
    public var staged: String
    /// What is being done, in words.
    public var phase: String
    /// Rows done.
    public var done: Int
    /// Rows in all; 0 where that is not known yet.
    public var all: Int

    /// Every part by name.
    public init(
        register: String, registerTitle: String, staged: String, phase: String, done: Int, all: Int
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.staged = staged
        self.phase = phase
        self.done = done
        self.all = all
    }

    public var title: String { "取り込みの途中" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        let address = Address.stagedImport(register: register, id: staged)
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(title)
        html.div(.class("card"), .role("status")) { html in
            let count = all > 0 ? "：\(grouped(min(done, all))) / \(grouped(all)) 行" : ""
            html.p("\(phase)\(count)")
            html.p("この画面は2秒ごとに新しくなります。閉じても作業は続きます。", .class("hint"))
        }
        html.submission(to: address) { html in
            html.div(.class("buttons")) { html in
                html.a("いまの様子を見る", .href(address), .class("button"))
                html.button("取りやめる", .type("submit"), .name("act"), .value("cancel"))
            }
        }
        html.p("途中で取りやめると、台帳は何も変わりません。", .class("hint"))
    }
}

/// What an import did, and the way to take it back.
public struct ImportResultPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// What it was: 取り込み, 表での保存, まとめての変更.
    public var act: String
    /// Its entry in the ledger.
    public var seq: Int
    /// When and by whom, in words.
    public var made: String
    /// Records that were made.
    public var created: Int
    /// Records that were changed.
    public var changed: Int
    /// Whether it has been taken back.
    public var isUndone: Bool
    /// Whether the viewer may take it back now.
    public var canUndo: Bool
    /// The staged file whose refused rows can still be fetched; nil for none.
    public var stagedWithRefused: String?

    /// Every part by name.
    public init(
        register: String, registerTitle: String, act: String = "取り込み", seq: Int, made: String, created: Int,
        changed: Int,
        isUndone: Bool, canUndo: Bool, stagedWithRefused: String? = nil
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.act = act
        self.seq = seq
        self.made = made
        self.created = created
        self.changed = changed
        self.isUndone = isUndone
        self.canUndo = canUndo
        self.stagedWithRefused = stagedWithRefused
    }

    public var title: String { "\(act)の結果" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([
            LinkText("台帳", .registers), LinkText(registerTitle, .register(register)),
            LinkText("Excelから取り込む", .importRegister(register)),
        ])
        html.h1(title)
        html.dl(.class("facts")) { html in
            html.pair("日時と人", made)
            html.pair("新しい記録", "\(grouped(created))件")
            html.pair("変わった記録", "\(grouped(changed))件")
            html.pair("履歴の番号", String(seq))
        }
        if let stagedWithRefused {
            html.div(.class("card")) { html in
                html.p("取り込まなかった行があります。理由を付けたExcelを受け取り、直してから、それをもう一度取り込んでください。")
                html.a(
                    "直す行をExcelで受け取る", .href(.refusedRows(register: register, id: stagedWithRefused)),
                    .class("button"))
            }
        }
        html.div(.class("buttons")) { html in
            html.a("台帳を見る", .href(.register(register)), .class("button primary"))
            if canUndo {
                html.submission(to: .importResult(register: register, seq: String(seq))) { html in
                    html.button("この\(act)を元に戻す", .type("submit"), .name("act"), .value("undo"))
                }
            }
        }
        if isUndone {
            html.p("この\(act)は元に戻してあります。", .class("prose"))
        } else if canUndo {
            html.p("元に戻せるのは今日のうちです。そのあとにだれかが直した記録があると、戻せません。", .class("hint prose"))
        }
    }
}
