import Primitives
import Testing

@testable import LogMonitoring

/// What the organization has on record, beside an event.
@Suite struct FactTests {
    @Test(arguments: [
        ("10.1.2.3", "10.1.0.0/16", true), ("10.2.0.0", "10.1.0.0/16", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.9", "10.1.2.3-10.1.2.9", true), ("10.1.2.10", "10.1.2.3～10.1.2.9", false),
        ("2001:db8::5", "2001:db8::/32", true), ("2001:db9::5", "2001:db8::/32", false),
        ("::ffff:10.1.2.3", "10.1.0.0/16", true), ("255.255.255.255", "0.0.0.0/0", true),
    ])
    func `an address lies in a span or not`(address: String, span: String, isInside: Bool) throws {
        let address = try #require(NetworkAddress(address))
        let span = try #require(AddressSpan(span))
        #expect(span.contains(address) == isInside)
        #expect((AddressTable([(span, 3)]).value(address) == 3) == isInside)
    }

    @Test(arguments: [
        "", "10.1", "10.1.2.256", "10.1.2.3/33", "10.1.2.9-10.1.2.3", "host", "10.1.2.3.4", "::g",
    ])
    func `what is no span is not taken for one`(text: String) { #expect(AddressSpan(text) == nil) }

    @Test func `a field with several spans gives all of them and what cannot be read`() {
        let read = AddressSpan.all(in: "10.1.0.0/16、10.3.0.1 10.3.0.2\n本部一階")
        #expect(read.spans.count == 3 && read.unread == ["本部一階"])
    }

    @Test func `the narrowest span wins, whatever the order`() throws {
        let entries = try [("10.0.0.0/8", 1), ("10.1.0.0/16", 2), ("10.1.2.0/24", 3), ("10.1.2.3", 4)].map {
            (try #require(AddressSpan($0.0)), $0.1)
        }
        for table in [AddressTable(entries), AddressTable(entries.reversed())] {
            for (address, value) in [
                ("10.200.0.1", 1), ("10.1.9.9", 2), ("10.1.2.4", 3), ("10.1.2.3", 4), ("10.1.2.2", 3),
                ("10.255.255.255", 1),
            ] { #expect(table.value(try #require(NetworkAddress(address))) == value, "\(address)") }
            #expect(table.value(try #require(NetworkAddress("11.0.0.0"))) == nil)
            #expect(table.value(try #require(NetworkAddress("9.255.255.255"))) == nil)
        }
    }

    @Test(arguments: [
        ("TCP 443", 443, "tcp", true), ("TCP 443", 443, "udp", false), ("443/tcp", 443, "tcp", true),
        ("ＴＣＰ４４３", 443, "tcp", true), ("TCP 80, 443", 443, "udp", false), ("UDP53、TCP53", 53, "tcp", true),
        ("1521-1530", 1_525, "tcp", true), ("HTTPS", 443, "tcp", true), ("HTTPS", 80, "tcp", false),
        ("443", 443, "udp", true), ("tcp/8443", 8_443, "tcp", true),
    ])
    func `ports are read as people write them`(text: String, port: Int, transport: String, isIn: Bool) throws
    {
        let list = try #require(PortList(text))
        #expect(list.contains(port, transport == "tcp" ? .tcp : .udp) == isIn)
        #expect(!list.contains(nil, .tcp))
    }

    @Test(arguments: ["すべて", "any", "", "TCP", "70000", "443 ほか"])
    func `a port that cannot be read permits nothing`(text: String) {
        #expect(PortList(text) == nil)
        let table = FlowTable(
            [.init(name: "x", from: "a", to: "b", port: text)], networks: ["a": 0, "b": 1])
        #expect(table.unread == ["x"])
    }

    @Test func `a flow of an unknown network permits nothing`() throws {
        let table = FlowTable(
            [.init(name: "x", from: "よその網", to: "b", port: "TCP 443")], networks: ["a": 0, "b": 1])
        let address = try #require(NetworkAddress("10.1.2.3"))
        #expect(table.unread == ["x"])
        #expect(
            table.standing(
                from: 0, to: 1, source: address, destination: address, transport: .tcp, port: 443, day: 0)
                == .notPermitted)
    }

    /// 2026-11-25 is a Wednesday.
    @Test(arguments: [
        ("平日 9:00-17:30", 3, 540, true), ("平日 9:00-17:30", 3, 1_050, false), ("平日9時から17時30分", 5, 1_049, true),
        ("平日 9:00-17:30", 6, 600, false), ("毎日 8:30～17:15", 0, 600, true), ("月-金 9:00-17:00", 1, 600, true),
        ("月・水・金 9:00-17:00", 2, 600, false), ("平日（祝日を除く）9:00〜17:00", 4, 600, true),
        ("土日 22:00-5:00", 0, 60, true), ("土日 22:00-5:00", 1, 60, true), ("土日 22:00-5:00", 2, 60, false),
        ("９：００－１７：３０", 0, 600, true), ("平日 8:30-17:30、土 9:00-12:00", 6, 600, true),
        ("平日 8:30-17:30、土 9:00-12:00", 6, 800, false), ("月、水 9:00-17:00", 1, 600, true),
        ("月、水 9:00-17:00", 2, 600, false), ("平日", 3, 1_400, true),
    ])
    func `hours are read as people write them`(text: String, weekday: Int, minute: Int, allowed: Bool) throws
    {
        #expect(try #require(AllowedHours(text)).allows(weekday: weekday, minute: minute) == allowed)
    }

    @Test(arguments: ["相談のうえ", "9:00", "平日 25:00-99:00", "第2水曜日"])
    func `hours that cannot be understood are said to be so`(text: String) {
        #expect(AllowedHours(text) == nil)
        let table = AccountTable([.init(login: "v", contract: .init(hours: text))])
        #expect(table.unread == ["v：\(text)"])
    }

    @Test func `days and weekdays are those of the organization's clock`() {
        let time = LocalTime(microseconds: 1_795_568_400_000_000, zone: 9 * 3_600)
        #expect(time.weekday == 3 && time.hour == 10 && time.minute == 600)
        #expect(LocalTime(microseconds: -1, zone: 0).day == -1)
    }

    @Test func `one login in several systems is in order where one of them is`() {
        let table = AccountTable([
            .init(login: "S1", personLeftOn: Day(daysSince1970: 10)), .init(login: "s1"),
            .init(login: "s2", personLeftOn: Day(daysSince1970: 10)),
        ])
        let time = LocalTime(microseconds: 20 * 86_400_000_000, zone: 0)
        #expect(table.standing("s1", at: time) == .known)
        #expect(table.standing("S2", at: time) == .left)
        #expect(table.standing("s2@example", at: time) == .left)
        #expect(table.standing("who", at: time) == .unknown)
        #expect(table.standing("PC1$", at: time) == nil)
    }

    @Test(
        arguments: [
            ("00:11:22:33:44:55", 0x0011_2233_4455), ("00-11-22-33-44-55", 0x0011_2233_4455),
            ("0011.2233.4455", 0x0011_2233_4455), ("001122334455", 0x0011_2233_4455), ("ffffffffffff", nil),
            ("0011223344", nil), ("00:11:22:33:44:5g", nil),
        ] as [(String, UInt64?)])
    func `the address of a card is read in every writing`(text: String, card: UInt64?) {
        #expect(DeviceTable.card(text.utf8) == card)
    }

    @Test func `a name alone does not make a device known where its card is on record`() {
        let table = DeviceTable(
            [
                .init(name: "a", addresses: ["00:11:22:33:44:55"], hostNames: ["PC1"]),
                .init(name: "b", hostNames: ["PC2"]),
            ], networks: [:])
        #expect(table.device(card: 0x0011_2233_4455, name: "x", address: nil) == .known(0))
        #expect(table.device(card: 1, name: "pc1.example", address: nil) == .unknown)
        #expect(table.device(card: 1, name: "PC2", address: nil) == .known(1))
        #expect(table.device(card: nil, name: "PC1", address: nil) == .known(0))
        #expect(table.device(card: nil, name: nil, address: nil) == nil)
    }

    @Test func `what nobody asks for is not computed, and what is not known is absent`() {
        let rule =
            "title: x\nlogsource: {product: t}\ndetection: {s: {toride.direction|exists: true}, condition: s}"
        let rules = RuleSet(files: [("t", rule)], pipelines: [.none])
        let line = Array(#"{"source":{"ip":"10.1.2.3"},"destination":{"ip":"203.0.113.7"}}"#.utf8)
        for (facts, count) in [(nil, 0), (OrganizationFacts(), 0), (SampleOrganization.facts, 1)] {
            let run = DetectionRun(rules, facts: facts)
            var found = 0
            Reading.each(line) { found += run.look($0, source: "t").count }
            #expect(found == count)
            #expect(run.waiting.count == 1 - count)
        }
    }
}
