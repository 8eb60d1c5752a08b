/// Upper and lower case as one: what "case does not matter" means everywhere in detection.
enum TextFolding {
    /// Lower case of ASCII by table; whatever has other characters through Unicode's own lower case.
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(lower) }
        // What is no UTF-8 keeps its bytes: replacing them would make different texts equal.
        guard let text = String(validating: bytes, as: UTF8.self) else { return bytes.map(lower) }
        return Array(text.lowercased().utf8)
    }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
