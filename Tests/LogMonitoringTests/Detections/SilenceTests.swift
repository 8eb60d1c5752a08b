import Primitives
import Testing

@testable import LogMonitoring

/// A source that falls silent is told the same way whether somebody waits for it or a file shows it.
@Suite struct SilenceTests {
    private static let rules = RuleSet(
        files: ShippedDetectionTests.files.filter { $0.name.hasSuffix("silent-source.yml") },
        pipelines: DetectionPlaces.pipelines)
    private static let start: Int64 = 1_795_568_400_000_000

    private func line(_ minute: Int) -> [UInt8] {
        Array(
            ("\(1_795_568_400 + minute * 60).000     65 10.1.2.3 TCP_MISS/200 320 GET http://a.example/ - "
                + "HIER_DIRECT/203.0.113.9 text/html").utf8)
    }

    private func moment(_ minute: Int) -> Instant {
        Instant(microseconds: Self.start + Int64(minute) * 60_000_000)
    }

    private func look(_ run: DetectionRun, _ minute: Int) -> [Alert] {
        var found: [Alert] = []
        Reading.each(line(minute)) { found += run.look($0, source: "proxy-1") }
        return found
    }

    @Test func `waiting for it and finding it afterwards give one and the same alert`() {
        let (waiting, reading) = (
            DetectionRun(Self.rules, facts: SampleOrganization.facts),
            DetectionRun(Self.rules, facts: SampleOrganization.facts)
        )
        for minute in 0..<10 {
            #expect(look(waiting, minute).isEmpty && look(reading, minute).isEmpty)
            #expect(waiting.decide(at: moment(minute)).isEmpty)
        }
        // The register says half an hour.
        #expect(waiting.decide(at: moment(39)).isEmpty)
        let told = waiting.decide(at: moment(40))
        #expect(told.count == 1 && waiting.decide(at: moment(41)).isEmpty)
        #expect(look(waiting, 120).isEmpty, "what was told is not told again when it comes back")
        let found = look(reading, 120)
        #expect(found.map(\.json) == told.map(\.json))
        #expect(told.first?.timestamp == moment(39))
    }

    @Test func `nothing is learned of a source that nobody registered before its learning time`() {
        let run = DetectionRun(Self.rules)
        var found: [Alert] = []
        for minute in [0, 10, 20, 500] {
            Reading.each(line(minute)) { found += run.look($0, source: "elsewhere") }
        }
        #expect(found.isEmpty)
    }
}
