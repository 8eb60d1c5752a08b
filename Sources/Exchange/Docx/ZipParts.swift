import CLibZip

/// The parts of a DOCX package, unpacked one by one under one budget.
///
/// libzip checks lengths and checksums; what a part claims to measure is not believed, only what comes out
/// of it.
final class ZipParts {
    private let archive: OpaquePointer
    /// libzip reads from this memory until the archive is discarded.
    private let memory: UnsafeMutableRawBufferPointer
    private let name: String
    private let limits: ExtractionLimits
    private var budget: Int

    /// From here on the ratio of unpacked to packed bytes is looked at.
    private static let ratioCountsFrom = 1 << 20
    /// A package of a word processor has some dozens of parts.
    private static let mostParts = 10_000

    init(_ bytes: [UInt8], name: String, limits: ExtractionLimits) throws(TextExtractionError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error) else {
            memory.deallocate()
            throw .brokenDOCX(name: name, detail: "no zip source")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            let detail = String(cString: zip_error_strerror(&error))
            zip_source_free(source)
            memory.deallocate()
            throw .brokenDOCX(name: name, detail: detail)
        }
        self.archive = archive
        self.memory = memory
        self.name = name
        self.limits = limits
        budget = limits.unpackedBytes
        let count = zip_get_num_entries(archive, 0)
        guard count <= Self.mostParts else { throw .unpacksTooLarge(name: name, part: "\(count) parts") }
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    func contains(_ part: String) -> Bool { zip_name_locate(archive, part, 0) >= 0 }

    /// The unpacked bytes of a part; nil when the package has no such part.
    ///
    /// - Throws: `brokenDOCX`, `encryptedDOCX`, and `unpacksTooLarge` as soon as a limit is passed.
    func bytes(of part: String) throws(TextExtractionError) -> [UInt8]? {
        let index = zip_name_locate(archive, part, 0)
        guard index >= 0 else { return nil }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, UInt64(index), 0, &status) == 0 else { throw broken(part) }
        guard Int32(status.encryption_method) == ZIP_EM_NONE else { throw .encryptedDOCX(name: name) }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw broken(part) }
        defer { zip_fclose(file) }
        return try inflate(file, part, packed: Int(clamping: status.comp_size))
    }

    private func inflate(_ file: OpaquePointer, _ part: String, packed: Int) throws(TextExtractionError)
        -> [UInt8]
    {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
            if count == 0 { return output }
            guard count > 0 else { throw broken(part) }
            output.append(contentsOf: chunk[..<Int(count)])
            budget -= Int(count)
            let isBomb =
                output.count > Self.ratioCountsFrom && output.count / max(1, packed) > limits.unpackedRatio
            guard budget >= 0, !isBomb else { throw .unpacksTooLarge(name: name, part: part) }
        }
    }

    private func broken(_ part: String) -> TextExtractionError {
        .brokenDOCX(name: name, detail: "\(part): \(String(cString: zip_strerror(archive)))")
    }
}
