import PolicyText
import Testing

@Suite struct DefinitionTests {
    static let cases: [(String, [String])] = [
        ("1 定義\n(1) 記録　紙に書いたものの全てをいう。\n", ["記録=紙に書いたものの全てをいう。"]),
        ("1 定義\n(1) 記録\n紙に書いたものをいう。\n", ["記録=紙に書いたものをいう。"]),
        ("1 用語\n・記録：紙に書いたもの\n・係員：扱う者\n", ["記録=紙に書いたもの", "係員=扱う者"]),
        ("1 用語の意義\n記録とは、紙に書いたものをいう。\n", []),
        ("1 用語\n(1) 記録とは、紙に書いたものをいう。\n(2) 係員とは、扱う者をいう。\n", ["記録=紙に書いたものをいう。", "係員=扱う者をいう。"]),
        ("第1条 この規程において「記録」とは、紙（電子を含む。以下同じ。）をいう。\n", ["記録=紙（電子を含む。以下同じ。）をいう。"]),
        ("1 対象\n町の施設（以下「施設」という。）を守る。\n", ["施設~町の施設"]),
        ("1 対象\n町立の病院及び診療所（以下これらを「病院等」と総称する。）を守る。\n", ["病院等~町立の病院及び診療所"]),
        ("1 対象\n情報の安全を守る仕組みを以下「仕組み」という。\n", ["仕組み~情報の安全を守る仕組み"]),
        ("1 対象\n町に統括の係（以下単に「係」という。）を置く。\n", ["係~町に統括の係"]),
        ("1 対象\n甲村、乙村及び丙村（以下「構成村」という。）で働く者とする。\n", ["構成村~甲村、乙村及び丙村"]),
        ("1 対象\n以下の者とする。「例」を除く。\n", []),
    ]

    @Test(arguments: cases)
    func `words are collected with their meaning and kind`(_ text: String, _ expected: [String]) {
        let found = PolicyDocument.read(text).definitions
        #expect(found.map { $0.term + ($0.kind == .defined ? "=" : "~") + $0.meaning } == expected)
    }

    @Test(arguments: [
        ("強靱", "強靭"), ("情報の漏洩", "情報の漏えい"), ("当組合", "組合"), ("本市の", "市の"), ("１（２）ア", "1(2)ア"),
        ("ｻｰﾊﾞ", "サーバー"), ("ﾃﾞｰﾀ ﾍﾞｰｽ", "データベース"), ("ＳＮＳ", "sns"), ("目　次", "目次"),
        ("講ずる", "講じる"), ("取扱", "取り扱い"),
        ("ウィルス", "ウイルス"), ("すべて", "全て"),
    ])
    func `writings of one word fold to the same`(_ one: String, _ other: String) {
        #expect(Folding.isSame(one, other))
    }

    @Test(arguments: [("日本市場", "日市場"), ("権限", "権原"), ("データ", "デタ"), ("キー", "キ"), ("委託業者", "受託業者")])
    func `different words stay different`(_ one: String, _ other: String) {
        #expect(!Folding.isSame(one, other))
    }

    @Test func `folding never touches the text`() {
        let text = "１　目的\n情報の漏洩を防ぎ、強靱なｻｰﾊﾞを保つ。\n"
        let document = PolicyDocument.read(text)
        #expect(document.text == text)
        #expect(document.clauses.first?.text == "情報の漏洩を防ぎ、強靱なｻｰﾊﾞを保つ。")
        #expect(document.clauses.first?.number == "１")
    }
}
