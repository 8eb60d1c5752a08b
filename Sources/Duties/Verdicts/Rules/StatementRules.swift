import Primitives

/// The verdict where registers answer.
struct StatementRules {
    let requirement: Requirement
    let outcome: CriterionOutcome?
    let facts: RequirementFacts
    let day: Day

    init(requirement: Requirement, facts: RequirementFacts, day: Day) {
        self.init(requirement: requirement, outcome: facts.statement, facts: facts, day: day)
    }

    init(requirement: Requirement, outcome: CriterionOutcome?, facts: RequirementFacts, day: Day) {
        self.requirement = requirement
        self.outcome = outcome
        self.facts = facts
        self.day = day
    }

    var draft: VerdictDraft {
        guard let outcome, let result = outcome.result else {
            return VerdictDraft(.undetermined, .notEvaluated, "判定を行えませんでした。設定担当に知らせてください。")
        }
        return result.isEmpty ? nothing(outcome.file) : weighed(outcome.file, result)
    }

    /// No row: a person may be asked instead, or may have confirmed that there is nothing; else the sheet
    /// says what it means.
    private func nothing(_ file: CriterionFile) -> VerdictDraft {
        if let asked = requirement.criterion?.asked, facts.answers.contains(where: { $0.doneOn <= day }) {
            return AnswerRules(requirement: requirement, question: asked, facts: facts, day: day).draft
        }
        let reading = AnswerReading(
            validity: .fiscalYear, needsEvidence: false,
            schedule: Schedule(requirement.schedule.filter { $0.isYearly }), day: day)
        let confirmed = facts.answers.filter { $0.outcome == .notApplicable && $0.unit == nil }
        if case .notApplicable(let answer) = reading.standing(of: confirmed) {
            var draft = VerdictDraft(.met, .notApplicable, answer.nothingInScope)
            draft.plainReason = "\(JapaneseEra.text(answer.doneOn))に、対象がないと確かめられています。"
            draft.display = .outOfScope
            draft.since = answer.doneOn
            draft.answeredBy = answer.answeredBy
            draft.due = answer.validUntil
            return draft
        }
        var draft = VerdictDraft(file.empty.verdict, .nothingInScope, file.empty.sentence)
        if file.empty.verdict != .met {
            draft.nextStep = NextStep(
                sentence: file.empty.next, role: requirement.role, minutes: requirement.minutesOfWork)
            draft.due = requirement.dueSchedule.due(afterProof: nil, on: day)
        }
        return draft
    }

    private func weighed(_ file: CriterionFile, _ result: CriterionResult) -> VerdictDraft {
        var counts = SubjectCounts(met: result.metCount)
        var subjects: [SubjectShortfall] = []
        subjects.reserveCapacity(result.shortfalls.count)
        for finding in result.shortfalls {
            let subject = subject(finding, file)
            switch subject.state {
            case .met: counts.met += 1
            case .notMet: counts.notMet += 1
            case .undetermined: counts.undetermined += 1
            }
            subjects.append(subject)
        }
        subjects.sort(by: Self.comesFirst)
        let verdict: Verdict = counts.notMet > 0 ? .notMet : counts.undetermined > 0 ? .undetermined : .met
        var draft = VerdictDraft(verdict, .allInOrder, "")
        draft.isFromRegisters = true
        draft.counts = counts
        draft.subjects = subjects
        draft.since = day
        describe(&draft, file, result)
        return draft
    }

    private func describe(_ draft: inout VerdictDraft, _ file: CriterionFile, _ result: CriterionResult) {
        let first = draft.subjects.first
        let worst = draft.subjects.prefix { $0.state == first?.state }
        let metDue = result.earliestMetDue.map { $0.adding(months: file.dueMonths) }
        let due = worst.compactMap(\.due).min() ?? metDue
        draft.due =
            due ?? (first == nil ? nil : requirement.dueSchedule.yearlyDue(in: FiscalYear(containing: day)))
        guard let first else {
            draft.reason = file.metSentence.filled { $0 == "count" ? String(draft.counts.total) : nil }
            draft.plainReason = draft.reason
            return
        }
        let words = file.reasons[first.reasonCode]
        draft.reasonCode = first.reasonCode
        draft.reason = worst.count == 1 ? first.reason : "\(first.reason)（ほか\(worst.count - 1)件）"
        draft.plainReason = Self.plain(worst.count, first.state)
        draft.plainNext = "所管の所属か事務局が対応します。あなたの所属の記録に、直すものはありません。"
        if first.state == .met { draft.display = .beforeDue }
        var together: Set<String> = []
        let minutes = worst.reduce(0) { sum, subject in
            let words = file.reasons[subject.reasonCode]
            let isCounted = words?.isTogether != true || together.insert(subject.reasonCode).inserted
            return sum + (isCounted ? words?.minutes ?? requirement.minutesOfWork : 0)
        }
        draft.nextStep = NextStep(
            sentence: first.next, role: words?.role ?? requirement.role, minutes: min(minutes, 960))
    }

    private static func plain(_ count: Int, _ state: Verdict) -> String {
        switch state {
        case .notMet: "\(count)件に対応が必要です。"
        case .undetermined: "\(count)件がまだ確認できません。"
        case .met: "\(count)件は、今年度の期限までに確かめます。"
        }
    }

    /// The finding with its words, and with the state that it has until the requirement's due day.
    private func subject(_ finding: SubjectFinding, _ file: CriterionFile) -> SubjectShortfall {
        let words = file.reasons[finding.reason]
        var state = finding.state
        var due = finding.due.map { $0.adding(months: file.dueMonths) }
        if let until = words?.untilDue,
            let yearly = requirement.dueSchedule.yearlyDue(in: FiscalYear(containing: day))
        {
            if day <= yearly { state = until }
            due = due ?? yearly
        }
        let value = { (name: String) -> String? in
            switch name {
            case "label": finding.label
            case "detail_1": finding.detail1
            case "detail_2": finding.detail2
            case "due": due?.iso
            default: nil
            }
        }
        return SubjectShortfall(
            register: finding.register, id: finding.id, label: finding.label, state: state,
            reasonCode: finding.reason,
            reason: words?.sentence.filled(value) ?? "「\(finding.label)」を確かめてください（\(finding.reason)）。",
            next: words?.next.filled(value) ?? "記録を開いて確かめてください。", due: due)
    }

    /// Not met, undetermined, then what last year carries; within these the earliest day, then the label.
    private static func comesFirst(_ left: SubjectShortfall, _ right: SubjectShortfall) -> Bool {
        let (first, second) = (rank(left.state), rank(right.state))
        if first != second { return first < second }
        let never = Day(daysSince1970: .max)
        let (firstDue, secondDue) = (left.due ?? never, right.due ?? never)
        if firstDue != secondDue { return firstDue < secondDue }
        if left.label != right.label {
            return left.label.unicodeScalars.lexicographicallyPrecedes(right.label.unicodeScalars)
        }
        return left.id < right.id
    }

    private static func rank(_ state: Verdict) -> Int {
        switch state {
        case .notMet: 0
        case .undetermined: 1
        case .met: 2
        }
    }
}

extension Occasion {
    /// Whether it comes once in each fiscal year.
    var isYearly: Bool { if case .yearly = self { true } else { false } }
}
