import Primitives

/// ソーシャルメディアのアカウント: clause 6(6): a person who answers for it, and what may be said there.
public struct SocialMediaAccount: Record {
    public let name: String
    public let service: String?
    public let address: String?
    public let section: Link<OrganizationUnit>?
    public let responsible: Link<Person>?
    public let deputy: Link<Person>?
    public let purpose: String?
    public let allowedContent: String?
    public let forbiddenContent: String?
    public let contentDecidedOn: Day?
    public let policyPublishedOn: Day?
    public let policyAddress: String?
    public let procedureReviewedOn: Day?
    public let secondFactor: Bool?
    public let isLinkedFromSite: Bool?
    public let takeoverStep: String?
    public let startsOn: Day?
    public let endsOn: Day?
    public let note: String?

    public static let registerName = "social-media-accounts"
    public static let register = Register<Self>(
        "ソーシャルメディアのアカウント", clauses: ["6(6)"],
        purpose: "組合の名前で発信するアカウントと、責任者、発信してよい情報の一覧です。", record: Self.init
    ) {
        Field("name", \.name, "アカウントの名称").searched().listed()
            .alsoCalled("アカウント名", "名称", "アカウント", "表示名", "ページ名", "チャンネル名")
            .hint("画面に出る名前。", example: "みずかげ消防本部【公式】")
        Field("service", \.service, "サービス").searched().listed().alsoCalled(
            "サービス名", "媒体", "SNS", "SNS名", "種類", "SNSの種類"
        )
        .hint("どのサービスの上にあるか。", example: "短文投稿のサービス")
        Field("address", \.address, "アドレス（URL）").alsoCalled("URL", "アドレス", "アカウントURL", "リンク").hint(
            "", example: "https://sns.example/mizukage")
        Field("section", \.section, "使う所属").listed().alsoCalled("所管課", "運用課", "担当課", "所属", "所管所属", "運用所属")
            .hint(FieldWords.section)
        Field("responsible", \.responsible, "責任者").listed().alsoCalled("運用責任者", "管理責任者", "責任者名", "責任者氏名")
            .hint("在職の人を一人。異動したら、その日に替えます。")
        Field("deputy", \.deputy, "代理").alsoCalled("代理者", "副責任者", "担当者", "投稿者").hint("責任者が休みの日に、投稿を止められる人。")
        Field("purpose", \.purpose, "目的").long().alsoCalled("利用目的", "開設目的", "運用目的").hint(
            "だれに何を知らせるか。", example: "火災と救急の知らせを住民に届ける")
        Field("allowed_content", \.allowedContent, "発信してよい情報").long().alsoCalled(
            "発信内容", "発信する情報", "投稿内容", "掲載内容"
        )
        .hint("書いてあることだけを発信します。", example: "行事、訓練、注意の呼びかけ")
        Field("forbidden_content", \.forbiddenContent, "発信してはいけない情報").long().alsoCalled(
            "発信しない情報", "禁止事項", "投稿禁止", "禁止内容"
        )
        .hint("自治体機密性2以上の情報は発信できません。", example: "個人が分かる写真、現場の住所")
        Field("content_decided_on", \.contentDecidedOn, "発信の範囲を決めた日").alsoCalled("範囲決定日", "運用ポリシー決定日", "見直し日")
            .hint("発信してよい情報を決めたか、見直した日。")
        Field("policy_published_on", \.policyPublishedOn, "運用ポリシーを公表した日").listed()
            .alsoCalled("公表日", "ポリシー公表日", "運用ポリシー公表日").hint("住民に、返信をしないことなどを知らせる文書を公表した日。")
        Field("policy_address", \.policyAddress, "運用ポリシーの場所").alsoCalled("運用ポリシーURL", "ポリシーURL", "運用ポリシー")
            .hint("公表したページ。")
        Field("procedure_reviewed_on", \.procedureReviewedOn, "運用手順を見直した日").listed().alsoCalled(
            "手順見直し日", "運用手順見直し日", "手順確認日"
        )
        .hint("だれが書き、だれが見てから出すか、の手順を見直した日。")
        Field("second_factor", \.secondFactor, "多要素認証").alsoCalled("MFA", "二要素認証", "二段階認証").hint(
            "乗っ取りを防ぐために、必ず使います。")
        Field("is_linked_from_site", \.isLinkedFromSite, "ホームページからのリンク").alsoCalled(
            "HPリンク", "リンクの有無", "公式リンク"
        )
        .hint("公式のホームページから行けると、なりすましと見分けられます。")
        Field("takeover_step", \.takeoverStep, "乗っ取られたときの連絡").long().alsoCalled(
            "乗っ取り時の対応", "緊急時の対応", "なりすまし対応"
        )
        .hint("サービスの窓口と、ホームページでの知らせ方。")
        Field("starts_on", \.startsOn, "開いた日").alsoCalled("開設日", "利用開始日", "開始日").hint("使い始めた日。")
        Field("ends_on", \.endsOn, "閉じた日").notBefore(\.startsOn).alsoCalled("閉鎖日", "廃止日", "終了日", "停止日").hint(
            "使わないアカウントは閉じます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.section))
        Write(.office, .sectionHead(of: \.section))
    }
}
