import Foundation
import Primitives
import Registers
import Testing

/// Days, eras, identifiers, declarations: what everything else is counted and named by.
@Suite struct GroundTests {
    @Test func `every day of two centuries is written and read back`() {
        var day = Day(year: 1900, month: 1, day: 1)
        let last = Day(year: 2100, month: 12, day: 31)
        while let current = day, let last, current <= last {
            let (year, month, date) = current.components
            #expect(Day(iso: current.iso) == current && Day(year: year, month: month, day: date) == current)
            day = current.adding(days: 31)
        }
        #expect(Day(year: 2027, month: 2, day: 29) == nil && Day(iso: "2026-2-01") == nil)
        #expect(Day(iso: "2024-02-29")?.adding(months: 12).iso == "2025-02-28")
    }

    @Test(arguments: [
        ("R8.11.22", "2026-11-22"), ("令和8年11月22日", "2026-11-22"), ("令和元年5月1日", "2019-05-01"),
        ("２０２６／４／１", "2026-04-01"), ("20260401", "2026-04-01"), ("H31.4.30", "2019-04-30"),
        ("令和8年13月1日", nil), ("きのう", nil), ("", nil), ("8.4.1", nil),
    ])
    func `a day is read as offices write it`(written: String, iso: String?) {
        #expect(JapaneseEra.day(written)?.iso == iso)
    }

    @Test(arguments: [
        "令和9223372036854775807年1月1日", "R9223372036854775807.1.1", "9223372036854775807年1月1日",
        "令和8年9223372036854775807月1日", "令和8年1月99999999999999999999日", "2026/1/9223372036854775807",
        "令和10000年1月1日",
        "令和8年1月-9223372036854775808日", "99999999999999999", "-0000000", "令和9999年1月1日",
    ])
    func `a number beyond all calendars is no day, and no reason to stop`(written: String) {
        #expect(JapaneseEra.day(written) == nil)
    }

    @Test func `the system's random bytes come in any number, and none twice`() async {
        let surroundings = Surroundings.systemRandom(now: { Instant(microseconds: 0) })
        let pieces = await withTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<500).map { surroundings.random([10, 32, 255, 256, 600][$0 % 5]) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let byteCount = pieces.reduce(0) { $0 + $1.count }
        #expect(pieces.count == 2_000 && byteCount == 461_200)
        #expect(Set(pieces.map { $0.prefix(10) }).count == pieces.count)
        #expect(Set(pieces.map { $0.suffix(10) }).count == pieces.count)
        #expect(surroundings.random(0).isEmpty)
    }

    @Test func `an identifier is the moment and the random bytes, with version and variant set`() {
        let identifier = Identifier(
            at: Instant(microseconds: 0x0123_4567_89AB * 1000), random: Array(repeating: 0xFF, count: 10))
        #expect(identifier.text == "01234567-89ab-7000-bfff-ffffffffffff")
        let later = Identifier(
            at: Instant(microseconds: 0x0123_4567_89AB * 1000 + 999), random: Array(repeating: 0, count: 10))
        #expect(later > identifier && later.text.hasPrefix("01234567-89ab-7ffb-8"))
        let zeros = Identifier(at: Instant(microseconds: -1), random: Array(repeating: 0, count: 12))
        #expect(zeros.text == "00000000-0000-7000-8000-000000000000")
    }

    @Test func `a fiscal year turns on the first of April`() throws {
        let last = try #require(Day(iso: "2026-03-31"))
        #expect(FiscalYear(containing: last).year == 2025)
        #expect(FiscalYear(containing: last.adding(days: 1)).japanese == "令和8年度")
        #expect(
            FiscalYear(2026).lastDay.iso == "2027-03-31"
                && FiscalYear(2026).lastDay(ofMonth: 2).iso == "2027-02-28")
    }

    @Test(arguments: [
        ("2026-04-01T09:00", "2026-04-01T00:00:00.000000Z"),
        ("2026-04-01T00:00:00Z", "2026-04-01T00:00:00.000000Z"),
        ("2026-04-01T09:00:00.5+09:00", "2026-04-01T00:00:00.500000Z"),
        ("2026-04-01", "2026-04-01T14:59:59.999999Z"),
    ])
    func `a moment is read with its zone`(written: String, iso: String) {
        #expect(Instant(iso: written)?.iso == iso)
    }

    @Test func `a secret does not print and identifiers go up with time`() {
        #expect("\(Secret("abc"))" == "(secret)" && !Secret("abc").matches(Secret("abd")))
        let surroundings = Surroundings.seeded(1) { Instant(microseconds: 1_000_000) }
        let later = Surroundings.seeded(2) { Instant(microseconds: 5_000_000) }
        #expect(surroundings.newIdentifier() < later.newIdentifier())
        #expect(
            Identifier("not one") == nil && Identifier(surroundings.newIdentifier().text.uppercased()) != nil)
    }

    @Test func `unknown is never a pass`() {
        #expect(Verdict.rolledUp([]) == .undetermined)
        #expect(Verdict.rolledUp([.met, .undetermined]) == .undetermined)
        #expect(Verdict.rolledUp([.met, .undetermined, .notMet]) == .notMet)
        #expect(Verdict.rolledUp([.met, .met]) == .met)
    }

    @Test func `the list of registers is what is declared`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Registers")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var declared: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            guard let start = text.range(of: "registerName = \"")?.upperBound else { continue }
            declared.insert(String(text[start...].prefix { $0 != "\"" }))
        }
        #expect(declared == Set(AllRegisters.definitions.map(\.name)))
        for register in AllRegisters.definitions {
            #expect(Set(register.fields.map(\.column)).count == register.fields.count)
            for field in register.fields {
                #expect(
                    field.column.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
                #expect(!field.title.isEmpty)
                if case .link(let name) = field.kind { #expect(AllRegisters.named(name) != nil, "\(name)") }
            }
        }
    }

    @Test func `every field that people fill says what it means`() {
        for register in AllRegisters.topics.flatMap(\.registers) {
            for field in register.fields where !field.isHidden && field.digestOf.isEmpty {
                // A time or a number is said best by an example.
                #expect(
                    !field.hint.isEmpty || !field.example.isEmpty, "\(register.title)：\(field.title)")
                #expect(
                    field.hint.isEmpty || field.hint.hasSuffix("。"), "\(register.title)：\(field.title)")
            }
        }
    }

    @Test func `only what stands for a record is asked for at once in the inventory`() {
        let earlier = ["people", "appointments", "networks", "contracts", "organization-units"]
        for topic in AllRegisters.topics where !["記録と証拠", "基本方針"].contains(topic.title) {
            for register in topic.registers where !earlier.contains(register.name) {
                let required = register.fields.filter(\.isRequired).map(\.column)
                #expect(
                    required == [register.labelColumn] || register.name == "staff-notices", "\(register.name)"
                )
            }
        }
    }

    @Test func `a topic is open for whoever fills it and for the auditor, and folded for the rest`() throws {
        func open(_ role: SoftwareRole) -> [String] {
            let viewer = Viewer(
                person: nil, roles: [role],
                units: [Identifier(at: Instant(microseconds: 1), random: Array(repeating: 1, count: 10))])
            return AllRegisters.topics.filter { $0.isUsed(by: viewer) }.map(\.title)
        }
        #expect(open(.office).count == AllRegisters.topics.count)
        #expect(open(.auditor).count == AllRegisters.topics.count)
        #expect(open(.sectionHead).contains("システムと機器") && !open(.sectionHead).contains("ネットワーク"))
        #expect(open(.staff).isEmpty && open(.configurator).isEmpty)
    }

    @Test func `a day never lies before the one that it follows`() throws {
        let register = StorageMedium.register
        let values = register.values {
            $0.name = "USB-001"
            $0.lentOn = Day(iso: "2026-05-10")
            $0.returnedOn = Day(iso: "2026-05-09")
        }
        let problems = register.definition.validate(values)
        #expect(problems.map(\.field) == ["returned_on"] && problems[0].code == "register.dates")
        #expect(problems[0].sentence.contains("「返った日」が「貸した日」より前です"))
        let record = try register.record(values)
        #expect(register.values(record) == values && record.state == nil)
    }

    @Test(arguments: [
        ("a\u{0B}b", false, "a b"), ("a\r\nb\rc", true, "a\nb\nc"), ("　両端の空白　", false, "両端の空白"),
        ("\u{0}消える\u{7F}", false, "消える"), ("辻\u{E0100}👩‍🚒", false, "辻\u{E0100}👩‍🚒"),
        ("=cmd|' /C calc'!A0", false, "=cmd|' /C calc'!A0"),
    ])
    func `text is cleaned of what breaks on the way out and of nothing else`(
        text: String, keepsLines: Bool, clean: String
    ) {
        #expect(FieldChecks.cleaned(text, keepsLines: keepsLines) == clean)
    }

    @Test func `a row that cannot be read names its field`() {
        let register = Site.register.definition
        #expect(register.validate([.null, .null, .null]).map(\.field) == ["name"])
        #expect(register.validate([.text("a")]).map(\.code) == ["register.wrong-shape"])
        let person = Person(
            name: "山田", employment: .regular, startsOn: Day(iso: "2026-04-01"), endsOn: Day(iso: "2026-03-31")
        )
        #expect(
            Person.register.definition.validate(Person.register.values(person)).map(\.field) == ["ends_on"])
    }
}
