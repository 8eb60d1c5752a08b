import Duties
import Office
import PolicyText
import Primitives
import Registers
import Storage
import WebPages

/// Which clause says which requirement: confirm, move, remove, bind by hand.
struct BindingRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/policy/bindings", .signedIn) { try page($0, []) },
            Route(.post, "/policy/bindings", .signedIn, decide),
        ]
    }

    private func page(_ visit: Visit, _ problems: [Problem]) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let text = try site.assessed(for: viewer)
        guard let document = text.policy.document else { throw PolicyRoutes.noPolicy }
        let shown = text.policy.bindings.filter { $0.binding.state != .removed }
        let names = try site.office.store.database.read { connection in
            try Authors(RecordReader(connection, viewer: viewer), shown.map(\.fromSeq))
        }
        let bindings = shown.map { stored in
            BindingsPage.Binding(
                requirement: text.reference(RequirementID(rawValue: stored.binding.requirement)),
                clause: text.reference(stored.binding.clause), reason: stored.binding.explanation ?? "",
                state: state(stored, names))
        }
        let uncovered = text.policy.uncoveredClauses.map { text.reference($0.clause.text) }
        let page = BindingsPage(
            bindings: bindings, clausesWithoutRequirement: uncovered,
            requirementsWithoutClause: unwritten(text), move: try move(visit, text, document),
            canDecide: viewer.roles.contains(.office))
        return try site.page(page, visit, status: problems.isEmpty ? 200 : 422)
    }

    private func state(_ stored: Office.StoredBinding, _ names: Authors) -> BindingsPage.State {
        switch stored.binding.state {
        case .proposed, .removed: .proposed
        case .bound: .automatic
        case .confirmed: .confirmed(by: names.change(stored.fromSeq).by)
        }
    }

    private func unwritten(_ text: VerdictText) -> [BindingsPage.Unwritten] {
        text.policy.unwrittenRequirements(of: site.office.catalogue).map { requirement in
            let law = requirement.law.map(\.citation).joined(separator: "、")
            return BindingsPage.Unwritten(
                requirement: text.reference(requirement.id), source: law.isEmpty ? "総務省ガイドライン" : law)
        }
    }

    private func move(_ visit: Visit, _ text: VerdictText, _ document: PolicyDocument) throws -> BindingsPage
        .Move?
    {
        let id = visit.fields["move"]
        guard !id.isEmpty else { return nil }
        guard site.office.catalogue.requirements.contains(where: { $0.id.rawValue == id }) else {
            throw Refusal.notFound
        }
        let from = visit.fields["from"]
        return BindingsPage.Move(
            requirement: text.reference(RequirementID(rawValue: id)),
            from: from.isEmpty ? nil : text.reference(from),
            clauses: document.allClauses.map(VerdictText.reference))
    }

    private func decide(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        guard let revision = try site.office.currentRevision(on: site.office.today) else {
            throw PolicyRoutes.noPolicy
        }
        let (requirement, clause) = (visit.fields["requirement"], visit.fields["clause"])
        let stored = try site.office.bindings(of: revision.id).first {
            $0.binding.requirement == requirement && $0.binding.clause == clause
                && $0.binding.state != .removed
        }
        switch (visit.fields["act"], stored) {
        case ("confirm", let stored?):
            try site.office.setBinding(
                stored.id, state: .confirmed, clause: nil, expected: stored.fromSeq, by: viewer)
            site.say(visit, Notice(.done, "対応を確認しました。"))
            // Of fifty rows the next one to look at is beside this one.
            return .redirect(Address.bindings.url(fragment: BindingsPage.anchor(requirement, clause)))
        case ("remove", let stored?):
            try site.office.setBinding(
                stored.id, state: .removed, clause: nil, expected: stored.fromSeq, by: viewer)
            site.say(visit, Notice(.done, "対応を外しました。この要求事項は「規程に書かれていない事項」に移ります。"))
        case ("move", let stored):
            try move(requirement, to: visit.fields["to"], stored, revision.id, viewer)
            site.say(visit, Notice(.done, "対応する条項を決めました。"))
        default: throw Refusal.notFound
        }
        return .redirect(Address.bindings.path)
    }

    private func move(
        _ requirement: String, to clause: String, _ stored: Office.StoredBinding?, _ revision: Identifier,
        _ viewer: Viewer
    ) throws {
        if let stored {
            try site.office.setBinding(
                stored.id, state: .confirmed, clause: clause, expected: stored.fromSeq, by: viewer)
        } else {
            try site.office.bind(requirement: requirement, clause: clause, revision: revision, by: viewer)
        }
    }
}
