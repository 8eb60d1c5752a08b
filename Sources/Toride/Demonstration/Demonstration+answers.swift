import Duties
import Office
import Primitives
import Registers

/// What the clerk has recorded so far: much, not all, and some of it with a bad conscience.
extension Demonstration {
    func answers(_ places: DemonstrationPlaces, _ people: [DemonstrationPerson]) throws {
        let clerk = people.first { $0.unit == "事務局総務課" }
        let asked = office.catalogue.judged.filter {
            if case .question = $0.criterion { true } else { false }
        }
        var day = year.firstDay.adding(days: 62)
        for (index, requirement) in asked.enumerated() {
            guard let outcome = outcome(requirement, index) else { continue }
            day = min(day.adding(days: 1), today.adding(days: -4))
            clock.move(to: day.adding(days: 1))
            let done = isAudit(requirement) ? year.previous.firstDay.adding(days: -50) : doneOn(index, day)
            try office.record(
                AnswerDraft(
                    outcome: outcome, doneOn: done, answeredBy: clerk?.id,
                    reason: reason(outcome),
                    file: outcome == .done ? file(requirement, done) : nil),
                for: requirement.id.rawValue, by: writer)
        }
        if let unit = places.units["中央消防署"],
            let training = office.catalogue.judged.first(where: { $0.isTraining })
        {
            try office.record(
                AnswerDraft(
                    outcome: .done, doneOn: day, answeredBy: clerk?.id, unit: unit,
                    reason: "集合研修と欠席者への補講を行った。",
                    file: UploadedFile(name: "研修の出席簿.txt", bytes: Array("出席簿（見本）\n".utf8))),
                for: training.id.rawValue, by: writer)
        }
    }

    /// One thing that was left undone got done last week, so that there is news.
    func catchUp(_ people: [DemonstrationPerson]) throws {
        let undone = office.catalogue.judged.filter {
            if case .question = $0.criterion { true } else { false }
        }.enumerated().filter { outcome($0.element, $0.offset) == .notDone }.map(\.element)
        guard let requirement = undone.last, undone.count > 1 else { return }
        let day = max(year.firstDay, today.adding(days: -4))
        clock.move(to: day)
        try office.record(
            AnswerDraft(
                outcome: .done, doneOn: day, answeredBy: people.first { $0.unit == "事務局総務課" }?.id,
                reason: "先送りにしていたものを実施した。", file: file(requirement, day)),
            for: requirement.id.rawValue, by: writer)
    }

    /// The audit is overdue on purpose: the last one is of the year before the last.
    private func isAudit(_ requirement: Requirement) -> Bool { requirement.id.rawValue == "SEED-7" }

    /// About a fifth is not recorded yet.
    private func outcome(_ requirement: Requirement, _ index: Int) -> Answer.Outcome? {
        if isAudit(requirement) { return .done }
        if index % 5 == 3 { return nil }
        if index % 13 == 7 { return .notDone }
        return .done
    }

    /// Some proofs are last year's, so that their due day is still to come or has passed.
    private func doneOn(_ index: Int, _ day: Day) -> Day {
        index % 6 == 4 ? max(year.previous.firstDay, day.adding(days: -365)) : day
    }

    private func reason(_ outcome: Answer.Outcome) -> String {
        switch outcome {
        case .done: "担当者が確かめ、記録を残した。"
        case .notDone: "人手が足りず、まだ手を付けられていない。"
        case .notApplicable: "この組合には該当するものがない。"
        }
    }

    private func file(_ requirement: Requirement, _ day: Day) -> UploadedFile {
        let text = "実施記録（見本）\n件名：\(requirement.title)\n実施日：\(JapaneseEra.text(day))\n確認：事務局総務課\n"
        return UploadedFile(name: "\(requirement.title).txt", bytes: Array(text.utf8))
    }
}

extension Requirement {
    fileprivate var isTraining: Bool {
        if case .statement(let statement) = criterion { statement.file == "training.sql" } else { false }
    }
}
