import Database
import Duties
import Office
import Primitives
import Storage
import Synchronization
import WebPages

/// How things stood at the end of past days, by what was known then: that never changes, so each is assessed
/// once.
final class PastPolicies: Sendable {
    /// A week ago for the home, the end of last month for the report, and a few that somebody chose.
    private static let limit = 6

    private let kept = Mutex<[Day: AssessedPolicy?]>([:])

    /// Nil where nothing was recorded yet, or no policy was adopted.
    func policy(atEndOf day: Day, _ office: Office) throws -> AssessedPolicy? {
        guard day < office.today, let moment = Instant(iso: day.iso) else { return nil }
        if let known = kept.withLock({ $0[day] }) { return known }
        let size = try office.ledgerSize(at: moment) ?? 0
        let assessed = size > 0 ? try office.assess(on: day, knownSize: size) : nil
        let policy = assessed.flatMap { $0.document == nil ? nil : $0 }
        kept.withLock { kept in
            if kept.count >= Self.limit { kept.removeAll() }
            kept[day] = .some(policy)
        }
        return policy
    }
}

extension VerdictText {
    /// The requirements whose word has changed since, those that need somebody first.
    func changes(since old: AssessedPolicy) -> [VerdictChange] {
        let before = Dictionary(old.verdicts.map { ($0.requirement, $0.display) }) { first, _ in first }
        let changes = policy.verdicts.compactMap { verdict -> VerdictChange? in
            guard let was = before[verdict.requirement], was != verdict.display else { return nil }
            return VerdictChange(
                requirement: reference(verdict.requirement), before: VerdictSign(was),
                after: VerdictSign(verdict.display))
        }
        return changes.filter { $0.after == .actionNeeded } + changes.filter { $0.after != .actionNeeded }
    }
}
