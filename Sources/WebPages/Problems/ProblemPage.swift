/// Something did not work: what it was, that nothing is lost, and what to do next.
public struct ProblemPage: Page {
    /// The status of the answer.
    public var kind: Kind
    /// The stable code that operators find in the log; nothing private.
    public var code: String = ""
    /// A sentence that knows more than the status does.
    public var sentence: String?
    /// Where to go from here, apart from home.
    public var next: LinkText?

    /// Every part by name.
    public init(kind: Kind, code: String = "", sentence: String? = nil, next: LinkText? = nil) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.next = next
    }

    /// The statuses that people see.
    public enum Kind: Int, Sendable, CaseIterable {
        /// What was sent makes no sense.
        case badRequest = 400
        /// Not this person's.
        case forbidden = 403
        /// Nothing is there.
        case notFound = 404
        /// Another change came first.
        case conflict = 409
        /// Too large.
        case tooLarge = 413
        /// Too often.
        case tooMany = 429
        /// Our mistake.
        case ours = 500
        /// Not now.
        case unavailable = 503
    }

    public var title: String { kind.words.title }

    public func write(into html: inout HTML) {
        html.div(.class("narrow card")) { html in
            html.h1(title)
            html.p(sentence ?? kind.words.what)
            html.p { html in
                html.strong("つぎにすること：")
                html.text(kind.words.next)
            }
            html.div(.class("actions")) { html in
                if let next { html.follow(next, "button primary") }
                html.a("ホームへ", .href(.home), .class(next == nil ? "button primary" : "button"))
            }
            html.p("番号 \(kind.rawValue)\(code.isEmpty ? "" : "　\(code)")", .class("hint"))
        }
    }
}

extension ProblemPage.Kind {
    fileprivate var words: (title: String, what: String, next: String) {
        switch self {
        case .badRequest:
            (
                "送られた内容を読めませんでした", "画面を長く開いたままだったか、途中で通信が切れたのかもしれません。何も変わっていません。",
                "前の画面に戻り、開き直してから、もう一度送ってください。"
            )
        case .forbidden:
            ("この画面は、いまの役割では開けません", "見てはいけないことをしたわけではありません。担当でない画面を開いただけです。", "必要なときは、事務局の担当に役割の変更を頼んでください。")
        case .notFound:
            ("その画面は見つかりません", "アドレスが違うか、ご覧になれないものです。", "ホームから進むか、「さがす」で名称の一部を入れてください。")
        case .conflict:
            (
                "ほかの人が先に直しました", "同じものが、開いているあいだに変わりました。あなたの書いたものは、まだ保存されていません。",
                "前の画面に戻って内容を控え、開き直してから、もう一度直してください。"
            )
        case .tooLarge:
            ("大きすぎて受け取れませんでした", "受け取れるファイルは20MBまでです。何も変わっていません。", "分けるか、小さくしてから、もう一度送ってください。")
        case .tooMany:
            (
                "続けて試しすぎました", "パスワードをまちがえた回数が多いときなど、しばらく受け付けを止めています。",
                "15分ほど待ってから、もう一度お試しください。急ぐときは事務局の担当に再設定を頼んでください。"
            )
        case .ours:
            ("こちらの不具合です", "申し訳ありません。記録の途中だったものは、元のままに戻っています。", "もう一度試してだめなら、下の番号を添えて、保守の担当に知らせてください。")
        case .unavailable:
            ("いまは使えません", "準備中か、手入れの途中です。記録は残っています。", "数分待ってから、開き直してください。")
        }
    }
}
