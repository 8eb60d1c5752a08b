import Primitives

/// Several verdicts into one: met only if all are met, not met if one is not, else undetermined; with the
/// counts beside it.
///
/// What is not yet in force does not count, unless there is nothing else. What is confirmed to have no
/// subject counts as met.
public struct RollUp: Sendable, Hashable {
    /// Met, not met or undetermined.
    public let verdict: Verdict
    /// The word that people read instead.
    public let display: VerdictDisplay
    /// How many requirements are shown with which word.
    public let counts: DisplayCounts

    /// The roll-up of these verdicts; nothing at all is undetermined.
    public init(of verdicts: some Sequence<RequirementVerdict>) {
        var counts = DisplayCounts()
        var owed: [Verdict] = []
        for verdict in verdicts {
            counts.add(verdict.display)
            if verdict.display != .notInForce { owed.append(verdict.verdict) }
        }
        verdict = Verdict.rolledUp(owed)
        self.counts = counts
        display =
            if owed.isEmpty {
                counts.notInForce > 0 ? .notInForce : .notYetConfirmed
            } else if verdict != .met {
                VerdictDisplay(verdict)
            } else if counts.beforeDue > 0 {
                .beforeDue
            } else {
                counts.confirmed > 0 ? .confirmed : .outOfScope
            }
    }
}

/// How many requirements are shown with which word.
public struct DisplayCounts: Sendable, Hashable, Codable {
    /// 確認できた.
    public internal(set) var confirmed = 0
    /// 対応が必要.
    public internal(set) var actionNeeded = 0
    /// まだ確認できない.
    public internal(set) var notYetConfirmed = 0
    /// 期限前.
    public internal(set) var beforeDue = 0
    /// 対象なし.
    public internal(set) var outOfScope = 0
    /// 施行前.
    public internal(set) var notInForce = 0

    /// Nothing counted yet.
    public init() {}

    /// All of them.
    public var total: Int {
        confirmed + actionNeeded + notYetConfirmed + beforeDue + outOfScope + notInForce
    }

    mutating func add(_ display: VerdictDisplay) {
        switch display {
        case .confirmed: confirmed += 1
        case .actionNeeded: actionNeeded += 1
        case .notYetConfirmed: notYetConfirmed += 1
        case .beforeDue: beforeDue += 1
        case .outOfScope: outOfScope += 1
        case .notInForce: notInForce += 1
        }
    }
}
