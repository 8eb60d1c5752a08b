import AuditLedger
import Dispatch

/// What was read of a ledger in one go.
struct LedgerStretch: Sendable {
    var entries: [StoredEntry] = []
    var nodes: [MerkleNode] = []
    /// Version rows that no entry claims: register and number.
    var unclaimed: [(String, Int)] = []
}

/// Verifies stretches in their order beside the thread that reads the next one: one core waits for the
/// database, the other hashes. Two stretches at most wait in memory.
final class LedgerExamination: @unchecked Sendable {
    // Touched on the queue only, and after it has run empty.
    private var verification: LedgerVerification
    private let queue = DispatchQueue(label: "ledger.examination")
    private let room = DispatchSemaphore(value: 2)

    init(_ verification: LedgerVerification) { self.verification = verification }

    func examine(_ stretch: LedgerStretch) {
        room.wait()
        queue.async { [self] in
            for entry in stretch.entries { verification.entry(entry) }
            for (register, seq) in stretch.unclaimed {
                verification.unclaimedRow(register: register, fromSeq: seq)
            }
            for node in stretch.nodes { verification.node(node) }
            room.signal()
        }
    }

    /// What was found, once everything was examined.
    func report() -> LedgerReport { queue.sync { verification.report() } }
}
