/// Cuts a record into columns: separated by one byte, with values in quotes where the format has them.
struct ColumnReading {
    let separator: UInt8
    var hasQuotes = true

    struct Column {
        var range: Range<Int>
        /// Has doubled quotes inside.
        var hasDoubledQuote = false
    }

    /// Columns of one record at most; more belong to no format we know.
    static let limit = 512

    /// Fills `columns`; a quote that is not closed is a fault, and takes the rest of the record.
    func read(_ bytes: Bytes, _ body: Range<Int>, into columns: inout [Column]) -> ReadingFault? {
        columns.removeAll(keepingCapacity: true)
        var at = body.lowerBound
        while columns.count < ColumnReading.limit {
            if hasQuotes, at < body.upperBound, bytes[at] == 0x22 {
                guard let quoted = quoted(bytes, at + 1..<body.upperBound) else {
                    columns.append(Column(range: at + 1..<body.upperBound))
                    return .unclosedQuote
                }
                columns.append(quoted)
                // Whatever stands between the quote and the separator belongs to nobody.
                guard let next = bytes.first(separator, in: quoted.range.upperBound + 1..<body.upperBound)
                else { return nil }
                at = next + 1
            } else {
                guard let next = bytes.first(separator, in: at..<body.upperBound) else {
                    columns.append(Column(range: at..<body.upperBound))
                    return nil
                }
                columns.append(Column(range: at..<next))
                at = next + 1
            }
        }
        return .tooManyFields
    }

    private func quoted(_ bytes: Bytes, _ inside: Range<Int>) -> Column? {
        var at = inside.lowerBound
        var hasDoubledQuote = false
        while let quote = bytes.first(0x22, in: at..<inside.upperBound) {
            if quote + 1 < inside.upperBound, bytes[quote + 1] == 0x22 {
                hasDoubledQuote = true
                at = quote + 2
            } else {
                return Column(range: inside.lowerBound..<quote, hasDoubledQuote: hasDoubledQuote)
            }
        }
        return nil
    }
}
