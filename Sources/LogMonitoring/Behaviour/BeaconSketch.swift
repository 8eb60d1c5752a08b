import Glibc

/// How one host speaks to one other, in a few hundred bytes: how far apart, how much, in which hours.
///
/// Intervals and sizes are counted in steps of a third and a half of an octave, so that a day of a beacon
/// and a week of one take the same room.
struct BeaconSketch {
    private(set) var count = 0
    private(set) var first: Int64 = 0
    private(set) var last: Int64 = 0
    private var intervals = Histogram(stepsPerOctave: 3, steps: 54)
    private var sizes = Histogram(stepsPerOctave: 2, steps: 60)
    /// Events by hour, from `firstHour` on.
    private var hours: [UInt16] = []
    private var firstHour: Int64 = 0

    /// Hours that are looked at together; what is older falls away.
    static let longest = 48

    private static let hour: Int64 = 3_600_000_000
    /// What a program fetches together comes within two seconds and is one event.
    private static let together: Int64 = 2_000_000

    mutating func add(_ time: Int64, size: Int?) {
        if count == 0 {
            (first, last, firstHour) = (time, time, time / Self.hour)
        } else {
            let interval = time - last
            // Events that come late count for their hour, not as an interval.
            if interval >= 0, interval < Self.together { return }
            if interval > 0 {
                intervals.add(Double(interval) / 1e6)
                last = time
            }
        }
        count += 1
        if let size { sizes.add(Double(size)) }
        countHour(time / Self.hour)
    }

    private mutating func countHour(_ hour: Int64) {
        guard hour >= firstHour else { return }
        // A pause of more than the whole window: what was before is another story.
        if hour - firstHour >= Int64(Self.longest * 2) { hours.removeAll() }
        if hours.isEmpty { firstHour = hour }
        while Int64(hours.count) <= hour - firstHour { hours.append(0) }
        if hours.count > Self.longest {
            firstHour += Int64(hours.count - Self.longest)
            hours.removeFirst(hours.count - Self.longest)
            first = max(first, firstHour * Self.hour)
            intervals.halve()
            sizes.halve()
        }
        let place = Int(hour - firstHour)
        if hours[place] < .max { hours[place] += 1 }
    }

    /// How regular it is; nil of too few intervals.
    func score() -> Score? {
        guard let quarter = intervals.quantile(0.25), let half = intervals.quantile(0.5),
            let most = intervals.quantile(0.75), intervals.total >= 4
        else { return nil }
        let spread = most - quarter
        let skew = spread < 0.5 ? 0 : abs(most + quarter - 2 * half) / spread
        let interval = (Self.falling(spread, from: 0.7, to: 2.2) * 3 + (1 - skew)) / 4
        let size =
            sizes.total < 4
            ? nil
            : Self.falling((sizes.quantile(0.75) ?? 0) - (sizes.quantile(0.25) ?? 0), from: 0.6, to: 4)
        let median = exp2(half)
        return Score(
            interval: interval, size: size, duration: coverage(median), evenness: evenness(median),
            medianSeconds: median)
    }

    /// The part of the hours in which something was to be expected and came.
    private func coverage(_ median: Double) -> Double {
        guard !hours.isEmpty else { return 0 }
        let expected = min(1, 3_600 / max(median, 1)) * Double(hours.count)
        return min(1, Double(hours.count { $0 > 0 }) / max(1, expected))
    }

    /// How even the whole hours are; nil where too few events fall into each to tell.
    private func evenness(_ median: Double) -> Double? {
        guard hours.count >= 4, median <= 1_200 else { return nil }
        let whole = hours.dropFirst().dropLast().map(Double.init)
        let mean = whole.reduce(0, +) / Double(whole.count)
        guard mean > 0 else { return 0 }
        let variance = whole.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(whole.count)
        return max(0, 1 - variance.squareRoot() / mean)
    }

    private static func falling(_ value: Double, from: Double, to: Double) -> Double {
        min(1, max(0, 1 - (value - from) / (to - from)))
    }

    struct Score {
        let interval: Double
        let size: Double?
        let duration: Double
        let evenness: Double?
        let medianSeconds: Double

        /// 0...1.
        var total: Double {
            let parts = [interval, size, duration, evenness].compactMap(\.self)
            return parts.reduce(0, +) / Double(parts.count)
        }
    }
}

/// Counts by the logarithm of a value.
struct Histogram {
    private var counts: [UInt16]
    private(set) var total = 0
    private let stepsPerOctave: Double

    init(stepsPerOctave: Int, steps: Int) {
        self.stepsPerOctave = Double(stepsPerOctave)
        counts = Array(repeating: 0, count: steps)
    }

    mutating func add(_ value: Double) {
        let place = value <= 1 ? 0 : Int(log2(value) * stepsPerOctave)
        let kept = min(place, counts.count - 1)
        guard counts[kept] < .max else { return }
        counts[kept] += 1
        total += 1
    }

    mutating func halve() {
        for place in counts.indices { counts[place] /= 2 }
        total = counts.reduce(0) { $0 + Int($1) }
    }

    /// The logarithm (of two) of the value that this part of the values does not reach; within a step evenly.
    func quantile(_ part: Double) -> Double? {
        guard total > 0 else { return nil }
        let wanted = part * Double(total)
        var before = 0.0
        for (place, count) in counts.enumerated() where count > 0 {
            if before + Double(count) >= wanted {
                let within = (wanted - before) / Double(count)
                return (Double(place) + within) / stepsPerOctave
            }
            before += Double(count)
        }
        return Double(counts.count) / stepsPerOctave
    }
}
