import Primitives

/// The verdict where a person answers.
struct AnswerRules {
    let requirement: Requirement
    let question: Question
    let facts: RequirementFacts
    let day: Day

    var draft: VerdictDraft {
        let reading = AnswerReading(
            validity: question.validity, needsEvidence: question.evidence == .required,
            schedule: requirement.dueSchedule, day: day)
        let whole = reading.standing(of: facts.answers.filter { $0.unit == nil })
        let units = Dictionary(grouping: facts.answers.filter { $0.unit != nil }) { $0.unit ?? "" }
            .mapValues(reading.standing(of:))
        // A unit that says no after the whole organization said yes is the newer knowledge.
        let newest = whole.answer?.doneOn ?? Day(daysSince1970: .min)
        let noes = units.values.compactMap { standing -> AnswerFact? in
            guard case .refused(let answer) = standing, answer.doneOn >= newest else { return nil }
            return answer
        }
        if let no = noes.sorted(by: AnswerReading.newerFirst).first { return draft(for: .refused(no)) }
        if case .none = whole, !units.isEmpty { return draft(forUnits: units) }
        return draft(for: whole)
    }

    /// Nobody spoke for the whole: it is proved where every unit that has to answer has a proof of its own.
    private func draft(forUnits units: [String: AnswerStanding]) -> VerdictDraft {
        let expected = facts.answeringUnits
        let proved = expected.filter { units[$0]?.isProof == true }
        if !expected.isEmpty, proved.count == expected.count {
            let oldest = proved.compactMap { units[$0] }.min { left, right in
                (left.answer?.doneOn ?? day) < (right.answer?.doneOn ?? day)
            }
            var draft = draft(for: oldest ?? .none)
            draft.counts = SubjectCounts(met: proved.count)
            return draft
        }
        var draft = VerdictDraft(
            .undetermined, .unitsMissing,
            expected.isEmpty
                ? "一部の所属の記録だけがあります。団体全体の記録がまだありません。"
                : "\(expected.count)所属のうち\(proved.count)所属の記録だけがあります。")
        draft.counts = SubjectCounts(met: proved.count, undetermined: expected.count - proved.count)
        draft.nextStep = step("残りの所属の分を確かめて、記録してください。")
        draft.due = requirement.dueSchedule.due(afterProof: nil, on: day)
        return draft
    }

    private func draft(for standing: AnswerStanding) -> VerdictDraft {
        var draft = words(for: standing)
        draft.since = standing.answer?.doneOn
        draft.answeredBy = standing.answer?.answeredBy
        switch standing {
        case .valid(let answer, let until):
            let next = requirement.dueSchedule.due(afterProof: answer.doneOn, on: day)
            draft.due = [until, next].compactMap(\.self).filter { $0 >= day }.min()
        case .carried(_, let due), .yearMissed(_, let due): draft.due = due
        case .expired(_, let after): draft.due = after
        case .notApplicable(let answer): draft.due = answer.validUntil
        default: draft.due = requirement.dueSchedule.due(afterProof: nil, on: day)
        }
        return draft
    }

    private func words(for standing: AnswerStanding) -> VerdictDraft {
        switch standing {
        case .none:
            return pending(.undetermined, .unanswered, "まだ記録がありません。", "「\(question.text)」に答えて記録してください。")
        case .valid(let answer, let until):
            let end = until.map { "\(JapaneseEra.text($0))まで有効です" } ?? "変わるまで有効です"
            return VerdictDraft(.met, .answered, "\(JapaneseEra.text(answer.doneOn))に実施した記録があります（\(end)）。")
        case .carried(let answer, let due):
            var draft = pending(
                .met, .carriedByLastYear,
                "昨年度（\(JapaneseEra.text(answer.doneOn))）に実施した記録があります。今年度の期限は\(JapaneseEra.text(due))です。",
                "期限までに今年度の分を実施し、記録してください。")
            draft.display = .beforeDue
            return draft
        case .expired(let answer, let after):
            return pending(
                .notMet, .expired,
                "\(JapaneseEra.text(answer.doneOn))の記録は、\(JapaneseEra.text(after))で有効期限が切れました。",
                "もう一度実施し、新しい日付で記録してください。")
        case .yearMissed(let answer, let due):
            return pending(
                .notMet, .yearMissed,
                "期限（\(JapaneseEra.text(due))）を過ぎました。最後の記録は\(JapaneseEra.text(answer.doneOn))です。",
                "今年度の分を実施し、記録してください。")
        case .refused(let answer):
            let why = answer.reason.map { "（\($0.withoutStop)）" } ?? ""
            let words = "\(JapaneseEra.text(answer.doneOn))に、実施していないと記録されています"
            var draft = pending(.notMet, .answeredNo, "\(words)\(why)。", "実施し、終わったら記録してください。")
            draft.plainReason = words + "。"
            return draft
        default: return otherWords(for: standing)
        }
    }

    private func otherWords(for standing: AnswerStanding) -> VerdictDraft {
        let answer = standing.answer
        let on = answer.map { JapaneseEra.text($0.doneOn) } ?? ""
        switch standing {
        case .notApplicable:
            var draft = VerdictDraft(.met, .notApplicable, answer?.nothingInScope ?? "")
            draft.plainReason = "\(on)に、対象がないと確かめられています。"
            draft.display = .outOfScope
            return draft
        case .notApplicableWithoutReason:
            return pending(
                .undetermined, .notApplicableWithoutReason, "\(on)に「対象がない」と記録されていますが、理由がありません。",
                "対象がない理由を書き足してください。")
        case .notApplicableExpired(_, let after):
            return pending(
                .undetermined, .notApplicableExpired,
                "\(on)に「対象がない」と確かめた記録は、\(JapaneseEra.text(after))で古くなりました。",
                "今も対象がないかを確かめて、記録してください。")
        default:
            return pending(
                .undetermined, .evidenceMissing, "\(on)に実施したと記録されていますが、証拠が付いていません。",
                "証拠（\(question.hint)）を記録に付けてください。")
        }
    }

    private func pending(
        _ verdict: Verdict, _ code: VerdictReason, _ reason: String, _ next: String
    ) -> VerdictDraft {
        var draft = VerdictDraft(verdict, code, reason)
        draft.nextStep = step(next)
        return draft
    }

    private func step(_ sentence: String) -> NextStep {
        NextStep(sentence: sentence, role: requirement.role, minutes: requirement.minutesOfWork)
    }
}
