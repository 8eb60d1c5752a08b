import Duties
import Office
import Primitives
import Registers
import WebPages

/// Alerts in the words of the pages.
struct AlertWords {
    let text: VerdictText
    let names: [String: String]
    /// Whether the viewer may open the records that an alert points to.
    let seesRegisters: Bool

    /// What pages show of an alert.
    func line(_ stored: StoredAlert) -> AlertLine {
        let alert = stored.alert
        return AlertLine(
            id: stored.id.text, version: stored.version, title: alert.title, level: alert.level.title,
            score: alert.score, scoreReason: alert.scoreReason ?? "", times: Self.times(alert),
            about: about(alert), what: alert.what ?? "", why: alert.why ?? "",
            clauses: clauses(alert.clauseList), firstStep: alert.firstStep ?? "",
            facts: alert.factList.map { (label: $0.name, words: $0.value) },
            rawLines: (alert.rawLines ?? "").split(separator: "\n").map(String.init), rule: alert.ruleID,
            asksPlanned: alert.asksPlanned, state: alert.state.title, judgement: judgement(alert),
            event: seesRegisters
                ? alert.event.map {
                    LinkText("事象", .record(register: EventReport.registerName, id: $0.id.text))
                } : nil)
    }

    /// The clause of the organization's own policy that says what this clause of the model policy (6(1)), or
    /// this requirement of the catalogue (SEED-6(1)-b), says; nil where none does.
    func clause(_ path: String) -> ClauseReference? {
        let wanted = path.hasPrefix("SEED-") ? path : "SEED-\(path)"
        let requirement = text.catalogue.requirements.first {
            $0.id.rawValue == wanted || $0.id.rawValue.hasPrefix("\(wanted)-")
        }
        return requirement.flatMap { text.firstClause($0.id) }
    }

    /// Each clause once, in order.
    func clauses(_ paths: [String]) -> [ClauseReference] {
        paths.compactMap(clause).reduce(into: []) { found, clause in
            if !found.contains(where: { $0.path == clause.path }) { found.append(clause) }
        }
    }

    private func about(_ alert: MonitoringAlert) -> [(label: String, words: String)] {
        let pairs: [(String, String?)] = [
            ("だれの・何の", alert.subject), ("機器", alert.device.flatMap { names[$0.id.text] }),
            ("所属", alert.unit.flatMap { names[$0.id.text] }),
            ("ネットワーク", alert.network.flatMap { names[$0.id.text] }),
            ("ログの送信元", alert.source.flatMap { names[$0.id.text] }),
        ]
        return pairs.compactMap { label, words in words.map { (label: label, words: $0) } }
    }

    private func judgement(_ alert: MonitoringAlert) -> String? {
        guard MonitoringAlert.State.verdicts.contains(alert.state), let at = alert.judgedAt else {
            return nil
        }
        let who = alert.judgedBy.flatMap { names[$0.id.text] } ?? "サーバーの担当者"
        return [who, Self.moment(at), alert.reason].compactMap(\.self).joined(separator: "　")
    }

    static func times(_ alert: MonitoringAlert) -> String {
        let first = moment(alert.firstAt)
        let last = moment(alert.lastAt)
        let count = alert.eventCount == 1 ? "1回" : "\(alert.eventCount)回"
        return first == last ? "\(first)　\(count)" : "\(first) から \(last) まで　\(count)"
    }

    static func moment(_ iso: String) -> String { Instant(iso: iso)?.textInJapan ?? iso }
}
