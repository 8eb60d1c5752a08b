import Foundation
import LogMonitoring
import Office
import Primitives
import Registers

/// The detections that ship, as the page of rules shows them.
enum ShippedRules {
    /// Every detection of the content folder that can be used, by title; none where the folder has none.
    ///
    /// - Throws: `Problem` where a file cannot be read.
    static func read(contentFolder: String) throws -> [ShippedRule] {
        let folder = contentFolder + "/detections"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        let documents = try RuleFiles.read([folder]).flatMap { RuleDocument.read($0.text, file: $0.name) }
        return documents.compactMap { result -> ShippedRule? in
            switch result {
            case .success(.rule(let rule)): shipped(rule.about)
            case .success(.correlation(let rule)): shipped(rule.about)
            case .success(.behaviour(let rule)): shipped(rule.about)
            case .success(.filter), .failure: nil
            }
        }.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }

    /// Rules that only feed a correlation say nothing to people, and are not listed.
    private static func shipped(_ about: RuleDescription) -> ShippedRule? {
        guard let guidance = about.guidance, let id = about.id ?? about.name else { return nil }
        let needs = guidance.needs.compactMap { AllRegisters.named($0.rawValue)?.title }
        let read = needs.isEmpty ? "" : "使う台帳：\(needs.joined(separator: "、"))。"
        return ShippedRule(
            id: id, title: about.title, level: MonitoringAlert.Level(rawValue: about.level ?? "") ?? .medium,
            summary: (about.summary ?? guidance.what) + read, clauses: guidance.clauses,
            stateUnlessSet: RuleSetting.State(rawValue: guidance.setting.rawValue) ?? .off)
    }
}
