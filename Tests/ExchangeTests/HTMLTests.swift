import Testing

@testable import Exchange

struct HTMLTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let html: String
        let lines: [String]
        var testDescription: String { what }
    }

    static let cases: [Case] = [
        Case(
            what: "blocks become lines",
            html:
                "<html><head><title>題</title><style>p{}</style></head>"
                + "<body><h1>基本方針</h1><p>前文です。<p>次です。</body>",
            lines: ["基本方針", "前文です。", "次です。"]),
        Case(
            what: "a missing end of head does not hide the body",
            html: "<html><head><title>題</title><meta name=a><body><p>本文", lines: ["本文"]),
        Case(
            what: "a head without end and without body tag",
            html: "<html><head><title>題</title><div>本文</div>", lines: ["本文"]),
        Case(what: "br breaks", html: "<p>甲<br>乙<br/>丙</br>丁", lines: ["甲", "乙", "丙", "丁"]),
        Case(
            what: "white space flows, full-width space stays, line ends between Japanese vanish",
            html: "<p>  情報\n   資産を　守る。 A\nB  C</p>", lines: ["情報資産を　守る。 A B C"]),
        Case(
            what: "an ordered list writes its numbers",
            html: "<ol start=3><li>甲</li><li>乙<ol type=a><li>子</ol></li><li value=9>丙</ol>",
            lines: ["3. 甲", "4. 乙", "a. 子", "9. 丙"]),
        Case(
            what: "the author's own numbers win", html: "<ol><li>(1) 甲</li><li>（２）乙</li></ol>",
            lines: ["(1) 甲", "（２）乙"]),
        Case(what: "bullets", html: "<ul><li>甲<li>乙</ul>", lines: ["・甲", "・乙"]),
        Case(
            what: "a list without marks", html: "<ul style='list-style: none'><li>甲<li>乙</ul>",
            lines: ["甲", "乙"]),
        Case(
            what: "tables go row by row",
            html: "<table><tr><th>区分<th>内容<tr><td>甲<td><p>一</p><p>二</p></table>後",
            lines: ["区分\t内容", "甲\t一 二", "後"]),
        Case(
            what: "a layout table gives the lines of its cells",
            html: "<table><tr><td>\(String(repeating: "<p>条", count: 8))<td>横</table>",
            lines: Array(repeating: "条", count: 8) + ["横"]),
        Case(
            what: "a nested table stays in its cell",
            html: "<table><tr><td>外<table><tr><td>内一<td>内二</table><td>右</table>",
            lines: ["外 内一\t内二\t右"]),
        Case(
            what: "references",
            html: "<p>&lt;A&amp;B&gt;&nbsp;&#x3042;&#12356;&hellip;&unknown; &copy=1 &#0;",
            lines: ["<A&B> あい…&unknown; &copy=1 &#0;"]),
        Case(
            what: "readings are dropped",
            html: "<p><ruby>脆<rp>(</rp><rt>ぜい</rt><rp>)</rp>弱<rt>じゃく</ruby>性</p>",
            lines: ["脆弱性"]),
        Case(
            what: "hidden elements, scripts and menus are dropped",
            html:
                "<nav>目次</nav><p hidden>隠</p><div style='Display : none'><div>隠</div>隠</div>"
                + "<script>a<b</script>表",
            lines: ["表"]),
        Case(
            what: "a hidden paragraph without end tag hides only itself", html: "<p hidden>隠<p>表",
            lines: ["表"]),
        Case(what: "comments", html: "<p>甲<!-- <p>乙 -- > -->丙<!---->丁<!-->戊", lines: ["甲丙丁戊"]),
        Case(what: "loose angle brackets are text", html: "<p>3 < 5 <です> 1<2", lines: ["3 < 5 <です> 1<2"]),
        Case(what: "preformatted", html: "<pre>一\n  二\n\n三</pre>", lines: ["一", "  二", "", "三"]),
        Case(
            what: "stray end tags in a cell do not close the page",
            html: "<div><table><tr><td>甲</div></p>乙</td><td>丙</table></div>", lines: ["甲乙\t丙"]),
        Case(
            what: "soft hyphens and zero-width spaces vanish", html: "<p>情報&shy;資\u{200B}産", lines: ["情報資産"]),
    ]

    @Test(arguments: cases)
    func `a page gives these lines`(_ page: Case) {
        let lines = HTMLText.text(ofUTF8: Array(page.html.utf8)).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.dropLast().map(String.init) == page.lines)
    }

    @Test func `a page in CP932 that says so, and one that says so wrongly, are both read`() throws {
        let page = "<html><head><meta charset=\"Shift_JIS\"></head><body><p>①髙橋﨑㈱の規程</p></body></html>"
        let cp932 = try Encoded.cp932(page)
        let read = try TextExtraction.text(of: cp932, name: "a.html")
        #expect(read.text == "①髙橋﨑㈱の規程\n")
        #expect(read.encoding == "CP932")
        #expect(read.format == .html)
        let mistaken = try TextExtraction.text(of: Array(page.utf8), name: "a.html")
        #expect(mistaken.text == read.text)
        #expect(mistaken.notes.count == 1)
    }

    @Test(arguments: [
        "<div>", "<b>", "<table><tr><td>", "<ul><li>", "</div>", "<p", "<!--", "&", "<p hidden>", "<a b='",
    ])
    func `a page made of one thing repeated is read in time`(_ piece: String) {
        let page = Array((String(repeating: piece, count: 50_000) + "終").utf8)
        let clock = ContinuousClock()
        let time = clock.measure { _ = HTMLText.text(ofUTF8: page) }
        #expect(time < .seconds(20))
    }
}
