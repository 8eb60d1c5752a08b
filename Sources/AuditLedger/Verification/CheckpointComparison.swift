/// Holds checkpoints, kept inside and outside, against the tree as it grows.
struct CheckpointComparison {
    private struct Claim {
        let place: StoredCheckpoint.Place
        let note: SignedNote
        let checkpoint: LedgerCheckpoint
    }

    private(set) var findings: [LedgerFinding] = []
    /// The largest size at which a signed checkpoint fits the entries.
    private(set) var confirmed: Int
    /// The largest checkpoint kept outside that fits.
    private(set) var vouched: (size: Int, name: String)?
    private var claims: [Claim] = []
    private var next = 0

    init(_ stored: [StoredCheckpoint], origin: String, start: Int) {
        confirmed = start
        for stored in stored {
            guard let note = try? SignedNote(parsing: stored.note),
                let checkpoint = try? LedgerCheckpoint(parsing: note.text),
                checkpoint.origin.utf8.elementsEqual(origin.utf8), Self.fits(checkpoint, stored.place)
            else {
                findings.append(.checkpointUnreadable(stored.place))
                continue
            }
            // What lies before the start was compared by the verification that ended there.
            guard checkpoint.size >= start else { continue }
            claims.append(Claim(place: stored.place, note: note, checkpoint: checkpoint))
        }
        claims.sort { $0.checkpoint.size < $1.checkpoint.size }
    }

    private static func fits(_ checkpoint: LedgerCheckpoint, _ place: StoredCheckpoint.Place) -> Bool {
        if case .inside(let size) = place { checkpoint.size == size } else { true }
    }

    /// Whether a checkpoint waits for this size, or for one that was jumped over.
    func isDue(at size: Int) -> Bool {
        next < claims.count && claims[next].checkpoint.size <= size
    }

    /// Compares all checkpoints up to this size; `roots` has the root over the stored leaves first, then
    /// others that would be as good. Empty roots mean that entries are missing: then only signatures are
    /// looked at.
    ///
    /// - Returns: which of the roots the signed checkpoints bear out.
    mutating func compare(at size: Int, roots: [Digest32], keys: KeyChain) -> Set<Digest32> {
        var borneOut: Set<Digest32> = []
        while isDue(at: size) {
            let claim = claims[next]
            next += 1
            guard isSigned(claim, keys) else { continue }
            if claim.checkpoint.size == size, roots.contains(claim.checkpoint.root) {
                borneOut.insert(claim.checkpoint.root)
                confirm(claim)
            } else if claim.checkpoint.size == size, let here = roots.first {
                differ(claim, here: here)
            }
        }
        return borneOut
    }

    private mutating func isSigned(_ claim: Claim, _ keys: KeyChain) -> Bool {
        let signers = keys.signers(at: claim.checkpoint.size)
        if (try? claim.note.opened(by: signers)) != nil { return true }
        findings.append(.checkpointSignature(claim.place))
        return false
    }

    private mutating func confirm(_ claim: Claim) {
        confirmed = max(confirmed, claim.checkpoint.size)
        if case .outside(let name) = claim.place { vouched = (claim.checkpoint.size, name) }
    }

    // Once one differs all later ones do: of the ledger's own, the first names the entries best.
    private mutating func differ(_ claim: Claim, here: Digest32) {
        let size = claim.checkpoint.size
        switch claim.place {
        case .inside:
            let isFirst = !findings.contains { if case .checkpointRoot = $0 { true } else { false } }
            if isFirst { findings.append(.checkpointRoot(size: size, since: confirmed)) }
        case .outside:
            let root = claim.checkpoint.root
            findings.append(.fork(claim.place, size: size, root: root, here: here, since: confirmed))
        }
    }

    /// Checkpoints of more entries than there are. The last of the ledger's own says it for all before it.
    mutating func finish(count: Int, keys: KeyChain) {
        var inside: LedgerFinding?
        for claim in claims[next...] where isSigned(claim, keys) {
            let checkpoint = claim.checkpoint
            let cut = LedgerFinding.truncated(
                claim.place, size: checkpoint.size, root: checkpoint.root, count: count)
            if case .inside = claim.place { inside = cut } else { findings.append(cut) }
        }
        next = claims.count
        if let inside { findings.append(inside) }
    }
}
