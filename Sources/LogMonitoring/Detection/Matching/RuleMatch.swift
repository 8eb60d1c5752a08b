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

/// Filling the table from an event that was read by a log format.
enum LogEventFields {
    static func fill(_ table: EventTable, _ event: LogEvent) {
        for (name, value) in event.fields {
            var copy = name
            let slots = copy.withUTF8 { Array(table.index.slots(of: $0)) }
            for slot in slots { add(Int(slot), value, table) }
        }
        // The same name that `toride logs read` writes.
        if !event.format.isEmpty {
            var name = "toride.format"
            let slots = name.withUTF8 { Array(table.index.slots(of: $0)) }
            for slot in slots { add(Int(slot), .text(event.format), table) }
        }
        table.fillEverything = { table in
            for (_, value) in event.fields { add(FieldNames.everything, value, table) }
            if !event.original.isEmpty {
                table.add(FieldNames.everything, table.arena.copy(event.original), .text)
            }
        }
    }

    private static func add(_ slot: Int, _ value: EventValue, _ table: EventTable) {
        func put(_ text: String, _ kind: EventTable.Kind) {
            table.add(slot, table.arena.copy(text.utf8), kind)
        }
        switch value {
        case .text(let text): put(text, .text)
        case .integer(let number): put(String(number), .number)
        case .number(let number): put(NumberText.canonical(number), .number)
        case .boolean(let truth): put(truth ? "true" : "false", .boolean)
        case .null: put("", .null)
        case .list(let values):
            if values.isEmpty { put("", .null) }
            for value in values { add(slot, value, table) }
        }
    }
}
