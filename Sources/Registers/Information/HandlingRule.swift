import Primitives

/// 取扱制限: clause 5: what may be done with information of a class, and whether samples show that it is done so.
public struct HandlingRule: Record {
    public let name: String
    public let level: Link<ClassificationLevel>?
    public let act: Act?
    public let rule: String?
    public let decidedOn: Day?
    public let sampledOn: Day?
    public let sampledBy: Link<Person>?
    public let sampleResult: SampleResult?
    public let sampled: String?
    public let endsOn: Day?
    public let note: String?

    /// What is done with it.
    public enum Act: String, Choice {
        case label, copy, store, send, carry, provide, outside, dispose, backUp = "back-up"
        public var title: String {
            switch self {
            case .label: "表示"
            case .copy: "複製・配付"
            case .store: "保管"
            case .send: "送信"
            case .carry: "運搬・持ち出し"
            case .provide: "外部への提供"
            case .outside: "庁舎の外での作業"
            case .dispose: "廃棄"
            case .backUp: "バックアップ"
            }
        }
    }

    /// What the samples showed.
    public enum SampleResult: String, Choice {
        case kept, mended, broken
        public var title: String {
            switch self {
            case .kept: "守られていた"
            case .mended: "守られていないものを直した"
            case .broken: "守られていないものが残っている"
            }
        }
    }

    public static let registerName = "handling-rules"
    public static let register = Register<Self>(
        "取扱制限", clauses: ["5"],
        purpose: "区分ごとに、してよいことと、してはいけないことの一覧です。抜き取って見た結果も残します。", record: Self.init
    ) {
        Field("name", \.name, "制限の名称").searched().listed().alsoCalled("取扱制限", "制限", "名称", "項目", "件名")
            .hint("短い言葉で。", example: "重要な情報の送信")
        Field("level", \.level, "分類の区分").listed().alsoCalled("区分", "分類", "分類区分", "レベル").hint(
            "どの区分の情報に当てはまるか。")
        Field("act", \.act, "場面").listed().alsoCalled("行為", "取扱い", "取扱いの場面", "種別").hint("何をするときの制限か。")
        Field("rule", \.rule, "してよいこと、いけないこと").long().searched().alsoCalled(
            "内容", "取扱方法", "制限内容", "取扱内容", "ルール"
        )
        .hint("職員がそのまま守れる文で。", example: "メールでは送らない。送るときは暗号化し、パスワードを別の方法で伝える。")
        Field("decided_on", \.decidedOn, "決めた日").alsoCalled("決定日", "施行日", "制定日").hint("守り始める日。")
        Field("sampled_on", \.sampledOn, "抜き取って見た日").listed().notBefore(\.decidedOn).alsoCalled(
            "確認日", "点検日", "抜取り日", "サンプル確認日"
        )
        .hint("文書をいくつか選び、制限どおりかを見た日。毎年度見ます。")
        Field("sampled_by", \.sampledBy, "見た人").alsoCalled("確認者", "点検者").hint("扱う人とは別の人。")
        Field("sample_result", \.sampleResult, "見た結果").listed().alsoCalled("結果", "確認結果", "点検結果").hint(
            "直し終えたら「直した」に改めます。")
        Field("sampled", \.sampled, "見たもの").long().alsoCalled("対象", "抜取り対象", "サンプル").hint(
            "どの文書を、いくつ見たか。", example: "消防本部の共有フォルダーから5件")
        Field("ends_on", \.endsOn, "やめた日").notBefore(\.decidedOn).alsoCalled("廃止日", "終了日").hint("制限をやめた日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
