import LogMonitoring
import Primitives

/// Reads blocks of one source in their order and keeps the columns of their events.
///
/// Not for two threads at once.
final class ColumnBuilder {
    private(set) var columns = EventColumns()
    /// Lines that were not, or not wholly, understood.
    private(set) var notUnderstood = 0
    private var reader: LogReader
    private var picker: FieldPicker
    private var current = [UInt32](repeating: 0, count: EventColumns.Column.allCases.count)
    private var preference: [UInt8] = []
    private static let wanted: [(column: EventColumns.Column, rank: UInt8, name: String)] =
        EventColumns.Column.allCases.flatMap { column in
            column.names.enumerated().map { (column, UInt8($0.offset), $0.element) }
        }
    private static let amountNames = ["source.bytes", "destination.bytes", "network.bytes"]

    /// - Parameter times: how stamps without a zone or a year are read.
    init(_ times: TimeSettings) {
        reader = LogReader(ReadingSettings(times: times))
        picker = FieldPicker(Self.wanted.map(\.name) + Self.amountNames)
        preference = [UInt8](repeating: .max, count: current.count)
    }

    /// Adds the records of the next block.
    func add(_ block: LogBlock) {
        let first = columns.rowCount
        columns.firstRows.append(UInt32(first))
        appendRows(block)
        let lines = block.readableLines
        var given = 0
        repeat {
            given += reader.fill { room in
                let count = min(room.count, lines.count - given)
                let from = lines.startIndex + given
                room.copyBytes(from: lines[from..<from + count])
                return count
            }
            while reader.next() { note(row: first + reader.draft.line - 1 - linesRead) }
        } while given < lines.count
        linesRead += block.recordCount
        noteHeadings(block, first)
    }

    /// Lines that gave no event and are not blank tell about those after them.
    private func noteHeadings(_ block: LogBlock, _ first: Int) {
        let formats = columns.codes[EventColumns.Column.format.rawValue][first...]
        guard formats.contains(0) else { return }
        for (offset, range) in block.records().enumerated() where formats[first + offset] == 0 {
            if !range.isEmpty { columns.headingRows.append(UInt32(first + offset)) }
        }
    }

    private var linesRead = 0

    private func appendRows(_ block: LogBlock) {
        for run in block.receipts {
            for _ in 0..<run.records { columns.times.append(run.microseconds) }
        }
        for _ in 0..<block.recordCount { columns.amounts.append(0) }
        for place in columns.codes.indices {
            columns.codes[place].append(contentsOf: repeatElement(0, count: block.recordCount))
        }
    }

    private func note(row: Int) {
        guard row < columns.rowCount else { return }
        for place in current.indices {
            current[place] = 0
            preference[place] = .max
        }
        var (sent, received, total): (UInt64, UInt64, UInt64) = (0, 0, 0)
        picker.pick(reader.draft) { place, bytes in
            if place >= Self.wanted.count {
                let amount = Self.number(bytes)
                switch place - Self.wanted.count {
                case 0: sent = amount
                case 1: received = amount
                default: total = amount
                }
                return
            }
            let (column, rank, _) = Self.wanted[place]
            guard rank < preference[column.rawValue] else { return }
            preference[column.rawValue] = rank
            current[column.rawValue] = columns.values[column.rawValue].number(bytes)
        }
        if let moment = reader.draft.timestamp { columns.times[row] = moment.microseconds }
        columns.amounts[row] = max(total, sent &+ received)
        set(.format, reader.draft.format)
        if let fault = reader.draft.fault {
            notUnderstood += 1
            set(.problem, fault.code)
        }
        for place in current.indices { columns.codes[place][row] = current[place] }
    }

    private func set(_ column: EventColumns.Column, _ text: String) {
        var text = text
        current[column.rawValue] = text.withUTF8 { columns.values[column.rawValue].number($0) }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard bytes.count <= 18 else { return 0 }
        var value: UInt64 = 0
        for byte in bytes {
            guard byte &- 0x30 <= 9 else { return 0 }
            value = value * 10 + UInt64(byte - 0x30)
        }
        return value
    }
}
