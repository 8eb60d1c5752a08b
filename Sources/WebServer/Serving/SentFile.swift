import Glibc
import Primitives

/// A file on its way out: open, and sent piece by piece, however large it is. Its name may be gone already.
final class SentFile: Sendable {
    /// Bytes that are read at once.
    static let pieceBytes = 256 << 10

    let byteCount: Int
    private let descriptor: Int32

    /// - Throws: `Problem` `file.read`.
    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        let end = descriptor < 0 ? -1 : lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw Problem("file.read", "ファイルを読めません。もう一度お試しください。", detail: path)
        }
        byteCount = end
    }

    deinit { close(descriptor) }

    /// The bytes from a place on, at most `pieceBytes`; nil where the disk gives none.
    func piece(at offset: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: min(Self.pieceBytes, byteCount - offset))
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
        guard count > 0 else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
