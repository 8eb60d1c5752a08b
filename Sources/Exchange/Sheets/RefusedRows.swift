import Primitives

/// The rows that an import left out, as a workbook to correct and send again.
public enum RefusedRows {
    /// The heading and these rows as they were, with the reason in the last column.
    ///
    /// - Parameters:
    ///   - headings: of the sheet's columns, in one line.
    ///   - reasons: by the row's number, what is wrong and what to do.
    /// - Throws: `SpreadsheetError.cannotWrite`.
    public static func workbook(
        _ table: SheetTable, headings: [String], reasonHeading: String, reasons: [Int: [String]],
        hidden: Set<Int>
    ) throws -> [UInt8] {
        let width = headings.count
        var rows = table.rows.filter { reasons[$0.number] != nil }.map { row -> [SheetCell] in
            (0..<width).map { row[$0] } + [.text((reasons[row.number] ?? []).joined(separator: "\n"))]
        }
        // A corrected copy that comes back with its reasons loses the old ones.
        let kept = headings.indices.filter { headings[$0] != reasonHeading }
        rows = rows.map { row in kept.map { row[$0] } + [row[width]] }
        var layout = SheetLayout(
            name: table.name,
            columns: kept.map { .init(headings[$0], .text, isHidden: hidden.contains($0)) } + [
                .init(reasonHeading, .longText, width: 60)
            ])
        layout.fit(Array(rows.prefix(1000)))
        var batches = [rows]
        return try WorkbookWriter.bytes(layout) { batches.popLast() }
    }
}
