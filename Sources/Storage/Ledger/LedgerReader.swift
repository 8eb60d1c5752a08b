import AuditLedger
import Database
import Primitives

/// Reads the ledger: its size, entries, nodes and proofs.
public struct LedgerReader {
    let connection: any Connection

    /// A reader on one snapshot.
    public init(_ connection: any Connection) { self.connection = connection }

    /// How many entries there are.
    public var size: Int {
        get throws { Int(try connection.integer("SELECT size FROM ledger_head WHERE one = 1") ?? 0) }
    }

    /// The root of the tree as it stands.
    public var root: Digest32 {
        get throws {
            let bytes = try connection.firstRow("SELECT frontier FROM ledger_head WHERE one = 1") {
                $0.bytes(0)
            }
            guard let bytes else { return .ofNothing }
            return try MerkleFrontier(bytes: bytes).root
        }
    }

    /// The header of an entry; nil where there is none.
    public func header(_ seq: Int) throws -> LeafHeader? {
        let text = try connection.text("SELECT header FROM ledger_entries WHERE seq = \(seq)")
        return try text.map { text throws(AuditLedgerError) in try LeafHeader(parsing: Array(text.utf8)) }
    }

    /// The headers of these entries.
    public func headers(_ seqs: some Sequence<Int>) throws -> [Int: LeafHeader] {
        let list = Set(seqs).sorted().map { "\($0)" as SQL }
        guard !list.isEmpty else { return [:] }
        var headers: [Int: LeafHeader] = [:]
        try connection.forEachRow(
            "SELECT seq, header FROM ledger_entries WHERE seq IN (\(list.joined(separator: ", ")))"
        ) { row in headers[Int(row.integer(0))] = try LeafHeader(parsing: Array(row.text(1).utf8)) }
        return headers
    }

    /// The newest entries first, at most `limit`, older than `before` where it is given.
    public func newest(_ limit: Int, before: Int? = nil, since: Int = 0) throws -> [LeafHeader] {
        try connection.rows(
            """
            SELECT header FROM ledger_entries WHERE seq < \(before ?? Int(Int32.max)) AND seq >= \(since)
            ORDER BY seq DESC LIMIT \(limit)
            """
        ) { row in try LeafHeader(parsing: Array(row.text(0).utf8)) }
    }

    /// How many entries the ledger held at the end of that moment (entries never go back in time).
    public func size(at moment: Instant) throws -> Int {
        // A moment before all entries is asked for whenever an organization is young.
        guard let first = try header(0), first.atMicroseconds <= moment.microseconds else { return 0 }
        var (low, high) = (1, try size)
        while low < high {
            let middle = (low + high) / 2
            guard let header = try header(middle) else {
                throw Problem("ledger.gap", "履歴に欠けがあります。ledger verify を実行してください。", detail: "entry \(middle)")
            }
            if header.atMicroseconds <= moment.microseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The tree of the stored nodes, for proofs at any size up to the present one.
    ///
    /// - Parameter size: that of an earlier tree; nil for the present one.
    public func tree(size earlier: Int? = nil) throws -> MerkleTree {
        let connection = connection
        return MerkleTree(size: try earlier ?? size) { address throws(AuditLedgerError) in
            let hash: [UInt8]?
            do {
                hash =
                    address.level == 0
                    ? try connection.firstRow("SELECT leaf FROM ledger_entries WHERE seq = \(address.index)")
                    {
                        $0.bytes(0)
                    }
                    : try connection.firstRow(
                        """
                        SELECT hash FROM ledger_nodes
                        WHERE level = \(address.level) AND idx = \(address.index)
                        """
                    ) { $0.bytes(0) }
            } catch {
                throw .nodeMissing(address)
            }
            guard let hash, let digest = Digest32(bytes: hash) else {
                throw .nodeMissing(address)
            }
            return digest
        }
    }
}
