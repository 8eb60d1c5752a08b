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
        /// Of keywords: finds something in the raw line wherever one of them can be in a value; nil where
        /// that is not sure of all of them.
        var gate: LiteralFinder?
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
                slot: slot, finder: LiteralFinder(sorted.map(\.key)), atoms: FlatLists(sorted.map(\.value)),
                gate: slot == FieldNames.everything ? gate(sorted.map(\.key.bytes)) : nil)
        }
    }

    private static func gate(_ keywords: [[UInt8]]) -> LiteralFinder? {
        let stretches = keywords.map { keyword in
            keyword.split { !isPlain($0) }.max { $0.count < $1.count } ?? []
        }
        // A number may be written in other digits than a value shows.
        guard stretches.allSatisfy({ $0.count >= 4 && !$0.allSatisfy(isOfNumbers) }) else { return nil }
        return LiteralFinder(
            Set(stretches.map(Array.init)).map {
                LiteralFinder.Literal(bytes: $0, atStart: false, atEnd: false)
            })
    }

    private static func isOfNumbers(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte | 0x20 == 0x65
    }

    /// Whether JSON writes this byte of a value as itself, where it has no `\u`.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != 0x22 && byte != 0x2F && byte != 0x5C
    }
}
