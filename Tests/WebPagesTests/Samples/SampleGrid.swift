import Primitives
import WebPages

extension Sample {
    private static let gridColumns = [
        GridPage.Column(
            name: "name", title: "名称", isRequired: true, hint: "ふだんの呼び名。　例：救急搬送記録"),
        GridPage.Column(
            name: "kind", title: "種類", hint: "次のどれか：電子ファイル、紙の文書", suggestions: ["電子ファイル", "紙の文書"]),
        GridPage.Column(name: "note", title: "備考", isLong: true),
    ]

    static let grid = GridPage(
        register: assets, registerTitle: "情報資産", columns: gridColumns,
        rows: [
            .init(number: 1, token: "a-1~12", cells: [.init("救急活動記録"), .init("電子ファイル"), .init("一行目\n二行目")]),
            .init(number: 2, token: "", cells: [.init(""), .init(""), .init("")]),
        ], list: [QueryItem("q", "記録"), QueryItem("sort", "name")],
        pager: Pager(next: [QueryItem("after", "x~t~y")], rowCount: 1, totalCount: 240))

    static let gridWithErrors = GridPage(
        register: assets, registerTitle: "情報資産", columns: gridColumns,
        rows: [
            .init(
                number: 1, token: "a-1~14",
                cells: [
                    .init("救急活動記録"), .init("電子ファイル"),
                    .init("わたしの\"<書き方>\"", saved: "相手の書き方"),
                ]),
            .init(
                number: 2, token: "",
                cells: [
                    .init("", saved: "", problem: "「名称」が空です。入力してください。"),
                    .init("石板", saved: "", problem: "「石板」：「種類」を読み取れません。次から選んでください：電子ファイル、紙の文書"),
                    .init("=cmd", saved: ""),
                ]),
            .init(
                number: 3, token: nil, cells: [.init("終わった記録"), .init(""), .init("")],
                problem: "この記録は、ほかの人が終わりにしました。要る内容は新しい行に写してください。"),
            .init(number: 4, token: "", cells: [.init(""), .init(""), .init("")]),
        ], list: [], pager: Pager(rowCount: 3),
        conflicts: [
            .init(
                number: 1, name: "救急活動記録", by: "石田 一郎さん", at: moment("2026-11-23T10:15"),
                differences: [
                    .init(column: "kind", title: "種類", before: "紙の文書", theirs: "電子ファイル", mine: nil),
                    .init(
                        column: "note", title: "備考", before: "", theirs: "相手の書き方", mine: "わたしの\"<書き方>\""),
                ])
        ])

    static let bulkChoice = BulkChoicePage(
        register: assets, registerTitle: "情報資産", list: [QueryItem("q", "記録")],
        columns: [TableColumn("名称"), TableColumn("種類")],
        rows: [
            .init(id: "a-1", cells: [.text("救急活動記録"), .text("電子ファイル")]),
            .init(id: "a-2", cells: [.text("火葬の受付簿"), .missing]),
        ], chosen: ["a-2"], pager: Pager(rowCount: 2, totalCount: 2),
        fields: [FormChoice("kind", "種類"), FormChoice("note", "備考")], problem: "変える項目を選んでください。")

    static let bulkValue = BulkValuePage(
        register: assets, registerTitle: "情報資産", count: 2,
        kept: [
            .hidden("bulk-id", "a-1"), .hidden("bulk-id", "a-2"), .hidden("bulk-scope", "chosen"),
            .hidden("bulk-field", "kind"), .hidden("bulk-list", "q=1"),
        ],
        value: FormField(
            "kind", "種類", .choice([FormChoice("files", "電子ファイル"), FormChoice("paper", "紙の文書")])),
        mayBeEmptied: true, list: [QueryItem("q", "記録")])

    static let bulkPreview = BulkPreviewPage(
        register: assets, registerTitle: "情報資産", field: "種類",
        changes: [
            .init(name: "火葬の受付簿", old: nil, new: "紙の文書"), .init(name: "=cmd", old: "電子ファイル", new: nil),
        ],
        changedCount: 2, unchangedCount: 1,
        refused: [.init(name: "よその記録", message: "この行の記録を書く権限がありません。")], refusedCount: 1,
        kept: [.hidden("bulk-field", "kind"), .hidden("kind", "paper")], outcome: "42",
        notice: "確かめている間に台帳が変わりました。もう一度確かめてから進んでください。", list: [])

    static var pastList: RegisterListPage {
        var page = assetList
        page.asOf = day("2026-04-01")
        page.canAdd = false
        page.filters.append(FormField("on", "いつの一覧か", .day, value: "2026-04-01"))
        return page
    }
}
