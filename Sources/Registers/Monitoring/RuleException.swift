import Primitives

/// 検知の例外: what a rule finds and nobody need be told of, with a reason and an end.
public struct RuleException: Record {
    public let name: String
    public let ruleID: String?
    public let field: String?
    public let value: String?
    public let owner: Link<Person>?
    public let reason: String?
    public let startsOn: Day?
    public let endsOn: Day?

    /// Whether an alert of this rule need not be raised on a day. An exception without rule, field, value or
    /// end holds nowhere: one that nobody ends would hide whatever comes.
    ///
    /// - Parameter values: of a field's name, what the alert says; several where a name stands several times.
    public func covers(_ rule: String, on day: Day, values: (_ field: String) -> [String]) -> Bool {
        guard let ruleID, ruleID == rule, let field, let value, let endsOn, endsOn >= day,
            (startsOn ?? day) <= day
        else { return false }
        let wanted = value.lowercased()
        let isPrefix = wanted.hasSuffix("*") && wanted.count > 1
        return values(field).contains { found in
            isPrefix ? found.lowercased().hasPrefix(wanted.dropLast()) : found.lowercased() == wanted
        }
    }

    public static let registerName = "rule-exceptions"
    public static let register = Register<Self>(
        "検知の例外", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "見つけても知らせなくてよいと決めたものの一覧です。理由と、見直す日を必ず残します。", record: Self.init
    ) {
        Field("name", \.name, "例外の名称").searched().listed().alsoCalled("名称", "件名", "例外名")
            .hint("何を知らせないことにしたか。", example: "夜間バックアップの大量送信")
        Field("rule_id", \.ruleID, "検知ルール").searched().listed().alsoCalled("ルールID", "ルール", "検知ルールID")
            .hint("検知ルールの画面に出る番号。", example: "toride-large-upload")
        Field("field", \.field, "見る項目").listed().alsoCalled("項目", "フィールド", "対象項目")
            .hint("「subject」（だれの・何の）か、警報の「分かっていること」に出る項目の名前。", example: "subject")
        Field("value", \.value, "その値").searched().listed().alsoCalled("値", "除外値", "対象値")
            .hint("この値のときだけ知らせません。終わりに * を付けると、そこまでが同じものすべてです。", example: "10.20.1.15")
        Field("owner", \.owner, "責任を持つ人").listed().alsoCalled("担当者", "申請者", "責任者").hint("なぜよいのかを説明できる人。")
        Field("reason", \.reason, "理由").long().alsoCalled("除外理由", "例外理由").hint("なぜ知らせなくてよいか。あとから監査が読みます。")
        Field("starts_on", \.startsOn, "始まる日").alsoCalled("開始日").hint("空けておくと、登録した日から効きます。")
        Field("ends_on", \.endsOn, "終わる日").listed().notBefore(\.startsOn)
            .announced(
                daysBefore: 14, "検知の例外が終わります。まだ要るかを見直してください。", minutes: 10, for: "SEED-6(1)-a"
            )
            .alsoCalled("終了日", "有効期限", "見直し日", "期限").hint("この日までで効かなくなります。空けておくと、例外は効きません。")
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
