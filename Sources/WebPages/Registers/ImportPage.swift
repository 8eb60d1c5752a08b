/// Excel in and out of one register: which file, and the imports of late.
public struct ImportPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// The fields that a sheet may bring, in order; required ones first to be looked for.
    public var fieldTitles: [String]
    /// What was wrong with the file; nil before one was sent.
    public var error: String?
    /// The newest imports, newest first.
    public var imports: [Line]

    /// One import.
    public struct Line: Sendable {
        /// Its entry in the ledger.
        public var seq: Int
        /// When, in Japan.
        public var at: String
        /// What it did, in words.
        public var words: String

        /// Every part by name.
        public init(seq: Int, at: String, words: String) {
            self.seq = seq
            self.at = at
            self.words = words
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, fieldTitles: [String], error: String? = nil, imports: [Line]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.fieldTitles = fieldTitles
        self.error = error
        self.imports = imports
    }

    public var title: String { "\(registerTitle)をExcelから取り込む" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register))])
        html.h1(title)
        html.p("いまお使いの表を、そのまま選んでください。確かめる画面を先に出すので、ここではまだ何も変わりません。", .class("lead"))
        html.submission(to: .importRegister(register), withFiles: true, .class("form")) { html in
            let file = FormField(
                "file", "取り込むファイル", .file(accepting: ".xlsx,.xlsm,.csv,.tsv,.txt"), isRequired: true,
                hint: "Excel ブック（.xlsx）か CSV。50MB・20万行まで。", error: error)
            html.fields([file])
            html.buttons("読み取って確かめる", cancel: .register(register))
        }
        html.section { html in
            html.h2("表の作り方")
            html.p(
                "見出しの行の上に表題があっても、見出しが2行でも、セルが結合されていてもかまいません。日付は和暦でも西暦でも読みます。"
                    + "書き出したExcelを直して取り込むと、直したところだけが変わります。", .class("prose"))
            html.p("取り込める項目：" + fieldTitles.joined(separator: "、"), .class("prose"))
        }
        otherFormats(into: &html)
        if !imports.isEmpty { newest(into: &html) }
    }

    private func otherFormats(into html: inout HTML) {
        html.section { html in
            html.h2("書き出す")
            html.submission(to: .exportRegister(register), .class("buttons")) { html in
                for (value, label) in [
                    ("xlsx", "Excelに書き出す"), ("csv", "CSV（UTF-8）に書き出す"), ("csv-cp932", "CSV（Shift_JIS）に書き出す"),
                ] {
                    html.button(label, .type("submit"), .name("format"), .value(value))
                }
            }
        }
    }

    private func newest(into html: inout HTML) {
        html.section { html in
            html.h2("最近の取り込みと、表やまとめての変更")
            html.dataTable(
                "最近の取り込みと、表やまとめての変更", [TableColumn("日時"), TableColumn("内容")], hidesCaption: true
            ) { html in
                for line in imports {
                    html.tr { html in
                        html.cell(
                            .link(line.at, .importResult(register: register, seq: String(line.seq))),
                            isRowHeading: true)
                        html.cell(.text(line.words))
                    }
                }
            }
        }
    }
}
