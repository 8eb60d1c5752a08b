import AuditLedger
import Database
import Primitives

/// The ledger's right edge while a group of acts is being written. A value: copied before each act, put
/// back when it fails.
struct LedgerState {
    var frontier: MerkleFrontier
    /// The time of the newest entry; entries never go back in time.
    var at: Int64
    var nodes: [MerkleNode] = []
    var heads: [String: RegisterHead] = [:]

    struct RegisterHead {
        var changedSeq: Int
        var added: Int
    }

    /// Reads the edge under the write lock, so that two writers cannot both build on the same one.
    init(_ connection: any Connection) throws {
        let stored = try connection.firstRow("SELECT at, frontier FROM ledger_head WHERE one = 1") {
            ($0.integer(0), $0.bytes(1))
        }
        guard let (at, bytes) = stored else {
            frontier = MerkleFrontier()
            self.at = 0
            return
        }
        frontier = try MerkleFrontier(bytes: bytes)
        self.at = at
    }

    mutating func touch(_ register: String, seq: Int, added: Int) {
        heads[register, default: RegisterHead(changedSeq: seq, added: 0)].changedSeq = seq
        heads[register]?.added += added
    }

    /// Writes the new edge, the completed subtrees and the registers' heads.
    func save(_ transaction: any Transaction) throws {
        for start in stride(from: 0, to: nodes.count, by: 64) {
            let rows = nodes[start..<min(start + 64, nodes.count)].map { node in
                "(\(node.address.level), \(node.address.index), \(node.hash.bytes))" as SQL
            }
            try transaction.execute(
                "INSERT INTO ledger_nodes (level, idx, hash) VALUES " + rows.joined(separator: ", "))
        }
        try transaction.execute(
            """
            INSERT INTO ledger_head (one, size, at, frontier)
            VALUES (1, \(frontier.size), \(at), \(frontier.bytes))
            ON CONFLICT (one) DO UPDATE
            SET size = excluded.size, at = excluded.at, frontier = excluded.frontier
            """)
        for (register, head) in heads.sorted(by: { $0.key < $1.key }) {
            try transaction.execute(
                """
                UPDATE register_heads
                SET changed_seq = \(head.changedSeq), current_count = current_count + \(head.added)
                WHERE register = \(register)
                """)
        }
    }
}
