import Glibc
import Testing

/// Texts as other encodings write them, through the C library.
enum Encoded {
    struct Unavailable: Error {}

    static func cp932(_ text: String) throws -> [UInt8] { try bytes(of: text, in: "CP932") }

    static func bytes(of text: String, in encoding: String) throws -> [UInt8] {
        guard let descriptor = iconv_open(encoding, "UTF-8"), Int(bitPattern: descriptor) != -1 else {
            throw Unavailable()
        }
        defer { iconv_close(descriptor) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 64)
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> Int? in
                var (from, fromLeft) = (source.baseAddress, source.count)
                var (to, toLeft) = (target.baseAddress, target.count)
                guard iconv(descriptor, &from, &fromLeft, &to, &toLeft) != -1,
                    iconv(descriptor, nil, nil, &to, &toLeft) != -1
                else { return nil }
                return target.count - toLeft
            }
        }
        guard let written else { throw Unavailable() }
        return output[..<written].map { UInt8(bitPattern: $0) }
    }
}
