import Database
import Primitives
import Registers

/// One record that a search found.
public struct SearchHit: Sendable, Hashable {
    /// The record.
    public let id: Identifier
    /// What stands for it in lists.
    public let label: String
    /// The column in which a word stands that is not in the label, and its text; nil where the label has all.
    public let found: Found?

    /// A field that holds one of the words.
    public struct Found: Sendable, Hashable {
        /// The field's column.
        public let column: String
        /// What it says.
        public let text: String
    }
}

/// What a search found in one register.
public struct SearchGroup: Sendable {
    /// The register.
    public let register: RegisterDefinition
    /// The best first, as many as were asked for.
    public let hits: [SearchHit]
    /// All that the viewer may see.
    public let total: Int
}

/// Searches for one viewer on one snapshot.
///
/// Which of the finds the viewer may see is a condition in the database's statement, as in every list. Only a
/// register that the viewer sees as a whole is counted without one.
public struct SearchReader {
    private let reader: RecordReader
    private let index: SearchIndex

    /// A search on one snapshot.
    public init(_ connection: any Connection, viewer: Viewer, index: SearchIndex) {
        reader = RecordReader(connection, viewer: viewer)
        self.index = index
    }

    /// The registers in which all of the words stand, in the given order; those without a hit are missing.
    ///
    /// - Parameters:
    ///   - limit: hits of each register.
    ///   - skipped: so many of the best of each register are left out.
    public func groups(
        _ words: SearchWords, in registers: [RegisterDefinition], all: [RegisterDefinition], limit: Int,
        skipping skipped: Int = 0
    ) throws -> [SearchGroup] {
        guard !words.isEmpty else { return [] }
        let unique = words.folded.reduce(into: [[UInt8]]()) { if !$0.contains($1) { $0.append($1) } }
        let (size, texts) = try index.text(reader.connection, all)
        var finds: [Finds] = []
        for register in registers where register.condition(for: .read).mayAllowSomething(reader.viewer) {
            guard let text = texts[register.name] else { continue }
            let found = Finds(text, unique, size: size)
            if !found.isEmpty { finds.append(found) }
        }
        try keepVisible(&finds)
        return try named(finds.map { ($0, $0.best(limit, skipping: skipped)) }, words)
    }

    /// Leaves the finds that the viewer may see; one statement for all registers that need to be asked.
    private func keepVisible(_ finds: inout [Finds]) throws {
        let asked = finds.indices.filter {
            !finds[$0].register.condition(for: .read).isUnconditional(for: reader.viewer)
        }
        guard !asked.isEmpty else { return }
        let parts = asked.map { place -> SQL in
            let register = finds[place].register
            let few = finds[place].count <= Self.fewFinds
            // Few finds are asked for by number; for many, everything that may be seen is less to say.
            let which: SQL = few ? " AND from_seq IN (\(finds[place].numbers))" : ""
            return """
                SELECT \(SQL(unboundText: String(place))) AS place, from_seq FROM \(name: register.table)
                WHERE \(reader.valid) AND \(reader.allowed(register))\(which)
                """
        }
        var visible: [Int: Set<Int>] = [:]
        try reader.connection.forEachRow("\(parts.joined(separator: " UNION ALL "))") { row in
            visible[Int(row.integer(0)), default: []].insert(Int(row.integer(1)))
        }
        for place in asked { finds[place].keep(visible[place] ?? []) }
        finds.removeAll(where: \.isEmpty)
    }

    private static let fewFinds = 500

    /// The hits with their texts; one statement for all registers.
    private func named(_ best: [(finds: Finds, seqs: [Int])], _ words: SearchWords) throws -> [SearchGroup] {
        let shown = best.indices.filter { !best[$0].seqs.isEmpty }
        var hits: [Int: [Int: SearchHit]] = [:]
        if !shown.isEmpty {
            let width = shown.map { best[$0].finds.fields.columns.count }.max() ?? 0
            let parts = shown.map { place -> SQL in
                let fields = best[place].finds.fields
                let seqs = best[place].seqs.map { "\($0)" as SQL }.joined(separator: ", ")
                let padding = repeatElement(", NULL" as SQL, count: width - fields.columns.count).joined(
                    separator: "")
                return """
                    SELECT \(SQL(unboundText: String(place))) AS place, id, \(fields.selection)\(padding)
                    FROM \(name: fields.register.table)
                    WHERE from_seq IN (\(seqs)) AND \(reader.valid) AND \(reader.allowed(fields.register))
                    """
            }
            try reader.connection.forEachRow("\(parts.joined(separator: " UNION ALL "))") { row in
                let place = Int(row.integer(0))
                let hit = best[place].finds.fields.hit(row, words)
                hits[place, default: [:]][Int(row.integer(2))] = hit
            }
        }
        return best.indices.map { place in
            SearchGroup(
                register: best[place].finds.register,
                hits: best[place].seqs.compactMap { hits[place]?[$0] }, total: best[place].finds.count)
        }
    }
}

/// The records of one register in which all words stand.
struct Finds {
    let fields: SearchedFields
    private let blocks: [SearchBlock]
    private var all: [Find] = []

    private struct Find {
        let rank: SearchRank
        let block: Int
        let record: Int
    }

    /// - Parameter size: versions that the ledger had at this size and that had not ended.
    init(_ text: RegisterText, _ words: [[UInt8]], size: Int) {
        fields = text.fields
        blocks = text.blocks
        for (number, block) in blocks.enumerated() {
            block.find(words) { record, rank in
                let seq = block.seqs[record]
                guard seq < size else { return }
                if !text.ended.isEmpty, let end = text.ended[seq], end < size { return }
                all.append(Find(rank: rank, block: number, record: record))
            }
        }
    }

    var register: RegisterDefinition { fields.register }
    var isEmpty: Bool { all.isEmpty }
    var count: Int { all.count }

    /// The entries that made the versions, for an IN.
    var numbers: SQL { all.map { "\(seq($0))" as SQL }.joined(separator: ", ") }

    mutating func keep(_ visible: Set<Int>) { all = all.filter { visible.contains(seq($0)) } }

    /// The best, by rank, then label, then age.
    func best(_ limit: Int, skipping skipped: Int) -> [Int] {
        let wanted = limit + skipped
        var best: [Find] = []
        for find in all {
            if best.count == wanted {
                guard let worst = best.last, isBetter(find, worst) else { continue }
                best.removeLast()
            }
            var (low, high) = (0, best.count)
            while low < high {
                let middle = (low + high) / 2
                if isBetter(find, best[middle]) { high = middle } else { low = middle + 1 }
            }
            best.insert(find, at: low)
        }
        return best.dropFirst(skipped).map(seq)
    }

    private func isBetter(_ left: Find, _ right: Find) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        let order = blocks[left.block].compareLabel(left.record, blocks[right.block], right.record)
        return order == 0 ? seq(left) < seq(right) : order < 0
    }

    private func seq(_ find: Find) -> Int { blocks[find.block].seqs[find.record] }
}
