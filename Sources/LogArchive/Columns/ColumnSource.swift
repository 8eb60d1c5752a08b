/// Columns to be asked, in memory or in a file.
protocol ColumnSource {
    var rowCount: Int { get }
    /// The earliest and the latest event; nil without any.
    var span: ClosedRange<Int64>? { get }
    func table(_ column: EventColumns.Column) -> ValueTable?
    /// Calls the body with each row and the number of its value; false where the column cannot be read.
    func forEachCode(_ column: EventColumns.Column, _ body: (Int, Int) -> Void) -> Bool
    func allTimes() -> [Int64]?
    func allAmounts() -> [UInt64]?
    /// The first row of each block.
    func blockRows() -> [UInt32]?
    func headings() -> [UInt32]?
}

extension EventColumns: ColumnSource {
    var span: ClosedRange<Int64>? {
        guard let first = times.min(), let last = times.max() else { return nil }
        return first...last
    }

    func table(_ column: Column) -> ValueTable? { values[column.rawValue] }

    func forEachCode(_ column: Column, _ body: (Int, Int) -> Void) -> Bool {
        for (row, code) in codes[column.rawValue].enumerated() { body(row, Int(code)) }
        return true
    }

    func allTimes() -> [Int64]? { times }
    func allAmounts() -> [UInt64]? { amounts }
    func blockRows() -> [UInt32]? { firstRows }
    func headings() -> [UInt32]? { headingRows }
}

/// A file of columns with what unpacks it. Not for two threads at once.
struct ColumnFileSource: ColumnSource {
    let file: ColumnFile
    let unpacker: Unpacker

    var rowCount: Int { file.head.rows }
    var span: ClosedRange<Int64>? {
        file.head.rows > 0 && file.head.firstTime <= file.head.lastTime
            ? file.head.firstTime...file.head.lastTime : nil
    }

    func table(_ column: EventColumns.Column) -> ValueTable? { file.values(column, unpacker) }

    func forEachCode(_ column: EventColumns.Column, _ body: (Int, Int) -> Void) -> Bool {
        file.forEachCode(column, unpacker, body)
    }

    func allTimes() -> [Int64]? { file.times(unpacker) }
    func allAmounts() -> [UInt64]? { file.amounts(unpacker) }
    func blockRows() -> [UInt32]? { file.firstRows(unpacker) }
    func headings() -> [UInt32]? { file.headingRows(unpacker) }
}
