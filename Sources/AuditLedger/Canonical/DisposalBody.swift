/// The body of the entry under which the content of others was destroyed: `{"disposed":[seq…]}`.
///
/// Without this list anybody could hide a changed version by calling it disposed under an act that meant
/// another.
public struct DisposalBody: Hashable, Sendable {
    /// The kind of entry that has such a body.
    public static let entryKind = "ledger.dispose"

    /// The entries whose salt and body were destroyed, ascending, at least one.
    public let disposed: [Int]

    /// Sorts the numbers; each counts once.
    ///
    /// - Throws: `disposalRefused` for none, or one out of range.
    public init(disposed: some Sequence<Int>) throws(AuditLedgerError) {
        self.disposed = Set(disposed).sorted()
        guard let first = self.disposed.first, let last = self.disposed.last else {
            throw .disposalRefused(reason: "nothing is disposed of")
        }
        guard first >= 0, last <= CanonicalJSON.largestInteger else {
            throw .disposalRefused(reason: "not the number of an entry")
        }
    }

    /// The canonical bytes.
    public var bytes: [UInt8] {
        var bytes = Array(#"{"disposed":["#.utf8)
        for (place, seq) in disposed.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.appendDecimal(seq)
        }
        bytes.append(contentsOf: "]}".utf8)
        return bytes
    }

    /// Reads what `bytes` wrote.
    ///
    /// - Throws: `jsonRefused` when it is not canonical JSON, `disposalRefused` when it is not such a list.
    public init(parsing bytes: [UInt8]) throws(AuditLedgerError) {
        guard case .array(let list)? = try CanonicalJSON(parsing: bytes)["disposed"] else {
            throw .disposalRefused(reason: "no list of entries")
        }
        let numbers = list.compactMap { value in
            if case .integer(let seq) = value { seq } else { nil }
        }
        try self.init(disposed: numbers)
        guard self.bytes == bytes else {
            throw .disposalRefused(reason: "not the list in ascending order alone")
        }
    }
}
