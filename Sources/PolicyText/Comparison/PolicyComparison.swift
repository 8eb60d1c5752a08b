/// The 新旧対照表 of two revisions of a policy.
public struct PolicyComparison: Sendable, Equatable {
    /// The title of the old text.
    public let oldTitle: String
    /// The title of the new text.
    public let newTitle: String
    /// All clauses of both texts in the order of the new one, removed ones where they stood.
    public let rows: [ComparisonRow]

    /// The rows in which something happened.
    public var changedRows: [ComparisonRow] { rows.filter { !$0.isUnchanged } }

    /// Compares two revisions clause by clause.
    ///
    /// Clauses are paired by their words first, then by heading and place, so that a renumbered clause is not
    /// taken for a removed and an added one. A child of a renumbered clause is itself unchanged.
    public static func between(_ old: PolicyDocument, _ new: PolicyDocument) -> PolicyComparison {
        let oldSide = ComparedSide(old.clauses)
        let newSide = ComparedSide(new.clauses)
        var pairing = ClausePairing(old: oldSide, new: newSide)
        pairing.pair()
        let rows = ComparisonRows(old: oldSide, new: newSide, oldOfNew: pairing.oldOfNew).rows()
        return PolicyComparison(oldTitle: old.title, newTitle: new.title, rows: rows)
    }
}

/// The clauses of one revision in a row, with what pairing needs to know of them.
struct ComparedSide {
    var clauses: [Clause] = []
    /// The place of each clause's parent in the row, -1 at the root.
    var parents: [Int] = []
    var headings: [String] = []
    /// Heading and text, folded, for finding equal ones.
    var contents: [String] = []
    /// What each clause's path adds to its parent's.
    var numbers: [String] = []

    init(_ clauses: [Clause]) {
        for clause in clauses { add(clause, parent: -1) }
    }

    private mutating func add(_ clause: Clause, parent: Int) {
        let index = clauses.count
        let heading = Folding.folded(clause.heading)
        clauses.append(clause)
        parents.append(parent)
        headings.append(heading)
        contents.append(heading + "\n" + Folding.folded(clause.text))
        let above = parent < 0 ? "" : clauses[parent].path.text
        let own = clause.path.text.hasPrefix(above) ? String(clause.path.text.dropFirst(above.count)) : ""
        numbers.append(own.isEmpty ? clause.path.text : own)
        for child in clause.children { add(child, parent: index) }
    }
}
