extension CanonicalJSON {
    /// How deep arrays and objects may stand in each other.
    static let deepestNesting = 64

    /// Reads JSON (RFC 8259) whose numbers are whole and under 2^53.
    ///
    /// With `onlyCanonical`, by default, the bytes must also be the canonical form of what they say, so that
    /// one value cannot have two texts and two hashes.
    /// - Throws: `jsonRefused` with the offset, `numberRefused` for a number with fraction, exponent or out
    ///   of range.
    public init(parsing bytes: [UInt8], onlyCanonical: Bool = true) throws(AuditLedgerError) {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.document()
        if onlyCanonical {
            let canonical = try value.bytes()
            guard canonical == bytes else {
                let same = zip(canonical, bytes).prefix { $0 == $1 }
                throw .jsonRefused(offset: Array(same).count, reason: "not in canonical form")
            }
        }
        self = value
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(AuditLedgerError) -> CanonicalJSON {
        let value = try value(depth: 0)
        skipBlanks()
        guard offset == bytes.count else { throw refused("something follows the value") }
        return value
    }

    private func refused(_ reason: String) -> AuditLedgerError {
        .jsonRefused(offset: offset, reason: reason)
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(AuditLedgerError) -> CanonicalJSON {
        guard depth <= CanonicalJSON.deepestNesting else { throw refused("nested too deep") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw refused("ends too early")
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: CanonicalJSON) throws(AuditLedgerError)
        -> CanonicalJSON
    {
        guard bytes[offset...].starts(with: word.utf8) else { throw refused("not a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func array(depth: Int) throws(AuditLedgerError) -> CanonicalJSON {
        offset += 1
        var values: [CanonicalJSON] = []
        if take("]") { return .array(values) }
        repeat {
            values.append(try value(depth: depth + 1))
        } while take(",")
        guard take("]") else { throw refused("an array does not end") }
        return .array(values)
    }

    private mutating func object(depth: Int) throws(AuditLedgerError) -> CanonicalJSON {
        offset += 1
        var members: [CanonicalJSON.Member] = []
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw refused("a member without a name") }
            let name = try string()
            guard take(":") else { throw refused("a name without a value") }
            members.append(CanonicalJSON.Member(name, try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw refused("an object does not end") }
        return .object(members)
    }

    private mutating func number() throws(AuditLedgerError) -> CanonicalJSON {
        let end = bytes[offset...].firstIndex { !"+-.0123456789Ee".utf8.contains($0) } ?? bytes.count
        let digits = String(decoding: bytes[offset..<end], as: UTF8.self)
        guard !digits.isEmpty else { throw refused("not a value") }
        guard let number = Int(digits), number.magnitude <= CanonicalJSON.largestInteger.magnitude,
            String(number) == digits
        else { throw .numberRefused(digits) }
        offset = end
        return .integer(number)
    }

    private mutating func string() throws(AuditLedgerError) -> String {
        offset += 1
        var text: [UInt8] = []
        let start = offset
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw refused("a control character in a string") }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(try escaped()).utf8)
            } else {
                text.append(byte)
            }
        }
        guard next != nil else { throw refused("a string does not end") }
        guard let decoded = String(validating: text, as: UTF8.self) else {
            throw .jsonRefused(offset: start, reason: "a string is not UTF-8")
        }
        offset += 1
        return decoded
    }

    private mutating func escaped() throws(AuditLedgerError) -> Unicode.Scalar {
        guard let byte = next else { throw refused("a string does not end") }
        offset += 1
        switch byte {
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "u"): return try escapedUnit()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        default: throw refused("an unknown escape")
        }
    }

    /// `\uXXXX`, and the second half that a high surrogate needs: half a pair is no character.
    private mutating func escapedUnit() throws(AuditLedgerError) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), bytes[offset...].starts(with: "\\u".utf8) else {
            throw refused("half a surrogate pair")
        }
        offset += 2
        let second = try hexUnit()
        guard UTF16.isTrailSurrogate(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        else { throw refused("half a surrogate pair") }
        return scalar
    }

    private mutating func hexUnit() throws(AuditLedgerError) -> UInt16 {
        let digits = bytes[offset...].prefix(4)
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw refused("an escape without four digits") }
        offset += 4
        return unit
    }
}
