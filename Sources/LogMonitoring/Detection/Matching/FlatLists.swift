/// Lists of values, one for each number, in one stretch of memory. Read only; belongs to one thread at a time
/// or to several that only read.
final class FlatLists<Element: BitwiseCopyable> {
    private let starts: UnsafeMutablePointer<Int32>
    private let elements: UnsafeMutablePointer<Element>

    init(_ lists: [[Element]]) {
        starts = .allocate(capacity: lists.count + 1)
        elements = .allocate(capacity: max(1, lists.reduce(0) { $0 + $1.count }))
        var end = 0
        for (number, list) in lists.enumerated() {
            starts[number] = Int32(end)
            for element in list {
                (elements + end).initialize(to: element)
                end += 1
            }
        }
        starts[lists.count] = Int32(end)
    }

    deinit {
        starts.deallocate()
        elements.deallocate()
    }

    @inline(__always)
    subscript(number: Int) -> UnsafeBufferPointer<Element> {
        let start = Int(starts[number])
        return UnsafeBufferPointer(start: elements + start, count: Int(starts[number + 1]) - start)
    }
}

/// One value of an epoch for each number: "seen in this event" without clearing between events.
final class EpochMarks {
    private let epochs: UnsafeMutablePointer<UInt32>
    private let values: UnsafeMutablePointer<UInt8>
    private let count: Int

    init(count: Int) {
        self.count = max(1, count)
        epochs = .allocate(capacity: self.count)
        epochs.initialize(repeating: 0, count: self.count)
        values = .allocate(capacity: self.count)
        values.initialize(repeating: 0, count: self.count)
    }

    deinit {
        epochs.deallocate()
        values.deallocate()
    }

    /// Forgets all; needed once in four thousand million events.
    func clear() { epochs.update(repeating: 0, count: count) }

    @inline(__always)
    func isSet(_ number: Int, _ epoch: UInt32) -> Bool { epochs[number] == epoch }

    /// Zero where nothing was set in this epoch.
    @inline(__always)
    func value(_ number: Int, _ epoch: UInt32) -> UInt8 { epochs[number] == epoch ? values[number] : 0 }

    @inline(__always)
    func set(_ number: Int, _ epoch: UInt32, _ value: UInt8) {
        epochs[number] = epoch
        values[number] = value
    }
}
