import Duties
import Office
import PolicyText
import Primitives
import Registers
import Storage
import WebPages

extension VerdictSign {
    /// The sign of a verdict's word.
    init(_ display: VerdictDisplay) {
        self =
            switch display {
            case .confirmed: .confirmed
            case .actionNeeded: .actionNeeded
            case .notYetConfirmed: .notYetConfirmed
            case .beforeDue: .beforeDue
            case .outOfScope: .outOfScope
            case .notInForce: .notInForce
            }
    }
}

extension VerdictCounts {
    /// The counts of a roll-up.
    init(_ counts: DisplayCounts) {
        self.init(
            confirmed: counts.confirmed, actionNeeded: counts.actionNeeded,
            notYetConfirmed: counts.notYetConfirmed, beforeDue: counts.beforeDue,
            outOfScope: counts.outOfScope, notInForce: counts.notInForce)
    }
}

/// What pages say of an assessed policy to one viewer.
struct VerdictText {
    let policy: AssessedPolicy
    let catalogue: Catalogue

    /// Path and heading; a clause without a heading is named by the beginning of its text.
    func reference(_ path: String) -> ClauseReference {
        guard let clause = policy.document?.clause(at: ClausePath(path)) else {
            return ClauseReference(path: path, heading: "")
        }
        return Self.reference(clause)
    }

    static func reference(_ clause: Clause) -> ClauseReference {
        ClauseReference(path: clause.path.text, heading: clause.caption)
    }

    func reference(_ requirement: RequirementID) -> RequirementReference {
        RequirementReference(
            id: requirement.rawValue, title: catalogue[requirement]?.title ?? requirement.rawValue)
    }

    func state(_ verdict: RequirementVerdict) -> RequirementState {
        RequirementState(
            requirement: reference(verdict.requirement), sign: VerdictSign(verdict.display),
            reason: verdict.reason)
    }

    func clauseRequirement(_ verdict: RequirementVerdict) -> ClauseRequirement {
        let requirement = catalogue[verdict.requirement]
        return ClauseRequirement(
            state: state(verdict), nextStep: verdict.nextStep?.sentence,
            role: (verdict.nextStep?.role ?? requirement?.role)?.name ?? "",
            minutes: verdict.nextStep?.minutes ?? requirement?.minutesOfWork ?? 10)
    }

    func state(_ clause: ClauseVerdict) -> ClauseState {
        ClauseState(
            clause: reference(clause.path.text), sign: VerdictSign(clause.rollUp.display),
            counts: VerdictCounts(clause.rollUp.counts))
    }

    /// The first clause that says a requirement.
    func firstClause(_ requirement: RequirementID) -> ClauseReference? {
        policy.clauses(of: requirement).first.map { reference($0) }
    }

    /// What asks for a requirement that no clause says: the law, else the guideline.
    func basis(_ requirement: Requirement) -> String? {
        if let law = requirement.law.first { return law.citation }
        return requirement.crosswalk.links.first { $0.status == .found }.map {
            "\($0.scheme.name) \($0.reference)"
        }
    }

    /// A verdict on a clause in one sentence.
    static func sentence(_ rollUp: RollUp) -> String {
        let counts = rollUp.counts
        if counts.total == 0 { return "この条項に結び付いた要求事項はありません。" }
        switch rollUp.verdict {
        case .met: return "結び付いた要求事項 \(counts.total) 件のすべてが確認できています。"
        case .notMet: return "要求事項 \(counts.total) 件のうち \(counts.actionNeeded) 件に対応が必要です。"
        case .undetermined:
            return "要求事項 \(counts.total) 件のうち \(counts.notYetConfirmed) 件がまだ確認できません。"
        }
    }

    /// What the policy says that no requirement covers, as a gap beside the clause.
    func gaps(_ clause: Clause) -> [String] {
        let bound = policy.bindings.filter { $0.binding.clause == clause.path.text }
        let proposals = bound.filter { $0.binding.state == .proposed }.count
        if proposals > 0 { return ["候補の要求事項が \(proposals) 件あります。対応の画面で確かめてください。"] }
        let isSilent = clause.children.isEmpty && !bound.contains(where: \.isInUse) && !clause.text.isEmpty
        return isSilent ? ["この条項に対応する要求事項はまだありません。"] : []
    }

    /// Local names that a newcomer would read the wrong way round.
    static func explanations(_ clause: Clause) -> [String] {
        let name = clause.heading
        if name.contains("ネットワーク"), clause.text.contains("インターネットに接続") || clause.text.contains("インターネットにつなが")
        {
            return ["「\(name)」は、インターネットにつながっている側のネットワークです。"]
        }
        if name.contains("ネットワーク"), clause.text.contains("閉域") || clause.text.contains("分離") {
            return ["「\(name)」は、インターネットから切り離された側のネットワークです。"]
        }
        return []
    }
}

extension Clause {
    /// The clause's own words, one paragraph each.
    var paragraphs: [String] { text.split(separator: "\n").map(String.init) }
}

extension Site {
    /// The policy as it stands today, as it may be told to a viewer.
    func assessed(for viewer: Viewer, on day: Day? = nil, knownAt: Instant? = nil) throws -> VerdictText {
        let size = try office.ledgerSize(at: knownAt)
        return VerdictText(
            policy: try office.assess(on: day ?? office.today, knownSize: size, for: viewer),
            catalogue: office.catalogue)
    }
}
