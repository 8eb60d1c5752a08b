import AuditLedger
import Primitives

/// Which rows of a round are looked at: drawn by nobody, and drawn again by anybody who has the seed.
public enum RoundSample {
    /// The most rows that one round lets look at.
    public static let sizeLimit = 200

    /// The rows whose SHA-256 of seed and identifier comes first; the same ones in whatever order they are
    /// given.
    public static func draw(_ size: Int, of rows: [Identifier], seed: String) -> [Identifier] {
        let ranked = rows.map { row in
            (rank: Digest32.sha256(Array("\(seed) \(row.text)".utf8)).hex, row: row)
        }
        return ranked.sorted { $0.rank < $1.rank }.prefix(max(0, size)).map(\.row)
    }
}
