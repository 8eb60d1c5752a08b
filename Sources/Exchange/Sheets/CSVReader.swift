import Primitives

/// Comma, tab or semicolon separated text (RFC 4180 and what spreadsheets make of it), in UTF-8, CP932 or
/// UTF-16.
enum CSVReader {
    static func table(of bytes: [UInt8], name: String, limits: SpreadsheetLimits) throws -> SheetTable {
        let (text, encoding) = try utf8(bytes, name)
        let delimiter = delimiter(of: text)
        let rows = try rows(text, delimiter, name, limits)
        guard !rows.isEmpty else { throw SpreadsheetError.empty(name: name) }
        var notes: [String] = []
        if encoding != .utf8 { notes.append("文字コードを \(encoding.rawValue) と判断しました。") }
        return SheetTable(name: name, rows: rows, notes: notes, isFromCP932: encoding == .cp932)
    }

    // MARK: Encoding

    private static func utf8(_ bytes: [UInt8], _ name: String) throws -> ([UInt8], TextEncoding) {
        let mark = TextDecoding.byteOrderMark(of: bytes)
        let body = mark.map { Array(bytes[$0.length...]) } ?? bytes
        let encoding: TextEncoding
        do throws(TextExtractionError) {
            if let known = mark?.encoding {
                encoding = known
            } else {
                encoding = try EncodingDetection.encoding(of: body, name: name)
            }
        } catch {
            throw problem(error, name)
        }
        if encoding == .utf8 {
            if let offset = StrictReading.tally(body, as: .utf8).firstInvalid {
                throw SpreadsheetError.unknownEncoding(
                    name: name, line: TextDecoding.line(of: offset, in: body))
            }
            return (body, encoding)
        }
        do {
            return (try IconvConversion.utf8(from: body, encoding: encoding.iconvName), encoding)
        } catch .invalid(let offset) {
            throw SpreadsheetError.unknownEncoding(name: name, line: TextDecoding.line(of: offset, in: body))
        } catch {
            throw SpreadsheetError.unknownEncoding(name: name, line: 1)
        }
    }

    private static func problem(_ error: TextExtractionError, _ name: String) -> SpreadsheetError {
        switch error {
        case .unknownEncoding(_, _, let line), .wrongEncoding(_, _, _, let line):
            .unknownEncoding(name: name, line: line)
        default: .unsupportedFormat(name: name, format: "表ではない形式")
        }
    }

    // MARK: Cells

    /// The separator that stands most often outside quotes near the beginning.
    private static func delimiter(of text: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in text.prefix(1 << 16) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted else { continue }
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"): counts[byte, default: 0] += 1
            default: break
            }
        }
        let order = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
        return order.max { counts[$0, default: 0] < counts[$1, default: 0] }
            .flatMap { counts[$0] == nil ? nil : $0 } ?? UInt8(ascii: ",")
    }

    private static func rows(
        _ text: [UInt8], _ delimiter: UInt8, _ name: String, _ limits: SpreadsheetLimits
    ) throws -> [SheetRow] {
        var reader = Reader(delimiter: delimiter)
        var rows: [SheetRow] = []
        try text.withUnsafeBufferPointer { bytes in
            var number = 0
            while reader.index < bytes.count {
                number += 1
                guard let cells = reader.row(bytes) else {
                    throw SpreadsheetError.openQuote(
                        name: name, line: TextDecoding.line(of: reader.openQuote, in: text))
                }
                guard cells.count <= limits.columns else {
                    throw SpreadsheetError.tooManyColumns(name: name, limit: limits.columns)
                }
                guard !cells.isEmpty else { continue }
                rows.append(SheetRow(number: number, cells: cells))
                guard rows.count <= limits.rows else {
                    throw SpreadsheetError.tooManyRows(name: name, limit: limits.rows)
                }
            }
        }
        return rows
    }

    private struct Reader {
        let delimiter: UInt8
        var index = 0
        /// Where the quote that is being read began.
        var openQuote = 0

        init(delimiter: UInt8) { self.delimiter = delimiter }

        /// The next row, its empty end cut off; nil where a quote never ends.
        mutating func row(_ bytes: UnsafeBufferPointer<UInt8>) -> [SheetCell]? {
            var cells: [SheetCell] = []
            var used = 0
            while true {
                guard let text = cell(bytes) else { return nil }
                cells.append(text.isEmpty ? .empty : .text(NeutralText.restored(text)))
                if !text.isEmpty { used = cells.count }
                guard index < bytes.count, bytes[index] == delimiter else { break }
                index += 1
            }
            if index < bytes.count, bytes[index] == 0x0D { index += 1 }
            if index < bytes.count, bytes[index] == 0x0A { index += 1 }
            cells.removeLast(cells.count - used)
            return cells
        }

        private mutating func cell(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
            let start = index
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return quoted(bytes) }
            while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
                index += 1
            }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        }

        private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
            openQuote = index
            index += 1
            var content: [UInt8] = []
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "\"") {
                    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                        // What stands between the closing quote and the separator is kept as it is.
                        while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A,
                            bytes[index] != 0x0D
                        {
                            content.append(bytes[index])
                            index += 1
                        }
                        return String(decoding: content, as: UTF8.self)
                    }
                    index += 1
                }
                content.append(byte)
            }
            return nil
        }
    }
}

/// Text that no spreadsheet takes for a formula, and back.
///
/// A spreadsheet runs what begins with `=`, `+`, `-`, `@` or a tab or line end, also in full width. Such a
/// text gets an apostrophe in front, and so does one that already has apostrophes before such a sign, so
/// that taking one away gives back exactly what was there.
public enum NeutralText {
    /// The text as it may stand in a CSV file.
    public static func neutral(_ text: String) -> String { isRunnable(text) ? "'" + text : text }

    /// What `neutral` was given.
    public static func restored(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isRunnable(text) ? String(text.dropFirstScalar) : text
    }

    private static func isRunnable(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        // Most texts begin with a letter, kana or kanji and are done with at the first byte.
        guard first < 0x41 || first == 0xEF else { return false }
        for scalar in text.unicodeScalars where scalar != "'" {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
            default: return false
            }
        }
        return false
    }
}

extension String {
    fileprivate var dropFirstScalar: Substring.UnicodeScalarView { unicodeScalars.dropFirst() }
}
