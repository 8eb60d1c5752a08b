/// Dates, clocks and zones at the place where a scan stands. Each returns nil, unmoved, for anything else.
extension Scan {
    /// `2026-11-25`, `2026/11/25`.
    mutating func dateYearFirst(_ clock: inout WallClock) -> Bool {
        var copy = self
        guard let year = copy.digits(atMost: 4), copy.at - at == 4,
            copy.next == UInt8(ascii: "-") || copy.next == UInt8(ascii: "/")
        else { return false }
        copy.at += 1
        guard let month = copy.digits(atMost: 2), copy.take(bytes[at + 4]), let day = copy.digits(atMost: 2)
        else {
            return false
        }
        (clock.year, clock.month, clock.day) = (year, month, day)
        self = copy
        return true
    }

    /// `10:00:05`, with a fraction after a point or comma, with hours or without.
    mutating func clock(_ clock: inout WallClock) -> Bool {
        var copy = self
        guard let hour = copy.digits(atMost: 2), copy.take(UInt8(ascii: ":")),
            let minute = copy.digits(atMost: 2), copy.take(UInt8(ascii: ":")),
            let second = copy.digits(atMost: 2)
        else { return false }
        (clock.hour, clock.minute, clock.second) = (hour, minute, second)
        if copy.next == UInt8(ascii: ".") && copy.peek(1) &- 0x30 <= 9 || copy.isCommaFraction {
            copy.at += 1
            clock.microsecond = copy.fraction(&clock)
        }
        self = copy
        return true
    }

    /// Three digits behind a comma and nothing but a zone after them; otherwise the comma ends a column.
    private var isCommaFraction: Bool {
        guard next == UInt8(ascii: ","), (1...3).allSatisfy({ peek($0) &- 0x30 <= 9 }) else { return false }
        let behind = peek(4)
        let isOffset =
            behind == UInt8(ascii: "+") || behind == UInt8(ascii: "-") && peek(7) == UInt8(ascii: ":")
        return behind <= 0x20 || behind == UInt8(ascii: "Z") || isOffset
    }

    /// The digits of a fraction of a second, as microseconds.
    private mutating func fraction(_ clock: inout WallClock) -> Int {
        var (value, count) = (0, 0)
        while next &- 0x30 <= 9, at < end {
            if count < 6 { value = value * 10 + Int(next &- 0x30) }
            if count >= 6, next != 0x30 { clock.assumptions.insert(.finerThanMicroseconds) }
            count += 1
            at += 1
        }
        while count < 6 {
            value *= 10
            count += 1
        }
        return value
    }

    /// `Z`, `+0900`, `+09:00`, `+9`, `JST`, `UTC`, `GMT`, blanks before it allowed; a second zone behind it
    /// is passed over. A zone that is there and cannot be read is passed over too, and noted.
    mutating func zone(_ clock: inout WallClock) {
        var copy = self
        copy.skipBlanks()
        switch copy.oneZone() {
        case .none: return
        case .some(.none):
            clock.assumptions.insert(.malformedZone)
            self = copy
            return
        case .some(.some(let seconds)): clock.zone = seconds
        }
        self = copy
        // `+0900 +09:00`, `Z+09:00`, `+0900+0900`: seen where a relay adds its own.
        copy.skipBlanks()
        if copy.next == UInt8(ascii: "+") || copy.next == UInt8(ascii: "-") || copy.next == UInt8(ascii: "Z"),
            case .some(.some) = copy.oneZone(),
            copy.isAtEnd || copy.next <= 0x20 || copy.next == UInt8(ascii: "]")
        {
            clock.assumptions.insert(.doubledZone)
            self = copy
        }
    }

    /// Nil where no zone begins here; a nil inside where one does that cannot be read.
    private mutating func oneZone() -> Int?? {
        let sign = next
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            guard peek(1) &- 0x30 <= 9 else { return nil }
            at += 1
            return .some(offset(isWest: sign == UInt8(ascii: "-")))
        }
        let start = self
        let letters = while_ { $0 >= 0x41 && $0 <= 0x5A }
        let isWhole = isAtEnd || !(next | 0x20 >= 0x61 && next | 0x20 <= 0x7A)
        if isWhole, let seconds = Scan.named(bytes, letters) {
            // `UTC+9`, `GMT+09:00`.
            if seconds == 0, letters.count == 3, next == UInt8(ascii: "+") || next == UInt8(ascii: "-"),
                peek(1) &- 0x30 <= 9
            {
                let isWest = next == UInt8(ascii: "-")
                at += 1
                return .some(offset(isWest: isWest))
            }
            return .some(seconds)
        }
        self = start
        return nil
    }

    private static func named(_ bytes: Bytes, _ range: Range<Int>) -> Int? {
        if bytes.equals(range, "Z") || bytes.equals(range, "UTC") || bytes.equals(range, "GMT") { return 0 }
        return bytes.equals(range, "JST") ? 9 * 3600 : nil
    }

    /// Nil where it is no offset on earth (more than 14 hours, 60 minutes, three digits).
    private mutating func offset(isWest: Bool) -> Int? {
        let start = at
        guard let number = digits(atMost: 9) else { return nil }
        let count = at - start
        var minutes: Int
        if count <= 2 {
            minutes = number * 60
            if next == UInt8(ascii: ":"), peek(1) &- 0x30 <= 9 {
                at += 1
                let place = at
                let more = digits(atMost: 9) ?? 60
                guard at - place == 2, more < 60 else { return nil }
                minutes += more
            }
        } else if count == 4, number % 100 < 60 {
            minutes = number / 100 * 60 + number % 100
        } else {
            return nil
        }
        guard minutes <= 14 * 60 else { return nil }
        return (isWest ? -minutes : minutes) * 60
    }

    /// `Nov`, in any case, as 1...12.
    mutating func monthName() -> Int? {
        guard end - at >= 3 else { return nil }
        let key =
            UInt32(bytes[at] | 0x20) << 16 | UInt32(bytes[at + 1] | 0x20) << 8 | UInt32(bytes[at + 2] | 0x20)
        guard let month = Scan.monthKeys.firstIndex(of: key) else { return nil }
        at += 3
        return month + 1
    }

    private static let monthKeys: [UInt32] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    /// `2026-11-25T10:00:00.123+09:00` and what devices make of it.
    mutating func isoStamp() -> WallClock? {
        var (copy, stamp) = (self, WallClock())
        guard copy.dateYearFirst(&stamp),
            copy.next == UInt8(ascii: "T") || copy.next == UInt8(ascii: "t") || copy.next == 0x20
        else { return nil }
        copy.at += 1
        guard copy.clock(&stamp) else { return nil }
        if copy.next == UInt8(ascii: "z") {
            copy.at += 1
            stamp.zone = 0
        } else {
            copy.zone(&stamp)
        }
        self = copy
        return stamp
    }

    /// `Nov 25 10:00:00`, `Nov  5 2026 10:00:00 JST`, `Nov 25 2026 10:00:00.123`: RFC 3164 and what routers
    /// make of it.
    mutating func syslogStamp() -> WallClock? {
        // Most lines that ask this do not begin with a month.
        guard peek(3) == 0x20 else { return nil }
        var (copy, stamp) = (self, WallClock())
        guard let month = copy.monthName(), copy.take(0x20) else { return nil }
        copy.skipBlanks()
        guard let day = copy.digits(atMost: 2), copy.next == 0x20 else { return nil }
        copy.skipBlanks()
        (stamp.month, stamp.day) = (month, day)
        var year = copy
        if let number = year.digits(atMost: 4), year.next == 0x20, number > 1900 {
            year.skipBlanks()
            stamp.year = number
            copy = year
        }
        guard copy.clock(&stamp) else { return nil }
        var behind = copy
        if stamp.year == nil, behind.take(0x20), let number = behind.digits(atMost: 4), number > 1900,
            behind.isAtEnd || behind.next == 0x20
        {
            stamp.year = number
            copy = behind
        }
        copy.zone(&stamp)
        self = copy
        return stamp
    }

    /// Seconds since 1970 with a fraction (`1764036000.123456`), or more digits without a point:
    /// milliseconds, microseconds or nanoseconds by their number.
    mutating func epoch() -> EventTime? {
        if let time = nanosecondsOfEpoch() { return time }
        var copy = self
        let start = copy.at
        guard let whole = copy.digits(atMost: 19) else { return nil }
        var time = EventTime()
        switch copy.at - start {
        case 9...10:
            time.microseconds = Int64(whole) * 1_000_000
            if copy.next == UInt8(ascii: "."), copy.peek(1) &- 0x30 <= 9 {
                copy.at += 1
                var clock = WallClock()
                time.microseconds = Int64(whole) * 1_000_000 + Int64(copy.fraction(&clock))
                time.assumptions = clock.assumptions
            }
        case 12...13: time.microseconds = Int64(whole) * 1000
        case 15...16: time.microseconds = Int64(whole)
        case 18...19:
            time.microseconds = Int64(whole) / 1000
            if whole % 1000 != 0 { time.assumptions.insert(.finerThanMicroseconds) }
        default: return nil
        }
        self = copy
        return time
    }

    /// Nineteen digits and nothing behind them, as busy firewalls send: eight at once.
    @inline(__always)
    private mutating func nanosecondsOfEpoch() -> EventTime? {
        guard end - at == 19, let high = bytes.shortNumber(at..<at + 8),
            let middle = bytes.shortNumber(at + 8..<at + 16), let low = bytes.shortNumber(at + 16..<end)
        else { return nil }
        at = end
        var time = EventTime()
        time.microseconds = high * 100_000_000 + middle
        if low != 0 { time.assumptions.insert(.finerThanMicroseconds) }
        return time
    }
}
