import CZstd

/// zstd with one context for many pieces. Not for two threads at once.
final class Packer {
    private let context: OpaquePointer

    init?(level: Int32 = 1) {
        guard let context = ZSTD_createCCtx() else { return nil }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    }

    deinit { ZSTD_freeCCtx(context) }

    func pack(_ bytes: [UInt8]) -> [UInt8] {
        let most = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: most) { room, count in
            let written = bytes.withUnsafeBytes {
                ZSTD_compress2(context, room.baseAddress, most, $0.baseAddress, $0.count)
            }
            count = ZSTD_isError(written) == 0 ? written : 0
        }
    }
}

/// Unpacks whole pieces whose length is known. Not for two threads at once.
final class Unpacker {
    private let context: OpaquePointer

    init?() {
        guard let context = ZSTD_createDCtx() else { return nil }
        self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    /// - Returns: nil where the piece is damaged, or is not `length` long unpacked.
    func unpack(_ packed: UnsafeRawBufferPointer, length: Int) -> [UInt8]? {
        guard length >= 0, length <= 1 << 30 else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { room, count in
            let written = ZSTD_decompressDCtx(
                context, room.baseAddress, length, packed.baseAddress, packed.count)
            isWhole = ZSTD_isError(written) == 0 && written == length
            count = isWhole ? length : 0
        }
        return isWhole ? bytes : nil
    }
}
