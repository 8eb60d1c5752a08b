import Glibc

/// Reading a whole file into memory, never more of it than is allowed.
enum FileBytes {
    static func read(path: String, name: String, limit: Int) throws(TextExtractionError) -> [UInt8] {
        // A named pipe without a writer would hold an ordinary open for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .noSuchFile(name: name) : .notReadable(name: name)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .notReadable(name: name) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .isDirectory(name: name)
        case S_IFREG: break
        default: throw .notReadable(name: name)
        }
        guard status.st_size <= limit else { throw .tooManyBytes(name: name, limit: limit) }
        return try contents(of: file, expecting: Int(status.st_size), name: name, limit: limit)
    }

    /// Reads until the end, because the file may have grown since its size was taken.
    private static func contents(
        of file: Int32, expecting size: Int, name: String, limit: Int
    ) throws(TextExtractionError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw .notReadable(name: name)
            }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw .tooManyBytes(name: name, limit: limit) }
        }
    }
}
