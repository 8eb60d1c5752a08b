extension SQL {
    /// The text of a criterion with its `:name` parameters bound from `parameters`.
    ///
    /// Quoted strings and comments are left alone; `::` is not a parameter.
    /// - Throws: `DatabaseError.unknownParameter` for a name that is not given.
    public init(text: String, parameters: [String: SQLValue]) throws(DatabaseError) {
        self.init(stringLiteral: "")
        let bytes = Array(text.utf8)
        var index = 0
        var start = 0
        func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                index = SQL.end(of: bytes[index], in: bytes, from: index + 1)
            case UInt8(ascii: "-") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "-"):
                index = SQL.end(of: UInt8(ascii: "\n"), in: bytes, from: index)
            case UInt8(ascii: "/") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "*"):
                index = SQL.endOfComment(in: bytes, from: index + 2)
            case UInt8(ascii: ":") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ":"):
                index += 2
            case UInt8(ascii: ":") where index + 1 < bytes.count && SQL.isNameByte(bytes[index + 1]):
                append(text: slice(start..<index))
                var end = index + 1
                while end < bytes.count, SQL.isNameByte(bytes[end]) { end += 1 }
                let name = slice(index + 1..<end)
                guard let value = parameters[name] else { throw .unknownParameter(name) }
                append(value: value)
                index = end
                start = end
            default:
                index += 1
            }
        }
        append(text: slice(start..<bytes.count))
    }

    private static func end(of byte: UInt8, in bytes: [UInt8], from: Int) -> Int {
        var index = from
        while index < bytes.count, bytes[index] != byte { index += 1 }
        return min(index + 1, bytes.count)
    }

    private static func endOfComment(in bytes: [UInt8], from: Int) -> Int {
        var index = from
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
            index += 1
        }
        return bytes.count
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
}
