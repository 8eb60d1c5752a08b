/// Days of the week and hours in which somebody may work: `平日 9:00-17:30`, `平日 8:30～17:15、土 9:00-12:00`,
/// `毎日`.
struct AllowedHours: Hashable, Sendable {
    private struct Window: Hashable, Sendable {
        /// Bit 0 is Sunday.
        let weekdays: UInt8
        /// Minutes after midnight; beyond 1440 it is the morning of the next day.
        let minutes: Range<Int>
    }

    private let windows: [Window]

    /// Nil where it cannot be understood.
    init?(_ text: String) {
        let narrow = String(
            text.unicodeScalars.map { scalar -> Character in
                (0xFF01...0xFF5E).contains(scalar.value)
                    ? Character(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar) : Character(scalar)
            })
        var windows: [Window] = []
        // `月、水 9:00-17:00`: days without hours belong to the hours that follow.
        var days = ""
        for piece in narrow.split(whereSeparator: { "、,;\n".contains($0) }) {
            days += piece
            guard piece.contains(where: { $0.isASCII && $0.isNumber }) else { continue }
            guard let window = Self.window(days) else { return nil }
            windows.append(window)
            days = ""
        }
        if !days.allSatisfy(\.isWhitespace) {
            guard let window = Self.window(days) else { return nil }
            windows.append(window)
        }
        guard !windows.isEmpty else { return nil }
        self.windows = windows
    }

    private static func window(_ text: String) -> Window? {
        let times = text.split { !($0.isASCII && $0.isNumber) && $0 != ":" && $0 != "時" && $0 != "分" }
            .compactMap { minute(String($0)) }
        guard times.isEmpty || times.count == 2, let days = days(text) else { return nil }
        let (from, to) = times.isEmpty ? (0, 1_440) : (times[0], times[1])
        guard from != to else { return nil }
        return Window(weekdays: days, minutes: from < to ? from..<to : from..<to + 1_440)
    }

    /// No day named: every day. Nil where other words stand there than these.
    private static func days(_ text: String) -> UInt8? {
        var rest = text.filter { !$0.isWhitespace && !"0123456789:時分()".contains($0) }
        for word in ["祝日を除く", "曜日", "曜"] { rest = rest.replacing(word, with: "") }
        var days: UInt8 = 0
        for (word, meant) in [("毎日", 0b111_1111), ("全日", 0b111_1111), ("平日", 0b011_1110), ("土日", 0b100_0001)]
        {
            guard rest.contains(word) else { continue }
            days |= UInt8(meant)
            rest = rest.replacing(word, with: "")
        }
        let letters = Array(rest.replacing("から", with: "-"))
        var place = 0
        while place < letters.count {
            if let first = names.firstIndex(of: letters[place]) {
                let isRange = place + 2 < letters.count && "-~〜～".contains(letters[place + 1])
                let last = isRange ? names.firstIndex(of: letters[place + 2]) : nil
                var day = first
                days |= 1 << UInt8(first)
                while let last, day != last {
                    day = (day + 1) % 7
                    days |= 1 << UInt8(day)
                }
                place += last == nil ? 1 : 3
            } else if "-~〜～、,・まで".contains(letters[place]) {
                place += 1
            } else {
                return nil
            }
        }
        return days == 0 ? 0b111_1111 : days
    }

    private static let names = Array("日月火水木金土")

    private static func minute(_ text: String) -> Int? {
        let parts = text.split { ":時分".contains($0) }.compactMap { Int($0) }
        guard let hour = parts.first, (0...29).contains(hour) else { return nil }
        let minute = parts.count > 1 ? parts[1] : 0
        return (0..<60).contains(minute) ? hour * 60 + minute : nil
    }

    /// - Parameters:
    ///   - weekday: 0 is Sunday.
    ///   - minute: of the day.
    func allows(weekday: Int, minute: Int) -> Bool {
        windows.contains { window in
            if window.weekdays >> UInt8(weekday) & 1 == 1, window.minutes.contains(minute) { return true }
            // The hours after midnight of the day before.
            return window.weekdays >> UInt8((weekday + 6) % 7) & 1 == 1
                && window.minutes.contains(minute + 1_440)
        }
    }
}
