import Primitives

/// One report of a provider: the numbers that were read, its text, and the signature of whoever read it.
public struct ProviderReportPage: Page {
    /// The record.
    public var id: String
    /// What people call it.
    public var name: String
    /// The file.
    public var file: LinkText
    /// Numbers with the words before them.
    public var counts: [(label: String, words: String)]
    /// What was read out of the file; nil where nothing could be.
    public var content: String?
    /// The signature: label and words; empty before it.
    public var signature: [(label: String, words: String)]
    /// What is known of the exit: licence and settings, in words.
    public var exit: [(label: String, words: String)]
    /// What may be said of the report; empty where the viewer may not sign it.
    public var results: [FormChoice]
    /// What was typed: `result`, `remark`, `licence`, `reviewed`.
    public var input: FormInput

    /// Every part by name.
    public init(
        id: String, name: String, file: LinkText, counts: [(label: String, words: String)], content: String?,
        signature: [(label: String, words: String)] = [], exit: [(label: String, words: String)] = [],
        results: [FormChoice] = [], input: FormInput = FormInput()
    ) {
        self.id = id
        self.name = name
        self.file = file
        self.counts = counts
        self.content = content
        self.signature = signature
        self.exit = exit
        self.results = results
        self.input = input
    }

    public var title: String { name }
    public var place: MenuPlace? { .alerts }

    public func write(into html: inout HTML) {
        html.trail([LinkText("事業者の監視報告", .providerReports)])
        html.h1(name)
        html.div(.class("actions")) { $0.follow(file, "button") }
        if !signature.isEmpty {
            html.h2("署名")
            html.dl(.class("facts")) { html in for each in signature { html.pair(each.label, each.words) } }
        }
        if !exit.isEmpty {
            html.h2("接続口の台帳では")
            html.dl(.class("facts")) { html in for each in exit { html.pair(each.label, each.words) } }
        }
        html.h2("読み取った数")
        if counts.isEmpty {
            html.p("数を読み取れませんでした。報告書を開いて、目で確かめてください。", .class("quiet"))
        } else {
            html.p("機械で読み取ったものです。報告書と見比べてください。", .class("hint"))
            html.dataTable(
                "読み取った数", [TableColumn("こと"), TableColumn("数", isNumber: true)], hidesCaption: true
            ) { html in
                for count in counts {
                    html.tr { html in
                        html.cell(.text(count.label), isRowHeading: true)
                        html.td(count.words, .class("number"))
                    }
                }
            }
        }
        if !results.isEmpty { signing(into: &html) }
        if let content {
            html.h2("読み取った文字")
            html.element("<pre", "</pre>", [.class("code"), .scrollable, .label("読み取った文字")]) {
                $0.text(content)
            }
        }
    }

    private func signing(into html: inout HTML) {
        html.h2("読んで署名する")
        html.submission(to: .providerReport(id), .class("form on-screen"), .improvement("guard")) { html in
            html.fields([
                input.field("result", "報告への対応", .choice(results), isRequired: true),
                input.field(
                    "remark", "所見", .longText(rows: 3), hint: "気づいたことと、決めた対応。残っている対応があれば、いつまでにするかも。"),
                input.field(
                    "licence", "ライセンス・保守の期限", .day, hint: "報告に書いてあれば入れます。接続口の台帳が直ります。空けておくと変わりません。"),
                input.field(
                    "reviewed", "年に一度の設定の見直し",
                    .several([FormChoice("1", "今回、守る仕組みの設定も見直しました。")])),
            ])
            html.buttons("読んだことを署名する", cancel: .providerReports)
        }
    }
}
