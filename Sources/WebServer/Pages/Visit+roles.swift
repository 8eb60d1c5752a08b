import Office
import Primitives
import Registers

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
