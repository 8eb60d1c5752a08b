import Primitives
import WebPages

/// Rounds as the office, a section head and paper see them.
extension Sample {
    static let rounds = RoundsPage(
        rounds: [
            RoundsPage.Round(
                id: "r-1", title: "令和8年度 棚卸", kind: "情報資産・機器・媒体の棚卸", startedOn: day("2026-11-01"),
                dueOn: day("2026-11-30"), signedCount: 1, listCount: 2, isClosed: false)
        ], mayStart: true, seesRounds: true)

    static let ownLists = RoundsPage(
        own: [
            RoundsPage.OwnList(
                id: "l-3", title: "令和8年度 棚卸：消防署", dueOn: day("2026-11-30"), rowCount: 42,
                state: "まだ署名していない（21日）")
        ])

    static let startRound = StartRoundPage(
        input: FormInput(
            values: [
                "title": "令和8年度 棚卸", "registers": "information-assets", "due_on": "2026-12-22",
                "sample_size": "999",
            ], errors: ["sample_size": "抽出する件数は 0 から 200 までで入力してください。"]), kind: "inventory",
        kinds: [FormChoice("inventory", "情報資産・機器・媒体の棚卸"), FormChoice("accounts", "アカウントの棚卸")],
        registers: [FormChoice("information-assets", "情報資産"), FormChoice("devices", "機器")],
        units: [FormChoice("u-3", "消防署")])

    static let round = RoundPage(
        id: "r-1", name: "令和8年度 棚卸", organization: "みずほ野広域組合", facts: [("期限", "令和8年11月30日")],
        lists: [
            RoundPage.List(
                id: "l-3", unit: "消防署", rowCount: 42, answers: "なくなった 1", state: "まだ署名していない（21日）",
                isSilent: true),
            RoundPage.List(
                id: "l-1", unit: "総務課", rowCount: 12, answers: "変わりなし 11、変わった 1",
                state: "令和8年11月12日　森田 一郎　12件", isSilent: false),
        ],
        exceptions: [
            RoundPage.Exception(
                label: "PC-7", unit: "消防署", answer: "なくなった（紛失）", note: "机の中にない",
                next: LinkText("事象の知らせ", .record(register: "event-reports", id: "e-1")))
        ],
        sample: [
            RoundPage.Drawn(id: "w-1", label: "文書", unit: "総務課", answer: "変わりなし", isReady: true),
            RoundPage.Drawn(
                id: "w-2", label: "名簿", unit: "総務課", answer: "変わりなし", result: "答えのとおり　令和8年11月13日",
                isReady: true),
            RoundPage.Drawn(id: "w-3", label: "PC-7", unit: "消防署", answer: "まだ答えがない", isReady: false),
        ], openMatters: ["署名していない所属が1あります（消防署）。"],
        results: [FormChoice("agrees", "答えのとおり"), FormChoice("differs", "答えと違う")], mayClose: true,
        input: FormInput(errors: ["note": "署名していない所属が1あります（消防署）。それでも締めるときは、理由を書いてください。"]))

    static let roundList = RoundListPage(
        id: "l-3", name: "令和8年度 棚卸：消防署", facts: [("固定した件数", "2件"), ("期限", "令和8年11月30日")],
        rows: [
            RoundListPage.Row(
                id: "w-3", register: "機器", label: "PC-7", link: .editRecord(register: "devices", id: "d-7"),
                answer: "gone.lost", answerWords: "なくなった（紛失）", note: "机の中にない"),
            RoundListPage.Row(
                id: "w-4", register: "情報資産", label: "出動記録", standing: "固定したあとに台帳が直されています",
                answer: "changed", answerWords: "変わった"),
        ], pager: Pager(next: [QueryItem("page", "2")], firstRow: 1, rowCount: 2, totalCount: 42),
        choices: [
            FormChoice("same", "変わりなし"), FormChoice("changed", "変わった"), FormChoice("gone.lost", "なくなった（紛失）"),
        ], fresh: [LinkText("新しい台帳", .record(register: "information-assets", id: "a-9"))],
        additions: [
            LinkText("機器を新しく登録する", .newRecord(register: "devices"), query: [QueryItem("keeper", "u-3")])
        ],
        sentBack: "数が合わない")

    static let signedRoundList = RoundListPage(
        id: "l-1", name: "令和8年度 棚卸：総務課", facts: [("署名", "令和8年11月12日　森田 一郎　12件")],
        rows: [
            RoundListPage.Row(
                id: "w-1", register: "情報資産", label: "文書",
                link: .record(register: "information-assets", id: "a-1"), answer: "same", answerWords: "変わりなし"
            )
        ], pager: Pager(firstRow: 1, rowCount: 1, totalCount: 1), maySendBack: true)

    static let signRoundList = SignRoundListPage(
        id: "l-3", name: "令和8年度 棚卸：消防署", counts: [("変わりなし", 41), ("なくなった", 1), ("新しい", 0)],
        exceptions: [("PC-7", "なくなった（紛失）", "机の中にない")], obstacles: [], rowCount: 42, hash: "9f86d081884c",
        signer: "相原 翔", today: today, isUnacknowledged: true)

    static let endProof = EndProofPage(
        id: "w-9", round: "r-2", roundName: "アカウントの棚卸", account: "s1001（財務）",
        input: FormInput(
            values: ["ended_on": "2026-11-20"],
            errors: ["evidence": "終了したことを示すファイルを選ぶか、紙の保管場所を書いてください。"]),
        people: LinkPicker(chosen: FormChoice("p-1", "森田 一郎")))

    static let unsignableRoundList = SignRoundListPage(
        id: "l-3", name: "令和8年度 棚卸：消防署", counts: [("変わりなし", 42)], exceptions: [],
        obstacles: [LinkText("「PC-7」は、なくなったわけを選んでください。", .roundList("l-3"))], rowCount: 42, hash: "9f86",
        signer: "相原 翔", today: today)
}
