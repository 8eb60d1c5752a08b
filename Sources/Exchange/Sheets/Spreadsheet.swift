import Primitives

/// A spreadsheet of any kind that is read here, as tables.
public enum Spreadsheet {
    /// The visible sheets of a workbook, or the one table of a CSV file.
    ///
    /// - Parameters:
    ///   - name: the file's name, for messages and where the content leaves the kind open.
    ///   - isWanted: asked now and then during long work; false ends it with `CancellationError`.
    /// - Throws: `SpreadsheetError`; `CancellationError`.
    public static func tables(
        of bytes: [UInt8], name: String, limits: SpreadsheetLimits = .standard,
        isWanted: () -> Bool = { true }
    ) throws -> [SheetTable] {
        guard !bytes.isEmpty else { throw SpreadsheetError.empty(name: name) }
        guard bytes.count <= limits.fileBytes else {
            throw SpreadsheetError.tooManyBytes(name: name, limit: limits.fileBytes)
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return try Workbook(bytes, name: name, limits: limits).tables(isWanted: isWanted)
        }
        switch FormatDetection.format(of: bytes, name: name) {
        case .encryptedOffice: throw SpreadsheetError.encrypted(name: name)
        case .unsupported(let format):
            let isOld = bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
            throw SpreadsheetError.unsupportedFormat(
                name: name, format: isOld ? "古い形式の Excel ブック（.xls）などの文書" : format)
        case .known(.pdf): throw SpreadsheetError.unsupportedFormat(name: name, format: "PDF")
        case .known(.html): throw SpreadsheetError.unsupportedFormat(name: name, format: "HTML")
        case .known: return [try CSVReader.table(of: bytes, name: name, limits: limits)]
        }
    }

    /// The table of the file at a path, or the sheet of that name.
    ///
    /// - Throws: `SpreadsheetError`; `TextExtractionError` where the file itself cannot be read.
    public static func tables(fromFile path: String, limits: SpreadsheetLimits = .standard) throws
        -> [SheetTable]
    {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try FileBytes.read(path: path, name: name, limit: limits.fileBytes)
        return try tables(of: bytes, name: name, limits: limits)
    }
}
