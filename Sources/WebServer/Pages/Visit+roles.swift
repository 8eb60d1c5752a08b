import Office
import Primitives
import Registers

extension Viewer {
    /// Whether the viewer reads content at all: everybody but 設定担当.
    var readsContent: Bool { !roles.isDisjoint(with: [.office, .sectionHead, .staff, .auditor]) }
    /// Whether the viewer sees how things stand: 職員 read the policy and no verdicts.
    var readsVerdicts: Bool { !roles.isDisjoint(with: [.office, .sectionHead, .auditor]) }
    /// Whether the viewer sees bindings and revisions: office and auditors.
    var readsBindings: Bool { !roles.isDisjoint(with: [.office, .auditor]) }
}

extension Visit {
    /// The viewer, if one who reads content.
    func contentViewer() throws -> Viewer {
        let viewer = try viewer
        guard viewer.readsContent else { throw Refusal.access }
        return viewer
    }

    /// The viewer, if one who sees verdicts.
    func verdictViewer() throws -> Viewer {
        let viewer = try viewer
        guard viewer.readsVerdicts else { throw Refusal.access }
        return viewer
    }

    /// The viewer, if one with any of the roles.
    func viewer(_ roles: SoftwareRole...) throws -> Viewer {
        let viewer = try viewer
        guard roles.contains(where: viewer.roles.contains) else { throw Refusal.access }
        return viewer
    }
}
