import Primitives

/// 情報システムのアカウント (ID台帳): clauses 2(6) and 6(4): who can sign in where, with which rights, until when.
public struct SystemAccount: Record {
    public let login: String
    public let system: Link<InformationSystem>?
    public let kind: Kind?
    public let person: Link<Person>?
    public let keeper: Link<OrganizationUnit>?
    public let isPrivileged: Bool?
    public let rights: String?
    public let sharedReason: String?
    public let secondFactor: Bool?
    public let startsOn: Day?
    public let endsOn: Day?
    public let isDisabled: Bool?
    public let credentialChangedOn: Day?
    public let reviewedOn: Day?
    public let reviewResult: ReviewResult?
    public let note: String?
    public let contract: Link<Contract>?
    public let allowedHours: String?

    /// Whose it is.
    public enum Kind: String, Choice {
        case personal, shared, service, vendor
        public var title: String {
            switch self {
            case .personal: "個人"
            case .shared: "共用"
            case .service: "機器・処理用"
            case .vendor: "委託先の作業用"
            }
        }
    }

    /// What the section head decided of it in the last review.
    public enum ReviewResult: String, Choice {
        case goesOn = "continue"
        case change, end
        public var title: String {
            switch self {
            case .goesOn: "続ける"
            case .change: "権限を変える"
            case .end: "やめる"
            }
        }
    }

    public static let registerName = "system-accounts"
    public static let register = Register<Self>(
        "情報システムのアカウント", clauses: ["2(6)", "6(4)"],
        purpose: "情報システムごとに、だれがどの権限で入れるかの一覧（ID台帳）です。退職や異動のあとに残ったものを見つけます。",
        record: Self.init
    ) {
        Field("login", \.login, "アカウント名").searched().listed()
            .alsoCalled(
                "ID", "ユーザーID", "ユーザID", "利用者ID", "ログインID", "アカウント", "ログイン名", "ユーザー名", "ユーザ名", "職員ID",
                "UserName", "LoginID"
            )
            .hint("サインインのときに入れる名前。", example: "s1001")
        Field("system", \.system, "情報システム").listed().alsoCalled("システム", "システム名", "対象システム", "業務システム")
            .hint("どの情報システムに入るためのものか。同じ名前でも、情報システムごとに一件です。", example: "財務会計システム")
        Field("kind", \.kind, "持ち主の種類").listed()
            .alsoCalled("種別", "ID種別", "アカウント種別", "ID区分", "アカウント区分", "区分")
            .hint("一人に一つが原則です。共用は、理由があるときだけ認めます。", example: "個人")
        Field("person", \.person, "使う人").listed()
            .alsoCalled("職員", "職員名", "利用者", "利用者名", "使用者", "氏名", "使用者名", "所有者")
            .hint("個人のアカウントでは必ず選びます。退職や異動と突き合わせます。")
        Field("keeper", \.keeper, "所管所属").listed()
            .alsoCalled("所属", "所管課", "部署", "利用所属", "所属名", "課名", "使用課")
            .hint("アカウントが要ることを、年に一度確かめる所属。")
        Field("is_privileged", \.isPrivileged, "管理者権限（特権）").listed()
            .alsoCalled("特権", "特権ID", "管理者権限", "管理者", "特権の有無", "Admin")
            .hint("設定や他人のデータを変えられる権限か。特権は三か月ごとに確かめます。")
        Field("rights", \.rights, "権限の内容").searched().alsoCalled("権限", "ロール", "権限区分", "付与権限", "役割", "グループ")
            .hint("何ができるか。仕事に要る分だけにします。", example: "伝票の起票と照会")
        Field("shared_reason", \.sharedReason, "共用する理由").long()
            .alsoCalled("共用理由", "共有理由", "共用ID理由")
            .hint("共用のときだけ。だれが使ったかを、どう残しているかも書きます。", example: "交代勤務の指令台。使用簿に氏名を残す。")
        Field("second_factor", \.secondFactor, "多要素認証").alsoCalled("二要素認証", "MFA", "多要素", "二段階認証")
            .hint("パスワードのほかに、カードや指紋などでも確かめているか。")
        Field("starts_on", \.startsOn, "使い始めた日").alsoCalled("登録日", "発行日", "開始日", "付与日", "作成日", "利用開始日")
            .hint("アカウントを渡した日。")
        Field("ends_on", \.endsOn, "使える最後の日").notBefore(\.startsOn)
            .alsoCalled("有効期限", "停止日", "削除日", "終了日", "利用期限", "失効日", "利用終了日", "廃止日")
            .hint("この日まで入れます。会計年度任用職員などは、任期の最後の日にします。")
        Field("is_disabled", \.isDisabled, "止めている").alsoCalled("停止", "停止中", "無効", "ロック", "使用停止", "Disabled")
            .hint("いまサインインできないようにしてあれば「はい」。")
        Field("credential_changed_on", \.credentialChangedOn, "パスワードを変えた日")
            .alsoCalled("パスワード変更日", "PW変更日", "最終変更日", "パスワード最終変更日")
            .hint("特権と共用のアカウントでは、使う人が替わるたびに変えます。")
        Field("reviewed_on", \.reviewedOn, "要るかを確かめた日").listed()
            .confirmedInRounds(of: \.keeper, in: .accounts)
            .alsoCalled("棚卸日", "確認日", "点検日", "最終確認日", "アカウント棚卸日", "レビュー日")
            .hint("所属長が、まだ要ることと権限が合っていることを確かめた日。")
        Field("review_result", \.reviewResult, "確かめた結果").alsoCalled("棚卸結果", "確認結果", "点検結果", "継続可否")
            .hint("「やめる」にしたら、止めてから「止めている」を「はい」にします。")
        Field("note", \.note, "備考").long().alsoCalled("摘要", "メモ").hint(FieldWords.note)
        Field("contract", \.contract, "委託の契約").alsoCalled("契約", "契約名", "委託契約", "保守契約")
            .hint("委託先の作業用のときだけ。契約が終わったあとの利用を見つけます。")
        Field("allowed_hours", \.allowedHours, "使ってよい時間")
            .alsoCalled("利用可能時間", "作業時間", "作業時間帯", "許可時間", "利用時間")
            .hint("曜日と時刻。複数あるときは「、」で区切ります。空けておくと時間では見分けません。", example: "平日 8:30-17:30")
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
