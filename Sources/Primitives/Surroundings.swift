/// What a program would otherwise take from thin air: the time and chance, as arguments.
public struct Surroundings: Sendable {
    /// The moment now.
    public let now: @Sendable () -> Instant
    /// That many unpredictable bytes.
    public let random: @Sendable (_ count: Int) -> [UInt8]

    /// Surroundings with this clock and this source of random bytes.
    public init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (_ count: Int) -> [UInt8])
    {
        self.now = now
        self.random = random
    }

    /// A new identifier, made now.
    public func newIdentifier() -> Identifier { Identifier(at: now(), random: random(10)) }

    /// The operating system's random bytes with the given clock.
    public static func systemRandom(now: @escaping @Sendable () -> Instant) -> Surroundings {
        let source = SystemRandomBytes()
        return Surroundings(now: now) { source.bytes($0) }
    }

    /// Repeatable surroundings for demonstrations and tests: bytes from a seed, a clock that the caller
    /// holds.
    public static func seeded(_ seed: UInt64, now: @escaping @Sendable () -> Instant) -> Surroundings {
        let source = SeededSource(seed: seed)
        return Surroundings(now: now) { source.bytes($0) }
    }
}
