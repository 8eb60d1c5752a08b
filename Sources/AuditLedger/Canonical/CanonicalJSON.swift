/// A JSON value that has exactly one text: RFC 8785 without floating point.
///
/// Whole numbers under 2^53 only, because a reader that keeps numbers in doubles would change larger ones.
public enum CanonicalJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([CanonicalJSON])
    /// Members in any order; writing sorts them.
    case object([Member])

    /// One name and value of an object.
    public struct Member: Hashable, Sendable {
        /// The name, unique in its object by its UTF-8 bytes.
        public let name: String
        /// The value.
        public let value: CanonicalJSON

        /// A member.
        public init(_ name: String, _ value: CanonicalJSON) {
            self.name = name
            self.value = value
        }
    }

    /// The largest absolute value of a number: 2^53 - 1, RFC 8785 appendix D.
    public static let largestInteger = 1 << 53 - 1

    /// The canonical UTF-8 bytes.
    ///
    /// - Throws: `numberRefused` for a number out of range, `jsonRefused` for a name that occurs twice.
    public func bytes() throws(AuditLedgerError) -> [UInt8] {
        var bytes: [UInt8] = []
        try write(into: &bytes)
        return bytes
    }

    /// The value of a name, of an object.
    public subscript(name: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    private func write(into bytes: inout [UInt8]) throws(AuditLedgerError) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): try bytes.appendCanonical(integer: value)
        case .string(let text): bytes.appendCanonical(string: text)
        case .array(let values): try Self.write(values, into: &bytes)
        case .object(let members): try Self.write(members, into: &bytes)
        }
    }

    private static func write(_ values: [CanonicalJSON], into bytes: inout [UInt8]) throws(AuditLedgerError) {
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            try value.write(into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func write(_ members: [Member], into bytes: inout [UInt8]) throws(AuditLedgerError) {
        let sorted = members.sorted { CanonicalOrder.precedes($0.name, $1.name) }
        bytes.append(UInt8(ascii: "{"))
        for (place, member) in sorted.enumerated() {
            if place > 0 {
                guard CanonicalOrder.precedes(sorted[place - 1].name, member.name) else {
                    throw .jsonRefused(offset: bytes.count, reason: "a name occurs twice in an object")
                }
                bytes.append(UInt8(ascii: ","))
            }
            bytes.appendCanonical(string: member.name)
            bytes.append(UInt8(ascii: ":"))
            try member.value.write(into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// The order of names: by UTF-16 code units, RFC 8785, section 3.2.3.
///
/// UTF-8 order differs: U+1F602 (code units D83D DE02) comes before U+FB33.
enum CanonicalOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf16.lexicographicallyPrecedes(right.utf16)
    }
}
