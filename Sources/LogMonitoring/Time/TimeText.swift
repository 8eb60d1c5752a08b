import Primitives

/// Moments as text, written into bytes without a String between.
enum TimeText {
    /// `2026-11-22T23:27:35.000123Z`, years 0 to 9999.
    static func append(_ instant: Instant, to output: inout [UInt8]) {
        let seconds = floored(instant.microseconds, 1_000_000)
        let days = floored(seconds, 86_400)
        let date = Day(daysSince1970: Int(days)).components
        let clock = Int(seconds - days * 86_400)
        number(date.year, 4, &output)
        output.append(UInt8(ascii: "-"))
        number(date.month, 2, &output)
        output.append(UInt8(ascii: "-"))
        number(date.day, 2, &output)
        output.append(UInt8(ascii: "T"))
        number(clock / 3600, 2, &output)
        output.append(UInt8(ascii: ":"))
        number(clock / 60 % 60, 2, &output)
        output.append(UInt8(ascii: ":"))
        number(clock % 60, 2, &output)
        output.append(UInt8(ascii: "."))
        number(Int(instant.microseconds - seconds * 1_000_000), 6, &output)
        output.append(UInt8(ascii: "Z"))
    }

    private static func floored(_ number: Int64, _ divisor: Int64) -> Int64 {
        number / divisor - (number % divisor < 0 ? 1 : 0)
    }

    private static func number(_ number: Int, _ width: Int, _ output: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        var rest = max(0, number)
        while divisor > 0 {
            output.append(0x30 + UInt8(truncatingIfNeeded: rest / divisor % 10))
            rest %= divisor
            divisor /= 10
        }
    }
}
