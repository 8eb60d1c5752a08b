import Glibc

/// A temporary file that has no name any more, so that nothing stays behind whatever happens to the process.
final class UnlinkedFile {
    let descriptor: Int32

    /// Nil when the folder for temporary files cannot be written.
    init?(_ bytes: [UInt8], folder: String) {
        // O_EXCL refuses a name that somebody laid in wait with; the file has a name only while it is empty.
        let path = "\(folder)/toride-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            written += count
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
