import Foundation
import Primitives

/// POSIX ustar (IEEE 1003.1-1988), regular files only: the one form of a backup, readable by any tar.
enum TarArchive {
    static let blockSize = 512

    /// The header block of a file. Names are ASCII and at most 100 bytes; sizes are under 8 GiB.
    static func header(name: String, size: Int, modifiedSeconds: Int) throws -> [UInt8] {
        guard name.utf8.count <= 100, size < 1 << 33 else {
            throw Problem("backup.too-large", "バックアップに入らない大きさのファイルがあります：\(name)")
        }
        var block = [UInt8](repeating: 0, count: blockSize)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        func octal(_ number: Int, digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put(octal(0o600, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(modifiedSeconds, digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6), at: 148)
        block[154] = 0
        return block
    }

    /// Name and size of the entry that begins with this block; nil at the end of the archive.
    static func entry(_ block: [UInt8]) throws -> (name: String, size: Int)? {
        guard block.contains(where: { $0 != 0 }) else { return nil }
        let expected = Int(text(block[148..<154]), radix: 8)
        var unsigned = block
        for index in 148..<156 { unsigned[index] = 0x20 }
        guard expected == unsigned.reduce(0, { $0 + Int($1) }),
            let size = Int(text(block[124..<135]), radix: 8)
        else { throw damaged }
        let name = text(block[0..<100])
        guard isOurs(name), size >= 0 else { throw damaged }
        return (name, size)
    }

    /// Only what a backup holds is taken out of one: another name could leave the folder, lay a journal
    /// beside the database, or bring a signing key that somebody else has too.
    private static func isOurs(_ name: String) -> Bool {
        if name == "toride-backup" || name == "toride.sqlite" { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "files", parts[2].utf8.count == 64,
            parts[1] == parts[2].prefix(2)
        else { return false }
        return parts[2].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    static let damaged = Problem(
        "backup.damaged", "バックアップのファイルが壊れているか、Toride のものではありません。別のバックアップを指定してください。")

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 && $0 != 0x20 }, as: UTF8.self)
    }
}

/// Writes an archive file by file, without holding any of them in memory.
final class TarWriter {
    private let handle: FileHandle

    init(path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Problem("backup.write", "バックアップを書けません：\(path)。場所と権限を確かめてください。") }
        self.handle = handle
    }

    func add(name: String, bytes: [UInt8]) throws {
        try handle.write(contentsOf: TarArchive.header(name: name, size: bytes.count, modifiedSeconds: 0))
        try handle.write(contentsOf: bytes)
        try pad(bytes.count)
    }

    func add(name: String, file: String) throws {
        guard let source = FileHandle(forReadingAtPath: file) else {
            throw Problem("backup.read", "ファイルを読めません：\(file)")
        }
        defer { try? source.close() }
        let size = Int(try source.seekToEnd())
        try source.seek(toOffset: 0)
        try handle.write(contentsOf: TarArchive.header(name: name, size: size, modifiedSeconds: 0))
        var left = size
        while left > 0, let part = try source.read(upToCount: min(left, 1 << 20)), !part.isEmpty {
            try handle.write(contentsOf: part)
            left -= part.count
        }
        guard left == 0 else { throw Problem("backup.read", "ファイルが途中で短くなりました：\(file)") }
        try pad(size)
    }

    func finish() throws {
        try handle.write(contentsOf: [UInt8](repeating: 0, count: TarArchive.blockSize * 2))
        try handle.synchronize()
        try handle.close()
    }

    private func pad(_ size: Int) throws {
        let rest = size % TarArchive.blockSize
        if rest > 0 {
            try handle.write(contentsOf: [UInt8](repeating: 0, count: TarArchive.blockSize - rest))
        }
    }
}

/// Reads an archive into a folder.
enum TarReader {
    /// Writes every entry below `folder` and returns the names.
    static func extract(path: String, into folder: String) throws -> [String] {
        guard let source = FileHandle(forReadingAtPath: path) else {
            throw Problem("backup.read", "バックアップを読めません：\(path)。場所と権限を確かめてください。")
        }
        defer { try? source.close() }
        var names: [String] = []
        while true {
            let block = [UInt8](try source.read(upToCount: TarArchive.blockSize) ?? Data())
            guard block.count == TarArchive.blockSize else { throw TarArchive.damaged }
            guard let (name, size) = try TarArchive.entry(block) else { return names }
            try write(size, from: source, to: folder + "/" + name)
            names.append(name)
        }
    }

    private static func write(_ size: Int, from source: FileHandle, to path: String) throws {
        try DurableFile.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let target = FileHandle(forWritingAtPath: path)
        else { throw Problem("backup.write", "ファイルを書けません：\(path)。空き容量と権限を確かめてください。") }
        defer { try? target.close() }
        var left = size
        while left > 0 {
            let part = try source.read(upToCount: min(left, 1 << 20)) ?? Data()
            guard !part.isEmpty else { throw TarArchive.damaged }
            try target.write(contentsOf: part)
            left -= part.count
        }
        try target.synchronize()
        try DurableFile.syncFolder(of: path)
        let rest = size % TarArchive.blockSize
        if rest > 0 { _ = try source.read(upToCount: TarArchive.blockSize - rest) }
    }
}
