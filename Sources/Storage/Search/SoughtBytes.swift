import Glibc

/// A few bytes that are looked for in many: eight places at a time, by their first and their last byte, and
/// only where both fit by all of them.
///
/// In UTF-8 Japanese the first bytes of characters are few, the last ones many: the pair is rare enough.
struct SoughtBytes {
    private let bytes: [UInt8]
    private let firsts: UInt64
    private let lasts: UInt64

    /// - Precondition: there is a byte.
    init(_ bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "nothing is nowhere")
        self.bytes = bytes
        firsts = UInt64(bytes[0]) &* Self.ones
        lasts = UInt64(bytes[bytes.count - 1]) &* Self.ones
    }

    /// The first place of all of them between two places; nil where there is none.
    func first(in all: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
        guard let base = all.baseAddress else { return nil }
        let reach = bytes.count - 1
        let stop = end - reach
        var place = start
        while place + 8 <= stop {
            let one = base.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ firsts
            let other =
                base.loadUnaligned(fromByteOffset: place + reach, as: UInt64.self).littleEndian ^ lasts
            // A byte of `both` is zero where both fit. The highest bit of each byte of `fits` tells of it;
            // above the first one it may say so without cause.
            let both = one | other
            var fits = (both &- Self.ones) & ~both & Self.highest
            while fits != 0 {
                let found = place + fits.trailingZeroBitCount / 8
                if isHere(base + found) { return found }
                fits &= fits &- 1
            }
            place += 8
        }
        while place < stop {
            if isHere(base + place) { return place }
            place += 1
        }
        return nil
    }

    private func isHere(_ place: UnsafeRawPointer) -> Bool { memcmp(place, bytes, bytes.count) == 0 }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highest: UInt64 = 0x8080_8080_8080_8080
}
