import Primitives

/// 情報システム: clause 2(2).
public struct InformationSystem: Record {
    public let name: String
    public let owner: Link<OrganizationUnit>?
    public let network: Link<Network>?
    public let contract: Link<Contract>?
    public let purpose: String?
    public let renewsOn: Day?
    public let inServiceBefore20270701: Bool?
    public let note: String?
    public let reviewedOn: Day?
    public let inServiceOn: Day?
    public let requirementsPlace: String?
    public let acceptedOn: Day?
    public let acceptance: Confirmation?
    public let endsOn: Day?
    public let isThisSoftware: Bool?

    /// A record with these values; what may be missing is missing unless it is given.
    public init(
        name: String, owner: Link<OrganizationUnit>? = nil, network: Link<Network>? = nil,
        contract: Link<Contract>? = nil, purpose: String? = nil, renewsOn: Day? = nil,
        inServiceBefore20270701: Bool? = nil, note: String? = nil, reviewedOn: Day? = nil,
        inServiceOn: Day? = nil, requirementsPlace: String? = nil, acceptedOn: Day? = nil,
        acceptance: Confirmation? = nil, endsOn: Day? = nil, isThisSoftware: Bool? = nil
    ) {
        self.name = name
        self.owner = owner
        self.network = network
        self.contract = contract
        self.purpose = purpose
        self.renewsOn = renewsOn
        self.inServiceBefore20270701 = inServiceBefore20270701
        self.note = note
        self.reviewedOn = reviewedOn
        self.inServiceOn = inServiceOn
        self.requirementsPlace = requirementsPlace
        self.acceptedOn = acceptedOn
        self.acceptance = acceptance
        self.endsOn = endsOn
        self.isThisSoftware = isThisSoftware
    }

    public static let registerName = "information-systems"
    public static let register = Register<Self>(
        "情報システム", clauses: ["2(2)", "6(4)", "6(5)"],
        purpose: "どの所属がどのシステムを、どのネットワークで使っているかの一覧です。", record: Self.init
    ) {
        Field("name", \.name, "名称").searched().listed().unique()
            .hint("ふだんの呼び名。同じ名前の情報システムは二つ作れません。", example: "財務会計システム")
        Field("owner", \.owner, "所管所属").listed().alsoCalled("所管課", "管理所属", "担当課", "担当部署", "所属")
            .hint("更新や停止を決める所属。", example: "会計室")
        Field("network", \.network, "置かれるネットワーク").listed().alsoCalled("ネットワーク", "接続先")
            .hint("どちらの側にあるか。先に「ネットワーク」を登録します。")
        Field("contract", \.contract, "保守の契約").alsoCalled("契約", "保守契約", "契約名").hint("動かなくなったときに呼ぶ相手との契約。")
        Field("purpose", \.purpose, "用途").searched().long().alsoCalled("利用目的", "概要", "業務内容")
            .hint("止まると何ができなくなるか。", example: "支払いの伝票を起こす")
        Field("renews_on", \.renewsOn, "更新予定日")
            .announced(daysBefore: 180, "システムの更新時期です。調達の要件を確かめてください。", minutes: 30, for: "SEED-2(2)")
            .listed().alsoCalled("更新時期", "リース満了日", "更新予定")
            .hint("作り替えるか、使い続けるかを決める日。半年前から知らせます。", example: "令和10年3月31日")
        Field("in_service_before_20270701", \.inServiceBefore20270701, "令和9年7月1日より前から使用")
            .hint("施行規則16条の3の第5号は、施行の際に現にあるシステムには更新まで適用されません。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
        Field("reviewed_on", \.reviewedOn, "台帳を見直した日").listed()
            .alsoCalled("見直し日", "確認日", "棚卸日", "最終確認日")
            .hint("ここに書いたことが今も正しいと確かめた日。年に一度は改めます。")
        Field("in_service_on", \.inServiceOn, "使い始めた日").alsoCalled("稼働日", "導入日", "運用開始日", "利用開始日", "本稼働日")
            .hint("職員が仕事に使い始めた日。")
        Field("requirements_place", \.requirementsPlace, "要件を書いた場所")
            .alsoCalled("仕様書", "調達仕様書", "要件の記載", "セキュリティ要件")
            .hint("情報セキュリティの要件が書いてある仕様書の章。", example: "調達仕様書 5.3")
        Field("accepted_on", \.acceptedOn, "受入れで確かめた日").alsoCalled("受入日", "検収日", "受入試験日", "検査日")
            .hint("要件どおりに動くことを、受け取る前に試した日。")
        Field("acceptance", \.acceptance, "受入れで要件を確かめた結果").alsoCalled("受入結果", "検収結果", "受入試験の結果")
            .hint("要件を一つずつ確かめた結果。")
        Field("ends_on", \.endsOn, "使う最後の日").notBefore(\.inServiceOn)
            .alsoCalled("廃止日", "停止日", "終了日", "運用終了日").hint("使うのをやめたら入れます。この日までは一覧で確かめる対象です。")
        Field("is_this_software", \.isThisSoftware, "この仕組み（Toride）自身").alsoCalled("Toride", "この仕組み")
            .hint("台帳を入れているこの仕組みも、情報システムの一つです。一件だけ「はい」にします。")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
