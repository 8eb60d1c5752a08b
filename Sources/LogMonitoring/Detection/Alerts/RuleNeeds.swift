/// A rule that cannot be asked yet.
public struct WaitingRule: Sendable {
    public let about: RuleDescription
    /// The registers that are not there, or have nothing that could be compared.
    public let registers: [FactRegister]
}

/// Which registers the rules of a set need: those that their fields are computed from, and those that they
/// name.
struct RuleNeeds {
    let ofRules: [Set<FactRegister>]
    let ofCorrelations: [Set<FactRegister>]
    let ofBehaviours: [Set<FactRegister>]
    private let rules: RuleSet

    init(_ rules: RuleSet) {
        self.rules = rules
        let named = Dictionary(
            uniqueKeysWithValues: ComputedField.allCases.map { ($0.name, Set($0.needs)) })
        func needs(_ fields: some Sequence<String>, _ about: RuleDescription) -> Set<FactRegister> {
            fields.reduce(into: Set(about.guidance?.needs ?? [])) { $0.formUnion(named[$1] ?? []) }
        }
        let ofRules = rules.rules.map { rule in
            needs(rule.expression.tests.compactMap(\.field), rule.about)
        }
        self.ofRules = ofRules
        // A correlation of correlations needs what these need.
        var ofCorrelations = rules.correlations.map { correlation in
            needs(correlation.groupBy + (correlation.field.map { [$0] } ?? []), correlation.about)
        }
        for _ in rules.correlations {
            for (number, correlation) in rules.correlations.enumerated() {
                for (index, rule) in rules.rules.enumerated()
                where correlation.rules.contains(where: rule.about.isCalled) {
                    ofCorrelations[number].formUnion(ofRules[index])
                }
                for (index, other) in rules.correlations.enumerated()
                where correlation.rules.contains(where: other.about.isCalled) {
                    ofCorrelations[number].formUnion(ofCorrelations[index])
                }
            }
        }
        self.ofCorrelations = ofCorrelations
        ofBehaviours = rules.behaviours.map { Set($0.about.guidance?.needs ?? []) }
    }

    /// Rules that only feed correlations are told of with these.
    func waiting(for facts: OrganizationFacts) -> [WaitingRule] {
        let all =
            zip(rules.rules, ofRules).enumerated()
            .filter { rules.correlationsOfRule[$0.offset] == nil }.map { ($0.element.0.about, $0.element.1) }
            + zip(rules.correlations.map(\.about), ofCorrelations)
            + zip(rules.behaviours.map(\.about), ofBehaviours)
        return all.compactMap { about, needs in
            let missing = FactRegister.allCases.filter { needs.contains($0) && !facts.knows($0) }
            return missing.isEmpty ? nil : WaitingRule(about: about, registers: missing)
        }
    }
}

extension RuleSet {
    /// Whether some rule asks when a line was received.
    var asksForReceipt: Bool {
        behaviours.contains { $0.kind == .clockOffset } || names.isAsked(ComputedField.clockOffset.name)
    }
}
