import Glibc

/// Text of a log: UTF-8 where the bytes are that, else CP932, else UTF-8 with U+FFFD for what is neither.
enum LogText {
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return cp932(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }

    static func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer(text) }

    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// Whether in CP932 another byte belongs to this one.
    static func isLeadByte(_ byte: UInt8) -> Bool { 0x81...0x9F ~= byte || 0xE0...0xFC ~= byte }

    /// Nil where the bytes are not CP932.
    ///
    /// The C library's table, because "SHIFT_JIS" lacks ①, 﨑 and ㈱, and Foundation's reader is lenient.
    private static func cp932(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let table = iconv_open("UTF-8", "CP932"), table != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(table) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // A half-width kana of one byte takes three.
        var output = [CChar](repeating: 0, count: bytes.count * 3)
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> Int? in
                var (from, fromLeft) = (source.baseAddress, source.count)
                var (to, toLeft) = (target.baseAddress, target.count)
                let status = iconv(table, &from, &fromLeft, &to, &toLeft)
                return status == -1 || fromLeft > 0 ? nil : target.count - toLeft
            }
        }
        guard let written else { return nil }
        return String(decoding: output[..<written].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
