import Synchronization

/// Numbers that look random and are the same for the same seed (SplitMix64); never for secrets.
public final class SeededSource: Sendable {
    private let state: Mutex<UInt64>

    /// A source that begins at `seed`.
    public init(seed: UInt64) { state = Mutex(seed) }

    /// The next 64 bits.
    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// That many bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0) } }
        return Array(bytes.prefix(count))
    }

    /// A number from 0 up to, not including, `limit`.
    public func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

    /// One of the elements.
    public func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
