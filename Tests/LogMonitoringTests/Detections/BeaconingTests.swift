import Primitives
import Testing

@testable import LogMonitoring

/// The score of a beacon over intervals that are told, with a seed for what is random.
@Suite struct BeaconingTests {
    /// The score after these seconds.
    private func judged(_ seconds: [Double], sizes: [Int] = [320]) -> BeaconSketch.Score? {
        var sketch = BeaconSketch()
        for (place, second) in seconds.enumerated() {
            sketch.add(1_795_568_400_000_000 + Int64(second * 1e6), size: sizes[place % sizes.count])
        }
        return sketch.score()
    }

    private func beacon(every interval: Double, jitter: Double, hours: Double) -> [Double] {
        let chance = SeededSource(seed: 7)
        var (now, found): (Double, [Double]) = (0, [])
        while now < hours * 3_600 {
            found.append(now)
            now += interval * (1 + jitter * (Double(chance.below(2_001)) / 1_000 - 1))
        }
        return found
    }

    @Test(arguments: [
        (60.0, 0.0, 6.0), (60, 0.1, 6), (300, 0.3, 8), (900, 0.2, 12), (3_600, 0.1, 24), (7_200, 0.15, 40),
    ])
    func `what comes in regular intervals scores high`(interval: Double, jitter: Double, hours: Double) throws
    {
        let score = try #require(judged(beacon(every: interval, jitter: jitter, hours: hours)))
        #expect(score.total >= 0.8, "\(score)")
        #expect(abs(score.medianSeconds / interval - 1) < 0.3)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `what a person does scores low`(seed: UInt64) throws {
        let chance = SeededSource(seed: seed)
        var (now, found): (Double, [Double]) = (0, [])
        while now < 8 * 3_600 {
            for _ in 0..<(1 + chance.below(6)) {
                found.append(now)
                now += 3 + Double(chance.below(60))
            }
            now += Double(120 + chance.below(5_000))
        }
        let score = try #require(judged(found, sizes: [300, 90_000, 1_200, 40_000, 700]))
        #expect(score.total < 0.7, "seed \(seed): \(score)")
    }

    @Test func `a week of a beacon is remembered in bounded room and still scores`() throws {
        let score = try #require(judged(beacon(every: 600, jitter: 0.1, hours: 170)))
        #expect(score.total >= 0.8)
    }

    private static let rules = RuleSet(
        files: ShippedDetectionTests.files.filter { $0.name.hasSuffix("beaconing.yml") },
        pipelines: DetectionPlaces.pipelines)

    private func alerts(_ lines: [(second: Int, text: String)], facts: OrganizationFacts) -> [Alert] {
        let run = DetectionRun(Self.rules, facts: facts)
        var found: [Alert] = []
        let text = lines.sorted { $0.second < $1.second }.map(\.text).joined(separator: "\n")
        Reading.each(Array(text.utf8)) { found += run.look($0, source: "t") }
        return found + run.finish()
    }

    private func squid(_ second: Int, _ source: String, _ host: String) -> (second: Int, text: String) {
        (
            second,
            "\(1_795_568_400 + second).000     65 \(source) TCP_MISS/200 320 GET http://\(host)/x - "
                + "HIER_DIRECT/203.0.113.9 text/html"
        )
    }

    @Test func `a beacon low and slow is found beside a flood of others`() {
        let slow = (0..<20).map { squid($0 * 5_400 + $0 * 37 % 400, "10.1.2.3", "slow.example") }
        let flood = (0..<6_000).map { squid($0 * 17, "10.1.2.4", "h\($0).flood.example") }
        let found = alerts(slow + flood, facts: SampleOrganization.facts)
        #expect(found.map { $0.group.fields.map(\.value.text) } == [["10.1.2.3", "slow.example"]])
        #expect(found.first?.behaviour?.details.contains { $0.name == "interval_seconds" } == true)
    }

    @Test func `a known-good name of the organization's own is none, and what many speak to neither`() {
        var facts = SampleOrganization.facts
        facts.knownGood = ["clock.example"]
        let known = (0..<100).map { squid($0 * 300, "10.1.2.3", "a.clock.example") }
        let common = (0..<100).flatMap { step in
            (0..<6).map { squid(step * 300 + $0, "10.1.2.\($0 + 10)", "portal.example") }
        }
        #expect(alerts(known + common, facts: facts).isEmpty)
        #expect(!alerts(known, facts: SampleOrganization.facts).isEmpty)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `what comes by chance is not taken for regular, often as it is looked at`(seed: UInt64) {
        let chance = SeededSource(seed: seed)
        let mail = (0..<600).map { _ in
            squid(chance.below(36_000), "10.1.2.3", "mx\(chance.below(20)).example")
        }
        #expect(alerts(mail, facts: SampleOrganization.facts).isEmpty, "seed \(seed)")
    }

    @Test func `one pair raises once in a day`() {
        let lines = (0..<1_000).map { squid($0 * 300, "10.1.2.3", "beacon.example") }
        #expect((3...4).contains(alerts(lines, facts: SampleOrganization.facts).count))
    }
}
