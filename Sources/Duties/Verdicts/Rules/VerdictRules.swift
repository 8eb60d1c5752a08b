import Primitives

/// From facts to a verdict, without database or clock. Unknown is never a pass.
public enum VerdictRules {
    /// The verdict on a requirement on a day.
    ///
    /// - Returns: nil where the requirement only informs. One that points to others gets its verdict from
    ///   `pointed(_:to:)`.
    public static func verdict(
        of requirement: Requirement, facts: RequirementFacts, on day: Day
    ) -> RequirementVerdict? {
        guard requirement.isJudged, let criterion = requirement.criterion else { return nil }
        var draft: VerdictDraft
        switch criterion {
        case .question(let question):
            draft = AnswerRules(requirement: requirement, question: question, facts: facts, day: day).draft
        case .statement:
            draft = StatementRules(requirement: requirement, facts: facts, day: day).draft
        }
        draft.refute(requirement, facts, on: day)
        let shown = facts.answers.filter { $0.doneOn <= day }.sorted(by: AnswerReading.newerFirst)
        draft.evidence = shown.compactMap(\.evidence)
        if let start = preparation(requirement, facts, day) { draft.becomePreparation(until: start) }
        return draft.verdict(on: requirement)
    }

    /// The verdict on a requirement from findings and answers alone, with the words of one criterion file.
    public static func verdict(
        of requirement: Requirement, findings: [SubjectFinding]?, file: CriterionFile?, answers: [AnswerFact],
        isWritten: Bool = true, on day: Day
    ) -> RequirementVerdict? {
        let outcome = file.map { CriterionOutcome($0, findings.map { CriterionResult(findings: $0) }) }
        return verdict(
            of: requirement,
            facts: RequirementFacts(isWritten: isWritten, answers: answers, statement: outcome),
            on: day)
    }

    /// The verdict of a requirement for which others stand, from theirs.
    public static func pointed(
        _ requirement: Requirement, to others: [RequirementVerdict]
    ) -> RequirementVerdict {
        let roll = RollUp(of: others)
        var draft = VerdictDraft(roll.verdict, .pointed, "ほかの要求事項\(others.count)件の結果をまとめています。")
        draft.display = roll.display
        let first = others.first { $0.display == roll.display }
        draft.since = others.compactMap(\.since).max()
        draft.due = others.compactMap(\.due).min()
        if roll.verdict != .met, let first {
            draft.reason = "「\(first.title)」：\(first.reason)"
            draft.plainReason = "「\(first.title)」：\(first.plainReason)"
            draft.nextStep = first.nextStep
            draft.plainNext = first.plainNext
        }
        return draft.verdict(on: requirement)
    }

    /// The day on which law begins to ask for it; nil where it is owed already, or by no law.
    ///
    /// What the adopted policy says is owed because the organization said so, whatever the law's date.
    private static func preparation(
        _ requirement: Requirement, _ facts: RequirementFacts, _ day: Day
    ) -> Day? {
        guard !facts.isWritten, let start = requirement.lawInForceFrom, start > day else { return nil }
        return start
    }
}

/// A verdict while it is being made.
struct VerdictDraft {
    var verdict: Verdict
    var display: VerdictDisplay
    var reasonCode: String
    var reason: String
    /// Without names and quotations.
    var plainReason: String
    var subjects: [SubjectShortfall] = []
    var counts = SubjectCounts()
    var isFromRegisters = false
    var evidence: [EvidenceFact] = []
    var since: Day?
    var answeredBy: String?
    var nextStep: NextStep?
    /// The step's sentence without names; nil where it holds none.
    var plainNext: String?
    var due: Day?

    init(_ verdict: Verdict, _ code: VerdictReason, _ reason: String) {
        self.verdict = verdict
        display = VerdictDisplay(verdict)
        reasonCode = code.rawValue
        self.reason = reason
        plainReason = reason
    }

    /// What a register knows to be wrong beats any answer, and any other register; what it does not know
    /// takes nothing away.
    mutating func refute(_ requirement: Requirement, _ facts: RequirementFacts, on day: Day) {
        for outcome in facts.refuting {
            let rules = StatementRules(requirement: requirement, outcome: outcome, facts: facts, day: day)
            let against = rules.draft
            guard against.verdict == .notMet else { continue }
            let known = Set(subjects.filter { $0.state == .notMet }.map { [$0.register, $0.id] })
            let wrong = against.subjects.filter {
                $0.state == .notMet && !known.contains([$0.register, $0.id])
            }
            var both = against
            if verdict == .notMet, !subjects.isEmpty { both = self }
            // The worst stay first: what was wrong already, what this one knows, then what is open.
            both.subjects =
                subjects.filter { $0.state == .notMet } + wrong + subjects.filter { $0.state != .notMet }
            both.counts = counts
            both.counts.notMet += wrong.count
            both.isFromRegisters = isFromRegisters
            both.since = since
            both.answeredBy = answeredBy
            self = both
        }
    }

    /// Before its law is in force a duty can be prepared and cannot be broken.
    mutating func becomePreparation(until start: Day) {
        let standing = display.word
        if verdict == .notMet { verdict = .undetermined }
        display = .notInForce
        let words = "\(JapaneseEra.text(start))から義務になります。今は準備の期間です（現状：\(standing)。"
        reason = "\(words)\(reason.withoutStop)）。"
        plainReason = "\(words)\(plainReason.withoutStop)）。"
        due = start
    }

    func verdict(on requirement: Requirement) -> RequirementVerdict {
        RequirementVerdict(
            requirement: requirement.id, title: requirement.title, verdict: verdict, display: display,
            reasonCode: reasonCode, reason: reason, plainReason: plainReason, subjects: subjects,
            counts: counts, isFromRegisters: isFromRegisters, evidence: evidence, since: since,
            answeredBy: answeredBy, nextStep: nextStep,
            plainNext: plainNext ?? nextStep?.sentence ?? "", due: due)
    }
}

extension String {
    /// Without the stop at its end, to stand in brackets inside another sentence.
    var withoutStop: String { hasSuffix("。") ? String(dropLast()) : self }
}
