import Glibc
import Primitives

/// CSV as spreadsheets of Japanese offices open it: UTF-8 with its mark, or CP932 where asked for.
public enum CSVWriter {
    /// The character encodings that are written.
    public enum Encoding: String, Sendable, CaseIterable {
        /// With a byte order mark, without which Excel takes it for CP932.
        case utf8 = "utf-8"
        case cp932
    }

    /// The table as bytes; hidden columns stand in it like the others.
    ///
    /// - Parameter rows: gives batches of rows until nil.
    /// - Throws: `SpreadsheetError.unwritable` with every character that CP932 does not have; what `rows`
    ///   throws.
    public static func bytes(
        _ layout: SheetLayout, encoding: Encoding = .utf8, rows: () throws -> [[SheetCell]]?
    ) throws -> [UInt8] {
        var output: [UInt8] = encoding == .utf8 ? [0xEF, 0xBB, 0xBF] : []
        append(layout.columns.map { .text($0.title) }, to: &output)
        while let batch = try rows() {
            for row in batch { append(row, to: &output) }
        }
        return encoding == .utf8 ? output : try cp932(output)
    }

    private static func append(_ cells: [SheetCell], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let text): append(NeutralText.neutral(text), to: &output)
            default: output.append(contentsOf: cell.words.utf8)
            }
        }
        output.append(0x0D)
        output.append(0x0A)
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        let needsQuotes =
            text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            || text.utf8.first == 0x20 || text.utf8.last == 0x20
        guard needsQuotes else { return output.append(contentsOf: text.utf8) }
        output.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { output.append(0x22) }
            output.append(byte)
        }
        output.append(0x22)
    }

    private static func cp932(_ utf8: [UInt8]) throws -> [UInt8] {
        let text = String(decoding: utf8, as: UTF8.self)
        var known: [Unicode.Scalar: [UInt8]] = [:]
        var unwritable: [String] = []
        var output: [UInt8] = []
        output.reserveCapacity(utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                output.append(UInt8(scalar.value))
                continue
            }
            let written: [UInt8]
            if let bytes = known[scalar] {
                written = bytes
            } else {
                written = IconvConversion.cp932(CP932.readBack(String(scalar))) ?? []
                known[scalar] = written
                if written.isEmpty {
                    let code = String(scalar.value, radix: 16, uppercase: true)
                    unwritable.append("\(scalar)（U+\(code)）")
                }
            }
            output.append(contentsOf: written)
        }
        guard unwritable.isEmpty else { throw SpreadsheetError.unwritable(characters: unwritable) }
        return output
    }
}

extension IconvConversion {
    /// A short text in CP932; nil where it has no such character or reads it back as another.
    static func cp932(_ text: String) -> [UInt8]? {
        guard let descriptor = iconv_open("CP932", "UTF-8"), Int(bitPattern: descriptor) != -1 else {
            return nil
        }
        defer { iconv_close(descriptor) }
        var input = Array(text.utf8CString.dropLast())
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        let capacity = output.count
        let written: Int? = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var fromLeft = source.count
                var to = target.baseAddress
                var toLeft = capacity
                let result = iconv(descriptor, &from, &fromLeft, &to, &toLeft)
                return result == -1 || fromLeft > 0 ? nil : capacity - toLeft
            }
        }
        guard let written, written > 0 else { return nil }
        let bytes = output[..<written].map { UInt8(bitPattern: $0) }
        guard (try? utf8(from: bytes, encoding: "CP932")) == Array(text.utf8) else { return nil }
        return bytes
    }
}
