import Primitives
import WebPages

extension Sample {
    static let importChoice = ImportPage(
        register: assets, registerTitle: "情報資産", fieldTitles: ["名称", "種類", "所管所属"],
        error: "ファイル「台帳.xls」は古い形式の Excel ブック（.xls）などの文書のため読めません。",
        imports: [.init(seq: 812, at: "2026-11-22 10:15", words: "新しい記録 12件、変わった記録 3件")])

    static let importPreview = ImportPreviewPage(
        register: assets, registerTitle: "情報資産", staged: "s-1", source: "「台帳.xlsx」のシート「令和8年度」",
        sheets: FormField(
            "sheet", "シート", .list([FormChoice("令和8年度", "令和8年度"), FormChoice("旧", "旧")]), value: "令和8年度"),
        notes: ["結合されたセルが 2 か所あります。同じ値が入っているものとして読みました。", "取り込まない列：「整理番号」"],
        mapping: [
            FormField(
                "column-0", "A列「資産名」", .list([FormChoice("-", "取り込まない"), FormChoice("name", "名称")]),
                value: "name"),
            FormField("constant-kind", "「種類」の列がないときに、新しい記録の全てに入れる値", .text(maximumLength: 1000)),
            FormField(
                "unnumbered", "番号のない行",
                .choice([FormChoice("names", "同じ名称の記録を書き換える"), FormChoice("new", "すべて新しい記録にする")]),
                value: "names", isRequired: true),
        ], counts: .init(created: 2, changed: 1, unchanged: 1200, refusedRows: 1),
        refused: [.init(row: 7, column: "所管課", message: "「税務課」は台帳「所属」にありません。先に登録するか、登録してある名称に直してください。")],
        refusedCount: 1,
        changes: [
            .init(row: 4, name: "職員名簿", field: "保管場所", old: "本庁 <1階>", new: "書庫"),
            .init(row: 4, name: "職員名簿", field: "備考", old: "もと", new: nil),
        ], created: [.init(row: 5, name: "=cmd"), .init(row: 6, name: "火葬の受付簿")], outcome: "42")

    static let importProgress = ImportProgressPage(
        register: assets, registerTitle: "情報資産", staged: "s-1", phase: "台帳と見比べています", done: 45_000,
        all: 100_000)

    static let importResult = ImportResultPage(
        register: assets, registerTitle: "情報資産", seq: 812, made: "2026-11-23 10:15　青木 春子", created: 2,
        changed: 1, isUndone: false, canUndo: true, stagedWithRefused: "s-1")
}
