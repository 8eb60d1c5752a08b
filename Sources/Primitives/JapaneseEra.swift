/// 和暦: the eras since 1868, each with the day on which it began.
public enum JapaneseEra {
    /// Name and first day, newest first.
    public static let eras: [(name: String, letter: Character, firstDay: Day)] = [
        ("令和", "R", 2019, 5, 1), ("平成", "H", 1989, 1, 8), ("昭和", "S", 1926, 12, 25),
        ("大正", "T", 1912, 7, 30), ("明治", "M", 1868, 1, 25),
    ].compactMap { name, letter, year, month, day in
        Day(year: year, month: month, day: day).map { (name, letter, $0) }
    }

    /// 令和8年; 元年 for the first year; the Gregorian year with 年 before Meiji.
    public static func year(_ day: Day) -> String {
        guard let (name, number) = eraYear(day) else { return "\(day.components.year)年" }
        return name + (number == 1 ? "元" : String(number)) + "年"
    }

    /// 令和8年11月22日.
    public static func text(_ day: Day) -> String {
        let (_, month, dayOfMonth) = day.components
        return year(day) + "\(month)月\(dayOfMonth)日"
    }

    /// The day written as 令和8年11月22日, 令和元年5月1日, R8.11.22, R8/11/22, 2026年11月22日, 2026/11/22, 2026.11.22,
    /// 20261122 or ISO, half or full width; nil where it is none of them or no such day exists.
    public static func day(_ written: some StringProtocol) -> Day? {
        let text = String(String.UnicodeScalarView(written.unicodeScalars.compactMap(narrowed)))
        if let day = Day(iso: text) { return day }
        if text.utf8.count == 8, let number = Int(text) {
            return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        for era in eras {
            guard let rest = text.afterPrefix(era.name) ?? text.uppercased().afterPrefix(String(era.letter))
            else {
                continue
            }
            let parts = numbers(rest.replacingFirst("元", with: "1"))
            guard parts.count == 3, parts[0] >= 1 else { return nil }
            return Day(year: era.firstDay.components.year + parts[0] - 1, month: parts[1], day: parts[2])
        }
        let parts = numbers(text)
        guard parts.count == 3, parts[0] >= 1000 else { return nil }
        return Day(year: parts[0], month: parts[1], day: parts[2])
    }

    private static func eraYear(_ day: Day) -> (String, Int)? {
        eras.first { $0.firstDay <= day }.map { era in
            (era.name, day.components.year - era.firstDay.components.year + 1)
        }
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x20, 0x3000, 0x09: nil
        default: scalar
        }
    }

    /// The runs of digits, where they are parted by 年月日 or . / - and nothing else. No calendar has years of
    /// more than four digits, and adding to what somebody typed must not overflow.
    private static func numbers(_ text: String) -> [Int] {
        let separators: Set<Character> = ["年", "月", "日", ".", "/", "-"]
        let pieces = text.split(whereSeparator: { separators.contains($0) })
        let values = pieces.filter { $0.utf8.count <= 4 }.compactMap { Int($0) }
        return values.count == pieces.count ? values : []
    }
}

extension String {
    fileprivate func afterPrefix(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    fileprivate func replacingFirst(_ character: Character, with other: Character) -> String {
        guard let index = firstIndex(of: character) else { return self }
        var copy = self
        copy.replaceSubrange(index...index, with: String(other))
        return copy
    }
}
