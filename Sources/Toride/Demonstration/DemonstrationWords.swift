import Primitives
import Registers

/// The names of a body that does not exist: six towns, a fire brigade, a clinic, a crematorium and a care
/// home.
enum DemonstrationWords {
    static let organization = "みずかげ広域行政組合"

    /// Name, site, whether it keeps assets, how many people work there.
    static let units: [(name: String, site: String, keepsAssets: Bool, people: Int)] = [
        ("事務局総務課", "組合本部", true, 14), ("事務局企画財政課", "組合本部", true, 9), ("会計室", "組合本部", true, 4),
        ("議会事務局", "組合本部", true, 3), ("監査委員事務局", "組合本部", false, 2),
        ("消防本部総務課", "消防本部", true, 16), ("消防本部予防課", "消防本部", true, 15),
        ("消防本部警防課", "消防本部", true, 14), ("消防本部指令課", "消防本部", true, 22),
        ("中央消防署", "消防本部", true, 58), ("北消防署", "北消防署", true, 41), ("南分署", "南分署", true, 24),
        ("休日夜間診療所", "休日夜間診療所", true, 31), ("みずかげ斎場", "みずかげ斎場", true, 11),
        ("養護老人ホーム せせらぎ荘", "せせらぎ荘", true, 56),
    ]

    static let towns = ["水影市", "朝霧市", "千歳川町", "若葉台町", "月見野町", "鏡ヶ浦村"]

    static let surnames: [(name: String, kana: String)] = [
        ("青木", "あおき"), ("石田", "いしだ"), ("上原", "うえはら"), ("江口", "えぐち"), ("大野", "おおの"), ("川村", "かわむら"),
        ("木下", "きのした"), ("久保", "くぼ"), ("小松", "こまつ"), ("佐野", "さの"), ("清水", "しみず"), ("杉山", "すぎやま"),
        ("関口", "せきぐち"), ("高瀬", "たかせ"), ("津田", "つだ"), ("富田", "とみた"), ("中里", "なかざと"), ("西尾", "にしお"),
        ("野口", "のぐち"), ("浜田", "はまだ"), ("平井", "ひらい"), ("福島", "ふくしま"), ("星野", "ほしの"), ("松永", "まつなが"),
        ("三浦", "みうら"), ("森下", "もりした"), ("矢島", "やじま"), ("横山", "よこやま"), ("若林", "わかばやし"), ("渡部", "わたなべ"),
    ]

    static let givenNames: [(name: String, kana: String)] = [
        ("明里", "あかり"), ("一郎", "いちろう"), ("恵", "めぐみ"), ("和也", "かずや"), ("恭子", "きょうこ"), ("健太", "けんた"),
        ("幸子", "さちこ"), ("修", "おさむ"), ("真由", "まゆ"), ("拓海", "たくみ"), ("千尋", "ちひろ"), ("直樹", "なおき"),
        ("信子", "のぶこ"), ("春香", "はるか"), ("博", "ひろし"), ("文香", "ふみか"), ("誠", "まこと"), ("美咲", "みさき"),
        ("優", "ゆう"), ("陽子", "ようこ"), ("理恵", "りえ"), ("涼", "りょう"),
    ]

    /// What each kind of unit works with, and how grave it is.
    static func assets(of unit: String) -> [(name: String, grade: Grade)] {
        var common: [(String, Grade)] = [
            ("文書管理の電子ファイル", .internalWork), ("職員の勤務記録", .staff), ("業務の連絡先名簿", .staff),
            ("ホームページの原稿", .open), ("備品の一覧", .internalWork), ("契約の書類", .staff), ("会議の記録", .internalWork),
            ("予算要求の資料", .internalWork),
        ]
        if unit.contains("消防") || unit.contains("署") || unit.contains("指令") {
            common += [
                ("救急搬送の記録", .grave), ("火災調査の記録", .grave), ("出動の記録", .resident), ("防火対象物の台帳", .resident),
                ("通信指令の地図情報", .mechanism), ("要支援者の名簿", .grave), ("無線機の設定", .mechanism),
                ("訓練の計画", .internalWork),
            ]
        } else if unit.contains("診療所") {
            common += [("診療の記録", .grave), ("受付の名簿", .grave), ("医薬品の在庫", .internalWork), ("レセプトの情報", .grave)]
        } else if unit.contains("荘") {
            common += [("入所者の記録", .grave), ("介護計画", .grave), ("家族の連絡先", .resident), ("食事の献立", .open)]
        } else if unit.contains("斎場") {
            common += [("火葬の予約", .resident), ("使用許可の記録", .resident)]
        } else {
            common += [
                ("給与の情報", .payroll), ("例規の原稿", .open), ("構成市町との協議の記録", .internalWork),
                ("議案の資料", .internalWork),
            ]
        }
        return common
    }

    /// How grave the loss of an asset would be, with the reason that a clerk would write.
    enum Grade {
        case grave, resident, payroll, staff, internalWork, open, mechanism

        var confidentiality: (InformationAsset.Confidentiality, String) {
            switch self {
            case .grave: (.level3B, "病歴など特に配慮の要る個人情報が含まれるため")
            case .payroll: (.level3B, "個人番号と口座が含まれるため")
            case .resident: (.level3B, "住民の氏名と住所が多数含まれるため")
            case .staff: (.level3C, "職員や取引先の情報で、公表を前提としないため")
            case .internalWork: (.level2, "検討の途中で、直ちに公表しないため")
            case .open: (.level1, "公表しているため")
            case .mechanism: (.level3C, "知られると攻撃の手がかりになるため")
            }
        }

        var integrity: (InformationAsset.TwoLevels, String) {
            switch self {
            case .grave, .resident, .payroll, .mechanism: (.level2, "誤りがあると住民の権利や安全に関わるため")
            case .staff, .internalWork, .open: (.level1, "誤りがあっても直せば足りるため")
            }
        }

        var availability: (InformationAsset.TwoLevels, String) {
            switch self {
            case .grave, .mechanism: (.level2, "止まると救急や介護が続けられないため")
            case .resident, .payroll, .staff, .internalWork, .open: (.level1, "数日使えなくても代わりの方法があるため")
            }
        }

        var personal: InformationAsset.PersonalInformation {
            switch self {
            case .grave: .sensitive
            case .payroll: .individualNumber
            case .resident, .staff: .ordinary
            case .internalWork, .open, .mechanism: .none
            }
        }
    }

    static let systems: [(name: String, unit: String, isClosed: Bool)] = [
        ("グループウェア", "事務局総務課", false), ("文書管理システム", "事務局総務課", false), ("財務会計システム", "会計室", true),
        ("人事給与システム", "事務局総務課", true), ("ホームページ編集システム", "事務局企画財政課", false),
        ("高機能消防指令システム", "消防本部指令課", true), ("消防業務支援システム", "消防本部総務課", true),
        ("救急搬送記録システム", "消防本部警防課", true), ("診療所電子カルテ", "休日夜間診療所", true),
        ("診療予約サイト", "休日夜間診療所", false), ("火葬予約システム", "みずかげ斎場", false),
        ("介護記録システム", "養護老人ホーム せせらぎ荘", true), ("統合型防御装置（UTM）", "事務局総務課", false),
        ("ファイルサーバ", "事務局総務課", true), ("バックアップ装置", "事務局総務課", true),
        ("Toride（この仕組み）", "事務局総務課", true),
    ]

    static let contractors = [
        "株式会社ひかり計算センター", "みずかげ電設株式会社", "株式会社しらさぎ情報", "有限会社つばさビル管理", "合同会社あおば設計",
        "株式会社もみじソフト", "北斗通信サービス株式会社", "株式会社かえで医療情報", "株式会社さざなみ印刷", "ゆりかご介護支援株式会社",
        "株式会社こだまシステム", "株式会社なぎさ警備", "星見データ保管株式会社", "株式会社やまぶき人材", "株式会社せきれい無線",
    ]

    static let contracts = [
        "指令システム保守", "財務会計システム保守", "人事給与システム運用支援", "電子カルテ保守", "介護記録システム使用", "ホームページ運用",
        "庁舎清掃", "庁舎警備", "複合機の保守", "文書の保管と廃棄", "給食の調理", "無線設備の点検", "火葬炉の保守", "統合型防御装置の監視",
        "救急記録の入力", "レセプトの点検", "健康診断", "広報紙の印刷", "防火対象物調査の補助", "ネットワーク保守",
    ]
}
