import Primitives

/// 復元の試験: clause 4(3): a copy that was never restored is a hope.
public struct RestoreTest: Record {
    public let title: String
    public let backup: Link<Backup>?
    public let keeper: Link<OrganizationUnit>?
    public let testedOn: Day?
    public let result: Backup.Outcome?
    public let minutes: Int?
    public let testedBy: Link<Person>?
    public let lesson: String?
    public let evidence: Link<Evidence>?
    public let note: String?

    public static let registerName = "restore-tests"
    public static let register = Register<Self>(
        "復元の試験", clauses: ["4(3)"], purpose: "バックアップから本当に戻せるかを試した記録です。年に一度は試します。", record: Self.init
    ) {
        Field("title", \.title, "試験の件名").searched().listed()
            .alsoCalled("件名", "試験名", "復元試験名", "訓練名", "リストア試験", "題名")
            .hint("何をどこへ戻したか。", example: "財務会計を予備のサーバへ復元")
        Field("backup", \.backup, "使ったバックアップ").listed().alsoCalled("バックアップ", "対象バックアップ", "対象")
            .hint("どの写しから戻したか。")
        Field("keeper", \.keeper, "所管所属").alsoCalled("所管課", "担当課", "実施課", "所属").hint("試験を行った所属。")
        Field("tested_on", \.testedOn, "試験した日").listed().retained(years: 5).alsoCalled(
            "実施日", "試験日", "復元日", "実施年月日"
        )
        .hint("終わった日。", example: "令和8年9月1日")
        Field("result", \.result, "結果").listed().alsoCalled("試験結果", "判定", "成否")
            .hint("戻したデータを開いて、中身が正しいことまで確かめます。")
        Field("minutes", \.minutes, "かかった時間（分）").alsoCalled("所要時間", "復元時間", "時間")
            .hint("目標の時間に収まったかを見るために残します。", example: "95")
        Field("tested_by", \.testedBy, "試験した人").alsoCalled("実施者", "担当者", "試験者").hint("委託先が行ったときは、立ち会った職員。")
        Field("lesson", \.lesson, "分かったこと").long().alsoCalled("課題", "所見", "気づき", "改善点")
            .hint("手順書どおりに進まなかったところを書きます。", example: "手順書の3番の画面が変わっていた。")
        Field("evidence", \.evidence, "試験の記録").alsoCalled("証拠", "証跡", "報告書").hint(
            "画面の写しや報告書を「証拠」に登録し、ここで選びます。")
        Field("note", \.note, "備考").long().hint(FieldWords.note)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.keeper))
        Write(.office, .sectionHead(of: \.keeper))
    }
}
