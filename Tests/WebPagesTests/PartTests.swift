import Foundation
import Primitives
import Testing

@testable import WebPages

@Suite struct PartTests {
    @Test(arguments: [
        ("2026-11-22", "令和8年11月22日"), ("2019-04-30", "平成31年4月30日"), ("2019-05-01", "令和元年5月1日"),
        ("1989-01-07", "昭和64年1月7日"), ("1800-01-02", "1800年1月2日"),
    ])
    func `a day reads in its era and keeps its western date`(iso: String, read: String) throws {
        var html = HTML()
        html.day(try #require(Day(iso: iso)))
        #expect(html.string.hasSuffix(">\(read)</time>"))
        #expect(html.string.hasPrefix("<time datetime=\"\(iso)\" title="))
    }

    @Test(arguments: [
        (0, 1, "0"), (7, 2, "07"), (2026, 4, "2026"), (-45, 1, "-45"), (10, 1, "10"), (800, 4, "0800"),
    ])
    func `a number is written digit by digit`(value: Int, width: Int, written: String) {
        var html = HTML()
        html.number(value, width: width)
        #expect(html.string == written)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-5_000, "-5,000")])
    func `large numbers stand in groups of three`(value: Int, read: String) {
        #expect(grouped(value) == read)
    }

    @Test func `a moment reads in Japan's time`() throws {
        #expect(try #require(Instant(iso: "2026-11-22T15:04:00Z")).japanese == "令和8年11月23日 0:04")
    }

    @Test func `a day that cannot be read stays as it was typed`() {
        var html = HTML()
        html.field(FormField("on", "日", .day, value: "令和8年13月1日", error: "その日はありません。"))
        #expect(html.string.contains("value=\"令和8年13月1日\""))
        #expect(html.string.contains("aria-describedby=\"f-on-hint f-on-error\" aria-invalid=\"true\""))
    }

    @Test func `a password and a file never come back`() {
        var html = HTML()
        html.field(FormField("password", "パスワード", .password(isNew: false), value: "himitsu"))
        html.field(FormField("file", "ファイル", .file(accepting: nil), value: "himitsu"))
        #expect(!html.string.contains("himitsu"))
    }

    @Test func `what may be empty can be emptied, and a search is offered where it finds more`() {
        func written(_ kind: FormField.Kind, _ value: String, mayBeEmptied: Bool = true) -> String {
            var html = HTML()
            var field = FormField("shared", "共用", kind, value: value)
            field.mayBeEmptied = mayBeEmptied
            html.field(field)
            return html.string
        }
        #expect(written(.yesNo, "true").contains("空にする"))
        #expect(!written(.yesNo, "").contains("空にする"), "there is nothing to empty")
        #expect(!written(.yesNo, "true", mayBeEmptied: false).contains("空にする"))
        let two = [FormChoice("n-1", "内部網"), FormChoice("n-2", "閉域網")]
        let all = written(.link(LinkPicker(chosen: two[0], candidates: two)), "n-1")
        #expect(all.contains("空にする") && !all.contains("名称の一部で探す"))
        #expect(written(.link(LinkPicker(candidates: two, moreCount: 3)), "").contains("名称の一部で探す"))
        #expect(written(.link(LinkPicker(candidates: [])), "").contains("名称の一部で探す"))
    }

    @Test func `totals are honest or absent`() {
        #expect(Pager(firstRow: 51, rowCount: 50, totalCount: 1_204).sentence == "全1,204件のうち 51～100件目")
        #expect(Pager(rowCount: 50).sentence == "50件を表示")
        #expect(Pager(rowCount: 0, totalCount: 0).sentence == "全0件")
    }

    @Test func `the first button of a form with a search box is the one that sends`() throws {
        var html = HTML()
        html.submission(to: .people) { html in
            html.fields([FormField("person", "だれ", .link(LinkPicker()))])
            html.buttons("足す")
        }
        let buttons = PageMarkup(html.bytes).all("button")
        #expect(buttons.map { $0.attributes["name"] } == [nil, "search", nil])
    }

    @Test func `a query is encoded once for the address and once for the page`() {
        var html = HTML()
        html.a("次へ", .href(.register("a b"), query: [QueryItem("q", "救急&\""), QueryItem("after", "1")]))
        #expect(
            html.string
                == "<a href=\"/registers/a%20b?q=%E6%95%91%E6%80%A5%26%22&amp;after=1\">次へ</a>")
        #expect(
            Address.register("x").url(query: [QueryItem("a", "1"), QueryItem("b", "2")])
                == "/registers/x?a=1&b=2")
    }

    @Test func `patterns are distinct and every link of a page leads to one of them`() {
        #expect(Set(Address.patterns).count == Address.patterns.count)
        let shapes = Address.patterns.map { $0.split(separator: "/") }
        for (name, frame, page) in Sample.pages {
            for element in PageMarkup(frame.render(page)).elements {
                let target = element.attributes["href"] ?? element.attributes["action"] ?? "#"
                if target.hasPrefix("#") { continue }
                let path = target.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
                let known = shapes.contains { shape in
                    shape.count == path.count && zip(shape, path).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
                }
                #expect(known, "\(name): \(target)")
            }
        }
    }

    @Test(arguments: [
        ("11月1日から空いています。", "<span class=\"nowrap\">11月1日</span>から空いています。"),
        ("令和8年3月31日まで、12月は6日", "令和8年<span class=\"nowrap\">3月31日</span>まで、12月は6日"),
        ("<3月>と３月４日", "&lt;3月&gt;と<span class=\"nowrap\">３月４日</span>"), ("", ""), ("40件の契約", "40件の契約"),
        ("3", "3"),
    ])
    func `a day in a sentence stays on one line`(sentence: String, markup: String) {
        var html = HTML()
        html.sentence(sentence)
        #expect(html.string == markup)
    }

    @Test func `a long list of work shows the first eight and keeps the rest within reach`() {
        let line = Sample.home.late[0]
        var html = HTML()
        html.work(Array(repeating: line, count: 11), ifNone: "")
        let page = PageMarkup(html.bytes)
        #expect(page.all("li").count == 11)
        #expect(page.all("summary").map(\.text) == ["ほか3件を見る"])
    }

    @Test func `hostile names stay text on a whole page`() {
        let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' \u{0}\u{202E}"
        var frame = Sample.frame(evil, evil, MenuPlace.office)
        frame.organization = evil
        let page = RegisterListPage(
            register: evil, heading: evil, purpose: evil, explanations: [evil], words: evil,
            filters: [FormField("f", evil, .list([FormChoice(evil, evil)]), value: evil)],
            columns: [TableColumn(evil, sortQuery: [QueryItem(evil, evil)])],
            rows: [.init(id: evil, cells: [.text(evil)])],
            pager: Pager(next: [QueryItem(evil, evil)], rowCount: 1), canAdd: true)
        let markup = PageMarkup(frame.render(page))
        #expect(markup.faults == [])
        #expect(markup.all("script").count == 1 && markup.all("img").isEmpty)
        #expect(!markup.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    }

    @Test func `the stylesheet and the script bring nothing from outside`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for name in ["toride.css", "toride.js"] {
            let text = try String(contentsOf: root.appending(path: "Content/web/\(name)"), encoding: .utf8)
            for outside in ["http:", "https:", "@import", "url(", "eval(", "innerHTML"] {
                #expect(!text.contains(outside), "\(name) has \(outside)")
            }
        }
    }
}
