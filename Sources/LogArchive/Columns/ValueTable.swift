/// Different texts in order of first appearance, each with a number: how a column keeps many equal values
/// once.
public struct ValueTable: Sendable {
    /// The texts one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private(set) var ends: [UInt32] = []
    /// Open addressing: number plus one, 0 for a free place. Its length is a power of two.
    private var places = [UInt32](repeating: 0, count: 64)

    /// Number 0 is the empty text: the event has no such field.
    public init() { ends.append(0) }

    init(bytes: [UInt8], ends: [UInt32]) {
        self.bytes = bytes
        self.ends = ends
        places = []
    }

    public var count: Int { ends.count }

    /// The text with a number.
    public subscript(number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    private func range(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The numbers of the texts that a condition holds for; one pass over all.
    func numbers(where holds: (UnsafeBufferPointer<UInt8>) -> Bool) -> [Int] {
        bytes.withUnsafeBufferPointer { all in
            ends.indices.filter { $0 > 0 && holds(UnsafeBufferPointer(rebasing: all[range($0)])) }
        }
    }

    /// The number of a text, which is kept where it is new.
    mutating func number(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if text.isEmpty { return 0 }
        var place = Self.hash(text) & (places.count - 1)
        while places[place] != 0 {
            let number = Int(places[place]) - 1
            if equals(number, text) { return UInt32(number) }
            place = (place + 1) & (places.count - 1)
        }
        let number = UInt32(ends.count)
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
        places[place] = number + 1
        if 2 * ends.count > places.count { grow() }
        return number
    }

    private func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            for offset in 0..<text.count where all[range.lowerBound + offset] != text[offset] { return false }
            return true
        }
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for number in ends.indices where number > 0 {
            let hash = bytes.withUnsafeBufferPointer {
                Self.hash(UnsafeBufferPointer(rebasing: $0[range(number)]))
            }
            var place = hash & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(number) + 1
        }
    }

    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x3FFF_FFFF_FFFF_FFFF)
    }
}
