/// How a register's records are confirmed in a round (棚卸): by which unit, and what is written into a record
/// that was found as it should be.
public struct ConfirmationRule: Sendable, Hashable {
    /// The column of the unit that keeps a record and answers for it.
    public let unit: String
    /// The column of the day on which a record was last found right.
    public let day: String
    /// Columns without which nothing can be found unchanged: where one is empty, the day stays as it was.
    public let needed: [String]
    /// The column of a `DeviceState`; nil where records have none. What was disposed of is asked no more.
    public let state: String?
    /// Which kind of round asks for it.
    public let kind: ConfirmationRound.Kind
}

/// The rule while its columns are still properties.
struct ConfirmationPaths<Owner> {
    let unit: PartialKeyPath<Owner>
    let needed: [PartialKeyPath<Owner>]
    let state: PartialKeyPath<Owner>?
    let kind: ConfirmationRound.Kind

    func rule(day: String, _ columns: [PartialKeyPath<Owner>: String]) -> ConfirmationRule? {
        guard let unit = columns[unit] else { return nil }
        return ConfirmationRule(
            unit: unit, day: day, needed: needed.compactMap { columns[$0] },
            state: state.flatMap { columns[$0] }, kind: kind)
    }
}

extension Field {
    /// The day on which a section head found the record right; that makes the register one of those that a
    /// round asks for.
    ///
    /// - Parameters:
    ///   - unit: the field of the unit that answers.
    ///   - needed: fields without which nothing can be found unchanged.
    ///   - state: the field of a `DeviceState`, where records have one.
    ///   - kind: which kind of round asks for it.
    public func confirmedInRounds(
        of unit: PartialKeyPath<Owner>, needing needed: [PartialKeyPath<Owner>] = [],
        leaving state: PartialKeyPath<Owner>? = nil, in kind: ConfirmationRound.Kind = .inventory
    ) -> Self {
        var copy = self
        copy.confirmation = ConfirmationPaths(unit: unit, needed: needed, state: state, kind: kind)
        return copy
    }
}

extension RegisterDefinition {
    /// How rounds ask for its records; nil where they do not.
    public var confirmation: ConfirmationRule? { fields.lazy.compactMap(\.confirmation).first }
}

extension AllRegisters {
    /// The registers that rounds of a kind ask for, in the order of the menu.
    public static func confirmed(in kind: ConfirmationRound.Kind) -> [RegisterDefinition] {
        menu.filter { $0.confirmation?.kind == (kind == .inventory ? .inventory : .accounts) }
    }
}
