import Foundation

/// The columns of a sealed segment in a file beside it. It holds nothing that the segment does not: `rebuild`
/// makes it anew, and a file that is damaged is as good as none.
struct ColumnFile {
    let head: Head
    private let file: MappedFile

    struct Head: Codable, Sendable {
        /// The root of the segment that the columns were made from.
        var root: String
        var rows: Int
        var firstTime: Int64
        var lastTime: Int64
        var notUnderstood: Int
        var blocks: Piece
        var headings: Piece
        var times: Piece
        var amounts: Piece
        var columns: [Column]
    }

    struct Column: Codable, Sendable {
        var name: String
        var texts: Piece
        var ends: Piece
        var codes: Piece
    }

    /// Packed numbers or bytes: where they lie, and how wide a number is.
    struct Piece: Codable, Sendable {
        var offset: Int
        var packed: Int
        var length: Int
        var width: Int
    }

    private static let mark = Array("TRCOL1\n\n".utf8)

    /// - Returns: nil where there is no such file, or it is none of this segment's.
    init?(_ path: String, root: String) {
        guard let file = try? MappedFile(path), file.bytes.count >= 16,
            file.bytes[..<8].elementsEqual(Self.mark)
        else { return nil }
        let length = UInt64(littleEndian: file.bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        guard length <= file.bytes.count - 16,
            let head = try? JSONDecoder().decode(Head.self, from: Data(file.bytes[16..<16 + Int(length)])),
            head.root == root, head.columns.map(\.name) == EventColumns.Column.allCases.map(\.name)
        else { return nil }
        self.file = file
        self.head = head
        base = 16 + Int(length)
    }

    private let base: Int

    func times(_ unpacker: Unpacker) -> [Int64]? {
        guard let offsets = numbers(head.times, unpacker) else { return nil }
        return offsets.map { head.firstTime &+ Int64(bitPattern: $0) }
    }

    func amounts(_ unpacker: Unpacker) -> [UInt64]? { numbers(head.amounts, unpacker) }

    func codes(_ column: EventColumns.Column, _ unpacker: Unpacker) -> [UInt32]? {
        numbers(head.columns[column.rawValue].codes, unpacker)?.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// Calls the body with each row's number; quicker than an array of them.
    func forEachCode(_ column: EventColumns.Column, _ unpacker: Unpacker, _ body: (Int, Int) -> Void) -> Bool
    {
        let piece = head.columns[column.rawValue].codes
        guard let bytes = bytes(piece, unpacker) else { return false }
        bytes.withUnsafeBytes { bytes in
            switch piece.width {
            case 1: for row in 0..<bytes.count { body(row, Int(bytes[row])) }
            case 2:
                for row in 0..<bytes.count / 2 {
                    body(
                        row,
                        Int(
                            UInt16(
                                littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * row, as: UInt16.self))))
                }
            default:
                for row in 0..<bytes.count / 4 {
                    body(
                        row,
                        Int(
                            UInt32(
                                littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * row, as: UInt32.self))))
                }
            }
        }
        return true
    }

    func values(_ column: EventColumns.Column, _ unpacker: Unpacker) -> ValueTable? {
        let column = head.columns[column.rawValue]
        guard let texts = bytes(column.texts, unpacker), let ends = numbers(column.ends, unpacker),
            ends.last.map({ Int($0) <= texts.count }) ?? false,
            zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return nil }
        return ValueTable(bytes: texts, ends: ends.map { UInt32(truncatingIfNeeded: $0) })
    }

    func firstRows(_ unpacker: Unpacker) -> [UInt32]? {
        numbers(head.blocks, unpacker)?.map { UInt32(truncatingIfNeeded: $0) }
    }

    func headingRows(_ unpacker: Unpacker) -> [UInt32]? {
        numbers(head.headings, unpacker)?.map { UInt32(truncatingIfNeeded: $0) }
    }

    private func bytes(_ piece: Piece, _ unpacker: Unpacker) -> [UInt8]? {
        guard piece.offset >= 0, piece.packed >= 0, base + piece.offset + piece.packed <= file.bytes.count
        else {
            return nil
        }
        let from = base + piece.offset
        return unpacker.unpack(
            UnsafeRawBufferPointer(rebasing: file.bytes[from..<from + piece.packed]), length: piece.length)
    }

    private func numbers(_ piece: Piece, _ unpacker: Unpacker) -> [UInt64]? {
        guard [1, 2, 4, 8].contains(piece.width), let bytes = bytes(piece, unpacker) else { return nil }
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / piece.width).map { place in
                switch piece.width {
                case 1: UInt64(bytes[place])
                case 2:
                    UInt64(
                        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)))
                case 4:
                    UInt64(
                        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)))
                default: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
                }
            }
        }
    }
}

extension ColumnFile {
    /// Writes the columns; durable when it returns.
    static func write(
        _ columns: EventColumns, notUnderstood: Int, root: String, to path: String
    ) throws(LogArchiveError) {
        guard let packer = Packer(level: 3) else { throw .system(path: path, reason: "zstd") }
        var blobs: [UInt8] = []
        func piece(_ bytes: [UInt8], width: Int) -> Piece {
            let packed = packer.pack(bytes)
            defer { blobs += packed }
            return Piece(offset: blobs.count, packed: packed.count, length: bytes.count, width: width)
        }
        func piece(_ numbers: some Collection<UInt64>) -> Piece {
            let most = numbers.max() ?? 0
            let width = most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 32 ? 4 : 8
            var bytes: [UInt8] = []
            bytes.reserveCapacity(numbers.count * width)
            for number in numbers {
                switch width {
                case 1: bytes.append(UInt8(truncatingIfNeeded: number))
                case 2: bytes.appendLittle(UInt16(truncatingIfNeeded: number))
                case 4: bytes.appendLittle(UInt32(truncatingIfNeeded: number))
                default: bytes.appendLittle(number)
                }
            }
            return piece(bytes, width: width)
        }
        let first = columns.times.min() ?? 0
        let head = Head(
            root: root, rows: columns.rowCount, firstTime: first, lastTime: columns.times.max() ?? 0,
            notUnderstood: notUnderstood, blocks: piece(columns.firstRows.map(UInt64.init)),
            headings: piece(columns.headingRows.map(UInt64.init)),
            times: piece(columns.times.map { UInt64(bitPattern: $0 &- first) }),
            amounts: piece(columns.amounts),
            columns: EventColumns.Column.allCases.map { column in
                let table = columns.values[column.rawValue]
                return Column(
                    name: column.name, texts: piece(table.bytes, width: 1),
                    ends: piece(table.ends.map(UInt64.init)),
                    codes: piece(columns.codes[column.rawValue].map(UInt64.init)))
            })
        guard let json = try? JSONEncoder().encode(head) else { throw .system(path: path, reason: "head") }
        var out = mark
        out.appendLittle(UInt64(json.count))
        try SegmentFiles.writeDurably(out + json + blobs, to: path)
    }
}
