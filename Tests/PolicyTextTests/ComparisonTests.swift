import PolicyText
import Testing

@Suite struct ComparisonTests {
    private let old = PolicyDocument.read(
        """
        みどり組合情報管理方針

        1 目的
        この方針は、情報を守ることを目的とする。
        2 体制
        責任者を置く。
        3 対策
        (1) 施設
        部屋に鍵を掛ける。
        (2) 職員
        年一回の研修を行う。
        4 委託
        委託業者を選び、契約を結ぶ。
        """)

    private func rows(_ text: String) -> PolicyComparison {
        PolicyComparison.between(old, PolicyDocument.read(text))
    }

    @Test func `a text compared with itself has no changes`() {
        let comparison = PolicyComparison.between(old, old)
        #expect(comparison.rows.count == old.allClauses.count)
        #expect(comparison.changedRows.isEmpty)
        #expect(comparison.plainText().contains("変更はありません。"))
    }

    @Test func `each kind of change is told apart`() {
        let comparison = rows(
            """
            みどり組合情報管理方針

            1 目的
            この方針は、情報を守ることを目的とする。
            2 定義
            情報資産とは、記録の全てをいう。
            3 体制
            責任者を置く。
            4 対策
            (1) 職員
            年二回の研修を行う。
            5 委託
            委託事業者を選び、契約を結ぶ。
            (1) 施設
            部屋に鍵を掛ける。
            """)
        let changes = Dictionary(
            comparison.rows.map { (($0.new ?? $0.old)?.heading ?? "", $0.changes) },
            uniquingKeysWith: { one, _ in one })
        #expect(changes["目的"] == [])
        #expect(changes["定義"] == [.added])
        #expect(changes["体制"] == [.renumbered])
        #expect(changes["対策"] == [.renumbered])
        #expect(changes["職員"] == [.renumbered, .reworded])
        #expect(changes["委託"] == [.renumbered, .reworded])
        #expect(changes["施設"] == [.moved])
    }

    @Test func `a removed clause stands where it stood`() {
        let comparison = rows(
            """
            みどり組合情報管理方針

            1 目的
            この方針は、情報を守ることを目的とする。
            2 対策
            (1) 施設
            部屋に鍵を掛ける。
            (2) 職員
            年一回の研修を行う。
            3 委託
            委託業者を選び、契約を結ぶ。
            """)
        #expect(comparison.rows[1].old?.heading == "体制")
        #expect(comparison.rows[1].changes == [.removed])
        #expect(comparison.rows[1].new == nil)
    }

    @Test func `changed words are marked and the passages give the texts again`() throws {
        let comparison = rows(old.text.replacing("年一回の研修を行う。", with: "年二回以上の研修と訓練を行う。"))
        let row = try #require(comparison.changedRows.first)
        #expect(comparison.changedRows.count == 1)
        #expect(row.oldWords?.text.map(\.text).joined() == row.old?.text)
        #expect(row.newWords?.text.map(\.text).joined() == row.new?.text)
        #expect(row.newWords?.text.filter(\.isChanged).map(\.text).joined() == "年二回以上と訓練")
    }

    @Test func `the table in HTML is escaped and says what each cell is`() {
        let comparison = rows(old.text.replacing("責任者を置く。", with: "<script>alert(1)</script>&を置く。"))
        let html = comparison.html()
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("<caption>"))
        #expect(html.contains("<th scope=\"col\">"))
        #expect(html.contains("<th scope=\"row\">"))
        #expect(html.contains("<ins>") && html.contains("<del>"))
    }

    @Test(arguments: 1...40)
    func `passages of random texts give them again`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = Array("情報資産のをはアクセスab1。、")
        func words() -> String {
            String(
                (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                })
        }
        let (one, other) = (words(), words())
        let documents = [one, other].map { PolicyDocument.read("1 目的\n" + $0 + "。\n2 範囲\nここ。\n") }
        for row in PolicyComparison.between(documents[0], documents[1]).rows {
            #expect(row.oldWords.map { $0.text.map(\.text).joined() } == row.old.map(\.text), "seed \(seed)")
            #expect(row.newWords.map { $0.text.map(\.text).joined() } == row.new.map(\.text), "seed \(seed)")
        }
    }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
