import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// One requirement: how it stands, what shows it, and the form for an answer.
struct RequirementRoutes {
    let site: Site
    /// Subjects that a page lists; the rest is counted.
    private static let subjectLimit = 50

    var routes: [Route] {
        [
            Route(.get, "/requirements/*", .signedIn) { visit in try page(visit, FormInput(), typed: nil) },
            Route(.get, "/requirements/*/answers", .signedIn) { visit in
                .redirect(Address.requirement(visit.values[0]).path)
            },
            Route(.post, "/requirements/*/answers", .signedIn, answer).withFiles(),
        ]
    }

    private func requirement(_ visit: Visit) throws -> Requirement {
        let id = visit.values[0]
        guard let requirement = site.office.catalogue.requirements.first(where: { $0.id.rawValue == id })
        else {
            throw Refusal.notFound
        }
        return requirement
    }

    private func page(_ visit: Visit, _ input: FormInput, typed: FormFields?, status: Int = 200) throws
        -> Reply
    {
        let viewer = try visit.verdictViewer()
        let requirement = try requirement(visit)
        let text = try site.assessed(for: viewer)
        let page = try site.office.store.database.read { connection -> RequirementPage in
            let reader = RecordReader(connection, viewer: viewer)
            let answers = try Answers(requirement, reader)
            return try model(requirement, text, reader, answers, viewer, input, typed)
        }
        return try site.page(page, visit, status: status)
    }

    private func model(
        _ requirement: Requirement, _ text: VerdictText, _ reader: RecordReader, _ answers: Answers,
        _ viewer: Viewer,
        _ input: FormInput, _ typed: FormFields?
    ) throws -> RequirementPage {
        let verdict = text.policy.verdict(requirement.id)
        let way = JudgingWay(requirement, verdict, site.office.criteria)
        let form = AnswerForms(office: site.office, reader: reader)
        return RequirementPage(
            requirement: text.reference(requirement.id), toDo: requirement.action,
            toRecord: requirement.record,
            toProve: requirement.proof, clauses: text.policy.clauses(of: requirement.id).map(text.reference),
            sign: verdict.map { VerdictSign($0.display) } ?? .notYetConfirmed,
            reason: verdict?.reason ?? "この項目は知らせるためのもので、判定はしません。", on: text.policy.on,
            role: requirement.role.name, schedule: requirement.schedule.map(\.name).joined(separator: "、"),
            dueOn: verdict?.due, nextStep: verdict.flatMap { Self.nextStep($0, way, viewer) },
            outOfScope: verdict?.display == .outOfScope ? answers.scopeNote : nil,
            subjects: try verdict.flatMap { try subjects($0, reader) },
            evidence: try evidence(verdict, requirement, reader), history: answers.lines,
            crosswalk: Self.crosswalk(requirement),
            places: way.registers.filter { $0.condition(for: .read).mayAllowSomething(viewer) }.map {
                LinkText($0.title, .register($0.name))
            }, isFedByAnswers: way.isFedByAnswers,
            answer: try form.form(requirement, way, input, typed))
    }

    /// What the answers brought along, then what was linked from its own page; each once.
    private func evidence(
        _ verdict: RequirementVerdict?, _ requirement: Requirement, _ reader: RecordReader
    ) throws -> [EvidenceLine] {
        let shown = (verdict?.evidence ?? []).map {
            EvidenceLine(id: $0.id, title: $0.title, digest: $0.hash.map { String($0.prefix(16)) })
        }
        let known = Set(shown.map(\.id))
        let linked = try site.office.linkedEvidence(requirement.id.rawValue, reader)
        return shown
            + linked.filter { !known.contains($0.id.text) }.map { id, evidence in
                EvidenceLine(
                    id: id.text, title: evidence.title,
                    digest: evidence.fileHash.map { String($0.prefix(16)) })
            }
    }

    /// The button leads to the one record that falls short, to the register, or to the form below.
    private static func nextStep(
        _ verdict: RequirementVerdict, _ way: JudgingWay, _ viewer: Viewer
    ) -> WebPages.NextStep? {
        guard let step = verdict.nextStep else { return nil }
        return WebPages.NextStep(
            text: step.sentence, button: "記録する", link: way.link(verdict, viewer), role: step.role.name,
            minutes: step.minutes)
    }

    /// One line for each source, found and unverified places apart.
    private static func crosswalk(_ requirement: Requirement) -> [CrosswalkLine] {
        var lines = requirement.law.map {
            CrosswalkLine(source: "法令", place: $0.citation, isVerified: true)
        }
        for link in requirement.crosswalk.links {
            let isVerified = link.status == .found
            let place = link.scheme == .ordinance ? "第\(link.reference)号" : link.reference
            let same = lines.firstIndex { $0.source == link.scheme.name && $0.isVerified == isVerified }
            if let same {
                lines[same].place += "、\(place)"
            } else {
                lines.append(CrosswalkLine(source: link.scheme.name, place: place, isVerified: isVerified))
            }
        }
        return lines
    }

    /// Only records that the viewer may read are named; the others are counted.
    private func subjects(_ verdict: RequirementVerdict, _ reader: RecordReader) throws -> SubjectTable? {
        guard let first = verdict.subjects.first else { return nil }
        var rows: [SubjectTable.Row] = []
        let listed = verdict.subjects.prefix(Self.subjectLimit)
        var visible: [String: Set<String>] = [:]
        for (name, group) in Dictionary(grouping: listed, by: \.register) {
            guard let register = AllRegisters.named(name) else { continue }
            visible[name] = Set(try reader.labels(register, ids: Set(group.map(\.id))).keys)
        }
        let seesAll = !reader.viewer.roles.isDisjoint(with: [.office, .auditor])
        for subject in listed {
            let isRecord = AllRegisters.named(subject.register) != nil
            let isVisible = isRecord ? visible[subject.register]?.contains(subject.id) == true : true
            guard isVisible || (seesAll && !isRecord) else { continue }
            rows.append(
                SubjectTable.Row(
                    name: subject.label,
                    address: isRecord ? Self.address(subject) : nil,
                    reason: subject.reason, cells: []))
        }
        return SubjectTable(
            columns: [], subjectTitle: AllRegisters.named(first.register)?.title ?? "対象",
            rows: rows,
            totalCount: verdict.subjects.count + verdict.unnamedCount)
    }

    /// A unit's list of a round, an alert and the sheets of the monitoring have pages of their own.
    private static func address(_ subject: SubjectShortfall) -> Address? {
        if subject.register == ConfirmationList.registerName { return .roundList(subject.id) }
        if subject.register == MonitoringAlert.registerName { return .alert(subject.id) }
        if subject.register == WatchSheet.registerName { return .watchSheets }
        return RegisterRoutes.isShown(subject.register)
            ? .record(register: subject.register, id: subject.id) : nil
    }

    // MARK: Answering

    private func answer(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .sectionHead)
        let requirement = try requirement(visit)
        let fields = visit.fields
        func again(_ problems: [Problem]) throws -> Reply {
            var input = FormInput(fields, problems: problems)
            if let known = problems.first(where: { $0.code == "evidence.exists" }) {
                input.values["known_evidence"] = known.detail
            }
            return try page(
                visit, input, typed: fields,
                status: problems.isEmpty ? 200 : 422)
        }
        if !fields["search"].isEmpty { return try again([]) }
        var problems: [Problem] = []
        func day(_ name: String, _ title: String) -> Day? {
            let written = FieldChecks.cleaned(fields[name], keepsLines: false)
            if written.isEmpty { return nil }
            if let day = JapaneseEra.day(written) { return day }
            problems.append(
                Problem("register.unusable", "「\(title)」を日付として読めません。令和8年4月1日 の形で入力してください。", field: name))
            return nil
        }
        let (doneOn, validUntil) = (day("done_on", "いつの時点ですか"), day("valid_until", "いつまで有効ですか"))
        if doneOn == nil, problems.isEmpty {
            problems.append(Problem("register.required", "「いつの時点ですか」が空です。入力してください。", field: "done_on"))
        }
        let outcome = Answer.Outcome(rawValue: fields["outcome"])
        if outcome == nil {
            problems.append(Problem("register.required", "「実施しましたか」を選んでください。", field: "outcome"))
        }
        guard let doneOn, let outcome, problems.isEmpty else { return try again(problems) }
        let draft = AnswerDraft(
            outcome: outcome, doneOn: doneOn, answeredBy: Identifier(fields["answered_by"]),
            unit: Identifier(fields["unit"]), validUntil: validUntil,
            reason: fields["reason"], file: fields.files["evidence"],
            evidence: Identifier(fields["known_evidence"]), keepsBoth: fields["known_evidence"] == "new")
        do {
            try site.office.record(draft, for: requirement.id.rawValue, by: viewer)
        } catch let problems as Problems {
            return try again(problems.all)
        }
        site.say(visit, Notice(.done, "「\(requirement.title)」の記録を残しました。"))
        return .redirect(Address.requirement(requirement.id.rawValue).path)
    }
}

/// The answers to one requirement that a viewer may see.
private struct Answers {
    let lines: [AnswerLine]
    let scopeNote: ScopeNote?

    init(_ requirement: Requirement, _ reader: RecordReader) throws {
        let register = Answer.register
        let query = ListQuery(
            filters: ["requirement": .text(requirement.id.rawValue)], sortColumn: "done_on", descending: true,
            limit: 50)
        let answers = try reader.page(register.definition, query).rows.map { try register.record($0.values) }
        let people = Set(answers.compactMap { $0.answeredBy?.id.text })
        let names = try reader.labels(Person.register.definition, ids: people)
        func name(_ answer: Answer) -> String { answer.answeredBy.flatMap { names[$0.id.text] } ?? "記録なし" }
        lines = answers.map { answer in
            let reason = answer.reason.map { "：\($0)" } ?? ""
            return AnswerLine(
                on: answer.doneOn, by: name(answer), text: answer.outcome.title + reason,
                validUntil: answer.validUntil)
        }
        scopeNote = answers.first { $0.outcome == .notApplicable }.map { answer in
            ScopeNote(by: name(answer), on: answer.doneOn, reason: answer.reason ?? "")
        }
    }
}
