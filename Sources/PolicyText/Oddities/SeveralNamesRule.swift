/// One thing has one name: 委託事業者 and 受託業者 in one text make readers ask whether they differ.
struct SeveralNamesRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        var found: [Oddity] = []
        for own in Self.scanner.hits(in: text.source).mixedRows() {
            let names = Self.names[own[0].row]
            guard !isSettled(own, text.document.definitions), !isExplained(own, text.document.text) else {
                continue
            }
            let defined = text.document.definitions.first { names.contains($0.term) }?.term
            found.append(
                Oddity(
                    kind: .severalNames, line: own.firstOdd.line,
                    message: "同じものを指すと思われる言葉が混ざっています：\(own.described())。",
                    proposal: defined.map { "定義した「\($0)」にそろえてください。別のものを指すなら、違いを定めてください。" }
                        ?? "一つの言葉にそろえるか、それぞれの意味を定めてください。"))
        }
        return found + selfReferences(text)
    }

    /// The text itself says that one name stands for the other: クラウドサービス（以下「クラウド」という。）.
    private func isSettled(_ hits: [PhraseScanner.Hit], _ definitions: [Definition]) -> Bool {
        let used = Set(hits.map(\.phrase))
        return definitions.contains { definition in
            used.contains(definition.term) && used.count == 2
                && used.contains { $0 != definition.term && definition.meaning.contains($0) }
        }
    }

    /// 最高情報セキュリティ責任者（CISO）: the other name in brackets behind the one.
    private func isExplained(_ hits: [PhraseScanner.Hit], _ text: String) -> Bool {
        let used = Array(Set(hits.map(\.phrase)))
        guard used.count == 2 else { return false }
        return [(used[0], used[1]), (used[1], used[0])].contains { one, other in
            text.contains("\(one)（\(other)）") || text.contains("\(one)(\(other))")
        }
    }

    /// 当組合 beside 組合.
    private func selfReferences(_ text: ReviewedText) -> [Oddity] {
        for own in Self.bodyScanner.hits(in: text.source).mixedRows() {
            let body = SpellingVariants.bodies[own[0].row]
            let hits = BareNames(source: text.source).only(own, body: body)
            let forms = Set(hits.map(\.phrase))
            guard forms.count > 1, !text.document.definitions.contains(where: { forms.contains($0.term) })
            else {
                continue
            }
            return [
                Oddity(
                    kind: .severalNames, line: hits.firstOdd.line,
                    message: "自らの団体の呼び方が混ざっています：\(hits.described())。",
                    proposal: "初めに「以下「…」という。」と定め、一つの呼び方にそろえてください。")
            ]
        }
        return []
    }

    private static let bodyScanner = PhraseScanner(
        SpellingVariants.bodies.map { [$0, "当" + $0, "本" + $0] })
    private static let scanner = PhraseScanner(names)

    /// Names that official texts use for one thing; each row is one thing.
    static let names = [
        ["委託事業者", "委託業者", "受託業者", "受託事業者", "受託者", "委託先事業者", "委託先", "外部委託事業者", "受注者"],
        ["クラウドサービス", "クラウド・サービス"],
        ["ソーシャルメディアサービス", "ソーシャルメディア", "ＳＮＳ", "SNS", "ソーシャル・ネットワーキング・サービス"],
        ["情報セキュリティインシデント", "情報セキュリティ事故", "セキュリティインシデント", "セキュリティ事故"],
        ["情報セキュリティ実施手順書", "情報セキュリティ実施手順"],
        ["個人番号", "マイナンバー"],
        ["記録媒体", "記憶媒体"],
        ["アクセス権限", "アクセス権", "利用権限"],
        ["パスワード", "暗証番号"],
        ["情報セキュリティ監査", "セキュリティ監査"],
        ["最高情報セキュリティ責任者", "CISO", "ＣＩＳＯ"],
        ["ホームページ", "ウェブサイト", "Webサイト", "ＷＥＢサイト"],
        ["電子メール", "Eメール", "Ｅメール", "eメール"],
    ]
}

/// Keeps the hits of a body's bare name that are not part of a longer word.
struct BareNames {
    let source: SourceText

    /// Hits with 当 or 本, and lines on which the bare name stands alone; each line is looked at once.
    func only(_ hits: [PhraseScanner.Hit], body: String) -> [PhraseScanner.Hit] {
        let words = Words(body)
        var lastLine = 0
        var isAlone = false
        return hits.filter { hit in
            guard hit.place == 0 else { return true }
            if hit.line != lastLine {
                lastLine = hit.line
                isAlone = standsAlone(words, on: hit.line)
            }
            return isAlone
        }
    }

    private func standsAlone(_ body: Words, on line: Int) -> Bool {
        let range = source.lines[line - 1].content
        guard range.count >= body.count else { return false }
        for start in range.lowerBound...(range.upperBound - body.count) {
            guard source.scalars[start..<(start + body.count)].elementsEqual(body.scalars) else { continue }
            let before = start > range.lowerBound ? source.scalars[start - 1] : 0
            let after = source.at(start + body.count)
            let isWordBefore = before.isKanji || before.isKatakana || before.isLatin || before.digit != nil
            if !isWordBefore, after.isHiragana || after == 0x3001 { return true }
        }
        return false
    }
}
