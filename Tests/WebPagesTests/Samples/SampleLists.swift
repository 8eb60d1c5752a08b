import Primitives
import WebPages

extension Sample {
    private static let now = [QueryItem("confidentiality.in", "3A,3B"), QueryItem("sort", "name")]

    static let narrowedList: RegisterListPage = {
        var page = assetList
        page.list = now
        page.conditions = [
            .init(words: "機密性：自治体機密性3A か 自治体機密性3B", without: [QueryItem("sort", "name")]),
            .init(words: "名称：「<b>」を含む", without: []),
        ]
        page.order = "「名称」の小さい順"
        page.problems = ["「分類を確認した日」の条件を読み取れません。日は R8.4.1 や 2026/4/1 の形で入れてください。"]
        page.views = [
            .init(name: "重い <資産>", query: now, isCurrent: true, isDefault: true),
            .init(
                name: "未分類", query: [QueryItem("confidentiality", "-")], isCurrent: false, isDefault: false),
        ]
        page.canKeepViews = true
        page.totals = RegisterListPage.Totals(
            count: 1_204,
            choices: [
                .init(
                    title: "機密性",
                    counts: [
                        .init(title: "自治体機密性3A", count: 1_200, query: [QueryItem("confidentiality", "3A")]),
                        .init(title: "未記入", count: 4, query: [QueryItem("confidentiality", "-")]),
                    ])
            ],
            sums: [
                .init(title: "件数", sum: 18_815, least: 611, largest: 18_204, filledCount: 2),
                .init(title: "金額", sum: nil, least: 0, largest: 5, filledCount: 3),
            ])
        return page
    }()

    static let listConditions = ListConditionsPage(
        register: assets, registerTitle: "情報資産", kept: [QueryItem("on", "2026-05-31")],
        groups: [
            .init(
                title: "名称",
                fields: [
                    FormField("name", "ちょうどこの値", .text(maximumLength: 200)),
                    FormField("name.has", "含む言葉", .text(maximumLength: 100), value: "<b>"),
                ]),
            .init(
                title: "機密性",
                fields: [
                    FormField(
                        "confidentiality.in", "次のどれか",
                        .several([FormChoice("3A", "自治体機密性3A"), FormChoice("-", "未記入")]), value: "3A")
                ]),
            .init(
                title: "分類を確認した日",
                fields: [
                    FormField(
                        "classified_on.from", "これから", .day, value: "きのう", hint: "例：R8.4.1、2026/4/1",
                        error: "「分類を確認した日」の条件を読み取れません。")
                ]),
        ], order: [FormField("sort", "並べる項目", .list([FormChoice("", "名称など、はじめの項目")]))],
        columns: FormField(
            "columns", "一覧に出す項目", .several([FormChoice("kind", "種類"), FormChoice("place", "保管場所")]),
            value: "kind"), list: now)

    static let listViews = ListViewsPage(
        register: assets, registerTitle: "情報資産", list: now,
        words: ["機密性：自治体機密性3A か 自治体機密性3B", "並び：「名称」の小さい順"],
        fields: [FormField("view-name", "見方の名前", .text(maximumLength: 60), isRequired: true)],
        views: [
            .init(
                id: "v-1", name: "重い <資産>", query: now, reach: "みんな", words: ["機密性：自治体機密性3A"],
                isDefault: true, canRemove: true),
            .init(
                id: "v-2", name: "未分類", query: RegisterListPage.everything, reach: "自分だけ", words: [],
                isDefault: false, canRemove: false),
        ])

    static let noListViews = ListViewsPage(
        register: assets, registerTitle: "情報資産", list: [], words: [], fields: [], views: [])
}
