import Primitives
import WebPages

/// Records past their retention, and evidence that serves many requirements.
extension Sample {
    static let disposals = DisposalsPage(
        expiredCount: 12, rules: [("事象の知らせ", "「知らせた日」の年度末から5年")],
        lists: [
            DisposalsPage.List(
                id: "x-1", title: "平成30年度の知らせ", recordCount: 2, proposedOn: day("2026-11-01"),
                stage: "承認を待っている")
        ])

    static let disposal = DisposalPage(
        id: "x-1", name: "平成30年度の知らせ", organization: "みずほ野広域組合", facts: [("状態", "承認を待っている")],
        rows: [
            DisposalPage.Row(
                register: "事象の知らせ", subject: "e-1", label: "見慣れない警告", retainedUntil: day("2024-03-31"),
                reason: "保存期間5年（知らせた日 平成30年5月1日 の年度末から）")
        ], hash: "9f86d081884c", isCarriedOut: false,
        acts: [FormChoice("approve", "この一覧の廃棄を承認する"), FormChoice("withdraw", "取り下げる")])

    static let disposalCertificate = DisposalPage(
        id: "x-1", name: "平成30年度の知らせ", organization: "みずほ野広域組合",
        facts: [("承認", "令和8年11月2日　統括 花子"), ("消した版", "3版"), ("記録台帳の番号", "1284")],
        rows: [
            DisposalPage.Row(
                register: "事象の知らせ", subject: "e-1", label: nil, retainedUntil: day("2024-03-31"),
                reason: "保存期間5年（知らせた日 平成30年5月1日 の年度末から）")
        ], hash: "9f86d081884c", isCarriedOut: true)

    static let evidenceUse = EvidenceUsePage(
        id: "v-1", name: "研修の出席簿",
        requirements: [FormChoice("SEED-8-a", "重要性についての共通の認識"), FormChoice("SEED-7", "情報セキュリティ監査")],
        used: "SEED-7")
}
