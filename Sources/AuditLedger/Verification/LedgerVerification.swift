/// Verifies a stored ledger from beginning to end, in one pass, and names what is wrong.
///
/// Feed `entry` in the order in which entries are stored, `node` in any order (best between entries, so that
/// few wait in memory: `nodesCompleted(by:)` says which a stretch of entries completes), then ask for the
/// `report`. Needs a few words of memory for each current record. Nothing that is fed is believed; the keys
/// of the ledger itself are, from the first key on, unless `trusted` says which keys people hold outside.
public struct LedgerVerification {
    private let start: Int
    private var findings: [LedgerFinding] = []
    private var unreported = 0
    private var tree: MerkleFrontier
    // The tree over what the entries say, once an entry disagrees with its stored leaf.
    private var recomputed: MerkleFrontier?
    // Entries that disagree with their stored leaves.
    private var suspects: [Int] = []
    private var suspectRuns = EntryRanges()
    // Entries whose place in the tree is unknown: subtrees above them cannot be right, and say nothing.
    private var displaced = EntryRanges()
    // Entries whose header could not be followed from version to version.
    private var unfollowed = EntryRanges()
    private var isTreeLost = false
    private var nodes = NodeComparison()
    private var chains: VersionChains
    private var keys: KeyChain
    private var checkpoints: CheckpointComparison
    private var checkpointsBearOutContent = false
    private var nextSeq: Int
    private var disposals: [Int: [Int]] = [:]
    private var disposedCount = 0

    /// How many findings a report lists; more are counted.
    public static let mostFindings = 1000
    /// A larger hole is reported, and the tree behind it is not compared.
    static let largestBridgedGap = 4096

    /// Begins at the first entry, or after those of a frontier that was verified before.
    ///
    /// `checkpoints` are those of the ledger and those kept outside, in any order.
    public init(
        origin: String, keys: [StoredKey], checkpoints: [StoredCheckpoint], trusted: [NoteVerifierKey] = [],
        after frontier: MerkleFrontier = MerkleFrontier()
    ) {
        start = frontier.size
        nextSeq = frontier.size
        tree = frontier
        chains = VersionChains(start: start)
        self.keys = KeyChain(stored: keys, trusted: trusted, start: start)
        self.checkpoints = CheckpointComparison(checkpoints, origin: origin, start: start)
        compareCheckpoints()
    }

    /// The subtrees of level 1 and up that a stretch of entries completes: for each level, a run of indices.
    public static func nodesCompleted(by entries: Range<Int>) -> [(level: Int, indices: Range<Int>)] {
        (1..<Int.bitWidth - 1).lazy
            .map { (level: $0, indices: entries.lowerBound >> $0..<entries.upperBound >> $0) }
            .prefix { entries.upperBound >> $0.level > 0 }
            .filter { !$0.indices.isEmpty }
    }

    /// Takes the next stored entry.
    public mutating func entry(_ entry: StoredEntry) {
        guard entry.seq >= nextSeq else { return add(.duplicate(seq: entry.seq, of: entry.seq)) }
        if entry.seq > nextSeq { bridge(nextSeq..<entry.seq) }
        nextSeq = entry.seq + 1
        let stored = Digest32(bytes: entry.leaf)
        let computed = entry.computedLeaf
        let isSuspect = computed != nil && stored != nil && computed != stored
        if stored == nil { add(.leafChanged(seq: entry.seq)) }
        if isSuspect {
            suspects.append(entry.seq)
            suspectRuns.append(entry.seq..<nextSeq)
        }
        examine(entry, isSuspect: isSuspect)
        let leaf = stored ?? computed ?? .ofNothing
        append(leaf, recomputed: computed ?? leaf)
        compareCheckpoints()
    }

    /// Takes a version row that no entry claims: one whose `from_seq` is no version of its register.
    public mutating func unclaimedRow(register: String, fromSeq: Int) {
        add(.rowSurplus(register: register, fromSeq: fromSeq))
    }

    /// Takes a stored subtree of level 1 or up.
    public mutating func node(_ node: MerkleNode) {
        nodes.stored(node)
    }

    // MARK: One entry

    // A header that was changed is not asked what it says: its number may be part of the change.
    private mutating func examine(_ entry: StoredEntry, isSuspect: Bool) {
        if let header = try? LeafHeader(parsing: entry.header), header.seq == entry.seq {
            return compare(header, with: entry)
        }
        unfollowed.append(entry.seq..<nextSeq)
        guard !isSuspect else { return }
        if let header = try? LeafHeader(parsing: entry.header) {
            misplaced(entry.seq, written: header.seq)
        } else {
            add(.headerUnreadable(seq: entry.seq))
        }
    }

    private mutating func compare(_ header: LeafHeader, with entry: StoredEntry) {
        if let field = Self.mismatch(header, entry) { add(.headerMismatch(seq: entry.seq, field: field)) }
        chains.follow(header, row: entry.row)
        switch entry.content {
        case .missing: add(.contentMissing(seq: entry.seq))
        case .disposed(let under, _): disposed(entry.seq, under: under)
        case .kept(_, let body):
            if header.kind == KeyRotation.entryKind { keys.rotate(body: body, seq: entry.seq) }
            if header.disposes { founded(by: entry.seq, body: body) }
        }
    }

    private static func mismatch(_ header: LeafHeader, _ entry: StoredEntry) -> String? {
        guard let row = entry.row else {
            let needsRow = if case .kept = entry.content { header.isVersion && !header.closes } else { false }
            return needsRow ? "register" : nil
        }
        if header.register != row.register { return "register" }
        if header.record != row.record { return "record" }
        return header.shape != row.shape ? "shape" : nil
    }

    private mutating func disposed(_ seq: Int, under: Int) {
        disposedCount += 1
        if under > seq {
            disposals[under, default: []].append(seq)
        } else {
            add(.disposalUnfounded(seq: seq, under: under))
        }
    }

    private mutating func founded(by under: Int, body: [UInt8]) {
        let listed = (try? DisposalBody(parsing: body)).map { Set($0.disposed) } ?? []
        for seq in disposals.removeValue(forKey: under) ?? [] where !listed.contains(seq) {
            add(.disposalUnfounded(seq: seq, under: under))
        }
    }

    private mutating func misplaced(_ seq: Int, written: Int) {
        let stands = written >= start && written < seq && !displaced.contains(written)
        displaced.append(seq..<seq + 1)
        if stands, !followsMisplaced(seq, written) { return add(.duplicate(seq: seq, of: written)) }
        if followsMisplaced(seq, written), case .reordered(let run, let first)? = findings.last {
            findings[findings.count - 1] = .reordered(entries: run.lowerBound..<seq + 1, written: first)
        } else {
            add(.reordered(entries: seq..<seq + 1, written: written))
        }
    }

    // A deleted or inserted entry moves all that follow by the same distance: one finding, not thousands.
    private func followsMisplaced(_ seq: Int, _ written: Int) -> Bool {
        guard unreported == 0, case .reordered(let run, let first)? = findings.last else { return false }
        return run.upperBound == seq && written - first == seq - run.lowerBound
    }

    // MARK: The tree

    private mutating func append(_ leaf: Digest32, recomputed computed: Digest32) {
        guard !isTreeLost else { return }
        guard recomputed != nil || leaf != computed else {
            for node in tree.append(leaf) { nodes.expect(node, recomputed: node.hash) }
            return
        }
        var other = recomputed ?? tree
        let pairs = zip(tree.append(leaf), other.append(computed))
        for (node, twin) in pairs { nodes.expect(node, recomputed: twin.hash) }
        recomputed = other
    }

    private mutating func bridge(_ missing: Range<Int>) {
        add(.gap(missing: missing))
        displaced.append(missing)
        unfollowed.append(missing)
        isTreeLost = isTreeLost || missing.count > Self.largestBridgedGap
        for _ in missing where !isTreeLost { append(.ofNothing, recomputed: .ofNothing) }
    }

    private mutating func compareCheckpoints() {
        guard checkpoints.isDue(at: nextSeq) else { return }
        let roots = displaced.isEmpty ? [tree.root] + (recomputed.map { [$0.root] } ?? []) : []
        let borneOut = checkpoints.compare(at: nextSeq, roots: roots, keys: keys)
        guard let twin = recomputed, !borneOut.isEmpty else { return }
        checkpointsBearOutContent = borneOut.contains(twin.root) && !borneOut.contains(tree.root)
    }

    // MARK: The end

    /// What was found, once everything was fed.
    ///
    /// Without `comparingNodes`, subtrees that were not fed do not count as missing.
    public consuming func report(comparingNodes: Bool = true) -> LedgerReport {
        keys.finish()
        chains.finish()
        checkpoints.finish(count: nextSeq, keys: keys)
        for seq in suspects { add(isLeafWrong(seq) ? .leafChanged(seq: seq) : .contentChanged(seq: seq)) }
        for (under, entries) in disposals.sorted(by: { $0.key < $1.key }) {
            for seq in entries { add(.disposalUnfounded(seq: seq, under: under)) }
        }
        for (seq, named) in chains.broken where !unfollowed.contains(seq) && !unfollowed.contains(named) {
            add(.versionChain(seq: seq, named: named))
        }
        for seq in keys.unfounded { add(.keyUnfounded(fromSeq: seq)) }
        if comparingNodes, !isTreeLost { addNodes() }
        for finding in checkpoints.findings { add(finding) }
        return LedgerReport(
            findings: findings, unreportedCount: unreported, entryCount: nextSeq,
            disposedCount: disposedCount,
            confirmedSize: checkpoints.confirmed, vouchedSize: checkpoints.vouched?.size,
            vouchedBy: checkpoints.vouched?.name, frontier: isTreeLost ? nil : tree)
    }

    private mutating func addNodes() {
        for finding in nodes.findings(confirmed: checkpoints.confirmed, count: nextSeq) {
            let leaves = finding.entries ?? 0..<0
            if !displaced.overlaps(leaves), !suspectRuns.overlaps(leaves) { add(finding) }
        }
        for address in nodes.missing { add(.nodeMissing(address)) }
        for address in nodes.surplus { add(.nodeSurplus(address)) }
    }

    // The smallest stored subtree above a disagreeing entry says whether the leaf or the content is the
    // original.
    private func isLeafWrong(_ seq: Int) -> Bool {
        nodes.lowestVote(above: seq) ?? checkpointsBearOutContent
    }

    private mutating func add(_ finding: LedgerFinding) {
        if findings.count < Self.mostFindings { findings.append(finding) } else { unreported += 1 }
    }
}
