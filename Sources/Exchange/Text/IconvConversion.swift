import Glibc

/// Conversion to UTF-8 by the C library.
enum IconvConversion {
    enum Failure: Error, Equatable {
        /// The first byte, from 0, that has no meaning in the encoding.
        case invalid(byteOffset: Int)
        case encodingUnavailable
    }

    static func utf8(from bytes: [UInt8], encoding name: String) throws(Failure) -> [UInt8] {
        guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else {
            throw .encodingUnavailable
        }
        defer { iconv_close(descriptor) }
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 64)
        var written = 0
        var consumed = 0
        while true {
            let error = step(descriptor, bytes, &consumed, &output, &written)
            switch error {
            case 0: return Array(output[..<written])
            case E2BIG: output.append(contentsOf: repeatElement(0, count: output.count))
            default: throw .invalid(byteOffset: consumed)
            }
        }
    }

    /// One call of `iconv`; returns its `errno`, 0 when all input is used up.
    private static func step(
        _ descriptor: iconv_t, _ input: [UInt8], _ consumed: inout Int, _ output: inout [UInt8],
        _ written: inout Int
    ) -> Int32 {
        input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                // iconv takes the source as mutable and never writes to it.
                var from = UnsafeMutablePointer(
                    mutating: source.baseAddress?.advanced(by: consumed).assumingMemoryBound(to: CChar.self))
                var fromLeft = source.count - consumed
                var to = target.baseAddress?.advanced(by: written).assumingMemoryBound(to: CChar.self)
                var toLeft = target.count - written
                let result = iconv(descriptor, &from, &fromLeft, &to, &toLeft)
                let error = result == -1 ? errno : 0
                consumed = source.count - fromLeft
                written = target.count - toLeft
                return error
            }
        }
    }
}
