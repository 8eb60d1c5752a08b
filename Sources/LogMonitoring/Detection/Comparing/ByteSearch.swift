import Glibc

/// Comparing and finding stretches of bytes.
enum ByteSearch {
    /// Whether `wanted` stands in `bytes` at `place`; the caller has seen that it fits.
    @inline(__always)
    static func equal(
        _ wanted: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
    ) -> Bool {
        guard let left = wanted.baseAddress, let right = bytes.baseAddress else { return wanted.isEmpty }
        return memcmp(left, right + place, wanted.count) == 0
    }

    static func first(_ wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard !wanted.isEmpty else { return start }
        guard let base = bytes.baseAddress, start + wanted.count <= bytes.count else { return nil }
        let end = bytes.count - wanted.count
        var place = start
        while place <= end {
            guard let next = memchr(base + place, Int32(wanted[0]), end - place + 1) else { return nil }
            place = UnsafeRawPointer(next) - UnsafeRawPointer(base)
            let isThere = wanted.withUnsafeBufferPointer { equal($0, bytes, at: place) }
            if isThere { return place }
            place += 1
        }
        return nil
    }
}
