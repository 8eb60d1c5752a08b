import Database
import Primitives
import Registers
import Storage

/// A round as the office and the auditor see it: who has answered, what falls out of the ordinary, and what
/// the sample showed.
public struct RoundState: Sendable {
    /// The round's identifier.
    public let id: Identifier
    let version: Int
    let values: [StoredValue]
    /// What was asked, and whether it is closed.
    public let round: ConfirmationRound
    /// One for each unit, those that have not signed first.
    public let lists: [Line]
    /// What was not simply found unchanged, at most `shownRows`; those of a loss first.
    public let exceptions: [(id: Identifier, row: ConfirmationRow)]
    /// The rows that were drawn, in the order in which they were drawn.
    public let sample: [(id: Identifier, row: ConfirmationRow)]
    /// Accounts that were to end and of which nobody has shown that they did.
    public var unended: [(id: Identifier, row: ConfirmationRow)] {
        exceptions.filter { $0.row.answer == .end && $0.row.endedOn == nil }
    }

    /// Exceptions that are read for a page.
    public static let shownRows = 500

    /// One unit's list.
    public struct Line: Sendable {
        /// The list's identifier.
        public let id: Identifier
        /// The list.
        public let list: ConfirmationList
        /// The unit's name.
        public let unit: String
        /// How many rows were answered how; those that nobody marked yet are missing.
        public let counts: [ConfirmationRow.Answer: Int]
    }

    /// Reads a round; nil where there is none that the viewer may see. Whoever may see a round may see all of
    /// its lists: both are read by the office and by auditors alone.
    init?(_ id: Identifier, _ connection: any Connection, _ viewer: Viewer) throws {
        let reader = RecordReader(connection, viewer: viewer)
        let (rounds, lists, rows) = (
            ConfirmationRound.register, ConfirmationList.register, ConfirmationRow.register
        )
        guard let found = try reader.row(rounds.definition, id: id) else { return nil }
        self.id = id
        version = found.fromSeq
        values = found.values
        round = try rounds.record(found.values)
        var counts: [String: [ConfirmationRow.Answer: Int]] = [:]
        try connection.forEachRow(
            """
            SELECT list, answer, COUNT(*) FROM \(name: rows.definition.table)
            WHERE to_seq IS NULL AND round = \(id.text) AND answer IS NOT NULL GROUP BY list, answer
            """
        ) { row in
            guard let answer = ConfirmationRow.Answer(rawValue: row.text(1)) else { return }
            counts[row.text(0), default: [:]][answer] = Int(row.integer(2))
        }
        let stored = try reader.page(
            lists.definition, ListQuery(filters: ["round": .text(id.text)], limit: 500)
        ).rows.map { ($0.id, try lists.record($0.values)) }
        self.lists = stored.map { id, list in
            Line(id: id, list: list, unit: list.unitName, counts: counts[id.text] ?? [:])
        }.sorted { left, right in
            left.list.isOpen == right.list.isOpen ? left.unit < right.unit : left.list.isOpen
        }
        let odd = try connection.rows(
            """
            SELECT id FROM \(name: rows.definition.table)
            WHERE to_seq IS NULL AND round = \(id.text)
                AND answer IN ('changed', 'gone', 'new', 'change', 'end')
            ORDER BY CASE WHEN way = 'lost' THEN 0 ELSE 1 END, list, place LIMIT \(Self.shownRows)
            """
        ) { $0.text(0) }
        let frozen = try connection.rows(
            """
            SELECT id FROM \(name: rows.definition.table)
            WHERE to_seq IS NULL AND round = \(id.text) AND COALESCE(answer, '') <> 'new'
            """
        ) { Identifier($0.text(0)) }.compactMap(\.self)
        let drawn = RoundSample.draw(round.sampleSize, of: frozen, seed: round.seed)
        let records = try reader.rows(rows.definition, ids: Set(odd + drawn.map(\.text)))
        let byId = Dictionary(try records.map { ($0.id, try rows.record($0.values)) }) { first, _ in first }
        exceptions = odd.compactMap { Identifier($0) }.compactMap { id in byId[id].map { (id, $0) } }
        sample = drawn.compactMap { id in byId[id].map { (id, $0) } }
    }
}
