import Primitives

/// A rule that is true of an event.
public struct RuleMatch: Sendable, Equatable {
    /// The rule's number in `RuleSet.rules`.
    public let rule: Int
    /// Nil where the event has no time that can be read.
    public let timestamp: Instant?
    /// The fields that the rule's true tests looked at, under the event's names.
    public let fields: [MatchedField]
    /// For each correlation that counts this rule: the values it groups by and counts.
    let groups: [[EventText?]]
    /// The values by which alerts of this rule are grouped, under the rule's names; absent ones are left out.
    let grouping: [MatchedField]
}

/// A field and its value, as text.
public struct MatchedField: Sendable, Equatable {
    public let name: String
    public let value: EventText
}

/// A value as the event wrote it.
public struct EventText: Sendable, Hashable {
    public let text: String
    /// Whether it stood there as a number.
    public let isNumber: Bool
}

/// Finding out, for one alert, which fields made the rule true.
enum MatchedFields {
    /// Characters of one value in an alert; a script block may have thousands.
    static let longestValue = 4_096

    static func of(_ placed: RuleSet.Placed, _ rules: RuleSet, _ table: EventTable) -> [MatchedField] {
        var slots: [Int] = []
        collect(placed.program, 0, isNegated: false, rules, table, &slots)
        var fields: [MatchedField] = []
        for slot in slots where slot != FieldNames.everything {
            guard let name = rules.nameOfSlot[slot] else { continue }
            fields += texts(slot, table).map { MatchedField(name: name, value: $0) }
        }
        return fields
    }

    private static func collect(
        _ program: RuleProgram, _ place: Int, isNegated: Bool, _ rules: RuleSet, _ table: EventTable,
        _ slots: inout [Int]
    ) {
        let node = program.nodes[place]
        switch node.kind {
        case .atom:
            let atom = rules.atoms[Int(node.first)]
            guard !isNegated, AtomEvaluation.holds(atom, table) == true else { return }
            if !slots.contains(atom.slot) { slots.append(atom.slot) }
        case .not: return
        case .all, .any:
            for child in program.children(node) {
                collect(program, child, isNegated: isNegated, rules, table, &slots)
            }
        }
    }

    private static func texts(_ slot: Int, _ table: EventTable) -> [EventText] {
        var found: [EventText] = []
        var value = table.firstValue(slot)
        while value >= 0, found.count < 16 {
            if table.values[value].kind != .null {
                let text = String(decoding: table.raw(value), as: UTF8.self)
                let shown = text.utf8.count > longestValue ? String(text.prefix(longestValue)) + "…" : text
                let entry = EventText(text: shown, isNumber: table.values[value].kind == .number)
                if !found.contains(entry) { found.append(entry) }
            }
            value = Int(table.values[value].next)
        }
        return found
    }

    /// The first value, whole.
    static func text(_ slot: Int, _ table: EventTable) -> EventText? {
        let value = table.firstValue(slot)
        guard value >= 0, table.values[value].kind != .null else { return nil }
        return EventText(
            text: String(decoding: table.raw(value), as: UTF8.self),
            isNumber: table.values[value].kind == .number)
    }
}

/// When an event happened, where nobody who read it has said so.
enum StatedTime {
    /// The first of the slots that holds a date. Without a zone it is UTC, as Sysmon's `UtcTime` is.
    static func found(in table: EventTable, _ slots: [Int]) -> Instant? {
        for slot in slots {
            let value = table.firstValue(slot)
            guard value >= 0, table.values[value].count < 64 else { continue }
            let text = String(decoding: table.raw(value), as: UTF8.self)
            guard text.utf8.count > 10 else { continue }
            let clock = text.dropFirst(11)
            let hasZone = clock.contains { $0 == "Z" || $0 == "+" || $0 == "-" }
            if let instant = Instant(iso: hasZone ? text : text + "Z") { return instant }
        }
        return nil
    }
}
