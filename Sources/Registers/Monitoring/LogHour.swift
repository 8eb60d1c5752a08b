import Primitives

/// 保存したログの一時間: what came of one source in one hour, sealed; made by the archive alone.
///
/// The leaf of this record in the ledger is what the sealed hour is proved by.
public struct LogHour: Record {
    public let hour: String
    public let source: Link<LogOrigin>
    public let lineCount: Int
    public let byteCount: Int
    public let notUnderstood: Int
    public let dropped: Int
    public let firstAt: String?
    public let lastAt: String?
    public let blockCount: Int
    public let root: String
    public let segment: String
    public let disposedOn: Day?

    /// A record with these values; what may be missing is missing unless it is given.
    ///
    /// - Parameters:
    ///   - hour: in UTC, `2026-11-30T12`.
    ///   - firstAt: when its first line was received, ISO 8601 in UTC; nil where none came.
    ///   - root: of the blocks' tree, hexadecimal.
    ///   - segment: where the archive keeps the bytes.
    public init(
        hour: String, source: Link<LogOrigin>, lineCount: Int, byteCount: Int, notUnderstood: Int = 0,
        dropped: Int = 0, firstAt: String? = nil, lastAt: String? = nil, blockCount: Int, root: String,
        segment: String, disposedOn: Day? = nil
    ) {
        self.hour = hour
        self.source = source
        self.lineCount = lineCount
        self.byteCount = byteCount
        self.notUnderstood = notUnderstood
        self.dropped = dropped
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.blockCount = blockCount
        self.root = root
        self.segment = segment
        self.disposedOn = disposedOn
    }

    public static let registerName = "log-hours"
    public static let register = Register<Self>(
        "保存したログ", clauses: ["6(1)", "6(4)", "6(5)"],
        purpose: "送信元ごと、一時間ごとに、受け取って封をしたログの記録です。あとから書き換えられていないことを示します。", record: Self.init
    ) {
        Field("hour", \.hour, "時間（UTC）").listed().madeByActs()
        Field("source", \.source, "送信元").listed().madeByActs()
        Field("line_count", \.lineCount, "行数").listed().madeByActs()
        Field("byte_count", \.byteCount, "バイト数").madeByActs()
        Field("not_understood", \.notUnderstood, "読み取れなかった行").listed().madeByActs()
        Field("dropped", \.dropped, "受け取れずに捨てた行").listed().madeByActs()
        Field("first_at", \.firstAt, "最初に受け取った時刻").madeByActs()
        Field("last_at", \.lastAt, "最後に受け取った時刻").madeByActs()
        Field("block_count", \.blockCount, "ブロックの数").madeByActs()
        Field("root", \.root, "照合値（木の根）").madeByActs()
        Field("segment", \.segment, "保存先").madeByActs()
        Field("disposed_on", \.disposedOn, "廃棄した日").madeByActs()
    } access: {
        Read(.office, .auditors)
        Write(.office)
    }
}
