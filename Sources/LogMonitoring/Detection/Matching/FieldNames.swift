/// The names under which events carry what the rules ask for, each with its slots: found by the bytes of a
/// name, without making a String.
struct FieldNames: Sendable {
    /// Slot 0 is everything that the event says, for keywords.
    static let everything = 0

    private(set) var slotCount = 1
    private var slotByNames: [[String]: Int] = [:]
    private var slotsByName: [String: [Int32]] = [:]
    private let prefixes: [String]

    init(prefixes: [String]) { self.prefixes = prefixes }

    /// The slot that is filled by any of these names, also behind the prefixes.
    mutating func slot(for names: [String]) -> Int {
        if let known = slotByNames[names] { return known }
        let slot = slotCount
        slotCount += 1
        slotByNames[names] = slot
        for name in names {
            for spelling in [name] + prefixes.map({ $0 + name }) {
                if slotsByName[spelling]?.contains(Int32(slot)) != true {
                    slotsByName[spelling, default: []].append(Int32(slot))
                }
            }
        }
        return slot
    }

    /// Whether some rule asks for a field of this name.
    func isAsked(_ name: String) -> Bool { slotsByName[name] != nil }

    func index() -> FieldIndex { FieldIndex(slotsByName, slotCount: slotCount) }
}

/// A hash table from the bytes of a name to its slots.
final class FieldIndex {
    private struct Entry {
        var hash: UInt64 = 0
        var nameStart: Int32 = 0
        var nameCount: Int32 = -1
        var slotStart: Int32 = 0
        var slotCount: Int32 = 0
    }

    let slotCount: Int
    private let entries: UnsafeMutablePointer<Entry>
    private let mask: Int
    private let names: UnsafeMutablePointer<UInt8>
    private let slots: UnsafeMutablePointer<Int32>

    init(_ slotsByName: [String: [Int32]], slotCount: Int) {
        self.slotCount = slotCount
        var size = 64
        while size < slotsByName.count * 3 { size *= 2 }
        mask = size - 1
        entries = .allocate(capacity: size)
        entries.initialize(repeating: Entry(), count: size)
        names = .allocate(capacity: max(1, slotsByName.keys.reduce(0) { $0 + $1.utf8.count }))
        slots = .allocate(capacity: max(1, slotsByName.values.reduce(0) { $0 + $1.count }))
        var nameEnd = 0
        var slotEnd = 0
        for (name, found) in slotsByName {
            let bytes = Array(name.utf8)
            for (offset, byte) in bytes.enumerated() { names[nameEnd + offset] = byte }
            for (offset, slot) in found.enumerated() { slots[slotEnd + offset] = slot }
            let hash = bytes.withUnsafeBufferPointer { Self.hash($0) }
            var place = Int(truncatingIfNeeded: hash) & mask
            while entries[place].nameCount >= 0 { place = (place + 1) & mask }
            entries[place] = Entry(
                hash: hash, nameStart: Int32(nameEnd), nameCount: Int32(bytes.count),
                slotStart: Int32(slotEnd),
                slotCount: Int32(found.count))
            nameEnd += bytes.count
            slotEnd += found.count
        }
    }

    deinit {
        entries.deallocate()
        names.deallocate()
        slots.deallocate()
    }

    /// Empty where no rule asks for this name.
    @inline(__always)
    func slots(of name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32> {
        let hash = Self.hash(name)
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = entries[place]
            if entry.nameCount < 0 { return UnsafeBufferPointer(start: slots, count: 0) }
            if entry.hash == hash, Int(entry.nameCount) == name.count,
                ByteSearch.equal(
                    UnsafeBufferPointer(start: names + Int(entry.nameStart), count: name.count), name, at: 0)
            {
                return UnsafeBufferPointer(start: slots + Int(entry.slotStart), count: Int(entry.slotCount))
            }
            place = (place + 1) & mask
        }
    }

    /// Of the length, the first and the last eight bytes; equal hashes are told apart by comparing.
    @inline(__always)
    static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = name.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(base)
        var first: UInt64 = 0
        var last: UInt64 = 0
        if name.count >= 8 {
            first = raw.loadUnaligned(as: UInt64.self)
            last = raw.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
        } else {
            for byte in name { first = first << 8 | UInt64(byte) }
        }
        var mixed = (first ^ UInt64(name.count)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 29) ^ last) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}
