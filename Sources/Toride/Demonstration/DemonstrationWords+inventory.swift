import Registers

/// Names of things in the rooms of a body that does not exist.
extension DemonstrationWords {
    static func machineName(_ kind: String, _ index: Int) -> String {
        "\(kind)-\(String(String(1_001 + index).dropFirst()))"
    }

    static let servers: [(name: String, unit: String, place: String, isClosed: Bool, isProtected: Bool)] = [
        ("ファイルサーバ 1号", "事務局総務課", "本部2階 サーバ室", true, true),
        ("業務サーバ 1号", "事務局総務課", "本部2階 サーバ室", true, true),
        ("業務サーバ 2号", "会計室", "本部2階 サーバ室", true, true),
        ("指令サーバ 主系", "消防本部指令課", "消防本部3階 指令機械室", true, true),
        ("指令サーバ 従系", "消防本部指令課", "消防本部3階 指令機械室", true, true),
        ("電子カルテサーバ", "休日夜間診療所", "診療所 機械室", true, true),
        ("本部 L3スイッチ", "事務局総務課", "本部2階 サーバ室", false, false),
        ("消防 L3スイッチ", "消防本部総務課", "消防本部3階 指令機械室", true, false),
        ("UTM 1号", "事務局総務課", "本部2階 サーバ室", false, false),
        ("せせらぎ荘 無線親機", "養護老人ホーム せせらぎ荘", "せせらぎ荘 事務室", false, false),
    ]

    static let software = [
        "架空アンチウイルス", "表計算の見本", "文書作成の見本", "図面ビューア", "会議の見本", "画像編集の見本", "統計の見本", "圧縮の見本",
        "帳票の見本", "音声再生の見本", "地図の見本", "閲覧ソフトの見本",
    ]

    static let rooms: [(name: String, site: String, unit: String)] = [
        ("本部2階 サーバ室", "組合本部", "事務局総務課"), ("消防本部3階 指令機械室", "消防本部", "消防本部指令課"),
        ("診療所 機械室", "休日夜間診療所", "休日夜間診療所"), ("せせらぎ荘 記録庫", "せせらぎ荘", "養護老人ホーム せせらぎ荘"),
    ]

    static let equipment: [(name: String, kind: FacilityEquipment.Kind, site: String, unit: String)] = [
        ("サーバ室 UPS 1号", .ups, "組合本部", "事務局総務課"), ("指令機械室 UPS", .ups, "消防本部", "消防本部指令課"),
        ("消防本部 非常用発電機", .generator, "消防本部", "消防本部総務課"),
        ("サーバ室 空調", .airConditioning, "組合本部", "事務局総務課"),
        ("サーバ室 消火設備", .fire, "組合本部", "事務局総務課"), ("本部 予備の回線", .line, "組合本部", "事務局総務課"),
        ("せせらぎ荘 発電機", .generator, "せせらぎ荘", "養護老人ホーム せせらぎ荘"),
        ("サーバ室 漏水の検知器", .sensor, "組合本部", "事務局総務課"),
    ]

    static let flows = ["出動の情報の配信", "医薬品の情報の取込み", "メールの無害化", "地図の更新", "予約の画面転送"]

    static let clouds: [(name: String, unit: String, purpose: String)] = [
        ("会議くん", "事務局企画財政課", "構成市町村との会議"), ("申込みフォーム便", "事務局総務課", "採用試験の申込み"),
        ("地図タウン", "消防本部予防課", "行事の案内図"), ("ファイル受渡し箱", "事務局総務課", "委託先とのファイルの受渡し"),
        ("写真ひろば", "みずかげ斎場", "施設の紹介"), ("翻訳ポケット", "休日夜間診療所", "外国の方への案内"),
        ("勤務カレンダー", "養護老人ホーム せせらぎ荘", "勤務の割り振り"),
    ]

    static let channels: [(name: String, service: String, unit: String)] = [
        ("みずかげ消防本部【公式】", "短文投稿の見本", "消防本部総務課"), ("みずかげ消防チャンネル", "動画投稿の見本", "消防本部予防課"),
        ("せせらぎ荘だより", "写真投稿の見本", "養護老人ホーム せせらぎ荘"), ("みずかげ広域【採用】", "短文投稿の見本", "事務局総務課"),
    ]

    static let products: [(name: String, kind: PurchasedProduct.Kind)] = [
        ("架空ルーター R-100", .router), ("架空パソコン NB-200（20台）", .computer), ("消防無線の中継装置", .other),
        ("複合機 M-30", .printer), ("見守りカメラ C-2", .camera), ("帳票ソフト 更新", .software),
    ]

    static let contacts: [(name: String, kind: OutsideContact.Kind, calledWhen: String)] = [
        ("統一的な窓口", .inside, "おかしいと思ったら、まずここへ。"), ("CSIRT 責任者", .inside, "窓口が受け付けた後、すぐに。"),
        ("最高情報セキュリティ責任者", .inside, "重大なとき。"), ("水影市 情報政策の窓口", .member, "住民の情報に関わるとき。"),
        ("県 市町村課", .prefecture, "サイバー攻撃のとき。"), ("県警察 サイバー犯罪の窓口", .police, "犯罪の疑いがあるとき。"),
        ("個人情報保護委員会", .privacy, "個人情報が漏れたおそれがあるとき。"),
        ("指令システムの保守の会社", .contractor, "指令システムが止まったとき。"), ("電力会社の故障受付", .utility, "停電したとき。"),
    ]

    static let disposals: [(name: String, kind: DisposalItem.Kind, unit: String)] = [
        ("救急報告書の簿冊 12冊", .paper, "消防本部警防課"), ("古いパソコン 8台", .device, "事務局総務課"),
        ("磁気テープ 30本", .medium, "事務局総務課"), ("診療録の控え 5箱", .paper, "休日夜間診療所"),
        ("旧予約サイトのデータ", .record, "休日夜間診療所"),
    ]

    static let threats: [(name: String, group: Threat.Group, scenario: String)] = [
        ("身代金を要求するウイルス", .attack, "届いた添付を開き、共有フォルダーが開けなくなる。"),
        ("職員による持ち出し", .attack, "名簿を私物の媒体に写す。"), ("誤送信", .mishap, "宛先を間違えて名簿を送る。"),
        ("機器の故障", .mishap, "古いサーバの記憶装置が壊れる。"), ("地震", .disaster, "サーバ室のラックが倒れる。"),
        ("落雷", .disaster, "通信の機器が壊れる。"), ("感染症の流行", .staffing, "担当の二人が同時に休む。"),
        ("長い停電", .lifelines, "発電機の燃料が尽きる。"), ("通信回線の断", .lifelines, "指令の回線が切れる。"),
    ]

    static let measures: [(name: String, family: Measure.Family)] = [
        ("切り離したバックアップ", .technical), ("サーバ室の施錠と記録", .physical), ("毎年の研修", .personnel),
        ("委託先の毎年の点検", .operation), ("多要素認証", .technical), ("ラックの固定", .physical),
        ("宛先の二人での確認", .operation), ("誓約書", .personnel),
    ]
}
