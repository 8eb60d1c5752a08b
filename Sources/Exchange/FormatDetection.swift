/// Telling kinds of files apart: by their first bytes, and by name only where these leave it open.
enum FormatDetection {
    enum Finding: Equatable {
        case known(SourceFormat)
        /// A word-processor file behind a password, which hides even its own kind.
        case encryptedOffice
        case unsupported(String)
    }

    static let endings: [String: SourceFormat] = [
        "txt": .plainText, "text": .plainText, "md": .markdown, "markdown": .markdown, "html": .html,
        "htm": .html,
        "xhtml": .html, "docx": .docx, "docm": .docx, "pdf": .pdf,
    ]

    /// The part of a name after its last dot, in lower case; empty when there is none.
    static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    static func format(of bytes: [UInt8], name: String) -> Finding {
        if let finding = signature(of: bytes) { return finding }
        let named = endings[ending(of: name)]
        // Readers of PDF accept up to a kilobyte of other things before the header.
        if named == .pdf, bytes.prefix(1029).firstRange(of: Array("%PDF-".utf8)) != nil {
            return .known(.pdf)
        }
        if HTMLDocument.isPresent(in: bytes) { return .known(.html) }
        switch named {
        case .html, .markdown: return .known(named ?? .plainText)
        case .docx, .pdf:
            // Without the signature it is no such file; if it is not plain text either, it is a damaged one.
            let isText = (try? TextDecoding.decode(bytes, name: name, as: nil)) != nil
            return .known(isText ? .plainText : named ?? .plainText)
        default: return .known(.plainText)
        }
    }

    private static let signatures: [([UInt8], Finding)] = [
        (Array("%PDF-".utf8), .known(.pdf)),
        ([0x50, 0x4B, 0x03, 0x04], .known(.docx)),
        ([0x50, 0x4B, 0x05, 0x06], .known(.docx)),
        (Array("{\\rtf".utf8), .unsupported("リッチテキスト（.rtf）")),
        ([0x89, 0x50, 0x4E, 0x47], .unsupported("画像（PNG）")),
        ([0xFF, 0xD8, 0xFF], .unsupported("画像（JPEG）")),
        (Array("GIF8".utf8), .unsupported("画像（GIF）")),
        ([0x49, 0x49, 0x2A, 0x00], .unsupported("画像（TIFF）")),
        ([0x4D, 0x4D, 0x00, 0x2A], .unsupported("画像（TIFF）")),
        ([0x1F, 0x8B], .unsupported("圧縮ファイル（gzip）")),
        (Array("7z\u{BC}\u{AF}".unicodeScalars.map { UInt8($0.value) }), .unsupported("圧縮ファイル（7z）")),
    ]

    private static func signature(of bytes: [UInt8]) -> Finding? {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            // The name of a stream in the compound file, in UTF-16.
            let marker: [UInt8] = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            if bytes.firstRange(of: marker) != nil { return .encryptedOffice }
            return .unsupported("古い形式の Word 文書（.doc）か一太郎などの文書")
        }
        return signatures.first { bytes.starts(with: $0.0) }?.1
    }
}
