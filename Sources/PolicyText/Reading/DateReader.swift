/// Finds dates as official texts write them: 令和7年4月1日, 令和七年, 2025年4月, 2025/4/1, R7.4.1.
enum DateReader {
    /// Whether a stretch contains a year with its unit, or a date in digits.
    static func hasDate(_ range: Range<Int>, in source: SourceText) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            if let end = year(at: position, range.upperBound, source) { return end > position }
            position += 1
        }
        return false
    }

    /// The end of a year that stands at a position, nil if none does.
    private static func year(at position: Int, _ end: Int, _ source: SourceText) -> Int? {
        let scalar = source.at(position)
        if isEra(scalar, source.at(position + 1)) { return eraYear(position + 2, end, source) }
        guard scalar.digit == 1 || scalar.digit == 2 else { return nil }
        var next = position
        while next < end, source.at(next).digit != nil, next - position < 5 { next += 1 }
        guard next - position == 4, next < end else { return nil }
        let sign = source.at(next)
        if sign == 0x5E74 { return next + 1 }
        let isJoint = sign == 0x2F || sign == 0x2D || sign == 0x2E || sign == 0xFF0F || sign == 0xFF0E
        return isJoint && next + 1 < end && source.at(next + 1).digit != nil ? next + 2 : nil
    }

    /// 七年, 7 年, 元年 after the name of an era.
    private static func eraYear(_ position: Int, _ end: Int, _ source: SourceText) -> Int? {
        var next = position
        while next < end, next - position < 6 {
            let scalar = source.at(next)
            if scalar == 0x5E74 { return next > position ? next + 1 : nil }
            let isNumeral =
                scalar.digit != nil || scalar.kanjiDigit != nil || scalar == 0x5341 || scalar == 0x5143
                || scalar.isSpace
            guard isNumeral else { return nil }
            next += 1
        }
        return nil
    }

    /// 令和, 平成, 昭和.
    private static func isEra(_ first: UInt32, _ second: UInt32) -> Bool {
        first == 0x4EE4 && second == 0x548C || first == 0x5E73 && second == 0x6210
            || first == 0x662D && second == 0x548C
    }
}
