/// Why a spreadsheet could not be read or written.
public enum SpreadsheetError: Error, Sendable, Hashable {
    case empty(name: String)
    case tooManyBytes(name: String, limit: Int)
    /// Another kind of file; `format` in Japanese.
    case unsupportedFormat(name: String, format: String)
    case encrypted(name: String)
    /// `detail` is for the log.
    case broken(name: String, detail: String)
    case unpacksTooLarge(name: String, part: String)
    case entityDeclarationRefused(name: String, part: String)
    case tooManyRows(name: String, limit: Int)
    case tooManyColumns(name: String, limit: Int)
    /// A sheet that the caller asked for by name.
    case noSuchSheet(name: String, sheet: String, sheets: [String])
    case unknownEncoding(name: String, line: Int)
    /// A quoted cell that never ends; `line` counts from 1.
    case openQuote(name: String, line: Int)
    /// Characters that CP932 does not have, each once, in the order in which they stand.
    case unwritable(characters: [String])
    case cannotWrite(detail: String)

    /// Stable, ASCII.
    public var code: String {
        switch self {
        case .empty: "sheet.empty"
        case .tooManyBytes: "sheet.too-many-bytes"
        case .unsupportedFormat: "sheet.unsupported-format"
        case .encrypted: "sheet.encrypted"
        case .broken: "sheet.broken"
        case .unpacksTooLarge: "sheet.unpacks-too-large"
        case .entityDeclarationRefused: "sheet.xml-entities-refused"
        case .tooManyRows: "sheet.too-many-rows"
        case .tooManyColumns: "sheet.too-many-columns"
        case .noSuchSheet: "sheet.no-such-sheet"
        case .unknownEncoding: "sheet.unknown-encoding"
        case .openQuote: "sheet.open-quote"
        case .unwritable: "sheet.unwritable"
        case .cannotWrite: "sheet.cannot-write"
        }
    }

    /// For the log; empty where the sentence says it all.
    public var detail: String {
        switch self {
        case .broken(_, let detail), .cannotWrite(let detail): detail
        case .unpacksTooLarge(_, let part), .entityDeclarationRefused(_, let part): part
        default: ""
        }
    }
}

extension SpreadsheetError: CustomStringConvertible {
    public var description: String { message }

    /// In Japanese: what is wrong and what to do.
    public var message: String {
        switch self {
        case .empty(let name):
            "ファイル「\(name)」には表がありません。見出しの行とデータの行があるファイルを選んでください。"
        case .tooManyBytes(let name, let limit):
            "ファイル「\(name)」は大きすぎます（上限 \(limit / 1_000_000) MB）。画像を除くか、行を分けて保存し直してください。"
        case .unsupportedFormat(let name, let format):
            "ファイル「\(name)」は\(format)のため読めません。Excel で開き、「Excel ブック（.xlsx）」か CSV で保存し直してください。"
        case .encrypted(let name):
            "ファイル「\(name)」はパスワードで保護されています。Excel で開いてパスワードを外し、保存し直してください。"
        case .broken(let name, _):
            "ファイル「\(name)」は壊れているため読めません。Excel で開けるか確かめ、別の名前で保存し直してください。"
        case .unpacksTooLarge(let name, _):
            "ファイル「\(name)」は、展開すると異常に大きくなるため読むのをやめました。入手元を確かめ、心当たりがなければ情報セキュリティの担当へ知らせてください。"
        case .entityDeclarationRefused(let name, _):
            "ファイル「\(name)」に、通常の表にはない宣言（DOCTYPE）があるため読むのをやめました。入手元を確かめ、心当たりがなければ情報セキュリティの担当へ知らせてください。"
        case .tooManyRows(let name, let limit):
            "ファイル「\(name)」は行が多すぎます（上限 \(limit) 行）。ファイルを分けて、順に取り込んでください。"
        case .tooManyColumns(let name, let limit):
            "ファイル「\(name)」は列が多すぎます（上限 \(limit) 列）。要らない列を削除して保存し直してください。"
        case .noSuchSheet(let name, let sheet, let sheets):
            "ファイル「\(name)」にシート「\(sheet)」がありません。次から選んでください：\(sheets.joined(separator: "、"))"
        case .unknownEncoding(let name, let line):
            "ファイル「\(name)」の文字コードを判断できません（\(line) 行目）。Excel で開き、「CSV UTF-8」で保存し直してください。"
        case .openQuote(let name, let line):
            "ファイル「\(name)」の \(line) 行目で始まる「\"」が閉じられていません。その行を直して保存し直してください。"
        case .unwritable(let characters):
            "CP932（Shift_JIS）にない文字が \(characters.count) 種類あります："
                + characters.prefix(30).joined(separator: " ") + "。UTF-8 の CSV か Excel 形式で書き出してください。"
        case .cannotWrite:
            "ファイルを作れませんでした。空き容量を確かめて、もう一度書き出してください。"
        }
    }
}

/// How much of one spreadsheet is read before it is refused.
public struct SpreadsheetLimits: Sendable, Hashable {
    /// Bytes of the file itself.
    public var fileBytes: Int
    /// Bytes that all its parts may take when unpacked.
    public var unpackedBytes: Int
    /// How many times larger than its packed form a part may be, looked at from the first mebibyte on.
    public var unpackedRatio: Int
    /// Rows that hold something.
    public var rows: Int
    /// The last column that holds something.
    public var columns: Int

    /// 50 MB, 400 MiB unpacked at no more than 300 times, 200,000 rows, 300 columns.
    public static let standard = SpreadsheetLimits(
        fileBytes: 50_000_000, unpackedBytes: 400 << 20, unpackedRatio: 300, rows: 200_000, columns: 300)

    /// Sets every limit.
    public init(fileBytes: Int, unpackedBytes: Int, unpackedRatio: Int, rows: Int, columns: Int) {
        self.fileBytes = fileBytes
        self.unpackedBytes = unpackedBytes
        self.unpackedRatio = unpackedRatio
        self.rows = rows
        self.columns = columns
    }
}
