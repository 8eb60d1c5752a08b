import Primitives

/// What the answers of one unit (or of the whole organization) come to on a day.
enum AnswerStanding: Sendable, Hashable {
    /// No answer at all.
    case none
    /// Done, and it counts until the day; nil where only a change ends it.
    case valid(AnswerFact, until: Day?)
    /// Done last year; carries until this year's due day.
    case carried(AnswerFact, due: Day)
    /// Done once; it stopped counting after this day.
    case expired(AnswerFact, after: Day)
    /// Done in an earlier year, and this year's due day has passed.
    case yearMissed(AnswerFact, due: Day)
    case refused(AnswerFact)
    /// Said to be done, without the evidence that the question asks for.
    case unproved(AnswerFact)
    /// Said to have nothing to do it on, with a reason.
    case notApplicable(AnswerFact)
    case notApplicableWithoutReason(AnswerFact)
    case notApplicableExpired(AnswerFact, after: Day)

    /// Whether it is a proof on the day.
    var isProof: Bool {
        switch self {
        case .valid, .carried, .notApplicable: true
        default: false
        }
    }

    /// The answer it rests on.
    var answer: AnswerFact? {
        switch self {
        case .none: nil
        case .valid(let answer, _), .carried(let answer, _), .expired(let answer, _),
            .yearMissed(let answer, _),
            .refused(let answer), .unproved(let answer), .notApplicable(let answer),
            .notApplicableWithoutReason(let answer), .notApplicableExpired(let answer, _):
            answer
        }
    }
}

/// Reads a list of answers under a question's rules.
struct AnswerReading {
    let validity: Question.Validity
    let needsEvidence: Bool
    let schedule: Schedule
    let day: Day

    /// What the answers come to; those of later days are not known on the day.
    ///
    /// The newest answer decides. One that lacks its evidence does not take an older proof away that still
    /// counts.
    func standing(of answers: [AnswerFact]) -> AnswerStanding {
        let known = answers.filter { $0.doneOn <= day }.sorted(by: Self.newerFirst)
        guard let newest = known.first else { return .none }
        let standing = standing(of: newest)
        guard case .unproved = standing else { return standing }
        let older = known.dropFirst().first { !lacksEvidence($0) }.map(self.standing(of:)) ?? .none
        return older.isProof ? older : standing
    }

    private func standing(of answer: AnswerFact) -> AnswerStanding {
        switch answer.outcome {
        case .notDone: return .refused(answer)
        case .notApplicable:
            guard let reason = answer.reason, !reason.allSatisfy(\.isWhitespace) else {
                return .notApplicableWithoutReason(answer)
            }
            switch done(answer) {
            case .expired(_, let after), .yearMissed(_, let after):
                return .notApplicableExpired(answer, after: after)
            default: return .notApplicable(answer)
            }
        case .done: return lacksEvidence(answer) ? .unproved(answer) : done(answer)
        }
    }

    private func done(_ answer: AnswerFact) -> AnswerStanding {
        let last = validity.lastDay(from: answer.doneOn)
        if let own = answer.validUntil, own < last ?? own.adding(days: 1) {
            return own >= day ? .valid(answer, until: own) : .expired(answer, after: own)
        }
        guard let last else { return .valid(answer, until: nil) }
        if last >= day { return .valid(answer, until: last) }
        // A yearly duty counts as kept until its due day in the new fiscal year if last year's proof exists.
        guard validity.isYearLong, !schedule.yearlyMonths.isEmpty,
            let due = schedule.due(afterProof: answer.doneOn, on: day)
        else {
            return .expired(answer, after: last)
        }
        return day <= due ? .carried(answer, due: due) : .yearMissed(answer, due: due)
    }

    private func lacksEvidence(_ answer: AnswerFact) -> Bool {
        needsEvidence && answer.outcome == .done && answer.evidence == nil
    }

    static func newerFirst(_ left: AnswerFact, _ right: AnswerFact) -> Bool {
        left.doneOn == right.doneOn ? left.id > right.id : left.doneOn > right.doneOn
    }
}
