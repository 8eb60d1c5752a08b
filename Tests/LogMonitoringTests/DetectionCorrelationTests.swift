import Primitives
import Testing

@testable import LogMonitoring

@Suite struct DetectionCorrelationTests {
    private static let base = """
        title: fail
        name: fail
        logsource: {product: t}
        detection: {s: {kind: fail}, condition: s}
        ---
        title: success
        name: success
        logsource: {product: t}
        detection: {s: {kind: success}, condition: s}
        ---
        title: scan
        name: scan
        logsource: {product: t}
        detection: {s: {kind: scan}, condition: s}
        ---

        """

    /// Events as `second kind user value`, and the seconds at which the correlation was true.
    private func times(
        _ correlation: String, _ events: [String], limits: Correlator.Limits = .init()
    ) -> [Int64] {
        alerts(correlation, events, limits: limits).map { ($0.timestamp?.microseconds ?? 0) / 1_000_000 }
    }

    private func alerts(
        _ correlation: String, _ events: [String], limits: Correlator.Limits = .init()
    ) -> [Alert] {
        let rules = RuleSet(
            files: [("t", Self.base + "title: c\ncorrelation:\n" + correlation)], pipelines: [.none])
        #expect(rules.refused.isEmpty, "\(rules.refused)")
        let run = DetectionRun(rules, limits: limits)
        var found: [Alert] = []
        var lines: [String] = []
        for event in events {
            let parts = event.split(separator: " ")
            let time = Instant(microseconds: (Int64(parts[0]) ?? 0) * 1_000_000).iso
            var json = "{\"@timestamp\":\"\(time)\",\"kind\":\"\(parts[1])\",\"user\":\"\(parts[2])\""
            if parts.count > 3 { json += ",\"value\":\"\(parts[3])\"" }
            lines.append(json + "}")
        }
        Reading.each(Array(lines.joined(separator: "\n").utf8)) { found += run.look($0, source: "t") }
        return found + run.finish()
    }

    private let count = """
          type: event_count
          rules: [fail]
          group-by: [user]
          timespan: 10s
          condition: {gte: 3}

        """

    @Test func `so many events in the time, for each group`() {
        #expect(times(count, ["1 fail a", "2 fail a", "3 fail b", "4 fail a"]) == [4])
        #expect(times(count, ["1 fail a", "2 fail a", "12 fail a"]) == [])
        #expect(times(count, ["1 fail a", "2 fail a", "11 fail a"]) == [11])
        #expect(times(count, ["1 fail A", "2 fail a", "3 FAIL a"]) == [3])
    }

    @Test func `after an alert the count begins anew`() {
        let events = (1...7).map { "\($0) fail a" }
        #expect(times(count, events) == [3, 6])
    }

    @Test func `events that come late are counted at their time`() {
        #expect(times(count, ["5 fail a", "30 fail a", "1 fail a", "3 fail a"]).count == 1)
        #expect(times(count, ["50 fail a", "30 fail a", "1 fail a", "3 fail a"]) == [])
    }

    @Test func `rules that are counted raise nothing themselves, unless the correlation says so`() {
        #expect(alerts(count, ["1 fail a"]).isEmpty)
        #expect(alerts(count + "  generate: true\n", ["1 fail a"]).map(\.about.title) == ["fail"])
    }

    @Test func `so many different values`() {
        let rule = """
              type: value_count
              rules: [fail]
              group-by: [user]
              timespan: 10s
              condition: {field: value, gt: 2}

            """
        #expect(times(rule, ["1 fail a x", "2 fail a x", "3 fail a y", "4 fail a z"]) == [4])
        #expect(times(rule, ["1 fail a x", "2 fail a y", "13 fail a z"]) == [])
        #expect(times(rule, ["1 fail a", "2 fail a x", "3 fail a y", "4 fail a X"]) == [])
    }

    @Test func `kinds together, in any order or in theirs`() {
        func rule(_ type: String) -> String {
            "  type: \(type)\n  rules: [scan, fail, success]\n  group-by: [user]\n  timespan: 10s\n"
        }
        let backwards = ["1 success a", "2 fail a", "3 scan a"]
        let forwards = ["1 scan a", "2 fail a", "3 success a"]
        #expect(times(rule("temporal"), backwards) == [3])
        #expect(times(rule("temporal_ordered"), backwards) == [])
        #expect(times(rule("temporal_ordered"), forwards) == [3])
        #expect(times(rule("temporal"), ["1 scan a", "2 fail b", "3 success a"]) == [])
        #expect(times(rule("temporal"), ["1 scan a", "2 fail a", "12 success a"]) == [])
        #expect(
            times(rule("temporal_ordered"), ["1 scan a", "2 fail a", "3 scan a", "11 success a"]) == [11])
    }

    @Test(arguments: [
        ("value_sum", "gte: 100", ["1 fail a 60", "2 fail a 39", "3 fail a 1"], [Int64(3)]),
        ("value_sum", "gte: 100", ["1 fail a 60", "20 fail a 60"], []),
        ("value_avg", "gt: 50", ["1 fail a 50", "2 fail a 50", "3 fail a 56"], [3]),
        ("value_percentile", "percentile: 50, gte: 10", ["1 fail a 1", "2 fail a 11", "3 fail a 12"], [3]),
    ])
    func `sums, averages and percentiles`(
        _ type: String, _ condition: String, _ events: [String], _ expected: [Int64]
    ) {
        let rule = """
              type: \(type)
              rules: [fail]
              group-by: [user]
              timespan: 10s
              condition: {field: value, \(condition)}

            """
        #expect(times(rule, events) == expected)
    }

    @Test func `too few is decided when the time is over`() {
        let rule = count.replacing("gte: 3", with: "lt: 3")
        #expect(
            alerts(rule, ["1 fail a", "2 fail a", "3 fail b", "4 fail b", "5 fail b"]).map(
                \.matched.first?.value.text) == ["a"])
    }

    @Test func `an alias gives one name to two fields`() {
        let rule = """
              type: temporal
              rules: [fail, success]
              group-by: [who]
              timespan: 10s
              aliases: {who: {fail: user, success: value}}

            """
        #expect(times(rule, ["1 fail a", "2 success x a"]) == [2])
        #expect(times(rule, ["1 fail a", "2 success a x"]) == [])
    }

    @Test func `a correlation may be part of another`() {
        let chain = """
              type: event_count
              rules: [fail]
              group-by: [user]
              timespan: 10s
              condition: {gte: 2}
            name: many
            ---
            title: break-in
            correlation:
              type: temporal_ordered
              rules: [many, success]
              group-by: [user]
              timespan: 1m

            """
        let found = alerts(chain, ["1 fail a", "2 fail a", "30 success a"])
        #expect(found.map(\.about.title).contains("break-in"))
        #expect(
            !alerts(chain, ["1 fail a", "2 fail a", "30 success b"]).map(\.about.title).contains("break-in"))
    }

    @Test func `a flood of groups cannot push out a slow attack`() {
        let rule = count.replacing("10s", with: "1h")
        let limits = Correlator.Limits(groupCount: 100, bucketCount: 64)
        var events = ["1 fail slow"]
        events += (0..<2_000).map { "\(2 + $0 / 10) fail flood\($0)" }
        events.append("900 fail slow")
        events += (2_000..<4_000).map { "\(901 + $0 / 10) fail flood\($0)" }
        events.append("1800 fail slow")
        let found = alerts(rule, events, limits: limits)
        #expect(
            found.contains { $0.matched.first?.value.text == "slow" && $0.correlation?.isEstimated == false })
    }

    @Test func `an attack that begins behind a flood is counted with others, and found`() {
        let limits = Correlator.Limits(groupCount: 100, bucketCount: 64)
        var events = (0..<100).map { "1 fail flood\($0)" }
        events += ["2 fail late", "3 fail late", "4 fail late"]
        let found = alerts(count, events, limits: limits)
        #expect(found.map(\.correlation?.isEstimated) == [true])
    }

    @Test func `dates in the future do not make the rest forgotten`() {
        let limits = Correlator.Limits(groupCount: 4, bucketCount: 64)
        var events = ["1 fail slow", "2 fail slow"]
        events += (0..<20).map { "\(900_000 + $0) fail future\($0)" }
        events.append("5 fail slow")
        let found = alerts(count, events, limits: limits)
        #expect(
            found.contains { $0.matched.first?.value.text == "slow" && $0.correlation?.isEstimated == false })
    }

    @Test(arguments: [
        "type: nothing", "type: event_count\n  timespan: 5x", "type: event_count\n  timespan: 5m",
        "type: value_count\n  timespan: 5m\n  condition: {gte: 1}",
        "type: event_count\n  timespan: 5m\n  condition: {gte: 1000000}",
        "type: event_count\n  timespan: 5m\n  condition: {about: 3}",
    ])
    func `a correlation that cannot be read is refused`(_ text: String) {
        let document = Self.base + "title: c\ncorrelation:\n  rules: [fail]\n  \(text)\n"
        #expect(RuleSet(files: [("t", document)], pipelines: [.none]).refused.count == 1)
    }

    @Test func `a correlation of what is not there is refused, and what stands on it`() {
        let text = """
            title: a
            name: a
            correlation: {type: event_count, rules: [gone], timespan: 1m, condition: {gte: 1}}
            ---
            title: b
            correlation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 1}}
            """
        #expect(
            RuleSet(files: [("t", text)], pipelines: [.none]).refused.map(\.title).sorted {
                ($0 ?? "") < ($1 ?? "")
            } == ["a", "b"])
    }
}
