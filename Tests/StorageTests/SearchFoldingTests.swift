import Primitives
import Testing

/// The same words in the writings of offices, and where they stand.
@Suite struct SearchFoldingTests {
    @Test(arguments: [
        ("サーバ", "ｻｰﾊﾞｰ室"), ("サーバー", "サーバ室"), ("ぎょうむ", "業務（ギョウム）"), ("ｷﾞｮｳﾑ", "ぎょうむ"), ("ギヨウム", "ぎょうむ"),
        ("usb", "ＵＳＢメモリ"), ("ＵＳＢ", "Usb"), ("高橋", "髙橋"), ("﨑", "山崎"), ("(株)", "㈱みどり"), ("株", "㈱みどり"),
        ("12", "⑫"),
        ("iii", "Ⅲ期"), ("が", "か\u{3099}"), ("ぱ", "は\u{309A}"), ("ヴ", "う゛"), ("辻", "辻\u{E0100}"),
        ("サイバーセキュリティ", "サイバー・セキュリティ"),
        ("情報資産000001", "情報資産 000001"), ("03-1234", "０３－１２３４"), ("霞ケ関", "霞ヶ関"), ("福祉", "\u{FA1B}祉"),
        ("ウイルス", "ウィルス"),
        ("1", "令和１年"), ("①", "1"),
    ])
    func `a word is found in another writing`(word: String, text: String) {
        #expect(SearchFolding.folded(text).firstRange(of: SearchFolding.word(word)) != nil)
    }

    @Test(arguments: [("は", "ば"), ("サー", "サバ"), ("東", "西"), ("12", "1-2"), ("人", "入"), ("シャ", "シ")])
    func `a word is not found in another word`(word: String, text: String) {
        #expect(SearchFolding.folded(text).firstRange(of: SearchFolding.word(word)) == nil)
    }

    @Test(arguments: [
        ("サーバ", "旧ｻｰﾊﾞｰ室", ["ｻｰﾊﾞ"]), ("株", "㈱と株式", ["㈱", "株"]), ("資産0", "情報資産 01", ["資産 0"]),
        ("救急 記録", "救急活動記録", ["救急", "記録"]),
        ("ああ", "あああ", ["あああ"]), ("が", "か\u{3099}い", ["か\u{3099}"]), ("𠮷野", "𠮷野家", ["𠮷野"]), ("無い", "ここには", []),
        ("a", "👩‍🚒A", ["A"]),
    ])
    func `the places of words are those of the text as it was written`(
        words: String, text: String, places: [String]
    ) {
        let found = SearchFolding.places(of: SearchWords(words).folded, in: text)
        #expect(found.map { String(text.unicodeScalars[$0]) } == places)
    }

    @Test func `a part of a text folds to a part of the folded text`() {
        let source = SeededSource(seed: 12)
        let characters = Array("あがぁアガァｱｶﾞﾊﾟaＡ1１ 　・ー㈱⑫髙﨑辻救-－")
        for _ in 0..<2_000 {
            let text = (0..<source.below(12)).map { _ in source.pick(characters) }
            let (start, count) = (source.below(text.count + 1), source.below(6))
            let part = SearchFolding.folded(String(text[start..<min(text.count, start + count)]))
            guard !part.isEmpty else { continue }
            #expect(SearchFolding.folded(String(text)).firstRange(of: part) != nil, "\(String(text))")
        }
    }

    @Test func `a box takes so many words of such a length`() {
        let words = SearchWords("　救急  " + String(repeating: "あ ", count: 20) + "・")
        #expect(words.folded.count == SearchWords.limit && words.typed.first == "救急")
        #expect(SearchWords(" 　・").isEmpty && SearchWords("").isEmpty)
        #expect(SearchWords(String(repeating: "漢", count: 1_000)).typed[0].count == SearchWords.lengthLimit)
    }
}
