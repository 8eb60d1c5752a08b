import Primitives
import Testing

@testable import LogMonitoring

/// What a time means, and what had to be assumed to know.
@Suite struct TimeTests {
    private func fortigate(_ time: String) -> (time: String?, note: String?) {
        let reading = Reading(#"date=2026-11-25 time=10:00:05 devid="F" logid="1" \#(time)"#)
        return (reading.events.first?.timestamp?.iso, reading.events.first?.timestampNote)
    }

    @Test(arguments: [
        ("eventtime=1795568405", "2026-11-25T01:00:05.000000Z", nil),
        ("eventtime=1795568405123", "2026-11-25T01:00:05.123000Z", nil),
        ("eventtime=1795568405123456", "2026-11-25T01:00:05.123456Z", nil),
        ("eventtime=1795568405123456000", "2026-11-25T01:00:05.123456Z", nil),
        ("eventtime=1795568405123456789", "2026-11-25T01:00:05.123456Z", "cut to microseconds"),
        ("eventtime=12345 tz=\"+0900\"", "2026-11-25T01:00:05.000000Z", nil),
        ("tz=\"+0900\"", "2026-11-25T01:00:05.000000Z", nil),
        ("tz=+09:00", "2026-11-25T01:00:05.000000Z", nil),
        ("tz=\"-0330\"", "2026-11-25T13:30:05.000000Z", nil),
        ("tz=\"JST\"", "2026-11-25T01:00:05.000000Z", nil),
        ("tz=\"UTC+9\"", "2026-11-25T01:00:05.000000Z", nil),
        ("user=x", "2026-11-25T01:00:05.000000Z", "zone +09:00 assumed"),
        (
            "tz=\"+09000\"", "2026-11-25T01:00:05.000000Z",
            "the zone written could not be read; zone +09:00 assumed"
        ),
        (
            "tz=\"+9999\"", "2026-11-25T01:00:05.000000Z",
            "the zone written could not be read; zone +09:00 assumed"
        ),
        ("tz=\"+0900 +0900\"", "2026-11-25T01:00:05.000000Z", "two zones written, the first taken"),
        ("tz=\"+0900+09:00\"", "2026-11-25T01:00:05.000000Z", "two zones written, the first taken"),
    ])
    func `FortiGate's time is read in every unit and zone`(written: String, time: String, note: String?) {
        let found = fortigate(written)
        #expect(found.time == time)
        #expect(found.note == note)
    }

    /// The reference is noon of New Year's Day 2026 in Japan.
    @Test(arguments: [
        ("Dec 31 23:59:59", "2025-12-31T14:59:59.000000Z"),
        ("Jan  1 00:00:01", "2025-12-31T15:00:01.000000Z"),
        ("Jan  2 10:00:00", "2026-01-02T01:00:00.000000Z"),
        ("Aug  1 00:00:00", "2025-07-31T15:00:00.000000Z"),
        ("Feb 29 10:00:00", "2024-02-29T01:00:00.000000Z"),
    ])
    func `a stamp without a year lies nearest to the reference`(stamp: String, time: String) {
        let event = Reading("\(stamp) host prog: text").events.first
        let year = time.hasPrefix("2025-12-31T15") ? "2026" : "\(time.prefix(4))"
        #expect(event?.timestamp?.iso == time)
        #expect(
            event?.timestampNote == "year \(year) assumed; zone +09:00 assumed"
        )
    }

    @Test(arguments: [
        ("Dec 31 23:59:59", "2025-12-31T14:59:59.000000Z"),
        ("Jan  1 00:00:01", "2025-12-31T15:00:01.000000Z"),
        ("Jan  2 09:00:00", "2026-01-02T00:00:00.000000Z"),
        ("Jan  3 10:00:00", "2025-01-03T01:00:00.000000Z"),
        ("Feb 29 10:00:00", "2024-02-29T01:00:00.000000Z"),
    ])
    func `a stamp without a year is not after the file's last change`(stamp: String, time: String) {
        let settings = ReadingSettings(times: TimeSettings(year: .notAfter(Reading.reference)))
        #expect(Reading("\(stamp) host prog: text", settings).events.first?.timestamp?.iso == time)
    }

    @Test(arguments: [
        ("<13>Nov 25 2026 10:00:00 host p: x", "2026-11-25T01:00:00.000000Z"),
        ("<13>Nov 25 10:00:00 2026 host p: x", "2026-11-25T01:00:00.000000Z"),
        ("<13>*Nov 25 2026 10:00:00.123 UTC: %SYS-5-X: x", "2026-11-25T10:00:00.123000Z"),
        ("<13>Nov 25 2026 10:00:00 +0000 host p: x", "2026-11-25T10:00:00.000000Z"),
        ("2026-11-25T10:00:00,123+09:00 host p: x", "2026-11-25T01:00:00.123000Z"),
        ("2026-11-25T10:00:00.123456789Z host p: x", "2026-11-25T10:00:00.123456Z"),
        ("<13>1 2026-11-25T10:00:00z host p - - - x", "2026-11-25T10:00:00.000000Z"),
        ("2026-11-25T23:59:60Z host p: a leap second", "2026-11-26T00:00:00.000000Z"),
    ])
    func `stamps of syslog are read as devices write them`(line: String, time: String) {
        #expect(Reading(line).events.first?.timestamp?.iso == time, "\(line)")
    }

    @Test(arguments: ["Nov 31 10:00:00", "Foo 25 10:00:00", "Nov 25 25:00:00", "Nov 25 10:61:00"])
    func `a day or clock that does not exist is no time`(stamp: String) {
        #expect(Reading("<13>\(stamp) host p: x").events.first?.timestamp == nil)
    }

    @Test func `behind a relay the inner header counts and the relay is kept`() {
        let line = "<189>Nov 25 2026 10:00:09 relay1 <166>Nov 25 2026 10:00:00 fw1 %ASA-6-302013: Built x"
        let event = Reading(line).events.first
        #expect(event?.timestamp?.iso == "2026-11-25T01:00:00.000000Z")
        #expect(event?["log.syslog.hostname"] == .text("fw1"))
        #expect(event?["log.syslog.relay.hostname"] == .text("relay1"))
        #expect(event?["log.syslog.priority"] == .integer(166))
        #expect(event?.format == "cisco-asa")
    }
}
