import AuditLedger
import Database
import Primitives
import Registers
import Synchronization

/// The folded text of every record that a search may find, in memory, as of some entry of the ledger.
///
/// Nothing of it is stored: it is read from the version tables at the first search and brought up to the
/// ledger's end before every other, whoever wrote meanwhile. It knows no permissions; `SearchReader` asks the
/// database which of the finds the viewer may see.
public final class SearchIndex: Sendable {
    private let stored = Mutex(State())

    /// An index that has read nothing yet.
    public init() {}

    struct State {
        /// Entries of the ledger that have been read; nil before the first search.
        var size: Int?
        /// Versions that had ended before this many entries are not here.
        var base = 0
        var texts: [String: RegisterText] = [:]
    }

    /// The reader's snapshot is older than what the index has forgotten; a new snapshot is not.
    public struct SnapshotTooOld: Error {}

    /// Reads the whole text now rather than at the first search.
    public func prepare(_ connection: any Connection, _ registers: [RegisterDefinition]) throws {
        _ = try text(connection, registers)
    }

    /// The text of the registers, up to the end of the ledger as this snapshot has it, and its size.
    ///
    /// Whoever comes while it is being read waits and does not read a second time.
    func text(
        _ connection: any Connection, _ registers: [RegisterDefinition]
    ) throws -> (size: Int, texts: [String: RegisterText]) {
        let size = try LedgerReader(connection).size
        return try stored.withLock { state in
            guard size >= state.base else { throw SnapshotTooOld() }
            if let known = state.size, size - known <= Self.longestStep {
                if size > known { try Self.step(&state, known, size, connection, registers) }
            } else if state.size.map({ size > $0 }) ?? true {
                try Self.readAll(&state, size, connection, registers)
            }
            return (size, state.texts)
        }
    }

    /// More new entries than this are not gone through one by one: everything is read anew.
    private static let longestStep = 20_000

    private static func readAll(
        _ state: inout State, _ size: Int, _ connection: any Connection, _ registers: [RegisterDefinition]
    ) throws {
        var texts: [String: RegisterText] = [:]
        for register in registers {
            var text = RegisterText(SearchedFields(register))
            try text.add("to_seq IS NULL", connection)
            texts[register.name] = text
        }
        state = State(size: size, base: size, texts: texts)
    }

    /// Takes in what the new entries did: versions that they made, and those that they ended.
    private static func step(
        _ state: inout State, _ known: Int, _ size: Int, _ connection: any Connection,
        _ registers: [RegisterDefinition]
    ) throws {
        var touched: Set<String> = []
        var ended: [(register: String, version: Int, at: Int)] = []
        try connection.forEachRow(
            "SELECT header FROM ledger_entries WHERE seq >= \(known) AND seq < \(size) ORDER BY seq"
        ) { row in
            let header = try LeafHeader(parsing: Array(row.text(0).utf8))
            if header.isVersion { touched.insert(header.register) }
            if header.prev >= 0 { ended.append((header.register, header.prev, header.seq)) }
        }
        for register in registers where touched.contains(register.name) {
            try state.texts[register.name]?.add("from_seq >= \(known) AND from_seq < \(size)", connection)
        }
        for (register, version, at) in ended { state.texts[register]?.ended[version] = at }
        state.size = size
        let isStale = state.texts.values.contains { $0.ended.count > 1000 && $0.ended.count * 4 > $0.count }
        if isStale { try readAll(&state, size, connection, registers) }
    }
}

/// The fields of a register that a search goes through.
struct SearchedFields: Sendable {
    let register: RegisterDefinition
    /// In the order of a block: the label, the other searched fields, the rest.
    let columns: [String]
    /// Columns of the first two parts.
    private let searchedCount: Int
    /// Titles of the label, where it is a choice.
    private let titles: [String: String]

    init(_ register: RegisterDefinition) {
        self.register = register
        let others = register.fields.dropFirst().filter { field in
            guard !field.isHidden, field.digestOf.isEmpty else { return false }
            return field.kind == .text || field.kind == .longText
        }
        let searched = others.filter(\.isSearched)
        columns = ([register.fields[0]] + searched + others.filter { !$0.isSearched }).map(\.column)
        searchedCount = 1 + searched.count
        if case .choice(let options) = register.fields[0].kind {
            titles = Dictionary(uniqueKeysWithValues: options.map { ($0.code, $0.title) })
        } else {
            titles = [:]
        }
    }

    /// `from_seq` and the columns in the order of a block.
    var selection: SQL { "from_seq, " + columns.map { "\(name: $0)" as SQL }.joined(separator: ", ") }

    /// Reads `place, id` and `selection`.
    func hit(_ row: any Row, _ words: SearchWords) -> SearchHit? {
        guard let id = Identifier(row.text(1)) else { return nil }
        let label = titles[row.text(3)] ?? row.text(3)
        func has(_ text: String, _ word: [UInt8]) -> Bool {
            SearchFolding.folded(text).firstRange(of: word) != nil
        }
        let missing = words.folded.filter { !has(label, $0) }
        guard !missing.isEmpty else { return SearchHit(id: id, label: label, found: nil) }
        let column = columns.indices.dropFirst().first { index in
            !row.isNull(index + 3) && missing.contains { has(row.text(index + 3), $0) }
        }
        let found = column.map { SearchHit.Found(column: columns[$0], text: row.text($0 + 3)) }
        return SearchHit(id: id, label: label, found: found)
    }

    /// Adds a row of `selection` to a block.
    func append(_ row: any Row, to maker: inout SearchBlockMaker) {
        maker.begin(Int(row.integer(0)))
        for index in columns.indices {
            if index == searchedCount { maker.endSearched() }
            if !row.isNull(index + 1) {
                let text = row.text(index + 1)
                maker.append(index == 0 ? titles[text] ?? text : text)
            }
            if index == 0 { maker.endLabel() }
        }
        if searchedCount == columns.count { maker.endSearched() }
    }
}

/// The text of one register.
struct RegisterText: Sendable {
    let fields: SearchedFields
    private(set) var blocks: [SearchBlock] = []
    private(set) var count = 0
    /// Versions that stand here and have ended: at which entry of the ledger.
    var ended: [Int: Int] = [:]

    init(_ fields: SearchedFields) { self.fields = fields }

    /// Reads versions in the order in which they were made.
    mutating func add(_ condition: SQL, _ connection: any Connection) throws {
        var maker = SearchBlockMaker()
        if let last = blocks.last, last.seqs.count < SearchBlock.joinedCount {
            maker = SearchBlockMaker(after: last)
            blocks.removeLast()
            count -= last.seqs.count
        }
        // The order is the primary key's, so that nothing is sorted.
        try connection.forEachRow(
            """
            SELECT \(fields.selection) FROM \(name: fields.register.table)
            WHERE \(condition) ORDER BY from_seq
            """
        ) { row in
            if maker.isFull {
                close(maker)
                maker = SearchBlockMaker()
            }
            fields.append(row, to: &maker)
        }
        close(maker)
    }

    private mutating func close(_ maker: SearchBlockMaker) {
        guard !maker.seqs.isEmpty else { return }
        blocks.append(SearchBlock(maker))
        count += maker.seqs.count
    }
}
