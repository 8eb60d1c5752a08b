import AuditLedger
import Database
import Primitives
import Registers
import Storage

/// A list of records to dispose of, and how far it has come.
public struct DisposalState: Sendable {
    /// The list's identifier.
    public let id: Identifier
    let version: Int
    let values: [StoredValue]
    /// What was proposed, approved and carried out.
    public let proposal: DisposalProposal
    /// The records, in their order.
    public let rows: [DisposalRow]
    /// What the records are called, by identifier; gone with them.
    public let labels: [String: String]

    /// Reads a list, whoever asks; nil where there is none.
    init?(_ id: Identifier, _ connection: any Connection) throws {
        let (proposals, rows) = (DisposalProposal.register, DisposalRow.register)
        let reader = RecordReader(connection, viewer: .console)
        guard let found = try reader.row(proposals.definition, id: id) else { return nil }
        self.id = id
        (version, values) = (found.fromSeq, found.values)
        proposal = try proposals.record(found.values)
        var stored: [DisposalRow] = []
        var query = ListQuery(filters: ["proposal": .text(id.text)], limit: 500)
        repeat {
            let page = try reader.page(rows.definition, query)
            stored += try page.rows.map { try rows.record($0.values) }
            query.after = page.next
        } while query.after != nil
        self.rows = stored.sorted { $0.place < $1.place }
        labels = try proposal.isOpen ? Self.labels(self.rows, connection) : [:]
    }

    /// One statement for all registers of the list.
    private static func labels(_ rows: [DisposalRow], _ connection: any Connection) throws -> [String: String]
    {
        let parts = Dictionary(grouping: rows, by: \.source).sorted { $0.key < $1.key }.compactMap {
            name, each -> SQL? in
            guard let register = AllRegisters.named(name) else { return nil }
            return """
                SELECT id, \(name: register.labelColumn) FROM \(name: register.table)
                WHERE from_seq IN (SELECT MAX(from_seq) FROM \(name: register.table)
                    WHERE id IN (\(SQL.list(each.map(\.subject)))) GROUP BY id)
                """
        }
        guard !parts.isEmpty else { return [:] }
        var labels: [String: String] = [:]
        try connection.forEachRow(parts.joined(separator: " UNION ALL ")) { labels[$0.text(0)] = $0.text(1) }
        return labels
    }

    /// The SHA-256 over the records of a list, in order: what is approved.
    static func hash(_ rows: [DisposalRow]) -> String {
        ListState.hash(rows.map { [$0.source, $0.subject, $0.retainedUntil.iso, $0.reason] })
    }
}
