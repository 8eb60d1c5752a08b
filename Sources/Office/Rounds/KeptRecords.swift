import Database
import Primitives
import Registers
import Storage

/// A record that a unit is asked about, as it stands.
struct KeptRecord: Sendable {
    let register: RegisterDefinition
    let id: Identifier
    let version: Int
    let label: String
    let unit: Identifier
}

/// What units keep and are asked about in a round, as it stands now.
struct KeptRecords {
    let connection: any Connection
    let kind: ConfirmationRound.Kind
    let registers: [RegisterDefinition]
    let system: Identifier?
    let today: Day

    /// What one unit keeps, or all units; those of nobody are missing. In the order of the lists.
    func all(of unit: Identifier? = nil) throws -> [KeptRecord] {
        if kind.isOfAccounts { return try accounts().filter { unit == nil || $0.unit == unit } }
        return try registers.flatMap { try records($0, unit) }
    }

    private func records(_ register: RegisterDefinition, _ unit: Identifier?) throws -> [KeptRecord] {
        guard let rule = register.confirmation else { return [] }
        var condition: SQL = "to_seq IS NULL AND \(name: rule.unit) IS NOT NULL"
        if let unit { condition += " AND \(name: rule.unit) = \(unit.text)" }
        if let state = rule.state {
            condition += " AND COALESCE(\(name: state), '') <> \(DeviceState.disposed.rawValue)"
        }
        let rows = try connection.rows(
            """
            SELECT id, from_seq, \(name: register.labelColumn), \(name: rule.unit)
            FROM \(name: register.table)
            WHERE \(condition)
            """
        ) { ($0.text(0), Int($0.integer(1)), $0.text(2), $0.text(3)) }
        return rows.compactMap { id, version, label, unit in
            guard let id = Identifier(id), let unit = Identifier(unit) else { return nil }
            return KeptRecord(register: register, id: id, version: version, label: label, unit: unit)
        }.sorted(by: Self.precedes)
    }

    /// Accounts that can be used today. The head of the holder's unit is asked; where nobody holds one alone,
    /// the head of the unit that keeps it.
    private func accounts() throws -> [KeptRecord] {
        let register = SystemAccount.register
        var only: SQL = ""
        if let system { only += " AND a.system = \(system.text)" }
        if kind == .privilegedAccounts { only += " AND a.is_privileged = 1" }
        let rows = try connection.rows(
            """
            SELECT a.id, a.from_seq, a.login, COALESCE(p.unit, a.keeper), s.name
            FROM \(name: register.definition.table) a
            LEFT JOIN \(name: Person.register.definition.table) p ON p.id = a.person AND p.to_seq IS NULL
            LEFT JOIN \(name: InformationSystem.register.definition.table) s ON s.id = a.system
                AND s.to_seq IS NULL
            WHERE a.to_seq IS NULL AND COALESCE(a.is_disabled, 0) = 0
                AND COALESCE(a.starts_on, '') <= \(today.iso)
                AND COALESCE(a.ends_on, '9999-12-31') >= \(today.iso)\(only)
            """
        ) { ($0.text(0), Int($0.integer(1)), "\($0.text(2))（\($0.text(4))）", $0.text(3)) }
        return rows.compactMap { id, version, label, unit in
            guard let id = Identifier(id), let unit = Identifier(unit) else { return nil }
            return KeptRecord(
                register: register.definition, id: id, version: version, label: label, unit: unit)
        }.sorted(by: Self.precedes)
    }

    /// By name, in an order that does not depend on the engine.
    private static func precedes(_ left: KeptRecord, _ right: KeptRecord) -> Bool {
        left.label == right.label
            ? left.id < right.id : left.label.utf8.lexicographicallyPrecedes(right.label.utf8)
    }
}
