/// What a page of HTML is made of, as far as its text is concerned.
enum HTMLToken: Equatable {
    case text(ArraySlice<UInt8>)
    case start(HTMLTag)
    case end(String)
}

/// A start tag with the attributes as written, names in lower case.
struct HTMLTag: Equatable {
    let name: String
    var attributes: [String: String] = [:]
}

/// A tokenizer that never fails: whatever is not a tag, comment or declaration is text.
///
/// Every byte is looked at a fixed number of times, so that a page of 20 MB takes time in proportion to its
/// size.
struct HTMLTokens {
    private let bytes: [UInt8]
    private var index = 0
    /// Set after `<script>` and its like: everything up to the end tag of this name is content.
    private var rawElement: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private static let rawElements: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    mutating func next() -> HTMLToken? {
        while index < bytes.count {
            if let name = rawElement {
                rawElement = nil
                let content = rawContent(until: name)
                if !content.isEmpty { return .text(content) }
                continue
            }
            guard bytes[index] == UInt8(ascii: "<") else { return .text(textRun()) }
            switch byte(at: index + 1) {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"): skip(to: UInt8(ascii: ">"))
            case UInt8(ascii: "/"):
                if let token = endTag() { return token }
            case let letter? where letter.isASCIILetter:
                if let tag = startTag() {
                    if Self.rawElements.contains(tag.name) { rawElement = tag.name }
                    return .start(tag)
                }
            default:
                index += 1
                return .text(bytes[index - 1..<index])
            }
        }
        return nil
    }

    private func byte(at position: Int) -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func textRun() -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return bytes[start..<index]
    }

    private mutating func rawContent(until name: String) -> ArraySlice<UInt8> {
        let start = index
        let wanted = Array(name.utf8)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), byte(at: index + 1) == UInt8(ascii: "/"),
                index + 2 + wanted.count <= bytes.count,
                zip(bytes[(index + 2)...], wanted).allSatisfy({ $0.0.lowercasedASCII == $0.1 })
            {
                break
            }
            index += 1
        }
        return bytes[start..<index]
    }

    private mutating func skip(to end: UInt8) {
        while index < bytes.count, bytes[index] != end { index += 1 }
        index = min(index + 1, bytes.count)
    }

    private mutating func skipDeclaration() {
        guard bytes[index...].starts(with: "<!--".utf8) else { return skip(to: UInt8(ascii: ">")) }
        index += 2
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ">"), bytes[index - 1] == UInt8(ascii: "-"),
                bytes[index - 2] == UInt8(ascii: "-")
            {
                break
            }
            index += 1
        }
        index = min(index + 1, bytes.count)
    }

    private mutating func endTag() -> HTMLToken? {
        index += 2
        guard let first = byte(at: index), first.isASCIILetter else {
            skip(to: UInt8(ascii: ">"))
            return nil
        }
        let name = tagName()
        skip(to: UInt8(ascii: ">"))
        return .end(name)
    }

    private mutating func tagName() -> String {
        let start = index
        while let byte = byte(at: index), !byte.isHTMLSpace, byte != UInt8(ascii: ">"),
            byte != UInt8(ascii: "/")
        {
            index += 1
        }
        // No element that matters here has a long name.
        return String(decoding: bytes[start..<min(index, start + 40)].map(\.lowercasedASCII), as: UTF8.self)
    }

    private mutating func startTag() -> HTMLTag? {
        index += 1
        var tag = HTMLTag(name: tagName())
        while let byte = byte(at: index) {
            if byte == UInt8(ascii: ">") {
                index += 1
                return tag
            }
            if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
                index += 1
            } else {
                readAttribute(into: &tag)
            }
        }
        return nil
    }

    private mutating func readAttribute(into tag: inout HTMLTag) {
        let start = index
        index += 1
        while let byte = byte(at: index), !byte.isHTMLSpace, byte != UInt8(ascii: "="),
            byte != UInt8(ascii: ">"),
            byte != UInt8(ascii: "/")
        {
            index += 1
        }
        let name = String(decoding: bytes[start..<index].map(\.lowercasedASCII), as: UTF8.self)
        skipSpaces()
        var value = ""
        if byte(at: index) == UInt8(ascii: "=") {
            index += 1
            skipSpaces()
            value = attributeValue()
        }
        if tag.attributes.count < 100, tag.attributes[name] == nil { tag.attributes[name] = value }
    }

    private mutating func skipSpaces() {
        while let byte = byte(at: index), byte.isHTMLSpace { index += 1 }
    }

    private mutating func attributeValue() -> String {
        guard let quote = byte(at: index), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = index
            while let byte = byte(at: index), !byte.isHTMLSpace, byte != UInt8(ascii: ">") { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        let start = index + 1
        index = start
        // A quote that is never closed swallows the rest of the page, as it does in a browser.
        skip(to: quote)
        return String(decoding: bytes[start..<max(start, index - 1)], as: UTF8.self)
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    /// Space, tab, line feed, form feed and carriage return; never the full-width space.
    var isHTMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C }
}
