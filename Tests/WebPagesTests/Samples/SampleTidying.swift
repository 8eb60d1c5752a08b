import Primitives
import WebPages

extension Sample {
    static let classify = ClassifyPage(
        register: assets, registerTitle: "情報資産", id: "a-1", name: "救急活動記録 <控え>",
        fields: [
            FormField(
                "openness", "1　だれに見せてよい情報ですか",
                .choice([FormChoice("everybody", "だれに見せてもよい"), FormChoice("unit", "担当する職員だけ")]),
                isRequired: true,
                error: "どれか一つを選んでください。"),
            FormField("more", "付け加えること", .longText(rows: 2), value: "病歴"),
        ], version: "12", confirmedOn: day("2025-05-20"))

    static let classified: ClassifyPage = {
        var page = classify
        page.fields = []
        page.outcome = ClassifyPage.Outcome(
            axes: [
                .init(
                    title: "機密性", before: "自治体機密性2", after: "自治体機密性3B", ownName: "重要（部外秘）",
                    reason: "要配慮個人情報を含むため。"),
                .init(title: "完全性", before: "1", after: "1", ownName: nil, reason: "作り直せるため。"),
            ], answers: [.hidden("openness", "unit")])
        return page
    }()

    static let duplicates = DuplicatesPage(
        register: "contractors", registerTitle: "委託事業者",
        pairs: [
            .init(
                first: ("c-1", "株式会社<みどり>"), second: ("c-2", "（株）ミドリ"), reasons: ["「名称」が同じです。"],
                canDecide: true),
            .init(
                first: ("c-3", "あおば電機"), second: ("c-4", "あおば電気"), reasons: ["「名称」が一文字だけ違います。"],
                canDecide: false),
        ], totalCount: 120)

    static let noDuplicates = DuplicatesPage(
        register: "contractors", registerTitle: "委託事業者", pairs: [], totalCount: 0)

    static let merging = MergePage(
        register: "contractors", registerTitle: "委託事業者",
        records: [
            .init(
                id: "c-1", name: "株式会社<みどり>", version: "3", changed: "最後の変更 2026-05-01 青木 春子",
                links: ["契約 2件"]),
            .init(id: "c-2", name: "（株）ミドリ", version: "7", changed: "最後の変更 2026-05-02 青木 春子", links: []),
        ],
        fields: [
            .init(name: "f.name", title: "名称", values: ["株式会社<みどり>", "（株）ミドリ"], chosen: 0),
            .init(name: "f.contact", title: "連絡先", values: [nil, "0120-000-000"], chosen: 1),
        ], sameCount: 3, kept: 0, problems: ["ほかの人が先に変更しました。もう一度、見比べてください。"])

    static let diagram = NetworkDiagramPage(
        drawing: NetworkDrawing(
            zones: [
                .init(
                    id: "n-1", name: "内部情報システム<ネットワーク>という長い名前の網", kind: "インターネット接続系", isFacing: true,
                    isMarked: true),
                .init(id: "n-2", name: "基幹系", kind: "マイナンバー利用事務系", isFacing: false, isMarked: false),
                .init(id: "n-3", name: "LGWAN系", kind: "LGWAN接続系", isFacing: false, isMarked: false),
            ],
            ways: [
                .init(number: "1", from: "n-1", to: nil), .init(number: "2", from: "n-1", to: "n-2"),
                .init(number: "3", from: "n-2", to: "n-1"), .init(number: "4", from: "n-2", to: "n-3"),
                .init(number: "5", from: "", to: "-"),
            ]),
        zones: [
            .init(
                name: LinkText("内部情報システム<ネットワーク>", .record(register: "networks", id: "n-1")),
                kind: "インターネットにつながる・インターネット接続系", joined: "インターネット、基幹系", confirmedOn: day("2025-05-01")),
            .init(
                name: LinkText("基幹系", .record(register: "networks", id: "n-2")), kind: "閉域",
                joined: "内部情報システム<ネットワーク>", confirmedOn: nil),
        ],
        ways: [
            .init(
                number: "1", name: LinkText("本部の光回線", .record(register: "internet-exits", id: "e-1")),
                course: "内部情報システム<ネットワーク> → インターネット", how: "守る仕組み：UTM")
        ],
        warnings: [LinkText("「基幹系」の構成図は、まだ確かめていません。", .record(register: "networks", id: "n-2"))],
        confirmedOn: nil, confirmedBy: nil, seen: "42")

    static let noDiagram = NetworkDiagramPage(
        drawing: NetworkDrawing(zones: [], ways: []), zones: [], ways: [], warnings: [],
        confirmedOn: day("2026-05-01"), confirmedBy: "青木 春子", seen: nil)

    static let labels = LabelsPage(
        register: assets, registerTitle: "情報資産", list: [QueryItem("confidentiality", "3B")],
        labels: [
            .init(mark: "【部外秘】", name: "救急活動記録 <控え>", lines: ["所管：消防署", "運搬・持ち出し：鍵のかかる鞄で運ぶ"]),
            .init(mark: "区分：＿＿＿＿＿＿", name: "USB-001", lines: []),
        ], totalCount: 300, sheet: .large, start: 3)
}
