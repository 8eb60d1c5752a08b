/// Turning a file of any known kind into text.
public enum TextExtraction {
    /// Reads the file at `path`; remarks and errors name it by its last component.
    ///
    /// - Parameter encoding: what the text files are written in, where the caller knows it; nil to find out.
    /// - Throws: every case of `TextExtractionError`.
    public static func text(
        fromFile path: String, limits: ExtractionLimits = .standard, encoding: TextEncoding? = nil
    ) throws(TextExtractionError) -> ExtractedText {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try FileBytes.read(path: path, name: name, limit: limits.fileBytes)
        return try text(of: bytes, name: name, limits: limits, encoding: encoding)
    }

    /// Reads a document that is already in memory.
    ///
    /// - Parameters:
    ///   - name: the file's name, whose ending decides only what the content leaves open.
    ///   - encoding: what a text file is written in, where the caller knows it; nil to find out.
    /// - Throws: every case of `TextExtractionError` but those of opening a file.
    public static func text(
        of bytes: [UInt8], name: String, limits: ExtractionLimits = .standard, encoding: TextEncoding? = nil
    ) throws(TextExtractionError) -> ExtractedText {
        guard !bytes.isEmpty else { throw .empty(name: name) }
        guard bytes.count <= limits.fileBytes else {
            throw .tooManyBytes(name: name, limit: limits.fileBytes)
        }
        let found = FormatDetection.format(of: bytes, name: name)
        switch found {
        case .unsupported(let kind): throw .unsupportedFormat(name: name, format: kind)
        case .encryptedOffice: throw .encryptedDOCX(name: name)
        case .known(.html): return try HTMLDocument.text(of: bytes, name: name, encoding: encoding)
        case .known(.docx): return try DocxDocument.text(of: bytes, name: name, limits: limits)
        case .known(.pdf): return try PDFDocument.text(of: bytes, name: name, limits: limits)
        case .known(let format): return try plain(bytes, format, name: name, encoding: encoding)
        }
    }

    private static func plain(
        _ bytes: [UInt8], _ format: SourceFormat, name: String, encoding: TextEncoding?
    ) throws(TextExtractionError) -> ExtractedText {
        let decoded = try TextDecoding.decode(bytes, name: name, as: encoding)
        var notes = decoded.notes
        let ending = FormatDetection.ending(of: name)
        if let claimed = FormatDetection.endings[ending], claimed != format {
            notes.append("名前は .\(ending) ですが、中身に合わせてテキストとして読みました。")
        }
        return ExtractedText(
            text: decoded.text, format: format, encoding: decoded.encoding.rawValue, notes: notes)
    }
}
