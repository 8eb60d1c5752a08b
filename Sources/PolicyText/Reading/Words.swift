/// Words as scalars, for looking at them by position.
struct Words: Sendable {
    let scalars: [UInt32]

    init(_ text: some StringProtocol) { scalars = text.unicodeScalars.map(\.value) }

    var count: Int { scalars.count }

    func at(_ position: Int) -> UInt32 { position >= 0 && position < scalars.count ? scalars[position] : 0 }

    /// The first place of a phrase at or after a position.
    func first(_ phrase: Words, from start: Int = 0, to limit: Int? = nil) -> Int? {
        let end = min(limit ?? count, count) - phrase.count
        guard phrase.count > 0, start <= end else { return nil }
        for position in max(start, 0)...end where stands(phrase, at: position) { return position }
        return nil
    }

    /// Whether a phrase stands at a position.
    func stands(_ phrase: Words, at position: Int) -> Bool {
        guard position >= 0, position + phrase.count <= count else { return false }
        for offset in 0..<phrase.count where scalars[position + offset] != phrase.scalars[offset] {
            return false
        }
        return true
    }

    func hasSuffix(_ phrase: Words) -> Bool { stands(phrase, at: count - phrase.count) }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for position in range {
            if let scalar = Unicode.Scalar(scalars[position]) { view.append(scalar) }
        }
        return String(view)
    }

    /// The words between two positions without spaces at the ends.
    func trimmed(_ range: Range<Int>) -> String {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, scalars[lower].isSpace { lower += 1 }
        while upper > lower, scalars[upper - 1].isSpace { upper -= 1 }
        return string(lower..<upper)
    }
}
