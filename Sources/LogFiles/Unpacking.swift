import CZlib
import CZstd

/// Unpacks what a file gives, piece by piece.
protocol Unpacking: AnyObject {
    /// Bytes written into the room, 0 at the end.
    func read(
        into room: UnsafeMutableRawBufferPointer,
        more: (UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int
    ) throws(LogFileError) -> Int
}

/// Bytes of the file that wait to be unpacked.
private final class PackedInput {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    var start = 0
    var end = 0

    deinit { room.deallocate() }

    /// False at the end of the file.
    func refill(
        _ more: (UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int
    ) throws(LogFileError) -> Bool {
        if start < end { return true }
        (start, end) = (0, try more(room))
        return end > 0
    }
}

/// gzip, with as many members as follow each other.
final class GzipUnpacking: Unpacking {
    private let path: String
    private let input = PackedInput()
    private var stream = z_stream()
    private var isInside = true

    init(_ path: String) throws(LogFileError) {
        self.path = path
        // 16 more than the largest window: a gzip header, and nothing else.
        let status = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .cannotRead(path: path, reason: "zlib \(status)") }
    }

    deinit { inflateEnd(&stream) }

    func read(
        into room: UnsafeMutableRawBufferPointer,
        more: (UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int
    ) throws(LogFileError) -> Int {
        stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(clamping: room.count)
        let wanted = Int(stream.avail_out)
        while stream.avail_out > 0 {
            guard try input.refill(more) else {
                if isInside, Int(stream.avail_out) == wanted {
                    throw .damaged(path: path, reason: "cut short")
                }
                break
            }
            if !isInside {
                // Another member, or zeros that fill a tape's block.
                inflateReset(&stream)
                isInside = true
            }
            stream.next_in = input.room.baseAddress.map {
                $0.assumingMemoryBound(to: UInt8.self) + input.start
            }
            stream.avail_in = UInt32(input.end - input.start)
            let status = inflate(&stream, Z_NO_FLUSH)
            input.start = input.end - Int(stream.avail_in)
            if status == Z_STREAM_END {
                isInside = false
            } else if status != Z_OK, status != Z_BUF_ERROR {
                if Int(stream.avail_out) < wanted { break }
                throw .damaged(path: path, reason: stream.msg.map { String(cString: $0) } ?? "zlib \(status)")
            }
        }
        return wanted - Int(stream.avail_out)
    }
}

/// zstd, with as many frames as follow each other.
final class ZstdUnpacking: Unpacking {
    private let path: String
    private let input = PackedInput()
    private let context: OpaquePointer
    private var isInside = true

    init(_ path: String) throws(LogFileError) {
        self.path = path
        guard let context = ZSTD_createDCtx() else {
            throw .cannotRead(path: path, reason: "zstd: no memory")
        }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
    }

    deinit { ZSTD_freeDCtx(context) }

    func read(
        into room: UnsafeMutableRawBufferPointer,
        more: (UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int
    ) throws(LogFileError) -> Int {
        var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        while output.pos < output.size {
            guard try input.refill(more) else {
                if isInside, output.pos == 0 { throw .damaged(path: path, reason: "cut short") }
                break
            }
            var packed = ZSTD_inBuffer(src: input.room.baseAddress, size: input.end, pos: input.start)
            let status = ZSTD_decompressStream(context, &output, &packed)
            input.start = packed.pos
            if ZSTD_isError(status) != 0 {
                if output.pos > 0 { break }
                throw .damaged(path: path, reason: String(cString: ZSTD_getErrorName(status)))
            }
            isInside = status != 0
        }
        return output.pos
    }
}
