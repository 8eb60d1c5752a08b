import Duties
import Office
import PolicyText
import Primitives
import Registers
import Storage
import WebPages

/// The policy as a document, its clauses, its oddities and the list of requirements.
struct PolicyRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/policy", .signedIn, policy),
            Route(.get, "/policy/clauses/*", .signedIn, clause),
            Route(.get, "/policy/oddities", .signedIn, oddities),
            Route(.get, "/requirements", .signedIn, requirements),
            Route(.get, "/ordinance", .signedIn, ordinance),
            Route(.get, "/guideline", .signedIn, guideline),
        ]
    }

    static let noPolicy = Problem(
        "policy.none", "基本方針がまだ採用されていません。「改定」の画面から、いまの基本方針を採り入れてください。")

    private func policy(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let text = try site.assessed(for: viewer)
        guard let document = text.policy.document, let revision = text.policy.revision else {
            throw Self.noPolicy
        }
        let verdicts = Dictionary(
            text.policy.clauses.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var passages: [Passage] = []
        func add(_ clauses: [Clause], depth: Int) {
            for clause in clauses {
                passages.append(passage(clause, depth, verdicts[clause.path], text, viewer))
                add(clause.children, depth: depth + 1)
            }
        }
        add(document.clauses, depth: 0)
        let page = PolicyPage(
            documentTitle: revision.revision.title, edition: try Editions(site.office).edition(revision),
            passages: passages, oddityCount: document.oddities.count,
            showsVerdicts: viewer.readsVerdicts, showsBindings: viewer.readsBindings,
            canWrite: viewer.roles.contains(.office),
            toConfirm: try site.office.readings(for: viewer).first(where: \.isPolicy).map {
                PolicyPage.Confirmation(subject: $0.subject.text, version: $0.textHash)
            })
        return try site.page(page, visit)
    }

    private func passage(
        _ clause: Clause, _ depth: Int, _ verdict: ClauseVerdict?, _ text: VerdictText, _ viewer: Viewer
    ) -> Passage {
        let own = viewer.readsVerdicts ? (verdict?.requirements ?? []).compactMap(text.policy.verdict) : []
        let hasVerdict = viewer.readsVerdicts && (verdict?.rollUp.counts.total ?? 0) > 0
        return Passage(
            depth: depth, clause: ClauseReference(path: clause.path.text, heading: clause.heading),
            paragraphs: clause.paragraphs,
            sign: hasVerdict ? verdict.map { VerdictSign($0.rollUp.display) } : nil,
            requirements: own.map(text.state),
            evidenceCount: own.reduce(0) { $0 + $1.evidence.count },
            gaps: viewer.readsVerdicts ? text.gaps(clause) : [],
            explanations: VerdictText.explanations(clause))
    }

    private func clause(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let text = try site.assessed(for: viewer)
        let path = ClausePath(visit.values[0])
        guard let document = text.policy.document, let clause = document.clause(at: path),
            let verdict = text.policy.clauses.first(where: { $0.path == path })
        else { throw Refusal.notFound }
        let own = viewer.readsVerdicts ? verdict.requirements.compactMap(text.policy.verdict) : []
        let below = clause.children.compactMap { child in text.policy.clauses.first { $0.path == child.path }
        }
        let page = ClausePage(
            clause: VerdictText.reference(clause), paragraphs: clause.paragraphs,
            above: Self.above(path, document.clauses).map(VerdictText.reference),
            below: below.map(text.state),
            sign: viewer.readsVerdicts && verdict.rollUp.counts.total > 0
                ? VerdictSign(verdict.rollUp.display) : nil,
            counts: VerdictCounts(verdict.rollUp.counts), reason: VerdictText.sentence(verdict.rollUp),
            requirements: own.map { verdict in
                var line = text.clauseRequirement(verdict)
                line.evidence = verdict.evidence.prefix(3).map { EvidenceLine(id: $0.id, title: $0.title) }
                return line
            }, gaps: text.gaps(clause),
            explanations: VerdictText.explanations(clause), on: text.policy.on,
            showsVerdicts: viewer.readsVerdicts)
        return try site.page(page, visit)
    }

    /// The clauses above one, the uppermost first.
    private static func above(_ path: ClausePath, _ clauses: [Clause]) -> [Clause] {
        for clause in clauses where clause.path != path && clause.clause(at: path) != nil {
            return [clause] + above(path, clause.children)
        }
        return []
    }

    private func oddities(_ visit: Visit) throws -> Reply {
        guard let document = try site.assessed(for: try visit.verdictViewer()).policy.document else {
            throw Self.noPolicy
        }
        let lines = document.allClauses
        let page = OdditiesPage(
            oddities: document.oddities.map { oddity in
                OdditiesPage.Oddity(
                    line: oddity.line,
                    clause: lines.last { $0.line <= oddity.line }.map(VerdictText.reference),
                    message: oddity.message, proposal: oddity.proposal)
            })
        return try site.page(page, visit)
    }

    private func requirements(_ visit: Visit) throws -> Reply {
        let text = try site.assessed(for: try visit.verdictViewer())
        let words = visit.fields.words("q")
        let shown = text.policy.verdicts.filter { verdict in
            let requirement = site.office.catalogue[verdict.requirement]
            let sign = VerdictSign(verdict.display)
            return (visit.fields["sign"].isEmpty || sign.code == visit.fields["sign"])
                && (visit.fields["role"].isEmpty || requirement?.role.rawValue == visit.fields["role"])
                && words.allSatisfy { verdict.title.contains($0) || requirement?.action.contains($0) == true }
        }
        var groups: [(clause: ClauseReference?, verdicts: [RequirementVerdict])] = []
        for verdict in shown {
            let clause = text.firstClause(verdict.requirement)
            if let index = groups.firstIndex(where: { $0.clause?.path == clause?.path }) {
                groups[index].verdicts.append(verdict)
            } else {
                groups.append((clause, [verdict]))
            }
        }
        let page = RequirementsPage(
            on: text.policy.on,
            groups: groups.map { group in
                RequirementsPage.Group(
                    clause: group.clause, requirements: group.verdicts.map(text.clauseRequirement))
            }, counts: VerdictCounts(RollUp(of: text.policy.verdicts).counts), input: FormInput(visit.fields),
            roles: DutyRole.allCases.map { FormChoice($0.rawValue, $0.name) })
        return try site.page(page, visit)
    }

    // MARK: Law

    private func ordinance(_ visit: Visit) throws -> Reply {
        let text = try site.assessed(for: try visit.verdictViewer())
        let parts = TopicVerdict<OrdinanceField>.fields(site.office.catalogue, text.policy.verdicts).map {
            topic in
            part(
                "第\(topic.topic.rawValue)号", topic.topic.title, topic.rollUp, topic.requirements, text,
                note: topic.topic.sparesWhatExists ? "施行の際に現にあるシステム・契約には、更新まで適用されません（なお従前の例による）。" : nil)
        }
        let day = Day(year: 2027, month: 7, day: 1) ?? text.policy.on
        return try site.page(
            CoveragePage(rule: .ordinance(inForceOn: day), parts: parts, on: text.policy.on), visit)
    }

    private func guideline(_ visit: Visit) throws -> Reply {
        let text = try site.assessed(for: try visit.verdictViewer())
        let parts = TopicVerdict<GuidelineChapter>.chapters(site.office.catalogue, text.policy.verdicts).map {
            topic in
            part(
                "第\(topic.topic.rawValue)章", topic.topic.title, topic.rollUp, topic.requirements, text,
                note: nil)
        }
        let edition = site.office.catalogue.requirements.first?.edition ?? ""
        return try site.page(
            CoveragePage(rule: .guideline(edition: edition), parts: parts, on: text.policy.on), visit)
    }

    private func part(
        _ number: String, _ title: String, _ rollUp: RollUp, _ requirements: [RequirementID],
        _ text: VerdictText,
        note: String?
    ) -> CoveragePage.Part {
        CoveragePage.Part(
            number: number, title: title, sign: VerdictSign(rollUp.display),
            counts: VerdictCounts(rollUp.counts),
            requirements: requirements.compactMap(text.policy.verdict).map(text.state), note: note)
    }
}
