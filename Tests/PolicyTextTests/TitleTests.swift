import PolicyText
import Testing

@Suite struct TitleTests {
    static let covers: [(String, String)] = [
        ("しおかぜ組合\n情報セキュリティ\n基本方針\n\n1 目的\n守る。\n", "しおかぜ組合情報セキュリティ基本方針"),
        ("　　しおかぜ組合\n\n　　情報セキュリティ\n\n　　基 本 方 針\n\n令和8年4月\n\n1 目的\n守る。\n", "しおかぜ組合情報セキュリティ基本方針"),
        ("令和8年4月1日\n訓令第7号\n\nしおかぜ組合情報規程\n\n第1条　守る。\n", "しおかぜ組合情報規程"),
        ("しおかぜ組合\n情報セキュリティポリシー\n（基本方針）\n第3版\n\n1 目的\n守る。\n", "しおかぜ組合情報セキュリティポリシー（基本方針）"),
        ("しおかぜ組合情報規程\n（案）\n\n第1条　守る。\n", "しおかぜ組合情報規程（案）"),
        ("しおかぜ組合情報規程\n（令和8年訓令第7号）\n\n第1条　守る。\n", "しおかぜ組合情報規程"),
        ("しおかぜ組合情報規程\n\n（目的）\n第1条　守る。\n", "しおかぜ組合情報規程"),
        ("# しおかぜ組合情報方針\n\n## 1 目的\n\n守る。\n", "しおかぜ組合情報方針"),
        ("1 目的\n守る。\n", ""),
    ]

    @Test(arguments: covers)
    func `a title is read from its lines and from nothing else`(_ text: String, _ title: String) {
        #expect(PolicyDocument.read(text).title == title)
    }
}
