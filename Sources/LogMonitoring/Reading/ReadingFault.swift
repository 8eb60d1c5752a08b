/// Why a record is not wholly understood. A finding, not an error: the record is kept.
public enum ReadingFault: Error, Sendable, Hashable {
    case notRecognized
    case unclosedQuote
    case notKeyAndValue
    case tooFewColumns(found: Int, wanted: Int)
    case notJSON
    case tooDeep
    case tooManyFields
    case tooLong
    case noTime
    case headerMissing
    case notThisFormat(String)

    /// Stable; for programs.
    public var code: String {
        switch self {
        case .notRecognized: "logs.not-recognized"
        case .unclosedQuote: "logs.unclosed-quote"
        case .notKeyAndValue: "logs.not-key-and-value"
        case .tooFewColumns: "logs.too-few-columns"
        case .notJSON: "logs.not-json"
        case .tooDeep: "logs.too-deep"
        case .tooManyFields: "logs.too-many-fields"
        case .tooLong: "logs.too-long"
        case .noTime: "logs.no-time"
        case .headerMissing: "logs.header-missing"
        case .notThisFormat: "logs.not-this-format"
        }
    }

    /// For people.
    public var japanese: String {
        switch self {
        case .notRecognized: "どの形式にも当てはまりません"
        case .unclosedQuote: "引用符が閉じていません"
        case .notKeyAndValue: "「名前=値」の並びになっていません"
        case .tooFewColumns(let found, let wanted): "列が足りません（\(wanted) 列のところ \(found) 列）"
        case .notJSON: "JSON として読めません"
        case .tooDeep: "入れ子が深すぎます"
        case .tooManyFields: "項目が多すぎます（\(EventDraft.limit) を超えました）"
        case .tooLong: "行が長すぎます（\(LogReader.longestRecord) バイトで切りました）"
        case .noTime: "時刻を読み取れません"
        case .headerMissing: "列の名前を書いた見出しの行がありません"
        case .notThisFormat(let name): "\(name) の形式ではありません"
        }
    }

    public var english: String {
        switch self {
        case .notRecognized: "no format recognizes it"
        case .unclosedQuote: "a quote is not closed"
        case .notKeyAndValue: "not a list of key=value"
        case .tooFewColumns(let found, let wanted): "too few columns (\(found) of \(wanted))"
        case .notJSON: "not JSON"
        case .tooDeep: "nested too deeply"
        case .tooManyFields: "more than \(EventDraft.limit) fields"
        case .tooLong: "longer than \(LogReader.longestRecord) bytes, cut there"
        case .noTime: "its time cannot be read"
        case .headerMissing: "the header line with the columns is missing"
        case .notThisFormat(let name): "not of the format \(name)"
        }
    }
}
