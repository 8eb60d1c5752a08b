import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// How a requirement is judged, as far as a page has to know: what work changes its verdict, and where.
struct JudgingWay {
    /// What an answer can say; nil where it would change nothing.
    let kind: AnswerForm.Kind?
    /// The registers that pages show and that the criterion reads, the subjects' own first.
    let registers: [RegisterDefinition]
    /// Whether answers count, with their evidence.
    let isFedByAnswers: Bool

    init(_ requirement: Requirement, _ verdict: RequirementVerdict?, _ criteria: CriterionLibrary) {
        guard requirement.isJudged, case .statement(let statement) = requirement.criterion,
            let file = criteria[statement.file]
        else {
            let isAsked = if case .question = requirement.criterion { true } else { false }
            (kind, registers, isFedByAnswers) = (isAsked ? .question : nil, [], true)
            return
        }
        let isEmpty =
            verdict?.reasonCode == VerdictReason.nothingInScope.rawValue || verdict?.display == .outOfScope
        let isAsked = statement.untilRegistered != nil && verdict?.isFromRegisters == false
        isFedByAnswers = isAsked || file.isFedByAnswers
        kind =
            isAsked
            ? .question
            : isEmpty && file.empty.verdict != .met ? .absence : file.isFedByAnswers ? .proof : nil
        let subjects = Set(verdict?.subjects.map(\.register) ?? [])
        let read = AllRegisters.definitions.filter {
            file.views.contains($0.viewName) && RegisterRoutes.isShown($0.name)
                && $0.name != Answer.registerName
        }
        let own = read.filter { subjects.contains($0.name) }
        registers = own + read.filter { !subjects.contains($0.name) }
    }

    /// The record that falls short where there is one alone, else the register where the work is done; nil
    /// where the form below is the place.
    func link(_ verdict: RequirementVerdict, _ viewer: Viewer) -> LinkText? {
        let short = verdict.subjects.filter { $0.state == verdict.subjects.first?.state }
        if let only = short.first, short.count == 1, kind != .proof,
            let register = AllRegisters.named(only.register), RegisterRoutes.isShown(register.name),
            register.condition(for: .write).mayAllowSomething(viewer)
        {
            return LinkText(
                "「\(only.label)」を直す", .editRecord(register: register.name, id: only.id))
        }
        let isUnregistered = verdict.reasonCode == VerdictReason.nothingInScope.rawValue
        if kind == .proof || kind == .question && !isUnregistered { return nil }
        let readable = registers.filter { $0.condition(for: .read).mayAllowSomething(viewer) }
        guard let register = place(verdict.nextStep?.sentence ?? "", readable) else { return nil }
        return LinkText(
            "「\(register.title)」を開く", .register(register.name), query: Self.filter(register, short.first))
    }

    /// The next step names a register or one of its fields in brackets: there the work is done.
    private func place(_ next: String, _ registers: [RegisterDefinition]) -> RegisterDefinition? {
        registers.first { next.contains("「\($0.title)」") }
            ?? registers.first { $0.fields.contains { field in next.contains("「\(field.title)」") } }
            ?? registers.first
    }

    /// Where a unit falls short in what it keeps, its own records alone.
    private static func filter(
        _ register: RegisterDefinition, _ subject: SubjectShortfall?
    ) -> [QueryItem] {
        guard let subject, subject.register == OrganizationUnit.registerName,
            let field = register.fields.first(where: {
                $0.kind == .link(register: OrganizationUnit.registerName)
            })
        else { return [] }
        return [QueryItem(field.column, subject.id)]
    }
}

/// Fills the form for an answer.
struct AnswerForms {
    let office: Office
    let reader: RecordReader

    /// The form; nil for a viewer who may not answer, and where an answer would change nothing.
    func form(
        _ requirement: Requirement, _ way: JudgingWay, _ input: FormInput, _ typed: FormFields?
    ) throws -> AnswerForm? {
        let viewer = reader.viewer
        guard let kind = way.kind, !viewer.roles.isDisjoint(with: [.office, .sectionHead]) else { return nil }
        // That there is nothing at all is for the office to say: a unit sees only its own.
        if kind == .absence, !viewer.roles.contains(.office) { return nil }
        var input = input
        if typed == nil {
            input.values["done_on"] = office.today.iso
            input.values["answered_by"] = viewer.person?.text ?? ""
        }
        let example = kind == .question ? requirement.criterion?.asked?.hint : nil
        let isProvisional = kind == .question && !way.registers.isEmpty
        return AnswerForm(
            input: input, kind: kind, isProvisional: isProvisional, people: try people(input, typed),
            units: kind == .absence ? [] : try units(viewer), example: example)
    }

    private func people(_ input: FormInput, _ typed: FormFields?) throws -> LinkPicker {
        let people = Person.register.definition
        var picker = LinkPicker(words: typed?["answered_by.search"] ?? "")
        let chosen = input.values["answered_by"] ?? ""
        if let label = try reader.labels(people, ids: [chosen])[chosen] {
            picker.chosen = FormChoice(chosen, label)
        }
        if typed?["search"] == "answered_by" {
            let words = typed?.words("answered_by.search") ?? []
            let page = try reader.page(people, ListQuery(words: words, limit: RecordForm.candidateLimit))
            picker.candidates = page.rows.map { FormChoice($0.id.text, RecordForm.text($0.values[0])) }
            picker.moreCount = page.total - page.rows.count
        }
        return picker
    }

    /// The whole or one unit for the office; a section head with several units chooses among them.
    private func units(_ viewer: Viewer) throws -> [FormChoice] {
        let page = try reader.page(OrganizationUnit.register.definition, ListQuery(limit: 200))
        let all = page.rows.map { FormChoice($0.id.text, RecordForm.text($0.values[0])) }
        if viewer.roles.contains(.office) { return [FormChoice("", "団体全体")] + all }
        let own = Set(viewer.units.map(\.text))
        let mine = all.filter { own.contains($0.value) }
        return mine.count > 1 ? mine : []
    }
}
