import Exchange
import Office
import Primitives
import Registers

/// The kinds of file that a register goes out as.
public enum SheetFormat: String, Sendable {
    case xlsx
    case csv

    /// By the ending of a file's name; nil for another.
    public init?(ofFile name: String) {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }

    /// The register as a file.
    ///
    /// - Throws: `Problem` with the words of `SpreadsheetError`.
    public func bytes(_ export: RegisterExport, encoding: CSVWriter.Encoding = .utf8) throws -> [UInt8] {
        do {
            switch self {
            case .xlsx:
                var layout = export.layout
                layout.fit(export.beginning)
                return try WorkbookWriter.bytes(layout, rows: export.rows)
            case .csv: return try CSVWriter.bytes(export.layout, encoding: encoding, rows: export.rows)
            }
        } catch let error as SpreadsheetError {
            throw Problem(error.code, error.message, detail: error.detail)
        }
    }

    /// For the answer's header.
    var mediaType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv"
        }
    }
}

extension RefusedRows {
    /// What an import refused, as a workbook.
    public static func workbook(_ plan: ImportPlan, _ table: SheetTable) throws -> [UInt8] {
        var reasons: [Int: [String]] = [:]
        for cell in plan.refused {
            let place = cell.column.isEmpty ? "" : "【\(cell.column)】"
            reasons[cell.row, default: []].append(place + cell.message)
        }
        let hidden = [ColumnMeaning.id, .version].compactMap { plan.mapping.column(of: $0) }
        return try workbook(
            table, headings: plan.mapping.headings, reasonHeading: SheetHeadings.reason, reasons: reasons,
            hidden: Set(hidden))
    }
}
