/// What is to be done with an event of one route: which literals to look for in which fields, and which rules
/// may be true when they are found.
final class MatchingPlan {
    /// A literal's meaning for one test.
    struct Use: BitwiseCopyable {
        var atom: Int32
        var atStart: Bool
        var atEnd: Bool
    }

    /// A clause that a test meets: the rule's number among the placed, and the clause's bit.
    struct Mark: BitwiseCopyable {
        var placed: Int32
        var bit: UInt8
    }

    struct Scan {
        let slot: Int
        let automaton: LiteralAutomaton
        let uses: FlatLists<Use>
    }

    /// Numbers of the rules on this route, among the placed.
    let placed: [Int]
    /// Those that have no clause and are always evaluated.
    let always: [Int]
    let scans: [Scan]
    let marks: FlatLists<Mark>
    /// Atoms whose truth the scans tell, so that nothing needs to be compared.
    let isKnown: [Bool]
    let stateCount: Int

    init(_ rules: RuleSet, placed: [Int]) {
        self.placed = placed
        always = placed.filter { rules.placed[$0].program.clauses.isEmpty }
        var marks = [[Mark]](repeating: [], count: rules.atoms.count)
        var wanted: Set<Int> = []
        for number in placed {
            for (bit, clause) in rules.placed[number].program.clauses.enumerated() {
                for atom in clause {
                    marks[Int(atom)].append(Mark(placed: Int32(number), bit: 1 << UInt8(bit)))
                    wanted.insert(Int(atom))
                }
            }
        }
        self.marks = FlatLists(marks)
        var known = [Bool](repeating: false, count: rules.atoms.count)
        for atom in wanted { known[atom] = rules.literals[atom]?.isWhole ?? false }
        isKnown = known
        scans = Self.scans(rules, wanted)
        stateCount = scans.reduce(0) { $0 + $1.automaton.stateCount }
    }

    private static func scans(_ rules: RuleSet, _ wanted: Set<Int>) -> [Scan] {
        var bySlot: [Int: [[UInt8]: [Use]]] = [:]
        for atom in wanted.sorted() {
            guard let stretch = rules.literals[atom] else { continue }
            bySlot[rules.atoms[atom].slot, default: [:]][stretch.bytes, default: []].append(
                Use(atom: Int32(atom), atStart: stretch.atStart, atEnd: stretch.atEnd))
        }
        return bySlot.sorted { $0.key < $1.key }.map { slot, literals in
            let sorted = literals.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return Scan(
                slot: slot, automaton: LiteralAutomaton(sorted.map(\.key)),
                uses: FlatLists(sorted.map(\.value)))
        }
    }
}
