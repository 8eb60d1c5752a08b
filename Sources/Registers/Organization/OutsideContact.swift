import Primitives

/// 緊急連絡先: clauses 3 and 6: whom to call when something happens, inside and outside, at night too.
public struct OutsideContact: Record {
    public let name: String
    public let kind: Kind?
    public let person: Link<Person>?
    public let contractor: Link<Contractor>?
    public let phone: String?
    public let nightPhone: String?
    public let mail: String?
    public let calledWhen: String?
    public let order: Int?
    public let confirmedOn: Day?
    public let endsOn: Day?
    public let note: String?

    /// Who it is.
    public enum Kind: String, Choice {
        case inside, member, prefecture, ministry, police, privacy, jlis, expert, contractor, utility, media,
            other
        public var title: String {
            switch self {
            case .inside: "組織の中の責任者・担当"
            case .member: "構成市町村"
            case .prefecture: "都道府県"
            case .ministry: "総務省・国の機関"
            case .police: "警察"
            case .privacy: "個人情報保護委員会"
            case .jlis: "J-LIS"
            case .expert: "JPCERT/CC・IPA"
            case .contractor: "委託事業者"
            case .utility: "電力・通信・水道"
            case .media: "報道機関"
            case .other: "その他の連絡先"
            }
        }
    }

    public static let registerName = "outside-contacts"
    public static let register = Register<Self>(
        "緊急連絡先", clauses: ["3", "6"],
        purpose: "インシデントや災害のときに、だれにどの順に知らせるかの一覧です。印刷して、手元にも置いてください。", record: Self.init
    ) {
        Field("name", \.name, "連絡先の名称").searched().listed().alsoCalled(
            "連絡先", "名称", "機関名", "相手先", "所属・氏名", "団体名"
        )
        .hint("機関名と窓口の名前。", example: "県警察本部 サイバー犯罪対策の窓口")
        Field("kind", \.kind, "相手の種類").listed().alsoCalled("区分", "種別", "分類", "種類").hint(
            "組織の中と、国や警察などの外を、分けて並べます。")
        Field("person", \.person, "職員").alsoCalled("氏名", "担当者", "職員名").hint("組織の中の人なら選びます。異動すると知らせます。")
        Field("contractor", \.contractor, "委託事業者").alsoCalled("委託先", "事業者名").hint("委託先なら選びます。")
        Field("phone", \.phone, "電話番号").listed().alsoCalled("電話", "TEL", "連絡先電話", "電話番号（昼）", "昼間電話").hint(
            "昼間につながる番号。", example: "0100-00-0000")
        Field("night_phone", \.nightPhone, "夜間・休日の電話番号").listed().alsoCalled(
            "夜間連絡先", "休日連絡先", "携帯電話", "携帯番号", "緊急電話"
        )
        .hint("夜も休みの日もつながる番号。同じなら同じ番号を入れます。")
        Field("mail", \.mail, "メールアドレス").alsoCalled("メール", "E-mail", "Email", "mail").hint(
            "ネットワークを止めると、メールは使えません。")
        Field("called_when", \.calledWhen, "知らせるとき").long().alsoCalled("連絡する場合", "用件", "連絡事項", "通報内容")
            .hint("どんなときに、何を知らせるか。", example: "個人情報が漏れたおそれがあるとき。速報は3日から5日のうち。")
        Field("call_order", \.order, "知らせる順").listed().alsoCalled("順番", "順序", "連絡順", "優先順位").hint(
            "1から順に知らせます。", example: "1")
        Field("confirmed_on", \.confirmedOn, "番号を確かめた日").listed().alsoCalled("確認日", "更新日", "点検日", "最終確認日")
            .hint("かけてみたか、相手に確かめた日。4月と、異動のたびに確かめます。")
        Field("ends_on", \.endsOn, "使わなくなった日").alsoCalled("廃止日", "終了日").hint("窓口がなくなった日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.everyone)
        Write(.office)
    }
}
