/// Why the text of a document could not be read.
public enum TextExtractionError: Error, Sendable, Equatable {
    case noSuchFile(name: String)
    case notReadable(name: String)
    case isDirectory(name: String)
    /// No bytes, or nothing but blanks.
    case empty(name: String)
    case binary(name: String)
    case unsupportedFormat(name: String, format: String)
    case tooManyBytes(name: String, limit: Int)
    case tooManyPages(name: String, pages: Int, limit: Int)
    /// Bytes that fit none of the encodings known here; `byteOffset` counts from 0, `line` from 1.
    case unknownEncoding(name: String, byteOffset: Int, line: Int)
    /// Bytes that break the encoding that the file shows or was said to have; `byteOffset` from 0, `line`
    /// from 1.
    case wrongEncoding(name: String, encoding: String, byteOffset: Int, line: Int)
    case passwordProtectedPDF(name: String)
    case copyForbiddenPDF(name: String)
    case brokenPDF(name: String, detail: String)
    case noTextInPDF(name: String, pages: Int)
    case encryptedDOCX(name: String)
    /// A DOCX that is not a sound archive or not sound XML; `detail` is for the log.
    case brokenDOCX(name: String, detail: String)
    case unpacksTooLarge(name: String, part: String)
    case entityDeclarationRefused(name: String, part: String)
    case readerMissing(name: String, program: String)
    case readerFailed(name: String, program: String, detail: String)
    case timedOut(name: String, seconds: Int)

    /// The name by which programs and manuals know the case; it does not change between versions.
    public var code: String {
        switch self {
        case .noSuchFile: "no-such-file"
        case .notReadable: "not-readable"
        case .isDirectory: "is-directory"
        case .empty: "empty"
        case .binary: "binary"
        case .unsupportedFormat: "unsupported-format"
        case .tooManyBytes: "too-many-bytes"
        case .tooManyPages: "too-many-pages"
        case .unknownEncoding: "unknown-encoding"
        case .wrongEncoding: "wrong-encoding"
        case .passwordProtectedPDF: "pdf-password"
        case .copyForbiddenPDF: "pdf-copy-forbidden"
        case .brokenPDF: "pdf-broken"
        case .noTextInPDF: "pdf-no-text"
        case .encryptedDOCX: "docx-encrypted"
        case .brokenDOCX: "docx-broken"
        case .unpacksTooLarge: "unpacks-too-large"
        case .entityDeclarationRefused: "xml-entities-refused"
        case .readerMissing: "reader-missing"
        case .readerFailed: "reader-failed"
        case .timedOut: "timed-out"
        }
    }

    /// What went wrong underneath, for whoever reads the log; nil when the sentence says it all.
    public var detail: String? {
        switch self {
        case .brokenPDF(_, let detail), .brokenDOCX(_, let detail), .readerFailed(_, _, let detail): detail
        case .unpacksTooLarge(_, let part), .entityDeclarationRefused(_, let part): part
        default: nil
        }
    }
}
