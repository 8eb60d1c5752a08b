import CLibPQ
import Database

/// A row as it came over the line, in PostgreSQL's binary format. Two words wide, so that `any Row` needs no
/// allocation.
///
/// The portable subset is bigint, text and bytea; what `count`, `sum` and comparisons answer beside it
/// (numeric, boolean, smaller integers, floating point) is turned into it. Other types come as their bytes.
struct ServerRow: Row {
    let result: OpaquePointer
    let row: Int32
    private let count: Int32

    init(result: OpaquePointer, row: Int32) {
        self.result = result
        self.row = row
        count = PQnfields(result)
    }

    var columnCount: Int { Int(count) }

    func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, index(column)) != 0 }

    func integer(_ column: Int) -> Int64 {
        let column = index(column)
        let type = PQftype(result, column)
        if type == ServerType.bigint {
            // NULL has no bytes.
            guard PQgetlength(result, row, column) == 8, let start = PQgetvalue(result, row, column) else {
                return 0
            }
            return Int64(bigEndian: UnsafeRawPointer(start).loadUnaligned(as: Int64.self))
        }
        switch value(Int(column)) {
        case .integer(let integer): return integer
        case .text(let text): return ServerNumber.leadingInteger(of: text)
        case .null, .bytes: return 0
        }
    }

    func text(_ column: Int) -> String {
        switch PQftype(result, index(column)) {
        case ServerType.bigint, ServerType.integer, ServerType.smallint, ServerType.oid, ServerType.numeric,
            ServerType.boolean, ServerType.double, ServerType.real:
            switch value(column) {
            case .integer(let integer): String(integer)
            case .text(let text): text
            case .null, .bytes: ""
            }
        default: String(decoding: raw(column), as: UTF8.self)
        }
    }

    func bytes(_ column: Int) -> [UInt8] { Array(raw(column)) }

    func value(_ column: Int) -> SQLValue {
        if isNull(column) { return .null }
        let raw = raw(column)
        switch PQftype(result, index(column)) {
        case ServerType.bigint: return .integer(Int64(ServerNumber.bigEndian(raw, as: Int64.self)))
        case ServerType.integer: return .integer(Int64(ServerNumber.bigEndian(raw, as: Int32.self)))
        case ServerType.smallint: return .integer(Int64(ServerNumber.bigEndian(raw, as: Int16.self)))
        case ServerType.oid: return .integer(Int64(ServerNumber.bigEndian(raw, as: UInt32.self)))
        case ServerType.boolean: return .integer(raw.first == 1 ? 1 : 0)
        case ServerType.numeric: return ServerNumber.numeric(raw)
        case ServerType.double:
            return .text(String(Double(bitPattern: ServerNumber.bigEndian(raw, as: UInt64.self))))
        case ServerType.real:
            return .text(String(Float(bitPattern: ServerNumber.bigEndian(raw, as: UInt32.self))))
        case ServerType.text, ServerType.varchar, ServerType.name, ServerType.character, ServerType.unknown:
            return .text(String(decoding: raw, as: UTF8.self))
        default: return .bytes(Array(raw))
        }
    }

    private func raw(_ column: Int) -> UnsafeRawBufferPointer {
        let column = index(column)
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    private func index(_ column: Int) -> Int32 {
        precondition(column >= 0 && column < Int(count), "column \(column) of \(count)")
        return Int32(truncatingIfNeeded: column)
    }
}

/// Object identifiers of the built-in types (pg_type.dat); they never change.
enum ServerType {
    static let boolean: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let real: Oid = 700
    static let double: Oid = 701
    static let unknown: Oid = 705
    static let character: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700

    /// The type in which a value of this kind is sent.
    static func number(of kind: StatementText.Kind) -> Oid {
        switch kind {
        case .integer: bigint
        case .text: text
        case .bytes: bytea
        }
    }
}
