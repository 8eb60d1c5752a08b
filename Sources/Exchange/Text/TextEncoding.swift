/// The character encodings in which Japanese public bodies keep their texts.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// Microsoft's code page, never plain Shift_JIS, which lacks ①, 﨑, 髙 and ㈱.
    case cp932 = "CP932"
    case eucJP = "EUC-JP"
    case iso2022JP = "ISO-2022-JP"

    /// The encoding behind a label as web pages and command lines write it; nil for one that is not read
    /// here.
    public init?(label: String) {
        switch label.lowercased().filter({ $0 != "_" && $0 != "-" && !$0.isWhitespace }) {
        case "utf8", "usascii", "ascii": self = .utf8
        case "utf16", "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "cp932", "shiftjis", "sjis", "xsjis", "windows31j", "mskanji", "ms932", "csshiftjis":
            self = .cp932
        case "eucjp", "xeucjp", "eucjpms", "cseucpkdfmtjapanese": self = .eucJP
        case "iso2022jp", "csiso2022jp", "jis": self = .iso2022JP
        default: return nil
        }
    }
}
