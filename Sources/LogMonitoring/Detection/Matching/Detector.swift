import Primitives

/// Asks a set of rules of one event after the other.
///
/// Not for two threads at once; each takes its own over the same `RuleSet`.
public final class Detector {
    /// How rules are asked.
    public enum Method: Sendable {
        /// Only rules whose literals were found.
        case filtered
        /// Every rule of the event's log source, by comparing. Slow; tests hold the two against each other.
        case everyRule
    }

    public let rules: RuleSet
    private let method: Method
    /// The fields of the last event.
    let table: EventTable
    /// What they mean for the organization; nil where nobody asks.
    let computed: ComputedFields?
    private let reader = JSONEventReader()
    private let fields: DraftFields
    private let router: EventRouter
    private let seen: EpochMarks
    private let memo: EpochMarks
    private let met: EpochMarks
    private let fired: EpochMarks
    private var candidates: [Int32] = []
    /// Times that a regular expression reached its limit, by the rule's number. Such a test counts as not
    /// true.
    public private(set) var cutExpressions: [Int: Int] = [:]
    /// Events that were asked about.
    public private(set) var eventCount = 0

    public convenience init(_ rules: RuleSet, method: Method = .filtered) {
        self.init(rules, method: method, facts: FactIndex(OrganizationFacts()))
    }

    init(_ rules: RuleSet, method: Method = .filtered, facts: FactIndex) {
        self.rules = rules
        self.method = method
        table = EventTable(rules.names.index())
        computed = rules.computedInputs.map { [table] inputs in
            ComputedFields(facts, inputs, table.index, hasBehaviours: !rules.behaviours.isEmpty)
        }
        fields = DraftFields(table.index, rules)
        router = EventRouter(rules)
        seen = EpochMarks(count: rules.atoms.count)
        memo = EpochMarks(count: rules.atoms.count)
        met = EpochMarks(count: rules.placed.count)
        fired = EpochMarks(count: rules.rules.count)
    }

    /// Literals looked for in the routes made so far, for those who look at memory.
    public var literalCount: Int { router.literals }

    /// The rules that are true of one JSON object under its own names alone.
    ///
    /// - Returns: nil where it is no JSON object.
    public func match(json line: UnsafeBufferPointer<UInt8>) -> [RuleMatch]? {
        guard reader.read(line, into: table) else { return nil }
        return matches(timestamp: nil)
    }

    /// The rules that are true of an event, under the names that its format gives it and, of JSON, under the
    /// line's own as well.
    ///
    /// A line that is not wholly understood is asked about as far as it was: whoever breaks a line must not
    /// escape thereby.
    ///
    /// - Parameter received: when the line came; nil where that is not known.
    public func match(_ draft: borrowing EventDraft, received: Instant? = nil) -> [RuleMatch] {
        let body = draft.bytes.buffer(draft.bytes.trimmed(draft.body))
        let isJSON = body.first == UInt8(ascii: "{") && reader.read(body, into: table)
        if !isJSON { table.begin() }
        fields.fill(table, draft, isJSON: isJSON)
        computed?.fill(table, at: draft.time.microseconds, received: received?.microseconds)
        return matches(timestamp: draft.time.instant)
    }

    private func matches(timestamp: Instant?) -> [RuleMatch] {
        eventCount += 1
        if table.epoch == 1 { for marks in [seen, memo, met, fired] { marks.clear() } }
        let plan = router.plan(for: table)
        var found: [RuleMatch] = []
        switch method {
        case .filtered:
            scan(plan)
            for number in candidates { ask(Int(number), plan, timestamp, &found) }
            for number in plan.always { ask(number, plan, timestamp, &found) }
        case .everyRule: for number in plan.placed { ask(number, plan, timestamp, &found) }
        }
        return found.count < 2 ? found : found.sorted { $0.rule < $1.rule }
    }

    /// Marks the atoms whose literals stand in the event, and collects the rules of which every clause is
    /// met.
    @inline(__always)
    private func scan(_ plan: MatchingPlan) {
        candidates.removeAll(keepingCapacity: true)
        for scan in plan.scans {
            if let gate = scan.gate, let line = table.rawLine {
                var isOpen = false
                gate.scan(line) { _ in isOpen = true }
                guard isOpen else { continue }
            }
            var value = table.firstValue(scan.slot)
            while value >= 0 {
                if table.values[value].kind != .null {
                    scan.finder.scan(table.scanned(value)) { literal in
                        for atom in scan.atoms[literal] { mark(Int(atom), plan) }
                    }
                }
                value = Int(table.values[value].next)
            }
        }
    }

    @inline(__always)
    private func mark(_ atom: Int, _ plan: MatchingPlan) {
        let epoch = table.epoch
        guard !seen.isSet(atom, epoch) else { return }
        seen.set(atom, epoch, 1)
        for mark in plan.marks[atom] {
            let before = met.value(Int(mark.placed), epoch)
            let after = before | mark.bit
            guard after != before else { continue }
            met.set(Int(mark.placed), epoch, after)
            if after == rules.placedMasks[Int(mark.placed)] { candidates.append(mark.placed) }
        }
    }

    private func ask(_ number: Int, _ plan: MatchingPlan, _ timestamp: Instant?, _ found: inout [RuleMatch]) {
        let placed = rules.placed[number]
        guard !fired.isSet(placed.rule, table.epoch) else { return }
        let isTrue = placed.program.nodes.withUnsafeBufferPointer { holds($0, 0, plan, placed.rule) }
        guard isTrue else { return }
        fired.set(placed.rule, table.epoch, 1)
        found.append(
            RuleMatch(
                rule: placed.rule, timestamp: timestamp ?? StatedTime.found(in: table, rules.timeSlots),
                fields: MatchedFields.of(placed, rules, table), groups: groups(placed.rule),
                grouping: rules.groupingOfRule[placed.rule].compactMap { name, slot in
                    MatchedFields.text(slot, table).map { MatchedField(name: name, value: $0) }
                }))
    }

    private func groups(_ rule: Int) -> [[EventText?]] {
        rules.groupSlots[rule, default: []].map { slots in slots.map { MatchedFields.text($0, table) } }
    }

    private func holds(
        _ nodes: UnsafeBufferPointer<RuleProgram.Node>, _ place: Int, _ plan: MatchingPlan, _ rule: Int
    ) -> Bool {
        let node = nodes[place]
        let children = Int(node.first)..<Int(node.first &+ node.count)
        switch node.kind {
        case .atom: return holds(Int(node.first), plan, rule)
        case .not: return !holds(nodes, Int(node.first), plan, rule)
        case .all:
            for child in children where !holds(nodes, child, plan, rule) { return false }
            return true
        case .any:
            for child in children where holds(nodes, child, plan, rule) { return true }
            return false
        }
    }

    @inline(__always)
    private func holds(_ atom: Int, _ plan: MatchingPlan, _ rule: Int) -> Bool {
        let epoch = table.epoch
        if method == .filtered, plan.isKnown[atom] { return seen.isSet(atom, epoch) }
        if memo.isSet(atom, epoch) { return memo.value(atom, epoch) == 1 }
        let answer = AtomEvaluation.holds(rules.atoms[atom], table)
        if answer == nil { cutExpressions[rule, default: 0] += 1 }
        memo.set(atom, epoch, answer == true ? 1 : 0)
        return answer == true
    }
}
