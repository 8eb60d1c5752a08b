import PolicyText
import Registers

/// What people decided about the bindings of a revision, carried over to the clauses that its text became.
///
/// A clause is followed by its words, not by its number: where a new clause is put in, old 6 is new 7, and
/// what a person confirmed for 6 must not stand beside other words. A clause that was reworded keeps no
/// decision: what was confirmed for it is proposed again, what was removed is judged anew.
struct CarriedBindings {
    /// A decision at its place in the new text.
    struct Carried {
        let binding: ClauseBinding
        let clause: String
        let isReworded: Bool
    }

    let all: [Carried]

    init(_ bindings: [ClauseBinding], from old: PolicyDocument, to new: PolicyDocument) {
        var became: [String: (path: String, isReworded: Bool)] = [:]
        for row in PolicyComparison.between(old, new).rows {
            guard let before = row.old, let after = row.new else { continue }
            became[before.path.text] = (after.path.text, row.changes.contains(.reworded))
        }
        all = bindings.compactMap { binding in
            guard let place = became[binding.clause] else { return nil }
            switch binding.state {
            case .confirmed: break
            case .removed where !place.isReworded: break
            default: return nil
            }
            return Carried(binding: binding, clause: place.path, isReworded: place.isReworded)
        }
    }

    /// The decisions that hold unchanged.
    var kept: [Carried] { all.filter { !$0.isReworded } }

    /// The records of a new revision; a proposal only where the matcher itself has `found` nothing better.
    func records(revision: Link<PolicyRevision>, found: [ClauseBinding]) -> [ClauseBinding] {
        let known = Set(found.map { $0.requirement + "\n" + $0.clause })
        return all.compactMap { carried in
            let old = carried.binding
            if carried.isReworded, known.contains(old.requirement + "\n" + carried.clause) { return nil }
            return ClauseBinding(
                requirement: old.requirement, revision: revision, clause: carried.clause,
                state: carried.isReworded ? .proposed : old.state, score: old.score,
                explanation: carried.isReworded
                    ? "前の版で人が確かめた条項の文が変わりました。もう一度確かめてください。" : old.explanation)
        }
    }
}
