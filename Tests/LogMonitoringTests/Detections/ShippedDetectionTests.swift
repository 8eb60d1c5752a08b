import Foundation
import Testing

@testable import LogMonitoring

/// Every detection that ships has a log that fires it and one that must not, though it is close.
@Suite struct ShippedDetectionTests {
    static let files: [(name: String, text: String)] = DetectionPlaces.files(
        under: DetectionPlaces.package + "/Content/detections", ending: ".yml"
    ).map { ($0, DetectionPlaces.text($0)) }

    static let rules = RuleSet(files: files, pipelines: DetectionPlaces.pipelines)

    /// What people see: rules that only feed correlations have no guidance.
    static let shown: [RuleDescription] =
        (rules.rules.map(\.about) + rules.correlations.map(\.about) + rules.behaviours.map(\.about))
        .filter { $0.guidance != nil }

    static let names = shown.compactMap(\.name).sorted()

    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Samples")

    static func alerts(
        _ name: String, _ file: String, facts: OrganizationFacts? = SampleOrganization.facts
    ) throws -> [Alert] {
        let bytes = Array(try Data(contentsOf: samples.appendingPathComponent("\(name)/\(file).log")))
        let run = DetectionRun(rules, facts: facts)
        var found: [Alert] = []
        Reading.each(bytes) { found += run.look($0, source: "\(name)/\(file).log") }
        return found + run.finish()
    }

    @Test func `no detection is refused, left out or without a log source`() {
        #expect(Self.rules.refused.isEmpty, "\(Self.rules.refused)")
        #expect(Self.rules.unrouted.isEmpty, "\(Self.rules.unrouted.map(\.title))")
        #expect(Self.shown.count == Self.files.count, "each file says once what it tells people")
        #expect(Set(Self.names).count == Self.files.count)
    }

    @Test func `every detection has its logs and every folder of logs its detection`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.samples.path)
        #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Set(Self.names))
        for name in Self.names {
            #expect(
                Self.files.contains { $0.name.hasSuffix("/\(name).yml") }, "\(name) is called like no file")
        }
    }

    @Test(arguments: names)
    func `its log fires it`(name: String) throws {
        let found = try Self.alerts(name, "fires").filter { $0.about.name == name }
        #expect(!found.isEmpty)
        for alert in found {
            #expect(alert.group.fields.count >= 1, "the alert belongs to no group: \(alert.group.key)")
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(alert.json)) }
        }
    }

    @Test(arguments: names)
    func `the log beside it does not fire it`(name: String) throws {
        let found = try Self.alerts(name, "quiet").filter { $0.about.name == name }
        #expect(found.isEmpty, "\(found.map { String(decoding: $0.json, as: UTF8.self) })")
    }

    @Test(arguments: names)
    func `without the registers it waits and raises nothing`(name: String) throws {
        let about = try #require(Self.shown.first { $0.name == name })
        let run = DetectionRun(Self.rules)
        let waits = run.waiting.first { $0.about.name == name }
        let found = try Self.alerts(name, "fires", facts: nil).filter { $0.about.name == name }
        if let waits {
            #expect(found.isEmpty)
            #expect(!waits.registers.isEmpty)
            #expect(
                Set(waits.registers) == Set(about.guidance?.needs ?? []), "the file names what it needs")
        } else {
            #expect(about.guidance?.needs.isEmpty == true)
            #expect(!found.isEmpty)
        }
    }

    @Test func `what a person reads is in Japanese, and few detections begin switched on`() throws {
        for about in Self.shown {
            let guidance = try #require(about.guidance)
            for text in [about.title, about.summary ?? "", guidance.what, guidance.why, guidance.firstStep] {
                #expect(
                    text.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) },
                    "\(about.file): \(text)")
            }
            #expect(about.id != nil && about.level != nil && about.author != nil, "\(about.file)")
            #expect(
                about.tags.contains { $0.hasPrefix("attack.t1") }, "\(about.file) has no ATT&CK technique")
        }
        #expect(Self.shown.count { $0.guidance?.setting != .off } <= 30)
    }

    @Test func `the clauses are requirements of the catalogue`() {
        let catalogue = DetectionPlaces.files(
            under: DetectionPlaces.package + "/Content/requirements", ending: ".yaml"
        ).map(DetectionPlaces.text).joined()
        for about in Self.shown {
            for clause in about.guidance?.clauses ?? [] {
                #expect(catalogue.contains("- id: \(clause)\n"), "\(about.file): \(clause)")
            }
        }
    }

    @Test func `lines in pieces and lines at once raise the same alerts`() throws {
        for name in ["beaconing", "flow-not-permitted", "brute-force", "large-upload"] {
            let bytes = Array(
                try Data(contentsOf: Self.samples.appendingPathComponent("\(name)/fires.log")))
            let texts = [7, 1 << 16].map { step in
                let run = DetectionRun(Self.rules, facts: SampleOrganization.facts)
                var found: [Alert] = []
                Reading.each(bytes, step: step) { found += run.look($0, source: "x") }
                return (found + run.finish()).map(\.json)
            }
            #expect(texts[0] == texts[1])
        }
    }
}
