/// What is to be done with an event of one route: which literals to look for in which fields, and which rules
/// may be true when they are found.
final class MatchingPlan {
    /// A clause that a test meets: the rule's number among the placed, and the clause's bit.
    struct Mark: BitwiseCopyable {
        var placed: Int32
        var bit: UInt8
    }

    struct Scan {
        let slot: Int
        let finder: LiteralFinder
        /// The atoms of each literal.
        let atoms: FlatLists<Int32>
    }

    /// Numbers of the rules on this route, among the placed.
    let placed: [Int]
    /// Those that have no clause and are always evaluated.
    let always: [Int]
    let scans: [Scan]
    let marks: FlatLists<Mark>
    /// Atoms whose truth the scans tell, so that nothing needs to be compared.
    let isKnown: [Bool]
    let literalCount: Int

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
        literalCount = scans.reduce(0) { $0 + $1.finder.literalCount }
    }

    private static func scans(_ rules: RuleSet, _ wanted: Set<Int>) -> [Scan] {
        var bySlot: [Int: [LiteralFinder.Literal: [Int32]]] = [:]
        for atom in wanted.sorted() {
            guard let stretch = rules.literals[atom] else { continue }
            let literal = LiteralFinder.Literal(
                bytes: stretch.bytes, atStart: stretch.atStart, atEnd: stretch.atEnd)
            bySlot[rules.atoms[atom].slot, default: [:]][literal, default: []].append(Int32(atom))
        }
        return bySlot.sorted { $0.key < $1.key }.map { slot, literals in
            let sorted = literals.sorted { $0.value[0] < $1.value[0] }
            return Scan(
                slot: slot, finder: LiteralFinder(sorted.map(\.key)), atoms: FlatLists(sorted.map(\.value)))
        }
    }
}
