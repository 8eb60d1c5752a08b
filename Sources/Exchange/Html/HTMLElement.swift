/// An element that has been opened and not closed yet.
struct HTMLElement {
    let name: String
    /// Nothing inside is shown, by this element or one around it.
    let isHidden: Bool
    let isPreformatted: Bool
    /// A table cell whose text is gathered apart until its row ends.
    var ownsBox = false
    var list: HTMLList?

    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search",
        "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ]
    /// Readings above the characters, programs, controls and the site's own navigation are no part of the
    /// text.
    static let dropped: Set<String> = [
        "audio", "button", "canvas", "del", "head", "iframe", "map", "nav", "noembed", "noframes", "noscript",
        "object", "rp", "rt", "rtc", "script", "select", "style", "svg", "template", "textarea", "title",
        "video",
    ]
    static let headContent: Set<String> = [
        "base", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title",
    ]

    /// What an unclosed element of this name is closed by, and where the search for it stops.
    static func impliedEnds(before name: String) -> (names: Set<String>, until: Set<String>)? {
        switch name {
        case "li": (["li"], ["ul", "ol", "menu", "dir", "table"])
        case "dt", "dd": (["dt", "dd"], ["dl", "table"])
        case "td", "th": (["td", "th"], ["tr", "table"])
        case "tr": (["tr"], ["table"])
        case "tbody", "thead", "tfoot": (["tbody", "thead", "tfoot", "tr"], ["table"])
        case "rt", "rp", "rb", "rtc": (["rt", "rp", "rb"], ["ruby"])
        default: nil
        }
    }

    /// Hidden by attribute or by its own style; style sheets are not read.
    static func hides(_ tag: HTMLTag) -> Bool {
        if tag.attributes.isEmpty { return false }
        if tag.attributes["hidden"] != nil { return true }
        guard let style = tag.attributes["style"] else { return false }
        let plain = style.lowercased().filter { !$0.isWhitespace }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }
}

/// The items of one list, until it is known whether the author numbered them.
struct HTMLList {
    let isOrdered: Bool
    let hasNoMarks: Bool
    let style: String
    var nextNumber: Int
    var items: [(line: Int, number: Int)] = []

    init(_ tag: HTMLTag) {
        isOrdered = tag.name == "ol"
        style = tag.attributes["type"] ?? "1"
        nextNumber = Int(tag.attributes["start"] ?? "") ?? 1
        let css = (tag.attributes["style"] ?? "").lowercased().filter { !$0.isWhitespace }
        hasNoMarks = css.contains("list-style:none") || css.contains("list-style-type:none")
    }

    func mark(_ number: Int) -> String {
        guard isOrdered else { return "・" }
        let text =
            switch style {
            case "a": NumberFormat.lowerLetter.text(number)
            case "A": NumberFormat.upperLetter.text(number)
            case "i": NumberFormat.lowerRoman.text(number)
            case "I": NumberFormat.upperRoman.text(number)
            default: String(number)
            }
        return text + ". "
    }
}
