import Primitives

/// 再委託: clause 6(6): whom a contractor lets work for it, and whether that was approved; a tree of them.
public struct Subcontract: Record {
    public let name: String
    public let contract: Link<Contract>?
    public let above: Link<Subcontract>?
    public let section: Link<OrganizationUnit>?
    public let work: String?
    public let handlesInformation: Bool?
    public let appliedOn: Day?
    public let approvedOn: Day?
    public let clausesBind: Confirmation?
    public let startsOn: Day?
    public let endsOn: Day?
    public let erasureProvedOn: Day?
    public let note: String?

    public static let registerName = "subcontracts"
    public static let register = Register<Self>(
        "再委託", clauses: ["6(6)", "1"],
        purpose: "委託先が、だれに何をさせているかの一覧です。再々委託も、上の再委託を選んで登録します。", record: Self.init
    ) {
        Field("name", \.name, "再委託先").searched().listed()
            .alsoCalled("再委託先名", "再委託事業者", "再委託先名称", "事業者名", "再受託者", "会社名", "名称")
            .hint("実際に作業する会社の名前。", example: "架空ソフト株式会社")
        Field("contract", \.contract, "もとの契約").listed().alsoCalled("契約名", "契約", "委託業務名", "件名", "業務名")
            .hint("どの契約の仕事を任されているか。")
        Field("above", \.above, "任せた再委託先").alsoCalled("上位の再委託先", "再々委託元", "再委託元")
            .hint("再々委託のときだけ、その仕事を任せた再委託先を選びます。")
        Field("section", \.section, "契約担当の所属").listed().alsoCalled("担当課", "所管課", "契約担当課", "所属").hint(
            FieldWords.section)
        Field("work", \.work, "任せている仕事").searched().long().alsoCalled("業務内容", "再委託内容", "再委託の内容", "作業内容", "範囲")
            .hint("何をさせるか。", example: "データの入力")
        Field("handles_information", \.handlesInformation, "情報資産を扱う").listed()
            .alsoCalled("個人情報の有無", "情報の取扱い", "個人情報取扱い", "情報取扱い")
            .hint("清掃のように、情報に触れない仕事なら「いいえ」。")
        Field("applied_on", \.appliedOn, "申請のあった日").alsoCalled("申請日", "申請年月日", "届出日").hint("委託先から書面で申請があった日。")
        Field("approved_on", \.approvedOn, "承認した日").listed().notBefore(\.appliedOn)
            .alsoCalled("承認日", "許可日", "承認年月日", "決裁日")
            .hint("承認の前に作業を始めさせてはいけません。")
        Field("clauses_bind", \.clausesBind, "同じ要件で縛られている").alsoCalled("要件の適用", "特記事項の適用", "要件確認", "誓約")
            .hint("秘密保持などの要件が、再委託先との契約にもあるかを見た結果。")
        Field("starts_on", \.startsOn, "始めた日").alsoCalled("開始日", "着手日", "再委託開始日").hint("作業を始めた日。")
        Field("ends_on", \.endsOn, "終わりの日").listed().notBefore(\.startsOn).alsoCalled(
            "終了日", "満了日", "再委託終了日", "履行期限"
        )
        .hint("この日まで作業します。")
        Field("erasure_proved_on", \.erasureProvedOn, "消去証明を受けた日").alsoCalled("消去証明日", "消去証明書", "返還日", "消去日")
            .hint("終わったら、渡った情報を返すか消した証明を受けます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
