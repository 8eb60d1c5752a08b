/// A pull scanner for the XML inside office documents.
///
/// It checks that tags match, knows no entities but the five of XML and numbers, and refuses a DOCTYPE, so
/// that neither entity expansion nor outside references exist here.
struct XMLScanner {
    enum Event: Equatable {
        case start(XMLTag)
        /// Also follows an element that closes itself.
        case end(String)
        case text(String)
    }

    enum Failure: Error, Equatable {
        case doctype
        /// `byteOffset` counts from 0.
        case malformed(byteOffset: Int, String)
    }

    private let bytes: [UInt8]
    private var index: Int
    private var open: [String] = []
    private var pendingEnd: String?
    private var prefixes: [String: String] = [:]

    /// Word itself stays far below; a file that nests deeper was made to hurt.
    private static let deepest = 1000

    /// - Parameter bytes: UTF-8, with or without its mark.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next event; nil at the end of a document whose elements are all closed.
    mutating func next() throws(Failure) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                if let event = try textRun() { return event }
                continue
            }
            if let event = try markup() { return event }
        }
        guard open.isEmpty else { throw malformed("\(open.count) elements not closed") }
        return nil
    }

    private func malformed(_ what: String) -> Failure { .malformed(byteOffset: index, what) }

    private func has(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    }

    private mutating func markup() throws(Failure) -> Event? {
        if has("</") { return try endTag() }
        if has("<?") {
            try skip(past: "?>")
        } else if has("<!--") {
            index += 4
            try skip(past: "-->")
        } else if has("<![CDATA[") {
            index += 9
            let start = index
            try skip(past: "]]>")
            return .text(String(decoding: bytes[start..<(index - 3)], as: UTF8.self))
        } else if has("<!") {
            // DOCTYPE is the only declaration that may stand outside a DTD.
            throw .doctype
        } else {
            return try startTag()
        }
        return nil
    }

    private mutating func skip(past end: StaticString) throws(Failure) {
        while index < bytes.count {
            if has(end) {
                index += end.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw malformed("end of \(end) missing")
    }

    private mutating func textRun() throws(Failure) -> Event? {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        if open.isEmpty {
            let isBlank = bytes[start..<index].allSatisfy { $0.isHTMLSpace || $0 == 0 }
            guard isBlank else { throw .malformed(byteOffset: start, "text outside the document element") }
            return nil
        }
        return .text(try decoded(bytes[start..<index]))
    }

    private func decoded(_ run: ArraySlice<UInt8>) throws(Failure) -> String {
        guard run.contains(UInt8(ascii: "&")) else { return String(decoding: run, as: UTF8.self) }
        var text: [UInt8] = []
        var position = run.startIndex
        while position < run.endIndex {
            guard run[position] == UInt8(ascii: "&") else {
                text.append(run[position])
                position += 1
                continue
            }
            let rest = run[(position + 1)...].prefix(10)
            guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")),
                let scalar = Self.scalar(String(decoding: run[(position + 1)..<semicolon], as: UTF8.self))
            else { throw .malformed(byteOffset: position, "unknown entity") }
            text.append(contentsOf: String(scalar).utf8)
            position = semicolon + 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default: name.first == "#" ? CharacterReferences.scalar(numeric: name.dropFirst()) : nil
        }
    }

    private mutating func endTag() throws(Failure) -> Event {
        index += 2
        let name = canonical(try rawName())
        skipSpaces()
        guard has(">"), open.popLast() == name else { throw malformed("unexpected end of \(name)") }
        index += 1
        return .end(name)
    }

    private mutating func startTag() throws(Failure) -> Event {
        index += 1
        let raw = try rawName()
        var attributes: [(name: String, value: String)] = []
        while true {
            skipSpaces()
            if has(">") || has("/>") { break }
            attributes.append(try attribute())
            guard attributes.count <= 200 else { throw malformed("too many attributes") }
        }
        for (name, value) in attributes where name.hasPrefix("xmlns:") {
            prefixes[String(name.dropFirst(6))] = Self.usualPrefixes[value]
        }
        let tag = XMLTag(name: canonical(raw), attributes: attributes)
        if has("/>") {
            index += 2
            pendingEnd = tag.name
        } else {
            index += 1
            open.append(tag.name)
            guard open.count <= Self.deepest else { throw malformed("nested too deep") }
        }
        return .start(tag)
    }

    private mutating func rawName() throws(Failure) -> String {
        let start = index
        while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
        guard index > start, index - start <= 200 else { throw malformed("name expected") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"") || byte == 0
    }

    private mutating func attribute() throws(Failure) -> (name: String, value: String) {
        let name = try rawName()
        skipSpaces()
        guard has("=") else { throw malformed("= expected") }
        index += 1
        skipSpaces()
        guard has("\"") || has("'") else { throw malformed("quote expected") }
        let quote = bytes[index]
        let start = index + 1
        guard let end = bytes[start...].firstIndex(where: { $0 == quote || $0 == UInt8(ascii: "<") }),
            bytes[end] == quote
        else { throw malformed("value not closed") }
        index = end + 1
        return (name, try decoded(bytes[start..<end]))
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index].isHTMLSpace { index += 1 }
    }

    /// The name under the prefix that everybody uses for its namespace, whatever this file calls it.
    private func canonical(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        let prefix = String(name[..<colon])
        guard let usual = prefixes[prefix], usual != prefix else { return name }
        return usual + name[colon...]
    }

    /// Transitional and strict WordprocessingML, markup compatibility (ECMA-376 Parts 1, 3 and 4).
    private static let usualPrefixes = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    ]
}

/// A start tag; attributes are found by the part of their name after the prefix.
struct XMLTag: Equatable {
    let name: String
    private let attributes: [(name: String, value: String)]

    init(name: String, attributes: [(name: String, value: String)] = []) {
        self.name = name
        self.attributes = attributes
    }

    subscript(_ local: String) -> String? {
        attributes.first {
            $0.name == local || $0.name.hasSuffix(local) && $0.name.dropLast(local.count).last == ":"
        }?.value
    }

    static func == (left: XMLTag, right: XMLTag) -> Bool {
        left.name == right.name && left.attributes.elementsEqual(right.attributes, by: ==)
    }
}
