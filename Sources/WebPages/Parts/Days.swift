import Primitives

extension Day {
    /// 令和8年11月22日.
    var japanese: String { JapaneseEra.text(self) }

    /// 2026年11月22日, which stands beside the era's year where somebody points at it.
    var western: String {
        let (year, month, day) = components
        return "\(year)年\(month)月\(day)日"
    }

    /// 令和8年度.
    var fiscalYear: String { FiscalYear(containing: self).japanese }
}

extension HTML {
    /// A day in the era's years; the western date is in `datetime` and shows when pointed at.
    ///
    /// Written digit by digit, because a list holds a day in every row.
    mutating func day(_ day: Day) {
        let (year, month, dayOfMonth) = day.components
        literal("<time datetime=\"")
        number(year, width: 4)
        literal("-")
        number(month, width: 2)
        literal("-")
        number(dayOfMonth, width: 2)
        literal("\" title=\"")
        western(year, month, dayOfMonth)
        literal("\">")
        if let era = JapaneseEra.eras.first(where: { $0.firstDay <= day }) {
            text(era.name)
            let count = year - era.firstDay.components.year + 1
            if count == 1 { literal("元") } else { number(count) }
            literal("年")
            monthAndDay(month, dayOfMonth)
        } else {
            western(year, month, dayOfMonth)
        }
        literal("</time>")
    }

    /// 期限 and the day, never parted.
    mutating func due(_ day: Day) {
        span(.class("nowrap")) { html in
            html.text("期限 ")
            html.day(day)
        }
    }

    private mutating func western(_ year: Int, _ month: Int, _ day: Int) {
        number(year)
        literal("年")
        monthAndDay(month, day)
    }

    private mutating func monthAndDay(_ month: Int, _ day: Int) {
        number(month)
        literal("月")
        number(day)
        literal("日")
    }

    /// A moment in Japan's time, to the minute.
    mutating func moment(_ moment: Instant) {
        time(moment.japanese, .dateTime(moment.iso), .title(moment.dayInJapan.western))
    }
}

extension HTML {
    /// A sentence from elsewhere whose days, such as 11月1日, stay on one line.
    mutating func sentence(_ text: String) {
        let characters = Array(text)
        var written = 0
        var index = 0
        while index < characters.count {
            guard let end = characters.endOfMonthAndDay(from: index) else {
                index = characters.endOfDigits(from: index) + 1
                continue
            }
            self.text(String(characters[written..<index]))
            span(String(characters[index..<end]), .class("nowrap"))
            written = end
            index = end
        }
        self.text(String(characters[written...]))
    }
}

extension [Character] {
    /// The index behind the digits that begin here; the same index where none do.
    fileprivate func endOfDigits(from start: Int) -> Int {
        self[start...].firstIndex { !$0.isWholeNumber } ?? count
    }

    /// The index behind 「11月1日」, if that begins here.
    fileprivate func endOfMonthAndDay(from start: Int) -> Int? {
        let month = endOfDigits(from: start)
        guard month > start, month < count, self[month] == "月" else { return nil }
        let day = endOfDigits(from: month + 1)
        guard day > month + 1, day < count, self[day] == "日" else { return nil }
        return day + 1
    }
}

extension Instant {
    /// 令和8年11月22日 9:05, in Japan's time.
    var japanese: String {
        let minutes = Int((microseconds / 60_000_000 + 9 * 60) % 1440)
        let past = minutes < 0 ? minutes + 1440 : minutes
        let minute = past % 60
        return "\(dayInJapan.japanese) \(past / 60):\(minute < 10 ? "0" : "")\(minute)"
    }
}

/// 12,345: digits in groups of three.
func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(abs(number)).reversed().enumerated() {
        if index > 0 && index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
}

/// 90分, 2時間, 2時間30分: nobody plans in hundreds of minutes.
func spokenMinutes(_ minutes: Int) -> String {
    guard minutes >= 120 else { return "\(minutes)分" }
    return "\(minutes / 60)時間" + (minutes % 60 == 0 ? "" : "\(minutes % 60)分")
}
