/// One thing that is wrong with a stored ledger.
public enum LedgerFinding: Hashable, Sendable {
    /// The header is not in its canonical form, or holds what no header may hold.
    case headerUnreadable(seq: Int)
    /// The header disagrees with the row that it names.
    case headerMismatch(seq: Int, field: String)
    /// Header, salt or body are not what the leaf was made of.
    case contentChanged(seq: Int)
    /// Header, salt and body are right, and the stored leaf hash is not.
    case leafChanged(seq: Int)
    /// Salt or body are gone without a disposal.
    case contentMissing(seq: Int)
    /// Entries are gone from within.
    case gap(missing: Range<Int>)
    /// Entries stand elsewhere than where they were written; `written` is the number that the first of them
    /// bears.
    case reordered(entries: Range<Int>, written: Int)
    /// An entry bears the number of one that stands in its place already.
    case duplicate(seq: Int, of: Int)
    /// One of these entries was replaced as a whole, hash and all.
    case entryReplaced(among: Range<Int>)
    /// A stored subtree hash is wrong.
    case nodeChanged(MerkleAddress)
    /// A subtree hash that should be stored is not.
    case nodeMissing(MerkleAddress)
    /// A subtree hash is stored that the tree does not have.
    case nodeSurplus(MerkleAddress)
    /// A version and its successor do not name each other.
    case versionChain(seq: Int, named: Int)
    /// A version row stands in a register and no entry says that it was written.
    case rowSurplus(register: String, fromSeq: Int)
    /// Content was destroyed under an entry that does not say so.
    case disposalUnfounded(seq: Int, under: Int)
    /// A key is used that the key before it did not introduce.
    case keyUnfounded(fromSeq: Int)
    /// A checkpoint cannot be read, or is of another ledger or another size than it is stored under.
    case checkpointUnreadable(StoredCheckpoint.Place)
    /// A checkpoint is not signed by the key that signed at its size.
    case checkpointSignature(StoredCheckpoint.Place)
    /// A checkpoint of the ledger's own does not fit the entries; they were right up to `since`.
    case checkpointRoot(size: Int, since: Int)
    /// A checkpoint says more entries than there are: the end was cut off.
    case truncated(StoredCheckpoint.Place, size: Int, root: Digest32, count: Int)
    /// A checkpoint kept outside says other entries than there are: the history was written anew.
    case fork(StoredCheckpoint.Place, size: Int, root: Digest32, here: Digest32, since: Int)
}

extension LedgerFinding {
    /// A stable code, for programs.
    public var code: String {
        switch self {
        case .headerUnreadable: "header-unreadable"
        case .headerMismatch: "header-mismatch"
        case .contentChanged: "content-changed"
        case .leafChanged: "leaf-changed"
        case .contentMissing: "content-missing"
        case .gap: "gap"
        case .reordered: "reordered"
        case .duplicate: "duplicate"
        case .entryReplaced: "entry-replaced"
        case .nodeChanged: "node-changed"
        case .nodeMissing: "node-missing"
        case .nodeSurplus: "node-surplus"
        case .versionChain: "version-chain"
        case .rowSurplus: "row-surplus"
        case .disposalUnfounded: "disposal-unfounded"
        case .keyUnfounded: "key-unfounded"
        case .checkpointUnreadable: "checkpoint-unreadable"
        case .checkpointSignature: "checkpoint-signature"
        case .checkpointRoot: "checkpoint-root"
        case .truncated: "truncated"
        case .fork: "fork"
        }
    }

    /// The entries among which the fault lies; nil when it is in no entry.
    public var entries: Range<Int>? {
        switch self {
        case .headerUnreadable(let seq), .headerMismatch(let seq, _), .contentChanged(let seq),
            .leafChanged(let seq),
            .contentMissing(let seq), .duplicate(let seq, _), .versionChain(let seq, _),
            .rowSurplus(_, let seq), .disposalUnfounded(let seq, _), .keyUnfounded(let seq):
            seq..<seq + 1
        case .gap(let entries), .reordered(let entries, _), .entryReplaced(let entries): entries
        case .nodeChanged(let address), .nodeMissing(let address): address.leaves
        case .nodeSurplus, .checkpointUnreadable, .checkpointSignature: nil
        case .checkpointRoot(let size, let since): since..<max(size, since)
        case .truncated(_, let size, _, let count): count..<max(size, count)
        case .fork(_, let size, _, _, let since): since..<max(size, since)
        }
    }
}
