@testable import WebPages

/// A page taken apart again, by rules stricter than a browser's: whatever does not nest is reported.
struct PageMarkup {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Indexes of the elements around it, outermost first.
        let ancestors: [Int]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var faults: [String] = []
    private(set) var outline = Outline()
    private var open: [Int] = []

    private static let void: Set = ["meta", "link", "input", "br", "wbr", "path", "circle", "rect"]

    init(_ bytes: [UInt8]) {
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        while let start = rest.firstIndex(of: "<") {
            take(text: rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag without end")
                return
            }
            take(tag: rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        take(text: rest)
        if !open.isEmpty { faults.append("never closed: \(open.map { elements[$0].name })") }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    func descendants(of index: Int) -> [Element] { elements.filter { $0.ancestors.contains(index) } }

    private mutating func take(text: Substring) {
        let plain = Self.decoded(text)
        for index in open { elements[index].text += plain }
        outline.take(text: plain, inside: open.map { elements[$0].name })
    }

    private mutating func take(tag: Substring) {
        if tag.hasPrefix("!DOCTYPE") { return }
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            guard let last = open.popLast() else { return faults.append("</\(name)> closes nothing") }
            if elements[last].name != name { faults.append("</\(name)> closes <\(elements[last].name)>") }
            outline.close(name)
            return
        }
        let name = String(tag.prefix { $0 != " " && $0 != "/" })
        let attributes = Self.attributes(tag.dropFirst(name.count), &faults)
        elements.append(Element(name: name, attributes: attributes, ancestors: open))
        outline.open(name, attributes)
        if !Self.void.contains(name) { open.append(elements.count - 1) }
    }

    private static func attributes(_ text: Substring, _ faults: inout [String]) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text.drop { $0 == " " || $0 == "/" }
        while !rest.isEmpty {
            let name = String(rest.prefix { $0 != "=" && $0 != " " && $0 != "/" })
            rest = rest.dropFirst(name.count)
            var value = ""
            if rest.hasPrefix("=\"") {
                let raw = rest.dropFirst(2).prefix { $0 != "\"" }
                value = decoded(raw)
                rest = rest.dropFirst(3 + raw.count)
            }
            if found.updateValue(value, forKey: name) != nil { faults.append("\(name) twice in \(text)") }
            rest = rest.drop { $0 == " " || $0 == "/" }
        }
        return found
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var plain = String(text)
        for (entity, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&nbsp;", " "),
            ("&amp;", "&"),
        ] {
            plain = plain.split(separator: entity, omittingEmptySubsequences: false).joined(
                separator: character)
        }
        return plain
    }
}

/// What a person reads on a page, line by line: headings, lists, rows, links with their addresses, fields,
/// buttons.
struct Outline {
    private(set) var lines: [String] = []
    private var line = ""
    private var links: [String] = []
    private var isInMain = false

    mutating func open(_ name: String, _ attributes: [String: String]) {
        if name == "main" { isInMain = true }
        guard isInMain else { return }
        switch name {
        case "h1", "h2", "h3": start(String(repeating: "#", count: Int(name.suffix(1)) ?? 1) + " ")
        case "li": start("- ")
        case "tr": start("| ")
        case "p", "dt", "label", "legend", "summary", "caption", "option": start("")
        case "div" where line != "- ": start("")
        case "form": start("(\(attributes["method"] ?? "") \(attributes["action"] ?? ""))")
        case "dd": line += "： "
        case "br": line += " "
        case "a":
            links.append(attributes["href"] ?? "")
            line += "["
        case "button": line += " ‹"
        case "input", "textarea", "select": field(name, attributes)
        default: break
        }
    }

    mutating func close(_ name: String) {
        if name == "main" {
            start("")
            isInMain = false
        }
        guard isInMain else { return }
        switch name {
        case "a": line += "](\(links.popLast() ?? ""))"
        case "button": line += "› "
        case "th", "td": line += " | "
        case "h1", "h2", "h3", "li", "tr", "p", "dd", "form", "caption": start("")
        default: break
        }
    }

    mutating func take(text: String, inside: [String]) {
        if isInMain && !inside.contains("svg") { line += text }
    }

    private mutating func field(_ name: String, _ attributes: [String: String]) {
        let kind = attributes["type"] ?? name
        let value = attributes["value"].map { "=" + $0 } ?? ""
        let isOn = attributes["checked"] != nil ? " ✓" : ""
        start("    {\(kind) \(attributes["name"] ?? "")\(value)\(isOn)} ")
    }

    private mutating func start(_ beginning: String) {
        while line.last == " " { line.removeLast() }
        if !line.isEmpty && line != "-" && line != "|" { lines.append(line) }
        line = beginning
    }
}
