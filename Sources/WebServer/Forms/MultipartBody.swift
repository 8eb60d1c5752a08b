import Foundation
import Office

/// Reads `multipart/form-data` (RFC 7578): fields and files, in one pass over the bytes.
enum MultipartBody {
    /// More parts than this are refused.
    static let partLimit = 1_000

    /// The boundary in a content type; nil where it is another type.
    static func boundary(_ contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        for part in contentType.split(separator: ";").dropFirst() {
            let trimmed = part.drop { $0 == " " }
            guard trimmed.lowercased().hasPrefix("boundary=") else { continue }
            let value = trimmed.dropFirst("boundary=".count).filter { $0 != "\"" }
            return value.isEmpty || value.utf8.count > 70 ? nil : String(value)
        }
        return nil
    }

    /// Adds the parts to the fields; false where the body is broken.
    static func add(_ body: [UInt8], boundary: String, to fields: inout FormFields) -> Bool {
        let delimiter = Array("\r\n--\(boundary)".utf8)
        let bytes = [0x0D, 0x0A] + body
        let starts = occurrences(of: delimiter, in: bytes)
        guard starts.count >= 2, starts.count <= partLimit + 1 else { return false }
        for (start, end) in zip(starts, starts.dropFirst()) {
            let contentStart = start + delimiter.count + 2
            guard contentStart <= end else { return false }
            guard add(part: bytes[contentStart..<end], to: &fields) else { return false }
        }
        return true
    }

    private static func add(part: ArraySlice<UInt8>, to fields: inout FormFields) -> Bool {
        let gap: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let headEnd = occurrences(of: gap, in: Array(part.prefix(8192))).first else { return false }
        let head = String(decoding: part.prefix(headEnd), as: UTF8.self)
        let content = part.dropFirst(headEnd + gap.count)
        guard
            let line = head.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }),
            let name = parameter("name", in: line)
        else { return false }
        if let file = parameter("filename", in: line) {
            if !file.isEmpty { fields.add(name, file: UploadedFile(name: file, bytes: Array(content))) }
        } else {
            fields.add(name, String(decoding: content, as: UTF8.self))
        }
        return true
    }

    /// A quoted parameter; browsers escape quotes as `%22`.
    private static func parameter(_ name: String, in line: Substring) -> String? {
        guard let start = line.range(of: " \(name)=\"")?.upperBound else { return nil }
        let value = line[start...].prefix { $0 != "\"" }
        return String(value).replacing("%22", with: "\"")
    }

    private static func occurrences(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
        var found: [Int] = []
        let first = needle[0]
        var index = 0
        bytes.withUnsafeBufferPointer { buffer in
            while index + needle.count <= buffer.count {
                if buffer[index] == first, (0..<needle.count).allSatisfy({ buffer[index + $0] == needle[$0] })
                {
                    found.append(index)
                    index += needle.count
                } else {
                    index += 1
                }
            }
        }
        return found
    }
}
