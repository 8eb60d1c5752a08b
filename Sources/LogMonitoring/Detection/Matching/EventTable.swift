/// The fields of one event that some rule asks for, as byte ranges. Used again for the next event: nothing is
/// allocated for each.
///
/// Not for two threads at once.
final class EventTable {
    enum Kind: UInt8 { case text, number, boolean, null }

    struct Value {
        var start: UnsafePointer<UInt8>
        var count: Int32
        var next: Int32
        /// Lower case; nil until somebody asks.
        var folded: UnsafePointer<UInt8>?
        var foldedCount: Int32
        var kind: Kind
    }

    let index: FieldIndex
    let scratch = ExpressionScratch()
    let arena = Arena()
    /// Values of the line whose escapes were undone.
    var undone = UndoneTexts()
    /// Fills slot 0 when a keyword asks for it.
    var fillEverything: ((EventTable) -> Void)?
    /// The event as one text in which every ASCII letter and digit stands as itself; nil where that is not
    /// sure.
    var rawLine: UnsafeBufferPointer<UInt8>?
    private(set) var epoch: UInt32 = 0

    private let slotEpoch: UnsafeMutablePointer<UInt32>
    private let first: UnsafeMutablePointer<Int32>
    private let last: UnsafeMutablePointer<Int32>
    private(set) var values: UnsafeMutablePointer<Value>
    private var valueCount = 0
    private var valueCapacity = 512

    init(_ index: FieldIndex) {
        self.index = index
        slotEpoch = .allocate(capacity: index.slotCount)
        slotEpoch.initialize(repeating: 0, count: index.slotCount)
        first = .allocate(capacity: index.slotCount)
        last = .allocate(capacity: index.slotCount)
        values = .allocate(capacity: valueCapacity)
    }

    deinit {
        slotEpoch.deallocate()
        first.deallocate()
        last.deallocate()
        values.deallocate()
    }

    /// Forgets the event before.
    func begin() {
        epoch &+= 1
        if epoch == 0 {
            slotEpoch.update(repeating: 0, count: index.slotCount)
            epoch = 1
        }
        valueCount = 0
        arena.empty()
        undone.removeAll()
        fillEverything = nil
        rawLine = nil
    }

    /// The first value's number, or -1.
    @inline(__always)
    func firstValue(_ slot: Int) -> Int {
        if slot == FieldNames.everything, slotEpoch[0] != epoch, let fill = fillEverything {
            fillEverything = nil
            fill(self)
        }
        return slotEpoch[slot] == epoch ? Int(first[slot]) : -1
    }

    /// - Parameter bytes: stay where they are until the next `begin`.
    @inline(__always)
    func add(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind) {
        if valueCount == valueCapacity { growValues() }
        (values + valueCount).initialize(
            to: Value(
                start: bytes.baseAddress ?? Arena.nothing, count: Int32(bytes.count), next: -1, folded: nil,
                foldedCount: 0, kind: kind))
        if slotEpoch[slot] == epoch {
            values[Int(last[slot])].next = Int32(valueCount)
        } else {
            slotEpoch[slot] = epoch
            first[slot] = Int32(valueCount)
        }
        last[slot] = Int32(valueCount)
        valueCount += 1
    }

    private func growValues() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: valueCapacity * 2)
        larger.moveInitialize(from: values, count: valueCount)
        values.deallocate()
        values = larger
        valueCapacity *= 2
    }

    @inline(__always)
    func raw(_ value: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: values[value].start, count: Int(values[value].count))
    }

    /// The value in lower case.
    func folded(_ value: Int) -> UnsafeBufferPointer<UInt8> {
        if let known = values[value].folded {
            return UnsafeBufferPointer(start: known, count: Int(values[value].foldedCount))
        }
        let bytes = raw(value)
        let done = Self.isASCII(bytes) ? foldedASCII(bytes) : arena.copy(TextFolding.folded(Array(bytes)))
        values[value].folded = done.baseAddress
        values[value].foldedCount = Int32(done.count)
        return done
    }

    private func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let room = arena.room(bytes.count)
        for index in 0..<bytes.count { room[index] = TextFolding.lower(bytes[index]) }
        return UnsafeBufferPointer(start: room, count: bytes.count)
    }

    /// What is scanned for literals: the bytes themselves where the automaton's own folding is enough.
    @inline(__always)
    func scanned(_ value: Int) -> UnsafeBufferPointer<UInt8> {
        let bytes = raw(value)
        return Self.isASCII(bytes) ? bytes : folded(value)
    }

    @inline(__always)
    static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        guard let base = bytes.baseAddress else { return true }
        let raw = UnsafeRawPointer(base)
        var high: UInt64 = 0
        while index + 8 <= bytes.count {
            high |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < bytes.count {
            high |= UInt64(bytes[index])
            index += 1
        }
        return high & 0x8080_8080_8080_8080 == 0
    }
}

/// Memory for the bytes of one event that had to be copied; blocks never move, so pointers into them hold.
final class Arena {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var block = 0
    private var used = 0

    /// What an empty value points to; nobody reads or writes it.
    nonisolated(unsafe) static let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

    deinit { for block in blocks { block.deallocate() } }

    /// Keeps one block of those that a large event needed.
    func empty() {
        if blocks.count > 1 {
            for block in blocks.dropLast() { block.deallocate() }
            blocks = [blocks[blocks.count - 1]]
        }
        block = 0
        used = 0
    }

    @inline(__always)
    func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if block < blocks.count, used + count <= blocks[block].count, let base = blocks[block].baseAddress {
            let start = base + used
            used += count
            return start
        }
        return newBlock(count)
    }

    private func newBlock(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        let size = max(count, max(16_384, (blocks.last?.count ?? 0) * 2))
        let fresh = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
        blocks.append(fresh)
        block = blocks.count - 1
        used = count
        return fresh.baseAddress ?? UnsafeMutablePointer(mutating: Self.nothing)
    }

    func copy(_ bytes: some Collection<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let start = room(max(1, bytes.count))
        var end = start
        for byte in bytes {
            end.initialize(to: byte)
            end += 1
        }
        return UnsafeBufferPointer(start: start, count: bytes.count)
    }
}
