extension RequirementVerdict {
    /// The verdict as it is told to somebody who may see only some of the records that it is about: verdict,
    /// word and counts stay, the others' names, files and words go.
    ///
    /// - Parameter maySee: whether that somebody may see a record, by register and identifier.
    public func narrowed(to maySee: (_ register: String, _ id: String) -> Bool) -> RequirementVerdict {
        var told = self
        told.subjects = subjects.filter { maySee($0.register, $0.id) }
        told.unnamedCount = unnamedCount + subjects.count - told.subjects.count
        told.evidence = evidence.filter { maySee("evidence", $0.id) }
        told.answeredBy = nil
        guard let first = told.subjects.first, display != .notInForce else {
            told.reason = plainReason
            told.nextStep = nextStep.map { NextStep(sentence: plainNext, role: $0.role, minutes: $0.minutes) }
            return told
        }
        let alike = told.subjects.prefix { $0.state == first.state }.count
        told.reason = alike == 1 ? first.reason : "\(first.reason)（ほか\(alike - 1)件）"
        told.nextStep = nextStep.map { NextStep(sentence: first.next, role: $0.role, minutes: $0.minutes) }
        return told
    }
}
