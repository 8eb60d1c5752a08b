/// One way of writing each number, so that 4688, 4688.0 and 4.688e3 are one value.
enum NumberText {
    static func canonical(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 9e15 { return String(Int64(number)) }
        return number.description
    }

    /// Of digits as JSON writes them.
    static func canonical(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let number = value(text) else { return Array(text) }
        return Array(canonical(number).utf8)
    }

    /// Nil where the whole text is no decimal number.
    static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let first = text.first, text.count <= 40 else { return nil }
        guard first &- 48 < 10 || first == 0x2D || first == 0x2B || first == 0x2E else { return nil }
        // `0x10` and `1p4` are numbers to Swift, and texts to a log.
        guard text.allSatisfy({ $0 &- 48 < 10 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }) else {
            return nil
        }
        return Double(String(decoding: text, as: UTF8.self))
    }
}
