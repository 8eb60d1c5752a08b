/// Finds the streams that an event belongs to, and remembers the answer for the next event that has the same
/// values in the deciding fields.
final class EventRouter {
    private let streams: [[RuleSet.Condition]]
    private let slots: [Int]
    private let key: UnsafeMutablePointer<UInt8>
    private var remembered: [UInt64: [(key: [UInt8], plan: MatchingPlan)]] = [:]
    private var rememberedCount = 0
    private var plans: [[Int]: MatchingPlan] = [:]
    private let rules: RuleSet
    private let placedByStream: [[Int]]
    private var lastKey: [UInt8] = []
    private var lastPlan: MatchingPlan?

    /// Longer keys and more of them are not remembered: an event may carry anything in those fields.
    private static let longestKey = 512
    private static let rememberedLimit = 8_192

    init(_ rules: RuleSet) {
        self.rules = rules
        streams = rules.streams
        slots = Set(rules.streams.flatMap { $0.map(\.slot) }).sorted()
        key = .allocate(capacity: Self.longestKey)
        var byStream = [[Int]](repeating: [], count: rules.streams.count)
        for (number, placed) in rules.placed.enumerated() { byStream[placed.stream].append(number) }
        placedByStream = byStream
    }

    deinit { key.deallocate() }

    var literals: Int { plans.values.reduce(0) { $0 + $1.literalCount } }

    func plan(for table: EventTable) -> MatchingPlan {
        guard let count = fillKey(table) else { return plan(of: matching(table)) }
        let bytes = UnsafeBufferPointer(start: key, count: count)
        if let lastPlan, lastKey.count == count, Self.isEqual(lastKey, bytes) { return lastPlan }
        let hash = Self.hash(bytes)
        for entry in remembered[hash] ?? [] where Self.isEqual(entry.key, bytes) {
            (lastKey, lastPlan) = (entry.key, entry.plan)
            return entry.plan
        }
        let found = plan(of: matching(table))
        if rememberedCount < Self.rememberedLimit {
            rememberedCount += 1
            remembered[hash, default: []].append((Array(bytes), found))
        }
        return found
    }

    private static func isEqual(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        left.count == right.count && left.withUnsafeBufferPointer { ByteSearch.equal($0, right, at: 0) }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// The deciding fields' values in a row; nil where one has several values or they are too long.
    private func fillKey(_ table: EventTable) -> Int? {
        var end = 0
        for slot in slots {
            let value = table.firstValue(slot)
            guard value >= 0 else {
                guard end < Self.longestKey else { return nil }
                key[end] = 0xFF
                end += 1
                continue
            }
            guard table.values[value].next < 0 else { return nil }
            let bytes = table.raw(value)
            guard end + bytes.count + 1 <= Self.longestKey else { return nil }
            for byte in bytes {
                key[end] = TextFolding.lower(byte)
                end += 1
            }
            key[end] = 0
            end += 1
        }
        return end
    }

    private func plan(of matching: [Int]) -> MatchingPlan {
        if let known = plans[matching] { return known }
        let plan = MatchingPlan(rules, placed: matching.flatMap { placedByStream[$0] })
        plans[matching] = plan
        return plan
    }

    private func matching(_ table: EventTable) -> [Int] {
        streams.indices.filter { number in
            streams[number].allSatisfy { condition in
                var value = table.firstValue(condition.slot)
                guard let wanted = condition.values else { return value >= 0 }
                while value >= 0 {
                    let folded = table.folded(value)
                    if wanted.contains(where: { Self.isEqual($0, folded) }) { return true }
                    value = Int(table.values[value].next)
                }
                return false
            }
        }
    }
}
