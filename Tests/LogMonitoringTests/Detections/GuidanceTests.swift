import Testing

@testable import LogMonitoring

/// The block `toride:` of a rule: read wholly, or the rule is refused.
@Suite struct GuidanceTests {
    private static let good = [
        "clauses: [\"SEED-6(1)-a\"]", "what: 何か", "why: 理由", "first-step: 見る", "group-by: [source.ip]",
        "default: on",
    ]

    private func rules(_ lines: [String], body: String? = nil) -> RuleSet {
        let block = "toride:\n" + lines.map { "  \($0)\n" }.joined()
        let detection =
            body ?? "logsource: {product: t}\ndetection: {s: {kind: a}, condition: s}\n"
        return RuleSet(files: [("t.yml", "title: x\n" + block + detection)], pipelines: [.none])
    }

    @Test func `a whole block is read`() throws {
        let about = try #require(
            rules(Self.good + ["asks-planned: true", "needs: [networks]"]).rules.first?.about)
        let guidance = try #require(about.guidance)
        #expect(guidance.clauses == ["SEED-6(1)-a"] && guidance.what == "何か" && guidance.firstStep == "見る")
        #expect(guidance.asksPlanned && guidance.needs == [.networks] && guidance.setting == .on)
    }

    @Test(arguments: [
        ("clauses: []", "clauses"), ("clauses: [6]", "clauses"), ("what:", "what"), ("why: ' '", "why"),
        ("first-step:", "first-step"), ("group-by: []", "group-by"), ("default: perhaps", "default"),
        ("asks-planned: maybe", "asks-planned"), ("needs: [moon]", "moon"), ("colour: red", "colour"),
    ])
    func `a bad block refuses the rule with the reason`(line: String, named: String) {
        let key = line.prefix { $0 != ":" }
        let found = rules(Self.good.filter { !$0.hasPrefix(key + ":") } + [line])
        #expect(found.rules.isEmpty)
        #expect(found.refused.first?.refusal.code == .guidance)
        #expect(found.refused.first?.refusal.reason.contains(named) == true, "\(found.refused)")
    }

    @Test(arguments: [
        ("behaviour: dancing", "dancing"), ("behaviour: beaconing\n  settings: {speed: 1}", "speed"),
        ("behaviour: beaconing\n  settings: {least-score: 7}", "least-score"),
    ])
    func `a bad behaviour is refused`(line: String, named: String) {
        let found = rules(Self.good + [line], body: "")
        #expect(found.behaviours.isEmpty && found.refused.count == 1)
        let reason = found.refused.first?.refusal.reason ?? ""
        #expect(reason.contains(named) || reason.contains("one of"), "\(reason)")
    }

    @Test func `a behaviour beside a detection is refused`() {
        #expect(rules(Self.good + ["behaviour: beaconing"]).refused.count == 1)
    }

    @Test func `what only feeds a correlation that is off is off`() {
        let files = ShippedDetectionTests.files
        let all = RuleSet(files: files, pipelines: DetectionPlaces.pipelines)
        let some = RuleSet(files: files, pipelines: DetectionPlaces.pipelines) { $0.name != "brute-force" }
        #expect(all.rules.contains { $0.about.name == "sign-in-refused" })
        #expect(!some.rules.contains { $0.about.name == "sign-in-refused" })
        #expect(some.rules.contains { $0.about.name == "sign-in-refused-somewhere" })
        #expect(some.correlations.count == all.correlations.count - 1)
    }
}
