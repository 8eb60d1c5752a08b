import CZlib
import CZstd
import Foundation
import LogFiles
import Testing

/// Files as they lie in folders of old logs: plain, packed, cut short.
@Suite struct PackedFileTests {
    private let text = Array((1...20_000).map { "line \($0) of a log\n" }.joined().utf8)

    private func file(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "toride-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.log")
        try Data(bytes).write(to: path)
        try body(path.path)
    }

    private func read(_ path: String, room: Int) throws(LogFileError) -> [UInt8] {
        let file = try LogFile(path)
        var all: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { return all }
            all.append(contentsOf: buffer[..<count])
        }
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        let count = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
                deflate(&stream, Z_FINISH)
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<count])
    }

    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
        return Array(output[..<count])
    }

    @Test(arguments: [1, 7, 4096, 1 << 20])
    func `every kind of file gives the same bytes`(room: Int) throws {
        let part = room < 100 ? Array(text.prefix(5000)) : text
        let half = part.count / 2
        let kinds = [
            "plain": part, "gzip": Self.gzip(part), "zstd": Self.zstd(part),
            "gzip in two members": Self.gzip(Array(part[..<half])) + Self.gzip(Array(part[half...])),
            "zstd in two frames": Self.zstd(Array(part[..<half])) + Self.zstd(Array(part[half...])),
        ]
        for (kind, bytes) in kinds {
            try file(bytes) { path in
                let found = try read(path, room: room)
                #expect(found == part, "\(kind)")
            }
        }
    }

    @Test func `a packed file that is cut short gives what was readable and then says so`() throws {
        for bytes in [Self.gzip(text), Self.zstd(text)] {
            try file(Array(bytes.prefix(bytes.count - 9))) { path in
                #expect(throws: LogFileError.self) { try read(path, room: 1000) }
                let log = try LogFile(path)
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 16)
                defer { buffer.deallocate() }
                let count = try log.read(into: buffer)
                #expect(count == 1000)
                #expect(buffer.elementsEqual(text.prefix(1000)))
            }
        }
    }

    @Test(arguments: [0, 1])
    func `a file shorter than any mark is plain`(count: Int) throws {
        let bytes = Array([UInt8(0x1F), 0x8B].prefix(count))
        try file(bytes) { path in
            let found = try read(path, room: 100)
            #expect(found == bytes)
        }
    }

    @Test func `a file that is not there is an error with its place`() {
        #expect {
            try LogFile("/nowhere/at-all.log")
        } throws: { error in
            guard case .cannotOpen(let path, _)? = error as? LogFileError else { return false }
            return path == "/nowhere/at-all.log"
        }
    }

    @Test func `a folder is its files in the order of their paths`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "toride-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["b.log", "a/z.log", "a/c.log", ".hidden", "c.gz"] {
            let path = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x\n".utf8).write(to: path)
        }
        let found = LogFolder.files(folder.path).map { $0.dropFirst(folder.path.count + 1) }
        #expect(found == ["a/c.log", "a/z.log", "b.log", "c.gz"])
        #expect(LogFolder.files("-") == ["-"])
    }
}
