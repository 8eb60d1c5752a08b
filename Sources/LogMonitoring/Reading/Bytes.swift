import CByteScan
import Glibc

/// The bytes of one record, where the reader has them. Not owned: they stand until the next record is read.
///
/// Looking outside stops the program, in release too. At least 64 more bytes can be loaded after the end, so
/// that whole blocks may be compared; what is there means nothing.
public struct Bytes: @unchecked Sendable {
    let base: UnsafePointer<UInt8>
    public let count: Int

    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return base[index]
    }

    public var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        guard let found = memchr(base + range.lowerBound, Int32(byte), range.count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    func starts(with text: StaticString, at place: Int) -> Bool {
        text.utf8CodeUnitCount <= count - place && place >= 0
            && memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && starts(with: text, at: range.lowerBound)
    }

    /// Where the text stands in the range.
    func first(_ text: StaticString, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let place = toride_find(base + range.lowerBound, range.count, text.utf8Start, text.utf8CodeUnitCount)
        return place < 0 ? nil : range.lowerBound + place
    }

    func contains(_ text: StaticString, in range: Range<Int>) -> Bool { first(text, in: range) != nil }

    /// The number that one to eight digits write; nil for anything else.
    @inline(__always)
    func shortNumber(_ range: Range<Int>) -> Int64? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let number = toride_short_number(base + range.lowerBound, range.count)
        return number < 0 ? nil : number
    }

    /// `-?[0-9]+` within 64 bits, or nil.
    @inline(__always)
    func integer(_ range: Range<Int>) -> Int64? {
        shortNumber(range) ?? DecimalText.integer(buffer(range))
    }

    func text(_ range: Range<Int>) -> String { LogText.text(buffer(range)) }

    /// Without blanks at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, self[lower] <= 0x20 { lower += 1 }
        while upper > lower, self[upper - 1] <= 0x20 { upper -= 1 }
        return lower..<upper
    }

    private static let nothing: Bytes = {
        let place = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
        place.initialize(repeating: 0, count: 64)
        return Bytes(base: UnsafePointer(place), count: 0)
    }()

    static var none: Bytes { nothing }
}

extension Range<Int> {
    /// The first so many places of the range.
    func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
