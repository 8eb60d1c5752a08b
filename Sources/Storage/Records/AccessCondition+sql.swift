import Database
import Registers

extension AccessCondition {
    /// The condition as SQL on the register's columns; agrees with `allows` for every viewer and row (a
    /// random test).
    ///
    /// The algebra has no "not", so a NULL column is never let through by three-valued logic.
    public func sql(for viewer: Viewer) -> SQL {
        // Most viewers see all of a register or nothing: one short text for either, instead of the whole
        // tree.
        if isUnconditional(for: viewer) { return "1 = 1" }
        if !mayAllowSomething(viewer) { return "1 = 0" }
        switch self {
        case .nobody: return "1 = 0"
        case .role(let role): return viewer.roles.contains(role) ? "1 = 1" : "1 = 0"
        case .roleInUnit(let role, let column):
            guard viewer.roles.contains(role), !viewer.units.isEmpty else { return "1 = 0" }
            return "\(name: column) IN (\(SQL.list(viewer.units.map(\.text))))"
        case .personIs(let column):
            guard let person = viewer.person else { return "1 = 0" }
            return "\(name: column) = \(person.text)"
        case .holds(let column, let code): return "\(name: column) = \(code)"
        // What holds for nobody here, or for every record, is left out: "1 = 0 OR unit = ?" would keep the
        // planner from the index of the unit, and a section's head would read everybody's records.
        case .any(let conditions):
            return joined(conditions.filter { $0.mayAllowSomething(viewer) }, viewer, " OR ", empty: "1 = 0")
        case .all(let conditions):
            return joined(
                conditions.filter { !$0.isUnconditional(for: viewer) }, viewer, " AND ", empty: "1 = 1")
        }
    }

    /// Whether the viewer is let through without looking at the record.
    public func isUnconditional(for viewer: Viewer) -> Bool {
        switch self {
        case .role(let role): viewer.roles.contains(role)
        case .any(let conditions): conditions.contains { $0.isUnconditional(for: viewer) }
        case .all(let conditions): conditions.allSatisfy { $0.isUnconditional(for: viewer) }
        case .nobody, .roleInUnit, .personIs, .holds: false
        }
    }

    private func joined(_ conditions: [AccessCondition], _ viewer: Viewer, _ word: SQL, empty: SQL) -> SQL {
        switch conditions.count {
        case 0: empty
        case 1: conditions[0].sql(for: viewer)
        default: "(" + conditions.map { $0.sql(for: viewer) }.joined(separator: word) + ")"
        }
    }
}
