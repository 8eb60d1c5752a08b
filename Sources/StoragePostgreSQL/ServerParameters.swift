import CLibPQ
import Database

/// The bound values of one statement in PostgreSQL's binary format, laid end to end; kept from statement to
/// statement so that binding allocates nothing.
struct ServerParameters {
    /// The type of each; 0 where the value is NULL, nothing is known of its place, and the server finds the
    /// type out.
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    private var lengths: [Int32] = []
    private var offsets: [Int] = []
    private var formats: [Int32] = []
    private var addresses: [UnsafePointer<CChar>?] = []

    /// How many bytes the values take.
    var byteCount: Int { bytes.count }

    /// Lays out the values in place of the former ones.
    ///
    /// - Throws: `DatabaseError.statement` for text with U+0000, which PostgreSQL cannot store.
    mutating func set(_ sql: SQL) throws(DatabaseError) {
        types.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        while formats.count < sql.values.count { formats.append(1) }
        for (place, value) in sql.values.enumerated() {
            let start = bytes.count
            switch value {
            case .null:
                types.append(sql.text.map { ServerType.number(of: $0.kinds[place]) } ?? 0)
                offsets.append(-1)
                lengths.append(0)
                continue
            case .integer(let integer):
                types.append(ServerType.bigint)
                withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(let text):
                types.append(ServerType.text)
                bytes.append(contentsOf: text.utf8)
                if bytes[start...].contains(0) {
                    throw .statement("text with U+0000 cannot be stored", sql: sql.withNumberedParameters)
                }
            case .bytes(let content):
                types.append(ServerType.bytea)
                bytes.append(contentsOf: content)
            }
            offsets.append(start)
            lengths.append(Int32(clamping: bytes.count - start))
        }
        // A value of no bytes at the very end needs an address too: no address means NULL.
        bytes.append(0)
    }

    typealias Pointers = (
        values: UnsafePointer<UnsafePointer<CChar>?>?, lengths: UnsafePointer<Int32>?,
        formats: UnsafePointer<Int32>?
    )

    /// Calls `body` with what libpq wants; valid inside the call only.
    mutating func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
        addresses.removeAll(keepingCapacity: true)
        return bytes.withUnsafeBytes { raw in
            let start = raw.bindMemory(to: CChar.self).baseAddress
            for offset in offsets {
                addresses.append(offset < 0 ? nil : start.map { UnsafePointer($0 + offset) })
            }
            return addresses.withUnsafeBufferPointer { addresses in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body((addresses.baseAddress, lengths.baseAddress, formats.baseAddress))
                    }
                }
            }
        }
    }
}
