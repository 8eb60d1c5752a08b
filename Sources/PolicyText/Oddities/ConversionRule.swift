/// Words that a typing system converts wrongly and that make no sense where they stand.
struct ConversionRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        Self.scanner.hits(in: text.source).compactMap { hit in
            guard let right = Self.slips[hit.phrase] else { return nil }
            return Oddity(
                kind: .wrongConversion, line: hit.line,
                message: "「\(hit.phrase)」は、変換の誤りと思われます。",
                proposal: "「\(right)」ではないかを確かめてください。")
        }
    }

    private static let scanner = PhraseScanner([slips.keys.sorted()])

    /// What is written, and what was probably meant.
    static let slips = [
        "される場所である": "されるところである", "された場所である": "されたところである", "ている場所である": "ているところである",
        "以下の通りり": "以下のとおり", "対策を構じ": "対策を講じ", "徹低": "徹底", "脅異": "脅威", "機密生": "機密性",
        "完全生": "完全性", "可用生": "可用性", "情報試算": "情報資産", "適性な管理": "適正な管理", "適性に管理": "適正に管理",
        "適性な運用": "適正な運用", "向上を計る": "向上を図る", "徹底を計る": "徹底を図る", "強化を計る": "強化を図る",
        "整備を計る": "整備を図る", "推進を計る": "推進を図る", "確保を計る": "確保を図る", "進入検知": "侵入検知",
        "不正進入": "不正侵入", "保障期間内の機器": "保証期間内の機器", "責任社": "責任者", "管理社": "管理者",
        "個人情報保護放": "個人情報保護法", "遵守自事項": "遵守事項", "遵守時事項": "遵守事項", "実施手準": "実施手順",
        "復旧作業を行なう事とする": "復旧作業を行うこととする", "監査を実支": "監査を実施", "電磁気的記録媒体": "電磁的記録媒体",
    ]
}
