import Primitives
import WebPages

extension Sample {
    static func setup(_ step: SetupPage.Step) -> SetupPage {
        SetupPage(
            token: "one-time", step: step, input: FormInput(values: ["name": organization]),
            kinds: [
                FormChoice("partial", "一部事務組合"), FormChoice("union", "広域連合"),
                FormChoice("municipality", "市町村"),
            ],
            reading: step == .reading ? reading : nil)
    }

    static let reading = PolicyReading(
        title: "みどり野広域行政組合情報セキュリティ基本方針",
        clauses: clauseStates.map { .init(depth: 0, clause: $0.clause) } + [
            .init(depth: 1, clause: at("10(1)", "実施手順"))
        ],
        definitions: ["情報資産", "情報システム", "職員等"], oddities: ["12行目：目次と本文の見出しが違います。"], unplaced: ["様式第1号"],
        boundCount: 41, proposedCount: 3)

    static let revisions = RevisionsPage(
        revisions: [
            .init(id: "r-2", name: "第2版", edition: edition, isInForce: true, previousId: "r-1"),
            .init(
                id: "r-1", name: "第1版", edition: Edition(organs: [], decidedOn: day("2003-02-01")),
                isInForce: false),
        ], canAdopt: true)

    static let comparison = ComparisonPage(
        oldName: "第1版", newName: "第2版",
        rows: [
            .init(
                change: .reworded, oldPath: "3", newPath: "3",
                old: [
                    .init(text: "組合は、情報を守る", isChanged: false), .init(text: "係", isChanged: true),
                    .init(text: "を置きます。", isChanged: false),
                ],
                new: [
                    .init(text: "組合は、情報を守る", isChanged: false), .init(text: "仕事の責任者", isChanged: true),
                    .init(text: "を置きます。", isChanged: false),
                ]),
            .init(
                change: .added, newPath: "7", old: [],
                new: [.init(text: "年に一度、自己点検を行います。", isChanged: true)]),
            .init(
                change: .removed, oldPath: "11", old: [.init(text: "フロッピーディスクの管理は別に定めます。", isChanged: true)],
                new: []),
        ], unchangedCount: 21)

    static let ledger = LedgerPage(
        entryCount: 1_284,
        checkpoint: .init(
            size: 1_280, at: moment("2026-11-22T15:00:00Z"),
            root: "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", origin: "toride.midorino.example"),
        verification: .init(
            at: moment("2026-11-22T15:00:00Z"), size: 1_284, findings: [],
            outside: "9月30日に紙で保管した目印（1,002件目）まで、外の控えと一致しています。"),
        entries: [
            .init(
                number: 1_283, at: moment("2026-11-22T02:10:00Z"), by: "森田 一郎", act: "情報資産を「前回と同じ」と確認",
                subject: LinkText("消防署", .record(register: "units", id: "u-3"))),
            .init(
                number: 1_282, at: moment("2026-11-20T06:00:00Z"), by: "青木 春子", act: "契約を直した",
                subject: LinkText("予約システム", .record(register: "contracts", id: "c-12"))),
        ], canVerify: true)

    static let brokenLedger = LedgerPage(
        entryCount: 1_284,
        verification: .init(
            at: moment("2026-11-22T15:00:00Z"), size: 1_284, findings: ["77番（情報資産 第1版）：保存されている値が記録と違います。"]),
        entries: [], canVerify: false)

    static let backup = BackupPage(
        last: .init(at: moment("2026-11-20T08:30:00Z"), by: "田中 冬樹", byteCount: 84_000_000),
        restoreCommand: "toride restore FILE --data DIR")

    static let roles = [
        FormChoice("office", "事務局", note: "すべての台帳と記録を読み書きします。"),
        FormChoice("section", "所属長", note: "自分の所属のものだけを読み、直します。"),
        FormChoice("staff", "職員", note: "読むこと、知らせることだけができます。"),
        FormChoice("audit", "監査", note: "すべてを読めますが、何も変えられません。"),
        FormChoice("configuration", "設定担当", note: "利用者とバックアップを扱います。記録の中身は読めません。"),
    ]

    static let people = PeoplePage(
        accounts: [
            .init(
                id: "1", name: "青木 春子", login: "aoki", role: "事務局", endsOn: day("2027-03-31"),
                lastSignIn: moment("2026-11-22T23:30:00Z"), isStopped: false),
            .init(id: "2", name: "大野 誠", login: "ono", role: "所属長", isStopped: true),
        ], roles: roles, input: FormInput(), person: LinkPicker(),
        firstPassword: .init(name: "小川 夏美", revealedPassword: "hayate-minato-kazaguruma"))

    static let account = AccountPage(
        name: "小川 夏美", login: "ogawa", role: "職員", roleMeaning: "読むこと、知らせることだけができます。",
        lastSignIn: moment("2026-11-20T00:02:00Z"), endsOn: day("2027-03-31"))

    static let search = SearchPage(
        words: "救急",
        groups: [
            .init(
                title: "情報資産",
                hits: [
                    .init(
                        link: .record(register: "information-assets", id: "a-1"),
                        title: [
                            .init(text: "救急", isChanged: true), .init(text: "活動記録", isChanged: false),
                        ], place: "", excerpt: []),
                    .init(
                        link: .record(register: "information-assets", id: "a-2"),
                        title: [.init(text: "出動指令書", isChanged: false)], place: "保管場所",
                        excerpt: [
                            .init(text: "消防署 ", isChanged: false), .init(text: "救急", isChanged: true),
                            .init(text: "係の書庫", isChanged: false),
                        ]),
                ],
                totalCount: 3,
                all: LinkText(
                    "すべて見る", .search,
                    query: [QueryItem("q", "救急"), QueryItem("in", "information-assets")])),
            .init(
                title: "証拠",
                hits: [
                    .init(
                        link: .record(register: "evidence", id: "e-1"),
                        title: [.init(text: "救急", isChanged: true), .init(text: "車の点検表", isChanged: false)],
                        place: "", excerpt: [])
                ], totalCount: 1),
        ])

    static let tokens = TokensPage(
        own: [
            .init(
                id: "t-1", name: "資産管理ソフト", login: "tanaka", scope: "読み書き：情報資産", endsOn: day("2027-03-31"),
                isOver: false)
        ],
        others: [
            .init(
                id: "t-2", name: "集計表", login: "aoki", scope: "読むだけ", endsOn: day("2026-03-31"), isOver: true)
        ], mayEndOthers: true, input: FormInput(errors: ["ends_on": "「使える最終日」は、今日から1年以内の日を入れてください。"]),
        registers: [FormChoice("information-assets", "情報資産"), FormChoice("sites", "拠点")],
        made: .init(name: "資産管理ソフト", revealedToken: "toride_0123"))

    static let report = ReportPage(
        organization: organization, on: today, seats: ["管理者", "CISO", "統括責任者", "担当"],
        clauses: clauseStates,
        matters: [
            .init(
                title: "推進体制の整備", reason: "介護施設の情報セキュリティ管理者が空いています。後任の指名をお願いします。", role: "情報セキュリティ責任者",
                time: "11月1日から"),
            .init(
                title: "情報セキュリティ監査", reason: "今年度の監査の実施者が決まっていません。", role: "最高情報セキュリティ責任者", time: "3月31日まで"),
        ], since: day("2026-10-31"),
        changes: [
            VerdictChange(
                requirement: RequirementReference(id: "SEED-3", title: "推進体制の整備"), before: .confirmed,
                after: .actionNeeded)
        ], ledgerState: "11月22日に1,284件すべて一致",
        checkpoint: "1280 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=")
}
