/// Rules, filters and correlations as they were read, made ready to be asked of events.
public struct RuleSet: Sendable {
    /// A rule on one of the streams where its log source is found.
    struct Placed: Sendable {
        let rule: Int
        let stream: Int
        let program: RuleProgram
    }

    struct Condition: Sendable, Hashable {
        let slot: Int
        /// Folded; nil: any value.
        let values: [[UInt8]]?
    }

    public private(set) var rules: [SigmaRule] = []
    public private(set) var correlations: [CorrelationRule] = []
    public private(set) var behaviours: [BehaviourRule] = []
    public private(set) var refused: [RefusedRule] = []
    /// Rules that a pipeline leaves out, with its reason.
    public private(set) var dropped: [(about: RuleDescription, reason: String)] = []
    /// Rules whose log source no pipeline knows: they compile, and see no event.
    public private(set) var unrouted: [RuleDescription] = []

    private(set) var placed: [Placed] = []
    /// All bits of a placed rule's clauses.
    private(set) var placedMasks: [UInt8] = []
    /// For each rule that correlations count: the slots of what each of them groups by and counts.
    private(set) var groupSlots: [Int: [[Int]]] = [:]
    /// The correlations in the order of `groupSlots`, for each rule.
    private(set) var correlationsOfRule: [Int: [Int]] = [:]
    private(set) var streams: [[Condition]] = []
    private(set) var atoms: [Atom] = []
    private(set) var literals: [RequiredStretch?] = []
    private(set) var names: FieldNames
    /// Slots of `@timestamp` and its like, the surest first.
    private(set) var timeSlots: [Int] = []
    private(set) var nameOfSlot: [Int: String] = [:]
    /// What an alert of each rule is grouped by: names and slots.
    private(set) var groupingOfRule: [[(name: String, slot: Int)]] = []
    /// Where computed fields are drawn from; nil where nobody asks for any.
    private(set) var computedInputs: ComputedFields.Inputs?
    private var atomNumbers: [Atom: Int] = [:]
    private var streamNumbers: [Set<Condition>: Int] = [:]

    /// - Parameters:
    ///   - files: names and texts. What cannot be used is listed in `refused`.
    ///   - isUsed: whether a rule is switched on. What only feeds correlations that are off is off.
    public init(
        files: [(name: String, text: String)], pipelines: [Pipeline],
        isUsed: (RuleDescription) -> Bool = { _ in true }
    ) {
        names = FieldNames(prefixes: Array(Set(pipelines.flatMap(\.prefixes))).sorted())
        var filters: [SigmaFilter] = []
        var ids: Set<String> = []
        for file in files {
            for document in RuleDocument.read(file.text, file: file.name) {
                switch document {
                case .failure(let failed):
                    refused.append(RefusedRule(file: file.name, title: failed.title, refusal: failed.refusal))
                case .success(.filter(let filter)): filters.append(filter)
                case .success(.correlation(let rule)):
                    if isNew(rule.about, &ids) { correlations.append(rule) }
                case .success(.rule(let rule)):
                    if isNew(rule.about, &ids) { rules.append(rule) }
                case .success(.behaviour(let rule)):
                    if isNew(rule.about, &ids), isUsed(rule.about) { behaviours.append(rule) }
                }
            }
        }
        switchOff(isUsed)
        checkReferences(filters)
        timeSlots = Self.timeNames.map { slot([$0]) }
        var kept: [SigmaRule] = []
        for rule in rules { place(rule, filters, pipelines, &kept) }
        rules = kept
        prepareCorrelations(pipelines)
        for rule in kept {
            let fields = rule.about.guidance?.groupBy ?? []
            groupingOfRule.append(fields.map { ($0, slot(eventNames($0, rule, pipelines))) })
        }
        if !behaviours.isEmpty || ComputedField.allCases.contains(where: { names.isAsked($0.name) }) {
            computedInputs = ComputedFields.Inputs { slot($0) }
        }
        placedMasks = placed.map { UInt8(truncatingIfNeeded: (1 << $0.program.clauses.count) - 1) }
        atomNumbers = [:]
        streamNumbers = [:]
    }

    private static let timeNames = [
        "@timestamp", "UtcTime", "Event.System.TimeCreated.#attributes.SystemTime", "TimeCreated",
        "StatedTime",
    ]

    private mutating func isNew(_ about: RuleDescription, _ ids: inout Set<String>) -> Bool {
        guard let id = about.id, !ids.insert(id).inserted else { return true }
        refuse(about, RuleRefusal(.duplicate, "another rule has the id \(id)"))
        return false
    }

    private mutating func switchOff(_ isUsed: (RuleDescription) -> Bool) {
        let off = correlations.filter { !isUsed($0.about) }
        correlations.removeAll { !isUsed($0.about) }
        rules.removeAll { rule in
            if !isUsed(rule.about) {
                return !correlations.contains { $0.rules.contains(where: rule.about.isCalled) }
            }
            return rule.about.guidance == nil
                && off.contains { $0.rules.contains(where: rule.about.isCalled) }
                && !correlations.contains { $0.rules.contains(where: rule.about.isCalled) }
        }
    }

    private mutating func refuse(_ about: RuleDescription, _ refusal: RuleRefusal) {
        refused.append(RefusedRule(file: about.file, title: about.title, refusal: refusal))
    }

    /// A correlation or filter that names what is not there would silently never act.
    private mutating func checkReferences(_ filters: [SigmaFilter]) {
        func isKnown(_ reference: String) -> Bool {
            rules.contains { $0.about.isCalled(reference) }
                || correlations.contains { $0.about.isCalled(reference) }
        }
        for filter in filters {
            if let missing = filter.rules?.first(where: { !isKnown($0) }) {
                refuse(filter.about, RuleRefusal(.reference, "there is no rule \(missing) to filter"))
            }
        }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (index, rule) in correlations.enumerated().reversed() {
                guard let missing = rule.rules.first(where: { !isKnown($0) || rule.about.isCalled($0) })
                else {
                    continue
                }
                refuse(rule.about, RuleRefusal(.reference, "there is no rule \(missing) to correlate"))
                correlations.remove(at: index)
                hasChanged = true
            }
        }
    }

    private mutating func place(
        _ rule: SigmaRule, _ filters: [SigmaFilter], _ pipelines: [Pipeline], _ kept: inout [SigmaRule]
    ) {
        if let reason = pipelines.lazy.compactMap({ $0.dropReason(rule) }).first {
            dropped.append((rule.about, reason))
            return
        }
        do throws(RuleRefusal) {
            var expression = try filled(rule.expression, pipelines)
            for filter in filters where filter.concerns(rule) {
                expression = .all([expression, try filled(filter.expression, pipelines)])
            }
            let found = pipelines.compactMap { pipeline in
                pipeline.streams(for: rule.logSource).map { (pipeline, $0) }
            }
            if found.isEmpty { unrouted.append(rule.about) }
            for (pipeline, streams) in found {
                for stream in streams { place(expression, kept.count, stream, pipeline) }
            }
            kept.append(rule)
        } catch {
            refuse(rule.about, error)
        }
    }

    private func filled(_ expression: Expression, _ pipelines: [Pipeline]) throws(RuleRefusal) -> Expression {
        try expression.replacingTests { (test) throws(RuleRefusal) -> Expression in
            guard case .unfilled(let unfilled) = test.matcher else { return .test(test) }
            var missing = ""
            let texts = unfilled.text.filled { name in
                let values = pipelines.lazy.compactMap { $0.placeholders[name] }.first
                if values == nil { missing = name }
                return values
            }
            guard let texts else {
                throw RuleRefusal(.placeholder, "no pipeline gives values for %\(missing)%")
            }
            return .any(
                texts.map {
                    .test(
                        FieldTest(field: test.field, matcher: .text(TextPattern($0, cased: unfilled.cased))))
                })
        }
    }

    private mutating func place(
        _ expression: Expression, _ rule: Int, _ stream: Pipeline.Stream, _ pipeline: Pipeline
    ) {
        func eventNames(_ field: String) -> [String] {
            stream.fields[field] ?? pipeline.fields[field] ?? [field]
        }
        let conditions = Set(
            stream.conditions.map { condition in
                Condition(
                    slot: slot(eventNames(condition.field)),
                    values: condition.values?.map { TextFolding.folded(Array($0.utf8)) })
            })
        let number = streamNumbers[conditions] ?? streams.count
        if number == streams.count {
            streamNumbers[conditions] = number
            streams.append(Array(conditions))
        }
        var pending: [(FieldTest, Int)] = []
        for test in expression.tests {
            var other = -1
            if case .reference(let field, _, _) = test.matcher { other = slot(eventNames(field)) }
            let own = test.field.map { slot(eventNames($0)) } ?? FieldNames.everything
            pending.append((test, atomNumber(Atom(slot: own, matcher: test.matcher, otherSlot: other))))
        }
        let numbers = Dictionary(pending, uniquingKeysWith: { first, _ in first })
        let program = RuleProgram(expression, atom: { numbers[$0] ?? 0 }, literal: { literals[$0] })
        placed.append(Placed(rule: rule, stream: number, program: program))
    }

    private mutating func slot(_ eventNames: [String]) -> Int {
        let slot = names.slot(for: eventNames)
        nameOfSlot[slot] = eventNames[0]
        return slot
    }

    private mutating func atomNumber(_ atom: Atom) -> Int {
        if let known = atomNumbers[atom] { return known }
        atomNumbers[atom] = atoms.count
        atoms.append(atom)
        literals.append(atom.literal)
        return atoms.count - 1
    }

    private mutating func prepareCorrelations(_ pipelines: [Pipeline]) {
        for (number, correlation) in correlations.enumerated() {
            for (index, rule) in rules.enumerated()
            where correlation.rules.contains(where: rule.about.isCalled) {
                let fields = correlation.neededFields(of: rule.about)
                let slots = fields.map { slot(eventNames($0, rule, pipelines)) }
                groupSlots[index, default: []].append(slots)
                correlationsOfRule[index, default: []].append(number)
            }
        }
    }

    /// Every name that a field of this rule may have in an event.
    private func eventNames(_ field: String, _ rule: SigmaRule, _ pipelines: [Pipeline]) -> [String] {
        var names: [String] = []
        for pipeline in pipelines {
            for stream in pipeline.streams(for: rule.logSource) ?? [] {
                names += stream.fields[field] ?? pipeline.fields[field] ?? [field]
            }
        }
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
