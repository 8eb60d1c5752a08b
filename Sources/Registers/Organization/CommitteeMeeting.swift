import Primitives

/// 委員会の会議: clauses 序2 and 9: what was put before it, what it decided, and whether that was done.
public struct CommitteeMeeting: Record {
    public let title: String
    public let committee: Link<Committee>?
    public let heldOn: Day?
    public let attendance: String?
    public let sawAudit: Bool?
    public let sawInspection: Bool?
    public let sawIncidents: Bool?
    public let evaluation: String?
    public let revision: RevisionDecision?
    public let revisionReason: String?
    public let decisions: String?
    public let actionsDueOn: Day?
    public let actionsDoneOn: Day?
    public let minutes: Link<Evidence>?
    public let note: String?

    /// Whether the policy has to be revised.
    public enum RevisionDecision: String, Choice {
        case needed, notNeeded = "not-needed"
        public var title: String {
            switch self {
            case .needed: "改定する"
            case .notNeeded: "改定しない"
            }
        }
    }

    public static let registerName = "committee-meetings"
    public static let register = Register<Self>(
        "委員会の会議", clauses: ["序2", "3", "9"],
        purpose: "会議で何を見て、何を決め、決めたことが終わったかの記録です。", record: Self.init
    ) {
        Field("title", \.title, "会議の件名").searched().listed().alsoCalled("会議名", "件名", "回", "開催回", "名称")
            .hint("", example: "令和8年度 第2回")
        Field("committee", \.committee, "委員会").listed().alsoCalled("委員会名", "会議体").hint("どの委員会の会議か。")
        Field("held_on", \.heldOn, "開いた日").listed().alsoCalled("開催日", "実施日", "日付", "開催年月日").hint(
            "書面で行ったときは、回答の締切りの日。")
        Field("attendance", \.attendance, "出席した人").alsoCalled("出席者", "出席", "参加者").hint(
            "", example: "委員8名のうち7名")
        Field("saw_audit", \.sawAudit, "監査の結果を見た").alsoCalled("監査結果", "監査の報告").hint("見るものがなかったなら「いいえ」。")
        Field("saw_inspection", \.sawInspection, "自己点検の結果を見た").alsoCalled("自己点検結果", "自己点検の報告").hint(
            "見るものがなかったなら「いいえ」。")
        Field("saw_incidents", \.sawIncidents, "インシデントの状況を見た").alsoCalled("インシデント報告", "インシデントの報告").hint(
            "0件でも、0件だと報告されたなら「はい」。")
        Field("evaluation", \.evaluation, "評価").long().alsoCalled("評価の内容", "評価結果").hint(
            "方針と対策が役に立っているかを、どう見たか。")
        Field("revision", \.revision, "方針の改定").listed().alsoCalled("改定の要否", "見直しの要否", "改定", "見直し").hint(
            "「改定しない」も、決めたことの一つです。")
        Field("revision_reason", \.revisionReason, "改定する・しない理由").long().alsoCalled("改定理由", "理由").hint(
            "法令、ガイドライン、事件、組織の変化など。")
        Field("decisions", \.decisions, "決めたこと").long().searched().alsoCalled("決定事項", "決定", "議決事項", "結果")
            .hint("だれが、いつまでに、何をするか。")
        Field("actions_due_on", \.actionsDueOn, "決めたことの期限")
            .announced(
                daysBefore: 30, "委員会で決めたことの期限です。終わったかを確かめてください。", minutes: 30, for: "SEED-序2-b",
                unless: \.actionsDoneOn
            )
            .listed().notBefore(\.heldOn).alsoCalled(
                "期限", "対応期限", "実施期限"
            )
            .hint("いちばん遅い期限。することがないなら空けておきます。")
        Field("actions_done_on", \.actionsDoneOn, "すべて終わった日").listed().notBefore(\.heldOn)
            .alsoCalled("完了日", "対応完了日")
            .hint("決めたことが、どれも終わったことを確かめた日。")
        Field("minutes", \.minutes, "議事録").alsoCalled("会議録", "議事要旨", "証跡").hint("議事録を「証拠」に登録し、ここで選びます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHeads)
        Write(.office)
    }
}
