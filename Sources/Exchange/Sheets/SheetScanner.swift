/// A pull scanner over the bytes of a spreadsheet's XML: a sheet has millions of elements, so that names and
/// texts stay ranges until somebody asks for them.
///
/// As strict as `XMLScanner` where it matters: tags match, no DOCTYPE, no entities but the five and numbers.
/// Names are compared without their prefix, because some programs write one and most do not.
struct SheetScanner {
    enum Token: Equatable { case start, end, text, finished }

    enum Failure: Error, Equatable {
        case doctype
        /// `byteOffset` counts from 0.
        case malformed(byteOffset: Int, String)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var open: [Range<Int>] = []
    private var endsAtOnce = false
    /// The local name of the tag just read, the range of its attributes, or the range of the text.
    private var name = 0..<0
    private var attributes = 0..<0
    private var run = 0..<0

    private static let deepest = 200

    /// - Parameter bytes: must outlive the scanner.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// How many elements are open.
    var depth: Int { open.count }

    mutating func next() throws(Failure) -> Token {
        if endsAtOnce {
            endsAtOnce = false
            open.removeLast()
            return .end
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let start = index
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
                guard !open.isEmpty else { continue }
                run = start..<index
                return .text
            }
            let following = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch following {
            case UInt8(ascii: "/"): return try endTag()
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"): if let token = try declaration() { return token }
            default: return try startTag()
            }
        }
        guard open.isEmpty else { throw malformed("\(open.count) elements not closed") }
        return .finished
    }

    /// Whether the tag just read has this local name.
    func isNamed(_ text: StaticString) -> Bool { matches(name, text) }

    /// The value of an attribute by its local name; nil where there is none.
    func attribute(_ wanted: StaticString) throws(Failure) -> String? {
        guard let range = range(of: wanted) else { return nil }
        return try text(in: range)
    }

    /// The same as it stands in the file, for values that are numbers and codes.
    func rawAttribute(_ wanted: StaticString) -> UnsafeBufferPointer<UInt8>? {
        range(of: wanted).map { UnsafeBufferPointer(rebasing: bytes[$0]) }
    }

    private func range(of wanted: StaticString) -> Range<Int>? {
        var place = attributes.lowerBound
        let end = attributes.upperBound
        while place < end {
            while place < end, bytes[place].isHTMLSpace { place += 1 }
            var nameStart = place
            while place < end, bytes[place] != UInt8(ascii: "=") {
                if bytes[place] == UInt8(ascii: ":") { nameStart = place + 1 }
                place += 1
            }
            var nameEnd = place
            while nameEnd > nameStart, bytes[nameEnd - 1].isHTMLSpace { nameEnd -= 1 }
            place += 1
            while place < end, bytes[place].isHTMLSpace { place += 1 }
            guard place < end else { return nil }
            let quote = bytes[place]
            let start = place + 1
            place = start
            while place < end, bytes[place] != quote { place += 1 }
            if matches(nameStart..<nameEnd, wanted) { return start..<place }
            place += 1
        }
        return nil
    }

    /// The text just read.
    func text() throws(Failure) -> String { try text(in: run) }

    /// The bytes of the text just read, entities not yet replaced.
    var rawText: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[run]) }

    private func malformed(_ what: String) -> Failure { .malformed(byteOffset: index, what) }

    private func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    private mutating func skip(past end: StaticString) throws(Failure) {
        let count = end.utf8CodeUnitCount
        while index + count <= bytes.count {
            if matches(index..<(index + count), end) {
                index += count
                return
            }
            index += 1
        }
        throw malformed("end of \(end) missing")
    }

    private mutating func declaration() throws(Failure) -> Token? {
        if index + 4 <= bytes.count, matches(index..<(index + 4), "<!--") {
            index += 4
            try skip(past: "-->")
            return nil
        }
        guard index + 9 <= bytes.count, matches(index..<(index + 9), "<![CDATA[") else { throw .doctype }
        // Spreadsheets do not write such sections; a hand-made file may be made again.
        throw malformed("a CDATA section")
    }

    private mutating func endTag() throws(Failure) -> Token {
        index += 2
        let raw = rawName()
        while index < bytes.count, bytes[index].isHTMLSpace { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), let opened = open.popLast(),
            opened.count == raw.count,
            zip(opened, raw).allSatisfy({ bytes[$0] == bytes[$1] })
        else { throw malformed("unexpected end tag") }
        index += 1
        name = local(raw)
        return .end
    }

    private mutating func startTag() throws(Failure) -> Token {
        index += 1
        let raw = rawName()
        guard !raw.isEmpty else { throw malformed("name expected") }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            let byte = bytes[index]
            guard byte != UInt8(ascii: "<") else { throw malformed("tag not closed") }
            index += 1
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
            while index < bytes.count, bytes[index] != byte { index += 1 }
            index += 1
        }
        guard index < bytes.count else { throw malformed("tag not closed") }
        endsAtOnce = index > start && bytes[index - 1] == UInt8(ascii: "/")
        attributes = start..<(endsAtOnce ? index - 1 : index)
        index += 1
        name = local(raw)
        open.append(raw)
        guard open.count <= Self.deepest else { throw malformed("nested too deep") }
        return .start
    }

    private mutating func rawName() -> Range<Int> {
        let start = index
        while index < bytes.count, !bytes[index].isHTMLSpace, bytes[index] != UInt8(ascii: ">"),
            bytes[index] != UInt8(ascii: "/")
        { index += 1 }
        return start..<index
    }

    private func local(_ raw: Range<Int>) -> Range<Int> {
        guard let colon = raw.first(where: { bytes[$0] == UInt8(ascii: ":") }) else { return raw }
        return (colon + 1)..<raw.upperBound
    }

    private func text(in range: Range<Int>) throws(Failure) -> String {
        let slice = UnsafeBufferPointer(rebasing: bytes[range])
        let hasEntity = slice.contains(UInt8(ascii: "&"))
        let hasReturn = slice.contains(0x0D)
        guard hasEntity || hasReturn else { return try checked(slice, range) }
        var output: [UInt8] = []
        output.reserveCapacity(slice.count)
        var place = 0
        while place < slice.count {
            let byte = slice[place]
            place += 1
            if byte == 0x0D {
                // XML 1.0, 2.11: line ends of every kind are read as one line feed.
                if place < slice.count, slice[place] == 0x0A { place += 1 }
                output.append(0x0A)
            } else if byte == UInt8(ascii: "&") {
                let rest = slice[place...].prefix(12)
                guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")),
                    let scalar = XMLScanner.scalar(String(decoding: slice[place..<semicolon], as: UTF8.self))
                else { throw .malformed(byteOffset: range.lowerBound + place, "unknown entity") }
                output.append(contentsOf: String(scalar).utf8)
                place = semicolon + 1
            } else {
                output.append(byte)
            }
        }
        return try output.withUnsafeBufferPointer { buffer throws(Failure) in try checked(buffer, range) }
    }

    private func checked(
        _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) throws(Failure) -> String {
        guard let text = String(validating: buffer, as: UTF8.self) else {
            throw .malformed(byteOffset: range.lowerBound, "not UTF-8")
        }
        return text
    }
}
