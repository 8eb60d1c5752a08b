import Primitives

/// Asks one segment.
struct SegmentSearch {
    let question: LogQuestion
    let columns: any ColumnSource

    /// Rows that fit all conditions but that on the text, ascending; nil where a column cannot be read.
    func rows() -> [Int]? {
        var fits: [Bool]?
        for (names, holds) in question.conditions {
            guard let here = rowsThatFit(names, holds, fits) else { return nil }
            fits = here
            if !here.contains(true) { return [] }
        }
        let (from, to) = (question.from?.microseconds ?? .min, question.to?.microseconds ?? .max)
        guard let span = columns.span else { return [] }
        if from > span.lowerBound || to < span.upperBound {
            guard let times = columns.allTimes() else { return nil }
            return times.indices.filter { row in
                fits.map { $0[row] } ?? true && times[row] >= from && times[row] <= to
            }
        }
        guard let fits else { return Array(0..<columns.rowCount) }
        return fits.indices.filter { fits[$0] }
    }

    private func rowsThatFit(
        _ names: [EventColumns.Column], _ holds: (UnsafeBufferPointer<UInt8>) -> Bool, _ before: [Bool]?
    ) -> [Bool]? {
        var fits = [Bool](repeating: false, count: columns.rowCount)
        for name in names {
            guard let table = columns.table(name) else { return nil }
            let numbers = table.numbers(where: holds)
            if numbers.isEmpty { continue }
            var wanted = [Bool](repeating: false, count: table.count)
            for number in numbers { wanted[number] = true }
            let isRead = fits.withUnsafeMutableBufferPointer { fits in
                wanted.withUnsafeBufferPointer { wanted in
                    columns.forEachCode(name) { row, code in
                        if code < wanted.count, row < fits.count, wanted[code] { fits[row] = true }
                    }
                }
            }
            guard isRead else { return nil }
        }
        if let before { for row in fits.indices where !before[row] { fits[row] = false } }
        return fits
    }

    /// Whether the segment can hold anything at all that fits.
    var mayHold: Bool {
        guard let span = columns.span else { return false }
        return (question.from?.microseconds ?? .min) <= span.upperBound
            && (question.to?.microseconds ?? .max) >= span.lowerBound
    }
}
