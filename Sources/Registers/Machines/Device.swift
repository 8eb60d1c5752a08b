import Primitives

/// 機器: clauses 2(1), 6(2) and 6(4): servers, PCs, network equipment and whatever else is plugged in.
public struct Device: Record {
    public let name: String
    public let hostName: String?
    public let kind: Kind?
    public let serialNumber: String?
    public let model: String?
    public let keeper: Link<OrganizationUnit>?
    public let usedBy: Link<Person>?
    public let isShared: Bool?
    public let place: String?
    public let area: Link<ControlledArea>?
    public let network: Link<Network>?
    public let secondNetwork: Link<Network>?
    public let system: Link<InformationSystem>?
    public let operatingSystem: String?
    public let supportEndsOn: Day?
    public let acquiredOn: Day?
    public let leaseEndsOn: Day?
    public let confirmedOn: Day?
    public let state: DeviceState?
    public let disposedOn: Day?
    public let erasureMethod: ErasureMethod?
    public let erasureProvedOn: Day?
    public let note: String?
    public let addresses: String?

    /// What kind of machine it is.
    public enum Kind: String, Choice {
        case server, desktop, laptop, tablet, phone, network, firewall, storage, printer, camera, other
        public var title: String {
            switch self {
            case .server: "サーバ"
            case .desktop: "デスクトップパソコン"
            case .laptop: "ノートパソコン"
            case .tablet: "タブレット"
            case .phone: "スマートフォン・携帯電話"
            case .network: "ネットワーク機器"
            case .firewall: "ファイアウォール・UTM"
            case .storage: "NAS・外付け装置"
            case .printer: "複合機・プリンター"
            case .camera: "ネットワークカメラ"
            case .other: "その他の機器"
            }
        }
    }

    /// Whether it runs malware protection of its own.
    public static let protectedKinds: [Kind] = [.server, .desktop, .laptop, .tablet]

    public static let registerName = "devices"
    public static let register = Register<Self>(
        "機器", clauses: ["2(1)", "6(2)", "6(4)"],
        purpose: "サーバ、パソコン、ネットワーク機器などの一覧です。どこにあり、だれが使い、何につながっているかを記録します。",
        record: Self.init
    ) {
        Field("name", \.name, "機器の名称").searched().listed()
            .alsoCalled(
                "管理番号", "資産番号", "資産管理番号", "備品番号", "機器名", "機器名称", "端末名", "端末番号", "PC番号", "パソコン番号", "装置名"
            )
            .hint("貼ってあるシールの番号や、ふだんの呼び名。", example: "PC-0123")
        Field("host_name", \.hostName, "コンピューター名").searched().listed()
            .alsoCalled("ホスト名", "コンピュータ名", "PC名", "マシン名", "デバイス名", "ComputerName", "Hostname")
            .hint("機器が自分で名乗る名前。ウイルス対策ソフトの一覧と突き合わせるのに使います。", example: "SOMU-PC01")
        Field("kind", \.kind, "種類").listed()
            .alsoCalled("種別", "機器種別", "機器の種類", "区分", "機器区分", "端末種別")
            .hint("迷ったら「その他の機器」を選んでください。", example: "ノートパソコン")
        Field("serial_number", \.serialNumber, "製造番号").searched().identifies()
            .alsoCalled("シリアル番号", "シリアル", "シリアルナンバー", "製造No", "製造No.", "S/N", "SN", "SerialNumber")
            .hint("機器の裏や底に書かれた番号。なくしたときに、届け出に使います。", example: "5CD1234ABC")
        Field("model", \.model, "メーカーと型番").searched()
            .alsoCalled("型番", "機種", "機種名", "型式", "モデル", "メーカー", "メーカー名", "製品名", "Model")
            .hint("脆弱性の知らせが届いたときに、該当する機器を探すために使います。", example: "架空電機 NB-200")
        Field("keeper", \.keeper, "所管所属").listed()
            .alsoCalled("所管課", "管理所属", "管理部署", "設置課", "設置所属", "担当課", "配置先", "配備先", "使用課", "所属", "部署")
            .hint("この機器を預かり、なくなったときに気づく所属。", example: "事務局総務課")
        Field("used_by", \.usedBy, "使う人")
            .alsoCalled("使用者", "利用者", "利用者名", "使用者名", "担当者", "貸与者", "User")
            .hint("一人で使う機器だけ選びます。共用なら空けておき、次の項目で「はい」を選びます。")
        Field("is_shared", \.isShared, "共用").alsoCalled("共有", "共用端末", "共有端末", "共用機")
            .hint("何人かで一台を使うか。共用なら、だれが使ったかを別に残します。")
        Field("place", \.place, "設置場所").searched()
            .alsoCalled("場所", "設置個所", "設置箇所", "保管場所", "置き場所", "フロア", "部屋")
            .hint("建物と部屋が分かるように。", example: "本部2階 事務室")
        Field("area", \.area, "管理区域").alsoCalled("設置区域", "サーバ室", "情報システム室")
            .hint("サーバ室などの管理区域に置いているときだけ選びます。")
        Field("network", \.network, "つながるネットワーク").listed()
            .alsoCalled("接続ネットワーク", "接続先", "接続系統", "系統", "ネットワーク", "接続系", "NW")
            .hint("ふだんつながっているネットワーク。どこにもつながらないなら空けておきます。")
        Field("second_network", \.secondNetwork, "ほかにつながるネットワーク")
            .alsoCalled("第2接続", "二つ目の接続先", "併用ネットワーク")
            .hint("二つのネットワークにつながる機器だけ選びます。閉域と外側の両方につながる機器は、分離を破ります。")
        Field("system", \.system, "動かしている情報システム").alsoCalled("情報システム", "システム", "用途システム", "システム名")
            .hint("サーバなど、特定の情報システムのための機器だけ選びます。")
        Field("operating_system", \.operatingSystem, "OS").searched()
            .alsoCalled("OS名", "OS種別", "OSバージョン", "基本ソフト", "オペレーティングシステム", "OperatingSystem")
            .hint("名前と版。サポートが終わったものを探すために使います。", example: "Windows 11 Pro 24H2")
        Field("support_ends_on", \.supportEndsOn, "OSのサポート期限")
            .announced(
                daysBefore: 90, "OSのサポートが終わります。更新か、ネットワークから外すことを決めてください。", minutes: 30, for: "SEED-6(4)-a",
                unless: \.disposedOn
            )
            .alsoCalled("サポート期限", "サポート終了日", "EOS", "EOSL", "保守期限")
            .hint("メーカーが修正プログラムを出す最後の日。過ぎたら、つないで使い続けることはできません。", example: "令和9年10月13日")
        Field("acquired_on", \.acquiredOn, "取得した日")
            .alsoCalled("取得日", "購入日", "導入日", "導入年月日", "取得年月日", "購入年月日", "設置日", "納入日")
            .hint("買った日か、借り始めた日。")
        Field("lease_ends_on", \.leaseEndsOn, "リース満了日")
            .announced(
                daysBefore: 60, "リースが終わります。データを消した証明の受け取り方を決めてください。", minutes: 20, for: "SEED-6(2)",
                unless: \.erasureProvedOn
            )
            .notBefore(\.acquiredOn)
            .alsoCalled("リース終了日", "リース期限", "リース満了", "返却予定日", "更新予定日")
            .hint("借りている機器だけ。返すときは、中のデータを消した証明が要ります。")
        Field("confirmed_on", \.confirmedOn, "現物を確かめた日").listed()
            .confirmedInRounds(of: \.keeper, leaving: \.state)
            .alsoCalled("棚卸日", "確認日", "現物確認日", "最終棚卸日", "棚卸確認日")
            .hint("一覧を見ながら、機器がそこにあることを目で確かめた日。年に一度は改めます。")
        Field("state", \.state, "状態").listed().alsoCalled("使用状況", "利用状況", "稼働状況", "ステータス", "現況", "現在の状況")
            .hint("空けておくと「使用中」とみなします。")
        Field("disposed_on", \.disposedOn, "廃棄・返却した日").notBefore(\.acquiredOn)
            .alsoCalled("廃棄日", "返却日", "廃棄年月日", "除却日", "リース返却日")
            .hint("手元から離れた日。")
        Field("erasure_method", \.erasureMethod, "データ消去の方法")
            .alsoCalled("消去方法", "廃棄方法", "データ消去", "データ消去方法", "処分方法")
            .hint("住民情報を扱った記憶装置は、物理的に壊します。初期化だけでは足りません。")
        Field("erasure_proved_on", \.erasureProvedOn, "消去証明を受けた日")
            .alsoCalled("消去証明日", "消去証明書", "データ消去証明", "消去日")
            .hint("消去か破壊を証明する書類を受け取った日。立ち会ったときは、立ち会った日。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ", "コメント").hint(FieldWords.note)
        Field("addresses", \.addresses, "IPアドレス・MACアドレス").searched().long()
            .alsoCalled("IPアドレス", "IP", "MACアドレス", "MAC", "物理アドレス", "固定IP", "IPAddress", "MACAddress")
            .hint("一行に一つ。通信の記録に出た機器が、どれかを見分けます。", example: "10.20.1.15")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}

/// Where a machine or a medium is in its life; nothing said means in use.
public enum DeviceState: String, Choice {
    case inUse = "in-use"
    case spare, repair, lost, disposed
    public var title: String {
        switch self {
        case .inUse: "使用中"
        case .spare: "予備・保管中"
        case .repair: "修理中"
        case .lost: "所在が分からない"
        case .disposed: "廃棄・返却した"
        }
    }
}

/// How what it held was made unreadable (guideline, edition of Reiwa 8 March).
public enum ErasureMethod: String, Choice {
    case destroyed, erased
    case cryptoErased = "crypto-erased"
    case degaussed, shredded
    case formatted
    case notNeeded = "not-needed"
    public var title: String {
        switch self {
        case .destroyed: "物理的に破壊した"
        case .erased: "消去ソフトや消去コマンドで消去した"
        case .cryptoErased: "暗号化消去をした"
        case .degaussed: "磁気で消去した"
        case .shredded: "裁断・溶解した"
        case .formatted: "初期化だけした"
        case .notNeeded: "記憶装置がない"
        }
    }
}

/// Words that mean the same in every register.
enum FieldWords {
    static let note = "あとから見る人のために、変わった事情や、次に確かめることを書いておきます。"
    static let section = "この記録に責任を持つ所属。その所属長が見て、直せます。"
}
