import Primitives

/// An XLSX package (ECMA-376, SpreadsheetML): its sheets, shared texts and styles.
struct Workbook {
    private let parts: ZipParts
    private let name: String
    private let limits: SpreadsheetLimits

    init(_ bytes: [UInt8], name: String, limits: SpreadsheetLimits) throws {
        self.name = name
        self.limits = limits
        let unpacking = ExtractionLimits(
            fileBytes: limits.fileBytes, pages: 0, unpackedBytes: limits.unpackedBytes,
            unpackedRatio: limits.unpackedRatio, readerTime: .zero)
        do {
            parts = try ZipParts(bytes, name: name, limits: unpacking)
        } catch {
            throw Self.problem(error, name)
        }
        guard parts.contains("xl/workbook.xml") else { throw Self.otherPackage(parts, name) }
    }

    /// The visible sheets that hold something.
    func tables(isWanted: () -> Bool) throws -> [SheetTable] {
        let book = try book()
        let styles = try part("xl/styles.xml").map { try scan($0, "xl/styles.xml", SheetStyles.init) }
        let texts = try part("xl/sharedStrings.xml").map {
            try scan($0, "xl/sharedStrings.xml", SharedTexts.read)
        }
        var tables: [SheetTable] = []
        var hidden = 0
        for sheet in book.sheets {
            guard !sheet.isHidden else {
                if sheet.name != ChoiceLists.sheetName { hidden += 1 }
                continue
            }
            guard isWanted() else { throw CancellationError() }
            guard let path = book.targets[sheet.relation], let bytes = try part(path) else { continue }
            let reader = SheetReader(
                styles: styles ?? SheetStyles(), texts: texts ?? [], startsIn1904: book.startsIn1904,
                name: name, limits: limits)
            var table = try scan(bytes, path) { try reader.table(&$0, isWanted: isWanted) }
            table.name = sheet.name
            if !table.rows.isEmpty { tables.append(table) }
        }
        guard !tables.isEmpty else { throw SpreadsheetError.empty(name: name) }
        if hidden > 0 { tables[0].notes.append("隠れているシート \(hidden) 枚は読みませんでした。") }
        return tables
    }

    // MARK: The book

    private struct Book {
        var sheets: [(name: String, relation: String, isHidden: Bool)] = []
        var targets: [String: String] = [:]
        var startsIn1904 = false
    }

    private func book() throws -> Book {
        var book = Book()
        guard let bytes = try part("xl/workbook.xml") else { throw broken("xl/workbook.xml is missing") }
        try scan(bytes, "xl/workbook.xml") { scanner in
            while case let token = try scanner.next(), token != .finished {
                guard token == .start else { continue }
                if scanner.isNamed("workbookPr") {
                    let flag = try scanner.attribute("date1904")
                    book.startsIn1904 = flag == "1" || flag == "true"
                } else if scanner.isNamed("sheet") {
                    let state = try scanner.attribute("state") ?? "visible"
                    // `id` comes with a prefix, `sheetId` has another local name.
                    book.sheets.append(
                        (
                            try scanner.attribute("name") ?? "", try scanner.attribute("id") ?? "",
                            state != "visible"
                        ))
                }
            }
        }
        let relations = "xl/_rels/workbook.xml.rels"
        guard let bytes = try part(relations) else { throw broken("\(relations) is missing") }
        try scan(bytes, relations) { scanner in
            while case let token = try scanner.next(), token != .finished {
                guard token == .start, scanner.isNamed("Relationship"),
                    let id = try scanner.attribute("Id"), let target = try scanner.attribute("Target")
                else { continue }
                book.targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            }
        }
        guard book.sheets.count <= 500 else { throw broken("\(book.sheets.count) sheets") }
        return book
    }

    // MARK: Parts

    private func part(_ path: String) throws -> [UInt8]? {
        let bytes: [UInt8]?
        do {
            bytes = try parts.bytes(of: path)
        } catch {
            throw Self.problem(error, name)
        }
        guard let bytes, let mark = TextDecoding.byteOrderMark(of: bytes), mark.encoding != .utf8 else {
            return bytes
        }
        guard
            let utf8 = try? IconvConversion.utf8(
                from: Array(bytes[mark.length...]), encoding: mark.encoding.rawValue)
        else { throw broken("\(path) cannot be converted") }
        return utf8
    }

    private func scan<Result>(
        _ bytes: [UInt8], _ path: String, _ body: (inout SheetScanner) throws -> Result
    ) throws -> Result {
        try bytes.withUnsafeBufferPointer { buffer in
            var scanner = SheetScanner(buffer)
            do {
                return try body(&scanner)
            } catch SheetScanner.Failure.doctype {
                throw SpreadsheetError.entityDeclarationRefused(name: name, part: path)
            } catch SheetScanner.Failure.malformed(let offset, let what) {
                throw broken("\(path): \(what) at byte \(offset)")
            }
        }
    }

    private func broken(_ detail: String) -> SpreadsheetError { .broken(name: name, detail: detail) }

    private static func problem(_ error: TextExtractionError, _ name: String) -> SpreadsheetError {
        switch error {
        case .encryptedDOCX: .encrypted(name: name)
        case .unpacksTooLarge(_, let part): .unpacksTooLarge(name: name, part: part)
        case .brokenDOCX(_, let detail): .broken(name: name, detail: detail)
        default: .broken(name: name, detail: error.code)
        }
    }

    private static func otherPackage(_ parts: ZipParts, _ name: String) -> SpreadsheetError {
        let others = [
            ("xl/workbook.bin", "バイナリ形式の Excel ブック（.xlsb）"), ("word/document.xml", "Word 文書"),
            ("ppt/presentation.xml", "発表資料"), ("content.xml", "OpenDocument 形式（.ods など）"),
            ("[Content_Types].xml", "Excel ではない Office 文書"),
        ]
        let format = others.first { parts.contains($0.0) }?.1 ?? "圧縮ファイル（ZIP）"
        return .unsupportedFormat(name: name, format: format)
    }
}

/// `sharedStrings.xml`: each text once, without its furigana.
enum SharedTexts {
    static func read(_ scanner: inout SheetScanner) throws -> [String] {
        var texts: [String] = []
        while case let token = try scanner.next(), token != .finished {
            if token == .start, scanner.isNamed("si") { texts.append(try text(&scanner, until: "si")) }
        }
        return texts
    }

    /// The text of a `si` or `is` whose start has just been read, up to its end.
    static func text(_ scanner: inout SheetScanner, until name: StaticString) throws -> String {
        var text = ""
        var isText = false
        var furigana = 0
        while case let token = try scanner.next(), token != .finished {
            switch token {
            case .start:
                if scanner.isNamed("rPh") { furigana += 1 }
                isText = scanner.isNamed("t")
            case .end:
                if scanner.isNamed(name) { return EscapedText.decoded(text) }
                if scanner.isNamed("rPh") { furigana -= 1 }
                isText = false
            case .text: if isText, furigana == 0 { text += try scanner.text() }
            case .finished: break
            }
        }
        return EscapedText.decoded(text)
    }
}

/// `ST_Xstring` (ECMA-376, 22.9.2.19): what XML cannot hold stands as `_x000B_`, and such a sequence itself
/// with its first line escaped.
enum EscapedText {
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let unit = escape(in: bytes, at: index) {
                // Halves of a surrogate pair are written one after the other.
                if let scalar = Unicode.Scalar(UInt32(unit)) {
                    output.append(contentsOf: String(scalar).utf8)
                    index += 7
                    continue
                }
                if let low = escape(in: bytes, at: index + 7), unit & 0xFC00 == 0xD800,
                    low & 0xFC00 == 0xDC00,
                    let scalar = Unicode.Scalar(
                        0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF))
                {
                    output.append(contentsOf: String(scalar).utf8)
                    index += 14
                    continue
                }
            }
            output.append(bytes[index])
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The code unit of an escape that begins here.
    static func escape(in bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
            bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
