import Primitives
import WebPages

extension Sample {
    static let assets = "information-assets"

    static let registers = RegisterIndexPage(topics: [
        .init(
            title: "ひとと組織",
            registers: [
                .init(name: "units", title: "組織", purpose: "所属の一覧です。", count: 14, clauses: [at("2", "対象")]),
                .init(
                    name: "people", title: "職員", purpose: "情報に携わる全員と、任用の期間です。", count: 320,
                    clauses: [at("2", "対象")]),
                .init(
                    name: "appointments", title: "任命", purpose: "だれがどの役割をいつまで担うかです。", count: 23,
                    clauses: [organizing]),
            ]),
        .init(
            title: "守るもの",
            registers: [
                .init(
                    name: assets, title: "情報資産", purpose: "預かっている情報と、その大切さです。", count: 12_345,
                    clauses: [classifying, at("2", "対象")])
            ]),
    ])

    static let assetColumns = [
        TableColumn("名称", sortQuery: [QueryItem("order", "name-")], order: .ascending), TableColumn("種類"),
        TableColumn("所管所属", sortQuery: [QueryItem("order", "keeper")]), TableColumn("置かれるネットワーク"),
        TableColumn("機密性"),
        TableColumn("件数", isNumber: true), TableColumn("見直した日", sortQuery: [QueryItem("order", "reviewed")]),
    ]

    static let assetList = RegisterListPage(
        register: assets, heading: "情報資産", purpose: "預かっている情報と、その大切さを3つの面から記録します。",
        explanations: ["「内部情報ネットワーク」は、名前と違ってインターネットにつながっている側です。"], words: "記録",
        filters: [
            FormField("unit", "所管所属", .list([FormChoice("", "すべて"), FormChoice("u-3", "消防署")]), value: "")
        ],
        columns: assetColumns,
        rows: [
            .init(
                id: "a-1",
                cells: [
                    .text("救急活動記録"), .text("電子データ"), .link("消防署", .record(register: "units", id: "u-3")),
                    .text("業務用の閉じたネットワーク"), .text("自治体機密性3B"), .number(18_204), .day(day("2026-05-20")),
                ]),
            .init(
                id: "a-2",
                cells: [
                    .text("火災調査書"), .text("電子データ"), .text("消防署"), .text("業務用の閉じたネットワーク"), .text("自治体機密性2"),
                    .number(611), .day(day("2025-06-02")),
                ]),
            .init(
                id: "a-3",
                cells: [
                    .text("予約の受付記録 <斎場> & 控え"), .text("紙と電子"), .text("斎場"), .missing, .missing, .missing,
                    .missing,
                ]),
        ],
        pager: Pager(next: [QueryItem("after", "a-3")], firstRow: 1, rowCount: 3, totalCount: 1_204),
        incompleteCount: 1, canAdd: true)

    static let emptyList = RegisterListPage(
        register: "contracts", heading: "契約", purpose: "外部に頼んでいる仕事と、その約束です。", words: "",
        columns: assetColumns, rows: [],
        pager: Pager(rowCount: 0, totalCount: 0), canAdd: true)

    static let asset = RecordPage(
        register: assets, registerTitle: "情報資産", id: "a-1", name: "救急活動記録",
        fields: [
            .init(label: "種類", value: .text("電子データ")),
            .init(label: "所管所属", value: .link("消防署", .record(register: "units", id: "u-3"))),
            .init(label: "機密性", value: .text("自治体機密性3B"), meaning: "漏れたときに、個人の権利や利益を大きく損なうもの。取扱いにとくに気をつけます。"),
            .init(label: "機密性の理由", value: .text("けがや病気の記録を含むため")),
            .init(label: "完全性（この方針では「正確性」）", value: .text("2")),
            .init(label: "置かれるネットワーク", value: .text("内部情報ネットワーク"), meaning: "名前と違って、インターネットにつながっている側です。"),
            .init(label: "見直した日", value: .missing),
        ],
        links: [
            .init(
                title: "この資産を扱う契約",
                records: [LinkText("救急システム保守", .record(register: "contracts", id: "c-2"))], totalCount: 1)
        ],
        requirements: [contractState], changed: .init(at: moment("2026-05-20T01:15:00Z"), by: "森田 一郎さん"),
        versionCount: 3,
        canChange: true)

    static func assetFields(_ errors: Bool) -> [FormField] {
        [
            .hidden("version", "3"),
            FormField(
                "name", "名称", .text(maximumLength: 200), value: errors ? "" : "救急活動記録", isRequired: true,
                guide: FieldGuide(reason: "同じものを二度書かないように、ふだんの呼び名で書きます。", clauses: "2・4", example: "救急活動記録"),
                error: errors ? "名称が空です。ふだんの呼び名を書いてください。" : nil),
            FormField(
                "kind", "種類",
                .choice([FormChoice("e", "電子データ"), FormChoice("p", "紙"), FormChoice("b", "紙と電子")]),
                value: "e", isRequired: true),
            FormField(
                "keeper", "所管所属",
                .link(
                    LinkPicker(
                        chosen: FormChoice("u-3", "消防署"), words: "消防",
                        candidates: errors
                            ? [FormChoice("u-31", "消防署 東分署"), FormChoice("u-32", "消防署 西分署")] : nil,
                        moreCount: errors ? 4 : 0)),
                value: "u-3", isRequired: true,
                guide: FieldGuide(reason: "年に一度の確認を、どの所属長にお願いするかを決めます。", clauses: "4")),
            FormField(
                "confidentiality", "機密性",
                .choice([
                    FormChoice("3B", "自治体機密性3B", note: "漏れると、個人の権利や利益を大きく損なうもの"),
                    FormChoice("2", "自治体機密性2", note: "すぐに公表するものではないもの"),
                    FormChoice("1", "自治体機密性1", note: "公表してよいもの"),
                ]), value: "3B"),
            FormField(
                "reason", "機密性の理由", .longText(rows: 3), value: "けがや病気の記録を含むため",
                hint: "迷ったときは、漏れたら困るのはだれかを書きます。"),
            FormField(
                "count", "おおよその件数", .number(unit: "件"), value: errors ? "たくさん" : "18204",
                error: errors ? "数字で書いてください。例：18000" : nil),
            FormField("special", "要配慮個人情報を含みますか", .yesNo, value: "true"),
            FormField(
                "reviewed", "見直した日", .day, value: errors ? "令和8年13月1日" : "2026-05-20",
                error: errors ? "その日はありません。例：R8.5.20" : nil),
        ]
    }

    static let assetForm = RecordFormPage(
        register: assets, registerTitle: "情報資産", id: "a-1", name: "救急活動記録", fields: assetFields(false),
        reason: FormField("change-reason", "直す理由", .text(maximumLength: 200), hint: "例：年1回の見直しのため"),
        explanations: ["「内部情報ネットワーク」は、名前と違ってインターネットにつながっている側です。"])

    static let assetFormWithErrors = RecordFormPage(
        register: assets, registerTitle: "情報資産", fields: assetFields(true))

    static let assetHistory = RecordHistoryPage(
        register: assets, registerTitle: "情報資産", id: "a-1", name: "救急活動記録",
        versions: [
            .init(
                number: 2, at: moment("2026-05-20T01:15:00Z"), by: "森田 一郎さん", reason: "年1回の見直しのため",
                differences: [
                    .init(label: "機密性", before: "自治体機密性2", after: "自治体機密性3B"),
                    .init(label: "機密性の理由", after: "けがや病気の記録を含むため"),
                ],
                ledgerEntry: 1_031),
            .init(
                number: 1, at: moment("2025-06-01T05:00:00Z"), by: "大野 誠さん",
                differences: [.init(label: "名称", after: "救急活動記録"), .init(label: "機密性", after: "自治体機密性2")],
                ledgerEntry: 77),
        ], pager: Pager(rowCount: 2, totalCount: 2))

    static let closing = CloseRecordPage(
        register: "contracts", registerTitle: "契約", id: "c-12", name: "予約システムの利用契約",
        pointing: [], version: "4")

    static let closingLater = CloseRecordPage(
        register: "organization-units", registerTitle: "所属", id: "u-3", name: "南分署",
        pointing: [
            LinkText("情報資産（所管所属）29件", .register("information-assets"), query: [QueryItem("keeper", "u-3")])
        ], version: "4", problem: "「情報資産」にこの記録を指しているものがあります。先にそちらを直してください。")

    static let conflict = ConflictPage(
        register: assets, registerTitle: "情報資産", id: "a-1", name: "救急活動記録", otherPerson: "森田 一郎さん",
        otherAt: moment("2026-11-23T00:58:00Z"),
        differences: [
            .init(label: "機密性の理由", theirs: "救急の記録を含むため", mine: "けがや病気の記録を含むため"),
            .init(label: "見直した日", theirs: "", mine: "令和8年11月23日"),
        ],
        mine: [.hidden("version", "4"), .hidden("name", "救急活動記録")])
}
