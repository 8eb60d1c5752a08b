import Primitives

/// Writes XLSX: one visible sheet with a frozen heading, filter, drop-down lists and widths that fit, and
/// the lists on a hidden one.
///
/// The same rows give the same bytes. Text is text and never a formula; what XML cannot hold is escaped as
/// spreadsheets do and comes back.
public enum WorkbookWriter {
    /// The longest text that a cell may hold, in UTF-16 units; a longer one would make Excel repair the file.
    public static let textLimit = 32_767

    /// The workbook as bytes.
    ///
    /// - Parameter rows: gives batches of rows until nil; each row has a cell for each column.
    /// - Throws: `SpreadsheetError.cannotWrite`; what `rows` throws.
    public static func bytes(
        _ layout: SheetLayout, rows: @escaping () throws -> [[SheetCell]]?
    ) throws -> [UInt8] {
        let lists = ChoiceLists(layout)
        let sheet = SheetXML(layout, lists, rows: rows)
        var parts: [(name: String, content: any PartContent)] = [
            ("[Content_Types].xml", WholePart(FixedParts.contentTypes)),
            ("_rels/.rels", WholePart(FixedParts.relations)),
            ("xl/workbook.xml", WholePart(FixedParts.workbook(sheetName(layout.name)))),
            ("xl/_rels/workbook.xml.rels", WholePart(FixedParts.workbookRelations)),
            ("xl/styles.xml", WholePart(FixedParts.styles)),
        ]
        parts.append(("xl/worksheets/sheet1.xml", sheet))
        parts.append(("xl/worksheets/sheet2.xml", WholePart(lists.sheet)))
        return try ZipWriter.bytes(parts)
    }

    /// At most 31 characters, and none of those that a sheet's name may not have.
    private static func sheetName(_ name: String) -> String {
        let allowed = name.map { "[]:*?/\\'".contains($0) ? "_" : $0 }
        let short = String(allowed.prefix(31))
        return short.isEmpty ? "Sheet1" : short
    }
}

/// The hidden sheet that drop-down lists read from: titles with commas or beyond 255 characters would not
/// fit into a rule itself.
struct ChoiceLists {
    static let sheetName = "選択肢"
    private(set) var sheet = ""
    /// For each column of the layout the range of its list.
    private(set) var ranges: [String?] = []

    init(_ layout: SheetLayout) {
        let listed = layout.columns.filter { !$0.choices.isEmpty }
        var next = 0
        for column in layout.columns {
            guard !column.choices.isEmpty else {
                ranges.append(nil)
                continue
            }
            let letters = ColumnLetters.letters(next)
            ranges.append("\(Self.sheetName)!$\(letters)$1:$\(letters)$\(column.choices.count)")
            next += 1
        }
        var rows = ""
        for index in 0..<(listed.map(\.choices.count).max() ?? 0) {
            rows += "<row r=\"\(index + 1)\">"
            for (place, column) in listed.enumerated() where index < column.choices.count {
                let reference = ColumnLetters.letters(place) + String(index + 1)
                rows +=
                    "<c r=\"\(reference)\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    + CellXML.escaped(column.choices[index]) + "</t></is></c>"
            }
            rows += "</row>"
        }
        sheet = FixedParts.worksheet("<sheetData>\(rows)</sheetData>")
    }
}

/// The parts that hardly change.
enum FixedParts {
    static let opening = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    static func worksheet(_ content: String) -> String {
        opening + "<worksheet xmlns=\"\(main)\">\(content)</worksheet>"
    }

    static let contentTypes =
        opening + "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override("workbook", "sheet.main") + override("worksheets/sheet1", "worksheet")
        + override("worksheets/sheet2", "worksheet") + override("styles", "styles") + "</Types>"

    private static func override(_ part: String, _ kind: String) -> String {
        "<Override PartName=\"/xl/\(part).xml\" ContentType=\"\(type).\(kind)+xml\"/>"
    }

    static let relations =
        opening + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(relationship)/officeDocument\" Target=\"xl/workbook.xml\"/>"
        + "</Relationships>"

    static let workbookRelations =
        opening + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(relationship)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"\(relationship)/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
        + "<Relationship Id=\"rId3\" Type=\"\(relationship)/styles\" Target=\"styles.xml\"/>"
        + "</Relationships>"

    static func workbook(_ name: String) -> String {
        opening + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationship)\"><sheets>"
            + "<sheet name=\"\(CellXML.escaped(name))\" sheetId=\"1\" r:id=\"rId1\"/>"
            + "<sheet name=\"\(ChoiceLists.sheetName)\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>"
            + "</sheets></workbook>"
    }

    /// 0 plain, 1 text, 2 text in several lines, 3 whole number, 4 day, 5 heading.
    static let styles =
        opening + "<styleSheet xmlns=\"\(main)\">"
        + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Yu Gothic\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Yu Gothic\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8F1FE\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
        + "</cellStyleXfs>"
        + "<cellXfs count=\"6\">" + format(0) + format(49, more: top) + format(49, more: wrapped)
        + format(1, more: top) + format(164, more: top) + format(49, font: 1, fill: 2, more: wrapped)
        + "</cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
        + "</styleSheet>"

    private static let top = "<alignment vertical=\"top\"/>"
    private static let wrapped = "<alignment vertical=\"top\" wrapText=\"1\"/>"

    private static func format(_ number: Int, font: Int = 0, fill: Int = 0, more: String = "") -> String {
        "<xf numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"0\" xfId=\"0\" "
            + "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">\(more)</xf>"
    }
}
