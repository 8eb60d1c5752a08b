import AuditLedger
import Database
import Primitives

/// The last entry of a group of acts: where it is there, the whole group is.
struct LedgerTrace {
    let seq: Int
    let leaf: Digest32

    func isIn(_ connection: any Connection) throws -> Bool {
        try connection.firstRow("SELECT leaf FROM ledger_entries WHERE seq = \(seq)") {
            $0.bytes(0) == leaf.bytes
        } ?? false
    }
}

/// The ledger's right edge while a group of acts is being written; what an act has done to it is undone by
/// putting back the mark that was made before it.
final class LedgerState {
    private(set) var frontier: MerkleFrontier
    /// The time of the newest entry; entries never go back in time.
    var at: Int64
    private var nodes: [MerkleNode] = []
    private var heads: [RegisterHead] = []
    private let sizeBefore: Int
    private var lastLeaf: Digest32?

    fileprivate struct RegisterHead {
        let register: String
        var changedSeq: Int
        var added: Int
    }

    /// All that an act changes.
    struct Mark {
        fileprivate let frontier: MerkleFrontier
        fileprivate let at: Int64
        fileprivate let nodeCount: Int
        fileprivate let heads: [RegisterHead]
        fileprivate let lastLeaf: Digest32?
    }

    /// Reads the edge under the write lock, so that two writers cannot both build on the same one.
    ///
    /// - Throws: `Problem` `organization.moved` where it has gone elsewhere: a server that was started before
    ///   goes on reading here, and writes nothing more.
    init(_ connection: any Connection) throws {
        let stored = try connection.firstRow(
            """
            SELECT at, frontier, (SELECT value FROM settings WHERE name = \(MoveMark.name))
            FROM ledger_head WHERE one = 1
            """
        ) { ($0.integer(0), $0.bytes(1), $0.text(2)) }
        if let mark = MoveMark(stored?.2 ?? "") { throw mark.problem }
        frontier = try stored.map { try MerkleFrontier(bytes: $0.1) } ?? MerkleFrontier()
        at = stored?.0 ?? 0
        sizeBefore = frontier.size
    }

    var mark: Mark {
        Mark(frontier: frontier, at: at, nodeCount: nodes.count, heads: heads, lastLeaf: lastLeaf)
    }

    func putBack(_ mark: Mark) {
        frontier = mark.frontier
        at = mark.at
        nodes.removeLast(nodes.count - mark.nodeCount)
        heads = mark.heads
        lastLeaf = mark.lastLeaf
    }

    /// Adds a leaf and keeps the subtrees that it completes.
    func append(_ leaf: Digest32) {
        frontier.append(leaf) { nodes.append($0) }
        lastLeaf = leaf
    }

    /// By what the acts of this state are known in the database; nil where they have written no entry.
    var trace: LedgerTrace? {
        guard frontier.size > sizeBefore, let lastLeaf else { return nil }
        return LedgerTrace(seq: frontier.size - 1, leaf: lastLeaf)
    }

    func touch(_ register: String, seq: Int, added: Int) {
        // A group of acts touches very few registers.
        if let index = heads.firstIndex(where: { $0.register == register }) {
            heads[index].changedSeq = seq
            heads[index].added += added
        } else {
            heads.append(RegisterHead(register: register, changedSeq: seq, added: added))
        }
    }

    /// Writes the new edge, the completed subtrees and the registers' heads; nothing where no act has
    /// written anything.
    func save(_ transaction: any Transaction) throws {
        guard frontier.size > sizeBefore || !heads.isEmpty else { return }
        var values: [SQLValue] = []
        values.reserveCapacity(nodes.count * 3)
        for node in nodes {
            values.append(.integer(Int64(node.address.level)))
            values.append(.integer(Int64(node.address.index)))
            values.append(.bytes(node.hash.bytes))
        }
        var statements = Self.nodeRows.statements(values)
        statements.append(
            SQL(
                Self.headText,
                [.integer(Int64(frontier.size)), .integer(at), .bytes(frontier.bytes)]))
        for head in heads.sorted(by: { $0.register < $1.register }) {
            statements.append(
                SQL(
                    Self.registerText,
                    [.integer(Int64(head.changedSeq)), .integer(Int64(head.added)), .text(head.register)]))
        }
        try transaction.enqueue(statements)
    }

    private static let nodeRows = RowsText(
        table: "ledger_nodes", columns: [("level", .integer), ("idx", .integer), ("hash", .bytes)])

    private static let headText = StatementText(
        unboundPieces: [
            "INSERT INTO ledger_head (one, size, at, frontier) VALUES (1, ", ", ", ", ",
            ") ON CONFLICT (one) DO UPDATE "
                + "SET size = excluded.size, at = excluded.at, frontier = excluded.frontier",
        ], kinds: [.integer, .integer, .bytes])

    private static let registerText = StatementText(
        unboundPieces: [
            "UPDATE register_heads SET changed_seq = ", ", current_count = current_count + ",
            " WHERE register = ", "",
        ], kinds: [.integer, .integer, .text])
}
