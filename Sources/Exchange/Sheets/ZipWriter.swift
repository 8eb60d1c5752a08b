import CLibZip
import Glibc

/// What goes into one part of a package, piece by piece.
protocol PartContent: AnyObject {
    /// The next bytes, never empty; nil at the end.
    func next() throws -> [UInt8]?
}

/// A part that is there at once.
final class WholePart: PartContent {
    private var bytes: [UInt8]?

    init(_ text: String) { bytes = Array(text.utf8) }

    func next() -> [UInt8]? {
        defer { bytes = nil }
        return bytes
    }
}

/// Packs parts into a ZIP archive in memory; the same parts give the same bytes.
enum ZipWriter {
    /// How hard deflate tries, 1 to 9: beyond this it costs twice the time for some percent.
    private static let effort: UInt32 = 3

    static func bytes(_ parts: [(name: String, content: any PartContent)]) throws -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure(&error) }
        defer { zip_source_free(target) }
        // One reference is the archive's, the other ours: the bytes are read after it is closed.
        zip_source_keep(target)
        guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
            zip_source_free(target)
            throw failure(&error)
        }
        let feeds = parts.map { PartFeed($0.content) }
        do {
            for (part, feed) in zip(parts, feeds) { try add(part.name, feed, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let detail = String(cString: zip_strerror(archive))
            zip_discard(archive)
            if let cause = feeds.lazy.compactMap(\.failure).first { throw cause }
            throw SpreadsheetError.cannotWrite(detail: detail)
        }
        return try content(of: target)
    }

    private static func add(_ name: String, _ feed: PartFeed, to archive: OpaquePointer) throws {
        let pointer = Unmanaged.passUnretained(feed).toOpaque()
        guard let source = zip_source_function(archive, feedCallback, pointer) else {
            throw SpreadsheetError.cannotWrite(detail: String(cString: zip_strerror(archive)))
        }
        let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw SpreadsheetError.cannotWrite(detail: String(cString: zip_strerror(archive)))
        }
        zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, effort)
        // 1980-01-01, the first day that the format knows, for all.
        zip_file_set_dostime(archive, UInt64(index), 0, 1 << 5 | 1, 0)
    }

    private static func content(of source: OpaquePointer) throws -> [UInt8] {
        guard zip_source_open(source) == 0, zip_source_seek(source, 0, SEEK_END) == 0 else {
            throw SpreadsheetError.cannotWrite(detail: "the archive cannot be read back")
        }
        defer { zip_source_close(source) }
        let count = Int(zip_source_tell(source))
        zip_source_seek(source, 0, SEEK_SET)
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            while filled < count {
                let read = zip_source_read(
                    source, buffer.baseAddress?.advanced(by: filled), UInt64(count - filled))
                guard read > 0 else { break }
                filled += Int(read)
            }
        }
        guard bytes.count == count else { throw SpreadsheetError.cannotWrite(detail: "the archive is cut") }
        return bytes
    }

    private static func failure(_ error: inout zip_error_t) -> SpreadsheetError {
        .cannotWrite(detail: String(cString: zip_error_strerror(&error)))
    }
}

/// Hands a part's content to libzip as it asks for it.
final class PartFeed {
    private let content: any PartContent
    private var waiting: [UInt8] = []
    private var used = 0
    private var total: UInt64 = 0
    private var isFinished = false
    private(set) var failure: (any Error)?

    init(_ content: any PartContent) { self.content = content }

    func read(into memory: UnsafeMutableRawPointer, count: Int) -> Int64 {
        var filled = 0
        while filled < count {
            if used == waiting.count {
                do {
                    guard let more = try content.next() else {
                        isFinished = true
                        break
                    }
                    waiting = more
                    used = 0
                } catch {
                    failure = error
                    return -1
                }
            }
            let taken = min(count - filled, waiting.count - used)
            waiting[used..<(used + taken)].withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                memory.advanced(by: filled).copyMemory(from: start, byteCount: taken)
            }
            used += taken
            filled += taken
        }
        total += UInt64(filled)
        return Int64(filled)
    }

    /// The size, once it is known; before that any number.
    ///
    /// With no number libzip would prepare for more than 4 GiB (ZIP64), and Excel offers to repair such
    /// files. The true size is taken from the data when the part is complete.
    func status(_ memory: UnsafeMutableRawPointer) -> Int64 {
        let status = memory.assumingMemoryBound(to: zip_stat_t.self)
        zip_stat_init(status)
        status.pointee.size = isFinished ? total : 1
        status.pointee.valid = UInt64(ZIP_STAT_SIZE)
        return Int64(MemoryLayout<zip_stat_t>.size)
    }
}

/// libzip's view of a feed; `user` is a `PartFeed` that outlives the archive.
private let feedCallback: zip_source_callback = { user, memory, count, command in
    guard let user else { return -1 }
    let feed = Unmanaged<PartFeed>.fromOpaque(user).takeUnretainedValue()
    switch command {
    case ZIP_SOURCE_READ: return memory.map { feed.read(into: $0, count: Int(count)) } ?? -1
    case ZIP_SOURCE_STAT: return memory.map(feed.status) ?? -1
    case ZIP_SOURCE_ERROR:
        let codes = memory?.assumingMemoryBound(to: Int32.self)
        codes?[0] = ZIP_ER_INTERNAL
        codes?[1] = 0
        return Int64(2 * MemoryLayout<Int32>.size)
    case ZIP_SOURCE_SUPPORTS:
        let known = [
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE,
        ]
        return known.reduce(0) { $0 | 1 << Int64($1.rawValue) }
    case ZIP_SOURCE_OPEN, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE: return 0
    default: return -1
    }
}
