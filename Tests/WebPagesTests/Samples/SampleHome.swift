import Primitives
import WebPages

extension Sample {
    static let clauseStates: [ClauseState] = [
        .init(clause: at("1", "目的"), sign: .confirmed, counts: VerdictCounts(confirmed: 1)),
        .init(
            clause: at("2", "対象"), sign: .notYetConfirmed,
            counts: VerdictCounts(confirmed: 2, notYetConfirmed: 1)),
        .init(clause: organizing, sign: .actionNeeded, counts: VerdictCounts(confirmed: 3, actionNeeded: 1)),
        .init(
            clause: classifying, sign: .actionNeeded,
            counts: VerdictCounts(confirmed: 1, actionNeeded: 2, notYetConfirmed: 1)),
        .init(
            clause: at("5", "講じる対策"), sign: .notYetConfirmed,
            counts: VerdictCounts(
                confirmed: 11, notYetConfirmed: 6, beforeDue: 3, outOfScope: 1, notInForce: 2)),
        .init(clause: at("6", "監査"), sign: .actionNeeded, counts: VerdictCounts(actionNeeded: 1)),
        .init(clause: at("7", "自己点検"), sign: .beforeDue, counts: VerdictCounts(beforeDue: 1)),
        .init(clause: at("8", "教育と訓練"), sign: .confirmed, counts: VerdictCounts(confirmed: 2)),
        .init(clause: at("9", "評価と見直し"), sign: .notYetConfirmed, counts: VerdictCounts(notYetConfirmed: 2)),
        .init(clause: at("10", "対策基準と実施手順"), sign: .notInForce, counts: VerdictCounts(notInForce: 1)),
    ]

    static let home = HomePage(
        today: today,
        changes: ChangeList(
            since: moment("2026-11-16T08:31:00Z"),
            verdicts: [
                VerdictChange(
                    requirement: RequirementReference(id: "SEED-5", title: "情報資産の分類"), before: .beforeDue,
                    after: .actionNeeded)
            ],
            changes: [
                .init(
                    at: moment("2026-11-22T02:10:00Z"), text: "森田 一郎が情報資産を変更（42件）", isNew: true),
                .init(
                    at: moment("2026-11-20T06:00:00Z"), text: "青木 春子が業務委託契約を変更",
                    address: .record(register: "contracts", id: "c-12")),
                .init(at: moment("2026-11-18T01:00:00Z"), text: "田中さんが設定担当になりました"),
            ], moreCount: 4),
        firstSteps: [],
        due: [
            WorkLine(
                title: "通信監視の月次報告を読んで確かめる", clause: at("5(3)", "技術の対策"), reason: "10月分がまだ確認されていません。",
                dueOn: day("2026-11-25"),
                minutes: 10, button: LinkText("報告を記録する", .requirement("monitoring-monthly"))),
            WorkLine(
                title: "予約システムの契約を更新するか決める", clause: contracting, reason: "契約が11月30日に終わります。",
                dueOn: day("2026-11-30"),
                minutes: 15, button: LinkText("契約を開く", .record(register: "contracts", id: "c-12"))),
        ],
        late: [
            WorkLine(
                title: "介護施設の情報セキュリティ管理者を決める", clause: organizing, reason: "前任の方の任期が10月31日に終わり、後任が記録されていません。",
                dueOn: day("2026-10-31"), daysLate: 23, minutes: 5,
                button: LinkText("後任を登録する", .newRecord(register: "appointments")))
        ],
        stuck: [
            WorkLine(
                title: "診療所の情報資産の確認", clause: classifying, reason: "確認のお願いに、まだ返事がありません。", holder: "診療所 所長",
                daysHeld: 12,
                minutes: 2, button: LinkText("催促の文を印刷する", .register("information-assets")))
        ],
        clauses: clauseStates)

    static let firstDay = HomePage(
        today: today, changes: ChangeList(changes: []),
        firstSteps: [
            FirstStep(
                title: "基本方針を読み込む", explanation: "いまある文章をそのまま渡すと、条項に分かれます。", minutes: 5, state: .done,
                button: LinkText("開く", .policy)),
            FirstStep(
                title: "条項とすることの対応を確かめる", explanation: "自信のない3件だけ見てください。", minutes: 10, state: .now,
                button: LinkText("確かめる", .bindings)),
            FirstStep(
                title: "役割を任命する", explanation: "だれが責任者かを、任期と代理とともに記録します。", minutes: 15, state: .later,
                button: LinkText("任命する", .register("appointments"))),
            FirstStep(
                title: "ネットワークと情報システムを登録する", explanation: "インターネットにつながる側と閉じた側を分けて書きます。", minutes: 30,
                state: .later,
                button: LinkText("登録する", .register("networks"))),
            FirstStep(
                title: "所属ごとに情報資産の確認をお願いする", explanation: "所属長に一覧を見てもらい、直してもらいます。", minutes: 10,
                state: .later,
                button: LinkText("お願いする", .register("information-assets"))),
        ], due: [], late: [], stuck: [],
        clauses: Sample.clauseStates.map { state in
            ClauseState(
                clause: state.clause, sign: .notYetConfirmed,
                counts: VerdictCounts(notYetConfirmed: state.counts.total))
        })

    static let unitHome = SectionHeadHomePage(
        today: today, unit: "消防署",
        lists: [
            WorkLine(
                title: "令和8年度 情報資産・機器・媒体の棚卸：消防署",
                reason: "42件の一覧を見て、変わりがあるものだけ選び、署名してください。", dueOn: day("2026-11-20"),
                daysLate: 2, minutes: 3, button: LinkText("確かめる", .roundList("l-3")))
        ], work: [])

    static let staffHome = StaffHomePage(
        toRead: [
            Reading(
                id: "notice:n-5", version: "9f86d081884c", title: "年末年始の情報の取扱い",
                paragraphs: [
                    "休みのあいだ、業務用のUSBメモリは鍵のかかる棚に戻してください。", "不審なメールは開かずに、届いたことだけ知らせてください。",
                ], reason: "すべての職員にお願いしています。", clause: at("8", "教育と訓練"), minutes: 2, dueOn: day("2026-12-25"))
        ], contact: "総務課 情報担当（内線 214）")

    static let readingPage = StaffHomePage(
        toRead: [
            Reading(
                id: "revision:r-2", version: "a3c1", title: "情報セキュリティ基本方針",
                paragraphs: ["わたしたち全員が守る文章です。"], page: LinkText("本文を読む", .policy),
                reason: "全ての職員等にお願いしています。", minutes: 9)
        ], isHome: false, seesReaders: true)

    static let tell = TellPage(
        input: FormInput(values: ["happened": "今日の10時ごろ"], errors: ["what": "「何がありましたか」が空です。分かることだけで構いません。"]),
        contact: "統一的な窓口　森田 一郎")

    static let told = TellPage(isTold: true)

    static let readers = ReadersPage(
        today: today,
        texts: [
            ReadText(
                title: "年末年始の情報の取扱い", purpose: "大切さの共有・注意の呼びかけ",
                address: .record(register: "staff-notices", id: "n-5"), askedCount: 320, readCount: 317,
                dueOn: day("2026-12-25"),
                missing: [
                    .init(name: "消防署", people: ["相原 翔", "石井 結衣"]), .init(name: "介護施設", people: ["上田 蓮"]),
                ]),
            ReadText(
                title: "情報セキュリティ基本方針", purpose: "職員の守ること", address: .policy, askedCount: 320,
                readCount: 320, missing: []),
        ], canWrite: true)

    static let audit = AuditPage(
        from: day("2026-04-01"), to: day("2027-03-31"), on: today,
        clauses: [
            AuditedClause(
                clause: organizing, sign: .actionNeeded,
                requirements: [
                    AuditedRequirement(
                        requirement: needs("roles-filled", "役割をすべて任命し、空きをつくらない"), sign: .actionNeeded,
                        reason: "介護施設の情報セキュリティ管理者が11月1日から空いています。", evidence: evidence),
                    AuditedRequirement(
                        requirement: needs("committee", "情報セキュリティ委員会を開く"), sign: .confirmed,
                        reason: "今年度は6月と11月に開いています。",
                        evidence: [evidence[0]]),
                ]),
            AuditedClause(
                clause: at("6", "監査"), sign: .notYetConfirmed,
                requirements: [
                    AuditedRequirement(
                        requirement: needs("audit-yearly", "年度に一度、独立した監査を受ける"), sign: .notYetConfirmed,
                        reason: "今年度の監査の記録がありません。", evidence: [])
                ]),
        ], ledgerState: "11月22日に1,284件すべて一致")

    static let evidence = [
        EvidenceLine(
            id: "e-1", title: "令和8年度 任命通知（控え）", from: day("2026-04-01"), to: day("2027-03-31"), owner: "総務課",
            digest: "9f86d081884c"),
        EvidenceLine(id: "e-2", title: "委員会の議事録（11月）", from: day("2026-11-10"), owner: "総務課"),
    ]
}
