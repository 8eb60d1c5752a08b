/// What a verification found.
public struct LedgerReport: Hashable, Sendable {
    /// What is wrong; empty when nothing is.
    public let findings: [LedgerFinding]
    /// How many findings more there are than are listed.
    public let unreportedCount: Int
    /// How many entries there are, the ones verified before included.
    public let entryCount: Int
    /// Entries whose content was destroyed and whose leaf still stands.
    public let disposedCount: Int
    /// Up to which size a signed checkpoint fits the entries; what follows is not signed yet.
    public let confirmedSize: Int
    /// Up to which size a checkpoint kept outside fits; nil when none was given or none fits.
    public let vouchedSize: Int?
    /// The name of that checkpoint.
    public let vouchedBy: String?
    /// The tree as it stands, from which a later verification may go on; nil when a hole was too large.
    ///
    /// Go on from it only when `holds`.
    public let frontier: MerkleFrontier?

    /// Whether nothing is wrong.
    public var holds: Bool { findings.isEmpty }

    /// One Japanese sentence of the result, and up to where somebody outside vouches for it.
    public var sentence: String {
        let result =
            holds
            ? "記録\(entryCount)件を検証し、書き換えは見つかりませんでした。"
            : "記録\(entryCount)件を検証し、\(findings.count + unreportedCount)件の問題が見つかりました。"
        guard let vouchedSize, let vouchedBy else {
            return result + "外部の控えとは照合していません。控えのファイルを指定すると、切り取りも確かめられます。"
        }
        return result + "外部の控え「\(vouchedBy)」により、最初の\(vouchedSize)件までが裏付けられています。"
    }
}
