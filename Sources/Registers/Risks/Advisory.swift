import Primitives

/// 脆弱性・注意喚起: clause 6(4): what was published, whether it is ours, and whether it was closed in time.
public struct Advisory: Record {
    public let title: String
    public let source: Source?
    public let number: String?
    public let severity: Severity?
    public let publishedOn: Day?
    public let receivedOn: Day?
    public let affected: Affected?
    public let concludedOn: Day?
    public let concludedBy: Link<Person>?
    public let system: Link<InformationSystem>?
    public let device: Link<Device>?
    public let dueOn: Day?
    public let action: String?
    public let doneOn: Day?
    public let note: String?

    /// Who said so.
    public enum Source: String, Choice {
        case jvn, jpcert, ipa, jlis, ministry, asm, vendor, other
        public var title: String {
            switch self {
            case .jvn: "JVN"
            case .jpcert: "JPCERT/CC"
            case .ipa: "IPA"
            case .jlis: "J-LIS"
            case .ministry: "総務省・国家サイバー統括室"
            case .asm: "外から見える機器の検査（ASM）・診断"
            case .vendor: "メーカー・委託先"
            case .other: "その他の知らせ"
            }
        }
    }

    /// How grave it is in general.
    public enum Severity: String, Choice {
        case critical, high, medium, low
        public var title: String {
            switch self {
            case .critical: "緊急"
            case .high: "重要"
            case .medium: "警告"
            case .low: "注意"
            }
        }
    }

    /// Whether it is ours.
    public enum Affected: String, Choice {
        case yes, no
        public var title: String {
            switch self {
            case .yes: "影響がある"
            case .no: "影響はない"
            }
        }
    }

    public static let registerName = "advisories"
    public static let register = Register<Self>(
        "脆弱性・注意喚起", clauses: ["6(4)"],
        purpose: "公表された脆弱性や注意の呼びかけと、ここに影響があるか、いつ直したかの一覧です。", record: Self.init
    ) {
        Field("title", \.title, "件名").searched().listed().alsoCalled(
            "タイトル", "脆弱性名", "概要", "注意喚起名", "Title", "名称"
        )
        .hint("届いた知らせの題名。", example: "架空ルーターに認証を避けられる脆弱性")
        Field("source", \.source, "知らせた所").listed().alsoCalled("情報源", "出典", "発信元", "発行元", "通知元").hint(
            "どこから届いたか。")
        Field("number", \.number, "番号").searched().identifies()
            .alsoCalled("識別番号", "CVE", "CVE番号", "JVN番号", "JVNDB", "脆弱性番号", "ID")
            .hint("同じ知らせを二度登録しないために使います。", example: "JVNDB-2026-000001")
        Field("severity", \.severity, "重さ").listed().alsoCalled(
            "深刻度", "重要度", "重大度", "危険度", "Severity", "CVSS"
        )
        .hint("緊急は7日、重要は30日、ほかは90日のうちに直すのが目安です。")
        Field("published_on", \.publishedOn, "公表された日").alsoCalled("公表日", "公開日", "発行日", "Published").hint(
            "世の中に知られた日。攻撃はこの日から始まります。")
        Field("received_on", \.receivedOn, "知った日").listed().alsoCalled("受領日", "入手日", "収集日", "受信日", "通知日")
            .hint("集めたか、届いた日。")
        Field("affected", \.affected, "ここへの影響").listed().alsoCalled("影響", "影響の有無", "該当", "該当の有無", "影響有無")
            .hint("機器とソフトウェアの台帳を見て決めます。分からないあいだは空けておきます。")
        Field("concluded_on", \.concludedOn, "影響を調べ終えた日").alsoCalled("調査日", "判断日", "確認日", "調査完了日").hint(
            "影響があるかないかを決めた日。")
        Field("concluded_by", \.concludedBy, "調べた人").alsoCalled("調査者", "担当者", "確認者").hint(
            "委託先が調べたときは、報告を受けた職員。")
        Field("system", \.system, "影響のある情報システム").alsoCalled("情報システム", "対象システム", "システム").hint("影響があるときに選びます。")
        Field("device", \.device, "影響のある機器").alsoCalled("機器", "対象機器", "端末").hint("何台もあるときは、代表を一つ選び、備考に書きます。")
        Field("due_on", \.dueOn, "直す期限")
            .announced(daysBefore: 14, "脆弱性を直す期限です。", minutes: 60, for: "SEED-6(4)-d", unless: \.doneOn)
            .listed().notBefore(\.receivedOn).alsoCalled(
                "期限", "対応期限", "対処期限", "完了期限", "対応予定日"
            )
            .hint("影響があるときに決めます。")
        Field("action", \.action, "したこと").long().alsoCalled("対応", "対応内容", "対処", "対処内容", "処置")
            .hint("修正、設定の変更、回避など。", example: "修正プログラムを当てた")
        Field("done_on", \.doneOn, "直した日").listed().notBefore(\.publishedOn).alsoCalled(
            "対応日", "完了日", "対処日", "適用日", "対応完了日"
        ).hint("終わったことを確かめた日。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
