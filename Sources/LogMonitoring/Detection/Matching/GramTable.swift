import CByteScan

/// From four bytes to what has them.
final class GramTable<Element: BitwiseCopyable> {
    let map: UnsafeMutablePointer<UInt64>
    let shift: UInt32
    private let keys: UnsafeMutablePointer<UInt32>
    private let lists: UnsafeMutablePointer<Int32>
    private let mask: Int
    private let elements: FlatLists<Element>

    init(_ found: [UInt32: [Element]]) {
        // At least 32 bits of the map for each gram, so that one place in thirty or fewer is looked at in
        // vain.
        var bits: UInt32 = 12
        while bits < 18, 1 << Int(bits) < found.count * 32 { bits += 1 }
        shift = 32 - bits
        map = .allocate(capacity: 1 << Int(bits - 6))
        map.initialize(repeating: 0, count: 1 << Int(bits - 6))
        var size = 16
        while size < found.count * 3 { size *= 2 }
        mask = size - 1
        keys = .allocate(capacity: size)
        keys.initialize(repeating: 0, count: size)
        lists = .allocate(capacity: size)
        lists.initialize(repeating: -1, count: size)
        let sorted = found.sorted { $0.key < $1.key }
        elements = FlatLists(sorted.map(\.value))
        for (number, entry) in sorted.enumerated() {
            let hash = toride_gram_hash(entry.key, shift)
            map[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            var place = Self.place(entry.key) & mask
            while lists[place] >= 0 { place = (place + 1) & mask }
            keys[place] = entry.key
            lists[place] = Int32(number)
        }
    }

    deinit {
        map.deallocate()
        keys.deallocate()
        lists.deallocate()
    }

    @inline(__always)
    private static func place(_ gram: UInt32) -> Int { Int((gram &* 0x85EB_CA6B) >> 8) }

    @inline(__always)
    func candidates(_ gram: UInt32) -> UnsafeBufferPointer<Element> {
        var place = Self.place(gram) & mask
        while lists[place] >= 0 {
            if keys[place] == gram { return elements[Int(lists[place])] }
            place = (place + 1) & mask
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }
}

/// From two bytes to what begins with them.
final class PairTable<Element: BitwiseCopyable> {
    let map: UnsafeMutablePointer<UInt64>
    private let numbers: UnsafeMutablePointer<Int16>
    private let elements: FlatLists<Element>

    init(_ found: [UInt16: [Element]]) {
        map = .allocate(capacity: 1_024)
        map.initialize(repeating: 0, count: 1_024)
        numbers = .allocate(capacity: 65_536)
        numbers.initialize(repeating: -1, count: 65_536)
        let sorted = found.sorted { $0.key < $1.key }
        elements = FlatLists(sorted.map(\.value))
        for (number, entry) in sorted.enumerated() {
            map[Int(entry.key >> 6)] |= 1 << UInt64(entry.key & 63)
            numbers[Int(entry.key)] = Int16(truncatingIfNeeded: number)
        }
    }

    deinit {
        map.deallocate()
        numbers.deallocate()
    }

    @inline(__always)
    func candidates(_ first: UInt8, _ second: UInt8) -> UnsafeBufferPointer<Element> {
        let number = numbers[Int(UInt16(first) | UInt16(second) << 8 | 0x2020)]
        return number < 0 ? UnsafeBufferPointer(start: nil, count: 0) : elements[Int(number)]
    }
}
