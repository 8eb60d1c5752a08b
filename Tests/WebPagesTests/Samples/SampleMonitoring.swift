import Primitives
import WebPages

/// The monitoring as the office, a section head and paper see it.
extension Sample {
    static let alert = AlertLine(
        id: "a-1", version: 77, title: "閉域の端末が、許可のない相手と通信しました", level: "高", score: 80,
        scoreReason: "重さ「高」60点、閉域「指令系」で20点", times: "2026-11-22 02:00 から 2026-11-22 02:15 まで　14回",
        about: [("だれの・何の", "10.30.1.21"), ("ネットワーク", "指令系")],
        what: "閉域の 10.30.1.21 から 192.0.2.44 へ、14回の通信がありました。", why: "閉域は、決めた通信のほかは通じてはなりません。",
        clauses: [at("6(1)", "ネットワーク")], firstStep: "端末の設置場所を確かめてください。", facts: [("扱い", "遮断")],
        rawLines: ["type=\"traffic\" srcip=10.30.1.21 action=\"deny\" msg=\"<script>\""],
        rule: "toride-zone-crossing",
        state: "まだ判断していない")

    static let plannedAlert = AlertLine(
        id: "a-2", version: 78, title: "UTMの設定が変えられました", level: "中", score: 40, scoreReason: "重さ「中」40点",
        times: "2026-11-22 02:20　1回", what: "「admin-vendor」が、許可を1件加えました。", rule: "toride-policy-change",
        asksPlanned: true, state: "まだ判断していない")

    static let judgedAlert = AlertLine(
        id: "a-3", version: 79, title: "外へ大量の送信がありました", level: "低", score: 20, scoreReason: "重さ「低」20点",
        times: "2026-11-21 21:00　3回", what: "1.8 GB が外へ送られました。", rule: "toride-large-upload", state: "本物",
        judgement: "青木 春子　2026-11-22 09:10　委託先に尋ねた",
        event: LinkText("事象", .record(register: "event-reports", id: "e-9")))

    static let alerts = AlertsPage(
        open: [alert, plannedAlert], openCount: 52, judged: [judgedAlert], mayJudge: true,
        seesMonitoring: true)

    static let ownAlerts = AlertsPage(
        open: [alert], openCount: 1, judged: [], mayJudge: false, seesMonitoring: false)

    static let noAlerts = AlertsPage(
        open: [], openCount: 0, judged: [], mayJudge: true, seesMonitoring: true)

    static let oneAlert = AlertPage(
        alert: plannedAlert, earlier: [judgedAlert], mayJudge: true, mayTakeBack: false,
        exception: LinkText("この警報を例外にする", .newRecord(register: "rule-exceptions")),
        input: FormInput(errors: ["reason": "受け入れる理由を書いてください。あとから監査が読みます。"]))

    static let settledAlert = AlertPage(alert: judgedAlert, mayJudge: false, mayTakeBack: false)

    static let watchSheets = WatchSheetsPage(
        due: [("監視の確認票（日次）令和8年11月21日", "2026-11-21", day("2026-11-22"))],
        signed: [
            WatchSheetsPage.Signed(
                title: "監視の確認票（日次）令和8年11月20日", period: "2026-11-20",
                counts: "警報 2、うち判断していない 0、見られなかった 1", signer: "青木 春子", on: day("2026-11-21"))
        ])

    static let sheetSections = [
        WatchSheetPage.Section(title: "見たもの", lines: [("警報（重さ高）", "1件（本物 1）"), ("ログ「本部のUTM」", "48,210行")]),
        WatchSheetPage.Section(title: "見られなかったもの", lines: [("途切れた送信元「認証サーバ」", "2026-11-21 01:00から240分")]),
    ]

    static let watchSheet = WatchSheetPage(
        organization: organization, name: "監視の確認票（日次）令和8年11月21日", period: "2026-11-21",
        seats: ["CISO", "統括責任者", "担当"], sections: sheetSections, hash: "9f86d081884c", signer: "青木 春子",
        input: FormInput(errors: ["remark": "どうするかを所見に書いてください。"]))

    static let signedSheet = WatchSheetPage(
        organization: organization, name: "監視の確認票（日次）令和8年11月20日", period: "2026-11-20",
        seats: ["CISO", "統括責任者", "担当"], sections: sheetSections,
        signature: [("署名した人", "青木 春子"), ("所見", "装置を再起動した。")],
        later: [("警報（重さ低）", "1件（まだ判断していない 1）")], isIntact: false, hash: "9f86d081884c")

    static let figures = MonitoringPage(
        asOf: moment("2026-11-23T09:00:00+09:00"), days: 2,
        alerts: HourChart(
            title: "警報の数（時間ごと）", table: "alert-hours", hours: ["11-22 2時", "11-22 3時"],
            rows: [("警報", [3, 0])]),
        rules: [
            MonitoringPage.Rule(
                id: "toride-zone-crossing", alertCount: 3, eventCount: 14, openCount: 1, mistakenCount: 0)
        ],
        sources: [
            MonitoringPage.Source(
                link: LinkText("本部のUTM", .record(register: "log-sources", id: "s-1")), state: "途切れている",
                isBad: true, lastAt: moment("2026-11-23T01:00:00+09:00"), lineCount: 48_210,
                byteCount: 30_372_300, dropped: 40, notUnderstood: 12)
        ],
        traffic: HourChart(
            title: "届いた行（時間ごと）", table: "traffic-hours", hours: ["11-22 2時", "11-22 3時"],
            rows: [("本部のUTM", [40_000, 8_210]), ("DNSサーバ", [900, 1_200])]))

    static let noFigures = MonitoringPage(
        asOf: moment("2026-11-23T09:00:00+09:00"), days: 2,
        alerts: HourChart(title: "警報", table: "alert-hours", hours: [], rows: []), rules: [], sources: [],
        traffic: HourChart(title: "届いた行", table: "traffic-hours", hours: [], rows: []))

    static let ruleList = RulesPage(
        rules: [
            RulesPage.Rule(
                id: "toride-zone-crossing", title: "区分を越える通信", level: "高", summary: "許可した通信の一覧にないものを探します。",
                clauses: [at("6(1)", "ネットワーク")], state: "使う（令和8年11月1日から）", isOn: true,
                counts: "この14日の警報 3件、うち誤検知 0件",
                exceptions: [
                    LinkText("点検の通信（令和9年3月31日まで）", .record(register: "rule-exceptions", id: "x-1"))
                ]),
            RulesPage.Rule(
                id: "toride-beaconing", title: "同じ間隔の通信", level: "中", state: "試運転（令和8年12月4日まで）", isOn: true,
                isOnTrial: true, waitsFor: "台帳がまだ空なので、何も見つけられません：機器", counts: "この14日に出た警報はありません",
                silent: [LinkText("同じ間隔の通信　2026-11-22 02:00　9回", .alert("a-9"))]),
            RulesPage.Rule(
                id: "toride-night-activity", title: "夜間の動き", level: "低", state: "使わない", isOn: false,
                counts: "この14日に出た警報はありません"),
        ], maySwitch: true, failed: "toride-beaconing",
        input: FormInput(values: ["reason": ""], errors: ["reason": "理由を書いてください。"]))

    static let providerReports = ProviderReportsPage(
        reports: [
            ProviderReportsPage.Report(
                id: "p-1", title: "本部の光回線の監視報告（令和8年10月分）", result: "まだ", signature: "まだ読んでいない", waits: true)
        ], exits: [FormChoice("x-1", "本部の光回線")], mayAttach: true,
        input: FormInput(values: ["period": "2026-1"], errors: ["period": "対象の月を 2026-11 の形で入力してください。"]))

    static let providerReport = ProviderReportPage(
        id: "p-1", name: "本部の光回線の監視報告（令和8年10月分）", file: LinkText("報告書のファイルを開く", .evidenceFile("v-1")),
        counts: [("遮断した通信", "1204")], content: "月次報告書 <見本>\n遮断した通信 1,204件",
        exit: [("ライセンス・保守の期限", "令和9年3月31日")],
        results: [FormChoice("quiet", "対応の要るものはなかった"), FormChoice("open", "対応が残っている")])

    static let signedReport = ProviderReportPage(
        id: "p-1", name: "本部の光回線の監視報告（令和8年10月分）", file: LinkText("報告書のファイルを開く", .evidenceFile("v-1")),
        counts: [], content: nil, signature: [("署名した人", "青木 春子")])
}
