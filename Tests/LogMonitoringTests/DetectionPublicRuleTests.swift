import Foundation
import Testing
import Yams

@testable import LogMonitoring

/// The public rules, which nobody here wrote.
@Suite(.enabled(if: DetectionPlaces.inputs != nil, Comment(rawValue: DetectionPlaces.absent)))
struct DetectionPublicRuleTests {
    @Test func `every public rule compiles, or waits for a placeholder`() {
        let rules = DetectionPlaces.publicRuleSet
        let others = rules.refused.filter { $0.refusal.code != .placeholder }
        #expect(
            others.isEmpty, "\(others.map { "\($0.file): \($0.refusal.reason)" }.joined(separator: "\n"))")
        #expect(rules.refused.count <= 2)
        #expect(rules.rules.count + rules.refused.count == DetectionPlaces.publicRules.count)
    }

    /// Cases whose events the rule cannot match, each with its reason.
    private static let explained: [String: String] = {
        let reason =
            "one match is stated, and the record holds more events that are just what the rule describes"
        return [
            "file_event_win_anydesk_artefact": reason, "file_event_win_cred_dump_tools_dropped_files": reason,
            "registry_set_change_security_zones": reason, "registry_set_disable_administrative_share": reason,
        ]
    }()

    @Test func `every recorded attack is found by its rule`() throws {
        let inputs = try #require(DetectionPlaces.inputs)
        let rules = DetectionPlaces.publicRuleSet
        let detector = Detector(rules)
        var failures: [String] = []
        var caseCount = 0
        for record in DetectionPlaces.files(under: inputs + "/sigma/regression_data", ending: ".json") {
            caseCount += 1
            if let failure = try RegressionCase(record).failure(detector) { failures.append(failure) }
        }
        #expect(caseCount >= 202)
        #expect(caseCount - failures.count >= 195, "\(failures.joined(separator: "\n"))")
        let unexplained = failures.filter { failure in !Self.explained.keys.contains(where: failure.contains)
        }
        #expect(unexplained.isEmpty, "\(unexplained.joined(separator: "\n"))")
        let unneeded = Self.explained.keys.filter { name in !failures.contains { $0.contains(name) } }
        #expect(unneeded.isEmpty, "these pass: \(unneeded)")
    }
}

/// One recorded attack: the rule that must find it, how often, and the events.
struct RegressionCase {
    let rule: String
    let expectedCount: Int?
    let record: String

    /// - Parameter record: the file of events; what is expected stands beside it.
    init(_ record: String) throws {
        self.record = record
        let path = (record as NSString).deletingLastPathComponent + "/info.yml"
        let node = try #require(try Yams.compose(yaml: DetectionPlaces.text(path)))
        rule = node["rule_metadata"]?.sequence?.first?["id"]?.scalar?.string ?? ""
        expectedCount = node["regression_tests_info"]?.sequence?.first?["match_count"]?.int
    }

    func failure(_ detector: Detector) -> String? {
        let text = DetectionPlaces.text(record)
        var count = 0
        for event in JSONTexts.objects(in: Array(text.utf8)) {
            guard let matches = event.withUnsafeBufferPointer(detector.match(json:)) else {
                return "\(record): an event is no JSON object"
            }
            count += matches.count { detector.rules.rules[$0.rule].about.id == rule }
        }
        if let expectedCount {
            return count == expectedCount ? nil : "\(record): \(count) of \(expectedCount)"
        }
        return count > 0 ? nil : "\(record): no match"
    }
}

/// Taking a file of JSON objects apart, one after the other or in an array.
enum JSONTexts {
    static func objects(in bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var depth = 0
        var start = 0
        var isInside = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isInside {
                if !isEscaped, byte == 0x22 { isInside = false }
                isEscaped = !isEscaped && byte == 0x5C
                continue
            }
            switch byte {
            case 0x22: isInside = true
            case 0x7B:
                if depth == 0 { start = index }
                depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { found.append(Array(bytes[start...index])) }
            default: break
            }
        }
        return found
    }
}
