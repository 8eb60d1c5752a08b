/// Writes HTML as UTF-8 bytes; whatever is not a literal of this program is escaped on its way in.
///
/// Markup gets in through element functions, which take their names from a closed list, and through
/// `StaticString`, which only the compiler can make. The one way around that is `unescapedMarkup`.
public struct HTML: ~Copyable {
    private var buffer: ByteBuffer

    /// Goes into a hidden field of every form that changes something.
    let formToken: String

    /// Stands before every address; empty, or a slash and the name of one of many organizations.
    let base: String

    /// Starts an empty document; `formToken` is the session's CSRF token, empty where nobody is signed in.
    ///
    /// - Precondition: `base` consists of letters, digits, hyphens and slashes.
    public init(formToken: String = "", base: String = "", reservingBytes: Int = 49_152) {
        precondition(base.utf8.allSatisfy(Self.standsInBase), "a base needs no escaping")
        buffer = ByteBuffer(capacity: reservingBytes)
        self.formToken = formToken
        self.base = base
    }

    private static func standsInBase(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    /// A copy of the document so far, UTF-8.
    public var bytes: [UInt8] { buffer.bytes }

    /// Writes text for a person to read, escaped.
    ///
    /// Control characters and the characters that turn the reading direction become U+FFFD, so that a name
    /// pasted from elsewhere can neither break the page nor show something other than what is stored.
    public mutating func text(_ string: String) {
        append(string, escaping: .text)
    }

    /// Writes markup that was made elsewhere, exactly as it is.
    ///
    /// Nothing is escaped: whoever calls this vouches for every byte. No page of this room calls it; it is
    /// here so that searching for its name finds every place that ever needs it.
    public mutating func unescapedMarkup(_ trusted: String) {
        for byte in trusted.utf8 { buffer.append(byte) }
    }

    @inline(__always) mutating func literal(_ markup: StaticString) {
        if markup.hasPointerRepresentation {
            buffer.append(UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
        } else {
            markup.withUTF8Buffer { buffer.append($0) }
        }
    }

    @inline(__always) mutating func byte(_ byte: UInt8) {
        buffer.append(byte)
    }

    /// Bytes that need no escaping any more.
    @inline(__always) mutating func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
        buffer.append(bytes)
    }

    /// Decimal digits, without making a string of them.
    mutating func number(_ value: Int, width: Int = 1) {
        if value < 0 { byte(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        var divisor: UInt = 1
        var digits = 1
        while magnitude / divisor >= 10 || digits < width {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            byte(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
            divisor /= 10
        }
    }

    /// Escapes what goes between quotation marks. Direction marks stay: a form must send back what it was
    /// given.
    mutating func quoted(_ string: String) {
        append(string, escaping: .attribute)
    }

    private mutating func append(_ string: String, escaping mode: Escaping) {
        let done: Void? = string.utf8.withContiguousStorageIfAvailable { append($0, escaping: mode) }
        if done == nil { Array(string.utf8).withUnsafeBufferPointer { append($0, escaping: mode) } }
    }

    /// Copies runs of harmless bytes whole, and stops only where the table says that a byte may need care.
    private mutating func append(_ source: UnsafeBufferPointer<UInt8>, escaping mode: Escaping) {
        var start = 0
        var index = 0
        while index < source.count {
            let byte = source[index]
            guard needsCare(byte) else {
                index += 1
                continue
            }
            let (replacement, width) = mode.replacement(for: byte, at: index, in: source)
            if let replacement {
                buffer.append(UnsafeBufferPointer(rebasing: source[start..<index]))
                literal(replacement)
                start = index + width
            }
            index += width
        }
        buffer.append(UnsafeBufferPointer(rebasing: source[start..<source.count]))
    }
}

private enum Escaping {
    case text, attribute

    /// What to write instead, nil for "as it is", and how many bytes of the source that covers.
    func replacement(
        for byte: UInt8, at index: Int, in source: UnsafeBufferPointer<UInt8>
    ) -> (StaticString?, Int) {
        switch byte {
        case UInt8(ascii: "&"): ("&amp;", 1)
        case UInt8(ascii: "<"): ("&lt;", 1)
        case UInt8(ascii: ">"): ("&gt;", 1)
        case UInt8(ascii: "\""): ("&quot;", 1)
        case UInt8(ascii: "'"): ("&#39;", 1)
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): (nil, 1)
        // A parser turns CR LF into LF; as a reference the CR comes back as it was.
        case UInt8(ascii: "\r"): ("&#13;", 1)
        case 0xE2: (self == .text && isDirectionMark(at: index, in: source) ? "\u{FFFD}" : nil, 3)
        case 0xC2: (index + 1 < source.count && source[index + 1] < 0xA0 ? "\u{FFFD}" : nil, 2)
        default: ("\u{FFFD}", 1)
        }
    }

    /// U+202A to U+202E and U+2066 to U+2069, as E2 80 AA…AE and E2 81 A6…A9.
    private func isDirectionMark(at index: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index + 2 < source.count else { return false }
        return switch source[index + 1] {
        case 0x80: (0xAA...0xAE).contains(source[index + 2])
        case 0x81: (0xA6...0xA9).contains(source[index + 2])
        default: false
        }
    }
}

/// True for bytes that are, or begin, something to escape: markup, C0 and C1 controls, direction marks.
@inline(__always) private func needsCare(_ byte: UInt8) -> Bool {
    if byte >= 0x7F { return byte == 0x7F || byte == 0xC2 || byte == 0xE2 }
    if byte > UInt8(ascii: ">") { return false }
    return byte < 0x20 || markupBytes & (1 << UInt64(byte)) != 0
}

/// The bytes & < > " and ' as bits, all of them below 64.
private let markupBytes: UInt64 = 1 << 38 | 1 << 60 | 1 << 62 | 1 << 34 | 1 << 39
