/// The readable text of a document, whatever kind of file it came in.
public struct ExtractedText: Sendable, Equatable {
    /// The text, lines ended by `\n`; nothing else of the characters is changed.
    public let text: String
    /// What the content turned out to be, which the file's name need not agree with.
    public let format: SourceFormat
    /// The character encoding that was read, as IANA or glibc names it; nil where the format fixes its own
    /// (DOCX, PDF).
    public let encoding: String?
    /// Remarks in Japanese for the reader, in the order in which they arose; empty when nothing had to be
    /// decided.
    public let notes: [String]

    /// Puts a text together with how it was read.
    public init(text: String, format: SourceFormat, encoding: String?, notes: [String]) {
        self.text = text
        self.format = format
        self.encoding = encoding
        self.notes = notes
    }
}

/// The kinds of file whose text can be read.
public enum SourceFormat: String, Sendable, CaseIterable {
    case plainText = "txt"
    case markdown = "md"
    case html
    case docx
    case pdf

    /// The kind in Japanese, as it is named in remarks.
    public var title: String {
        switch self {
        case .plainText: "テキスト"
        case .markdown: "Markdown"
        case .html: "HTML"
        case .docx: "Word 文書（.docx）"
        case .pdf: "PDF"
        }
    }
}

/// How much of one document is read before it is refused.
public struct ExtractionLimits: Sendable, Equatable {
    /// Bytes of the file itself.
    public var fileBytes: Int
    /// Pages of a PDF.
    public var pages: Int
    /// Bytes that all parts of a DOCX may take together when unpacked, and the output of a reader program.
    public var unpackedBytes: Int
    /// How many times larger than its packed form a part of a DOCX may be.
    ///
    /// Looked at from the first mebibyte on; ordinary XML stays far under a hundred.
    public var unpackedRatio: Int
    /// Wall-clock time for one run of an outside reader program.
    public var readerTime: Duration

    /// 20 MB, 500 pages, 128 MiB unpacked at no more than 250 times, 60 seconds.
    public static let standard = ExtractionLimits(
        fileBytes: 20_000_000, pages: 500, unpackedBytes: 128 << 20, unpackedRatio: 250,
        readerTime: .seconds(60))

    /// Sets every limit.
    public init(fileBytes: Int, pages: Int, unpackedBytes: Int, unpackedRatio: Int, readerTime: Duration) {
        self.fileBytes = fileBytes
        self.pages = pages
        self.unpackedBytes = unpackedBytes
        self.unpackedRatio = unpackedRatio
        self.readerTime = readerTime
    }
}
