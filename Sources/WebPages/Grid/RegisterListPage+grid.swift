import Primitives

extension RegisterListPage {
    /// The ways to change many records of the list at once.
    func manyLinks(into html: inout HTML) {
        html.a("表で直す", .href(.grid(register), query: list), .class("button"))
        html.a("まとめて変える", .href(.bulk(register), query: list), .class("button"))
    }

    /// That this is how it was, and that nothing can be changed here.
    func pastNotice(_ day: Day, into html: inout HTML) {
        html.div(.class("notice information"), .role("status")) { html in
            html.p { html in
                html.strong("過去の一覧")
                html.day(day)
                html.text("の終わりの内容です。見ることと書き出すことだけができます。名称から開くと、いまの記録が出ます。")
            }
            html.p { $0.a("いまの一覧に戻る", .href(.register(register), query: list)) }
        }
    }
}
