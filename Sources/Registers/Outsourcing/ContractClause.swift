import Primitives

/// 契約の条項: clause 6(6): head by head, whether a contract says it and where.
public struct ContractClause: Record {
    public let name: String
    public let contract: Link<Contract>?
    public let section: Link<OrganizationUnit>?
    public let head: Head?
    public let isWritten: Confirmation?
    public let place: String?
    public let checkedOn: Day?
    public let note: String?

    /// What a contract on information has to say, by the heads under which offices keep their special
    /// clauses.
    public enum Head: String, Choice {
        case management, secrecy, subcontracting, purpose, thirdParties = "third-parties"
        case copying, erasure, inspection, incidents, law
        public var title: String {
            switch self {
            case .management: "適切な管理"
            case .secrecy: "秘密保持"
            case .subcontracting: "再委託の制限"
            case .purpose: "目的外使用の禁止"
            case .thirdParties: "第三者への提供の制限"
            case .copying: "複写・複製の制限"
            case .erasure: "返還・廃棄"
            case .inspection: "実地の検査"
            case .incidents: "インシデントの報告"
            case .law: "法令の遵守"
            }
        }
    }

    public static let registerName = "contract-clauses"
    public static let register = Register<Self>(
        "契約の条項", clauses: ["6(6)"],
        purpose: "契約ごとに、情報セキュリティの条項がどこに書かれているかの点検表です。十の見出しを一つずつ確かめます。",
        record: Self.init
    ) {
        Field("name", \.name, "条項の件名").searched().listed().alsoCalled("件名", "条項", "条項名", "項目", "確認項目")
            .hint("契約と見出しが分かるように。", example: "財務会計システム保守 秘密保持")
        Field("contract", \.contract, "契約").listed().alsoCalled("契約名", "業務名", "委託業務名", "契約件名")
            .hint("どの契約の条項か。")
        Field("section", \.section, "契約担当の所属").alsoCalled("担当課", "所管課", "契約担当課", "所属")
            .hint(FieldWords.section)
        Field("head", \.head, "見出し").listed().alsoCalled("区分", "種類", "条項の種類", "要件").hint("十の見出しのどれか。")
        Field("is_written", \.isWritten, "契約に書かれている").listed()
            .alsoCalled("有無", "記載の有無", "記載", "確認結果", "判定")
            .hint("契約書か特記事項を読んで、確かめた結果。")
        Field("place", \.place, "書かれた場所").listed().alsoCalled("記載箇所", "条文", "該当箇所", "場所", "頁")
            .hint("条や頁。", example: "特記事項 第3条")
        Field("checked_on", \.checkedOn, "確かめた日").listed().alsoCalled("確認日", "点検日").hint("契約書を読んだ日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
