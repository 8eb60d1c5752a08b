/// A policy says when it was made and who made it (地方自治法第244条の6: each organ adopts and publishes).
struct AdoptionRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        guard !text.clauses.isEmpty else { return [] }
        var missing: [String] = []
        if !hasDate(text) { missing.append("制定や施行の日") }
        if !hasOrgan(text) { missing.append("定めた機関") }
        guard !missing.isEmpty else { return [] }
        return [
            Oddity(
                kind: .adoptionUnstated, line: 1,
                message: "\(missing.joined(separator: "と"))が書かれていません。",
                proposal: "決裁の記録を確かめて登録してください。分からないものは「不明」として残ります。次の改正で本文に書き加えてください。")
        ]
    }

    private func hasDate(_ text: ReviewedText) -> Bool {
        if !text.document.amendments.isEmpty { return true }
        return text.clauses.contains { clause in
            guard clause.kind == .supplementary || clause.kind == .history || isBeneathSupplement(clause)
            else {
                return false
            }
            let source = text.source
            let lines = source.lines[(clause.line - 1)...].prefix {
                source.offsets[$0.start] < clause.range.upperBound
            }
            return lines.contains { DateReader.hasDate($0.content, in: source) }
        }
    }

    private func isBeneathSupplement(_ clause: Clause) -> Bool { clause.path.text.hasPrefix("附則") }

    /// A mayor, council or office named on the title page, or the number of a rule.
    private func hasOrgan(_ text: ReviewedText) -> Bool {
        let title = Folding.folded(text.document.title)
        // A rule of law is made by the body that its title names.
        if Self.rules.contains(where: { title.hasSuffix($0) }) { return true }
        for region in text.document.regions where region.kind == .cover {
            let words = String(decoding: text.source.utf8[region.range], as: UTF8.self)
            for line in words.split(separator: "\n") where !title.contains(Folding.folded(line)) {
                if Self.organs.contains(where: { line.contains($0) }) { return true }
            }
        }
        return false
    }

    private static let rules = ["条例", "規則", "規程", "訓令"]
    private static let organs = [
        "訓令", "告示", "規則第", "規程第", "条例第", "市長", "町長", "村長", "区長", "知事", "管理者", "連合長", "企業長", "理事長",
        "消防長", "議会", "委員会", "事務局", "総務課", "企業団", "承認", "決裁",
    ]
}
