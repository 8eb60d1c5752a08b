/// A web page as bytes: recognized, decoded and read.
enum HTMLDocument {
    /// True when the text starts as a page does, comments and processing instructions aside.
    static func isPresent(in bytes: [UInt8]) -> Bool {
        let body = TextDecoding.byteOrderMark(of: bytes)?.encoding == .utf8 ? bytes[3...] : bytes[...]
        let start = body.drop { $0.isHTMLSpace }.prefix(4096)
        guard start.first == UInt8(ascii: "<") else { return false }
        let lowered = start.map(\.lowercasedASCII)
        if lowered.starts(with: "<!doctype html".utf8) { return true }
        var tokens = HTMLTokens(lowered)
        while let token = tokens.next() {
            switch token {
            case .start(let tag): return ["html", "head", "body", "meta", "title"].contains(tag.name)
            case .text(let run) where run.contains(where: { !$0.isHTMLSpace }): return false
            default: continue
            }
        }
        return false
    }

    static func text(
        of bytes: [UInt8], name: String, encoding: TextEncoding?
    ) throws(TextExtractionError) -> ExtractedText {
        var notes: [String] = []
        let decoded = try decode(bytes, name: name, encoding: encoding, notes: &notes)
        let text = HTMLText.text(ofUTF8: Array(decoded.text.utf8))
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .empty(name: name)
        }
        return ExtractedText(
            text: text, format: .html, encoding: decoded.encoding.rawValue, notes: notes + decoded.notes)
    }

    private static func decode(
        _ bytes: [UInt8], name: String, encoding: TextEncoding?, notes: inout [String]
    ) throws(TextExtractionError) -> TextDecoding.Decoded {
        if let encoding { return try TextDecoding.decode(bytes, name: name, as: encoding) }
        guard let declared = declaredEncoding(in: bytes) else {
            return try TextDecoding.decode(bytes, name: name, as: nil)
        }
        do {
            return try TextDecoding.decode(bytes, name: name, as: declared)
        } catch .wrongEncoding(let name, let encoding, let offset, let line) {
            // Pages are saved again in another encoding more often than their declaration is mended.
            guard let found = try? TextDecoding.decode(bytes, name: name, as: nil) else {
                throw .wrongEncoding(name: name, encoding: encoding, byteOffset: offset, line: line)
            }
            notes.append("HTML には文字コード \(declared.rawValue) とありますが、中身に合わせて読みました。")
            return found
        }
    }

    /// What a `meta` element in the first 8 KiB says; an ASCII page that says UTF-16 is not believed.
    private static func declaredEncoding(in bytes: [UInt8]) -> TextEncoding? {
        var tokens = HTMLTokens(Array(bytes.prefix(8192)))
        while let token = tokens.next() {
            guard case .start(let tag) = token, tag.name == "meta" else { continue }
            guard let label = tag.attributes["charset"] ?? charset(inContent: tag.attributes["content"])
            else { continue }
            let encoding = TextEncoding(label: label)
            return encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? nil : encoding
        }
        return nil
    }

    private static func charset(inContent content: String?) -> String? {
        guard let lowered = content?.lowercased(), let range = lowered.firstRange(of: "charset=") else {
            return nil
        }
        return String(lowered[range.upperBound...].prefix { $0 != ";" && $0 != " " && $0 != "\"" })
    }
}
