/// Each bracket that opens closes within its clause.
struct BracketRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        zip(text.clauses, text.words).compactMap { clause, words in
            guard let sign = unbalanced(words) else { return nil }
            return Oddity(
                kind: .bracketUnbalanced, line: text.line(of: sign, in: clause),
                message: "\(clause.path)の括弧「\(sign)」に、対になる括弧がありません。",
                proposal: "括弧の抜けや余りを直してください。")
        }
    }

    /// The first bracket without its partner.
    private func unbalanced(_ words: Words) -> String? {
        var round = 0
        var quotation = 0
        for position in 0..<words.count {
            switch words.at(position) {
            case 0x28, 0xFF08: round += 1
            case 0x29, 0xFF09:
                // 1) and a) in running text have no opening bracket.
                if round > 0 {
                    round -= 1
                } else if words.at(position) == 0xFF09, words.at(position - 1).digit == nil,
                    !words.at(position - 1).isLatin
                {
                    return "）"
                }
            case 0x300C: quotation += 1
            case 0x300D:
                quotation -= 1
                if quotation < 0 { return "」" }
            default: break
            }
        }
        return round > 0 ? "（" : quotation > 0 ? "「" : nil
    }
}
