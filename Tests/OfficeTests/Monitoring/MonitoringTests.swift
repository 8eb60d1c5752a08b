import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// From what a detection found to what a person says of it.
@Suite struct MonitoringTests {
    typealias Place = OfficeTests.Place
    static let alerts = MonitoringAlert.register

    struct Scene {
        let place: Place
        let clerk: Viewer
        let unit: Identifier
        let closed: Identifier
        var office: Office { place.office }

        init(_ engine: StorageEngine) throws {
            place = try Place(engine)
            let office = place.office
            unit = try place.unit("消防署")
            let person = try office.create(
                Person.register.definition,
                Person.register.values(Person(name: "森田", employment: .regular)), by: .console
            ).id
            clerk = Viewer(person: person, roles: [.office], units: [])
            closed = try office.create(
                Network.register.definition,
                Network.register.values(Network(name: "指令系", exposure: .closed)), by: .console
            ).id
        }

        func stored() throws -> [StoredAlert] {
            let queue = try office.alertQueue(for: .console)
            return queue.open + queue.judged
        }
    }

    static func raised(
        _ key: String = "k1", rule: String = "toride-large-upload", level: MonitoringAlert.Level = .medium,
        minute: Int = 0, subject: String? = "10.20.1.15", lines: [String] = ["first line"]
    ) -> RaisedAlert {
        let at = Instant(iso: "2026-06-01T08:00:00+09:00") ?? Instant(microseconds: 0)
        return RaisedAlert(
            ruleID: rule, title: "大きな送信がありました", level: level, clauses: ["6(1)", "6(4)"], groupKey: key,
            firstAt: at.adding(seconds: Int64(minute) * 60),
            lastAt: at.adding(seconds: Int64(minute) * 60 + 5),
            subject: subject, what: "一台から外へ大量に送られました。", why: "持ち出しのおそれがあります。",
            firstStep: "使っている人に尋ねてください。", facts: [("宛先", "203.0.113.9"), ("量", "2 GB")],
            rawLines: lines)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what is one matter is one alert, and its lines are bounded`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let first = try scene.office.raise([Self.raised()], by: .console)
        #expect(first.made == 1 && first.merged == 0 && first.ids.count == 1)
        let more = (1...30).map { Self.raised(minute: $0, lines: ["line \($0)"]) }
        let second = try scene.office.raise(more + [Self.raised("k2")], by: .console)
        #expect(second.made == 1 && second.merged == 30)
        let alert = try #require(try scene.stored().first { $0.alert.groupKey == "k1" }?.alert)
        #expect(alert.eventCount == 31)
        #expect(
            alert.firstAt.hasPrefix("2026-05-31T23:00:00") && alert.lastAt.hasPrefix("2026-05-31T23:30:05"))
        let lines = (alert.rawLines ?? "").split(separator: "\n")
        #expect(lines.count == 20 && lines.first == "first line" && lines.last == "line 30")
        #expect(alert.factList.map(\.name) == ["宛先", "量"] && alert.factList[1].value == "2 GB")
        let flood = String(repeating: "x", count: 30_000)
        try scene.office.raise([Self.raised("k3", lines: Array(repeating: flood, count: 40))], by: .console)
        let third = try #require(try scene.stored().first { $0.alert.groupKey == "k3" }?.alert)
        #expect(
            (third.rawLines ?? "").utf8.count <= 20_000, "a flood does not make a record as large as itself")
        #expect(!(third.rawLines ?? "").isEmpty)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what is judged stays judged, and what comes afterwards is a new alert`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let id = try office.raise([Self.raised()], by: .console).ids[0]
        #expect(throws: Problems.self) { try office.judge(id, .accepted, by: scene.clerk) }
        #expect(throws: Problem.self) { try office.judge(id, .silent, by: scene.clerk) }
        let version = try office.alert(id, for: scene.clerk).alert.version
        try office.judge(id, .accepted, reason: "夜間の複写", expected: version, by: scene.clerk)
        let conflict = #expect(throws: Problem.self) {
            try office.judge(id, .mistaken, expected: version, by: scene.clerk)
        }
        #expect(conflict?.code == "register.conflict")
        let judged = try office.alert(id, for: scene.clerk).alert.alert
        #expect(judged.state == .accepted && judged.reason == "夜間の複写")
        #expect(judged.judgedBy?.id == scene.clerk.person && judged.judgedAt != nil)
        let again = try office.raise([Self.raised()], by: .console)
        #expect(again.made == 1 && again.merged == 0)
        let (_, earlier, names) = try office.alert(again.ids[0], for: scene.clerk)
        #expect(earlier.map(\.id) == [id] && names.values.contains("森田"))
        try office.judge(id, .new, by: scene.clerk)
        let taken = try office.alert(id, for: scene.clerk).alert.alert
        #expect(taken.state == .new && taken.judgedBy == nil && taken.reason == nil)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an alert becomes an event once, and each points to the other`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let id = try office.raise([Self.raised()], by: .console).ids[0]
        let event = try office.makeEvent(id, reason: "電話で確かめた", by: scene.clerk)
        #expect(try office.makeEvent(id, by: scene.clerk) == event, "the same key twice is one event")
        let alert = try office.alert(id, for: scene.clerk).alert.alert
        #expect(alert.event?.id == event && alert.state == .real)
        let report = try office.store.database.read { connection in
            try RecordReader(connection, viewer: scene.clerk).row(EventReport.register.definition, id: event)
                .map { try EventReport.register.record($0.values) }
        }
        #expect(report?.alert?.id == id && report?.rawLines == "first line")
        #expect(report?.reporter?.id == scene.clerk.person && report?.noticedAt != nil)
        #expect(report?.note?.contains("電話で確かめた") == true)
        #expect(throws: Problem.self) { try office.judge(id, .mistaken, by: scene.clerk) }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a device that holds grave information in a closed network weighs more, and it is said why`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let system = try office.create(
            InformationSystem.register.definition,
            InformationSystem.register.values { $0.name = "指令システム" }, by: .console
        ).id
        try office.create(
            InformationAsset.register.definition,
            InformationAsset.register.values {
                $0.name = "通報の記録"
                $0.system = Link(system)
                $0.confidentiality = .level3B
            }, by: .console)
        try office.create(
            Device.register.definition,
            Device.register.values {
                $0.name = "指令台1"
                $0.addresses = "10.20.1.15\n00:11:22:33:44:55"
                $0.network = Link(scene.closed)
                $0.system = Link(system)
                $0.keeper = Link(scene.unit)
            }, by: .console)
        try office.raise([Self.raised(), Self.raised("k2", subject: "192.0.2.1")], by: .console)
        let found = try scene.stored()
        #expect(found.map(\.alert.score) == [80, 40], "the more urgent one first")
        #expect(found[0].alert.scoreReason?.contains("閉域「指令系」で20点") == true)
        #expect(found[0].alert.scoreReason?.contains("機密性3") == true)
        #expect(found[0].alert.unit?.id == scene.unit && found[0].alert.network?.id == scene.closed)
        let head = Viewer(person: nil, roles: [.sectionHead], units: [scene.unit])
        #expect(try office.alertQueue(for: head).open.map(\.id) == [found[0].id], "the unit's own alone")
        let problem = #expect(throws: Problem.self) { try office.judge(found[0].id, .real, by: head) }
        #expect(problem?.code == "access.refused")
        #expect(throws: Problem.self) { try office.alert(found[1].id, for: head) }
        for role in [SoftwareRole.staff, .configurator] {
            let nobody = Viewer(person: nil, roles: [role], units: [scene.unit])
            #expect(throws: Problem.self) { try office.alertQueue(for: nobody) }
            #expect(throws: Problem.self) { try office.raise([Self.raised()], by: nobody) }
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a rule is tried for fourteen days before it tells anybody`(on engine: StorageEngine) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let rule = "toride-large-upload"
        #expect(throws: Problems.self) { try office.setRule(rule, to: .off, by: scene.clerk) }
        try office.setRule(rule, to: .off, reason: "まだ準備ができていない", by: scene.clerk)
        #expect(try office.raise([Self.raised()], by: .console).off == 1)
        #expect(try scene.stored().isEmpty)
        #expect(try office.setRule(rule, to: .on, by: scene.clerk) == .silent)
        let silent = try office.raise([Self.raised(), Self.raised(minute: 1)], by: .console)
        #expect(silent.silent == 2 && silent.made == 0)
        #expect(try scene.stored().isEmpty, "nobody is told")
        let standing = try #require(try office.rules([], for: scene.clerk).first)
        #expect(standing.state == .silent && standing.silentAlerts.map(\.alert.eventCount) == [2])
        scene.place.day.move(seconds: 14 * 86_400)
        #expect(try office.rules([], for: scene.clerk).first?.state == .on, "silence ends by itself")
        let raised = try office.raise([Self.raised(minute: 2)], by: .console)
        #expect(raised.made == 1, "what was found in silence is not mixed with what is told")
        var shippedOff = Self.raised("k9", rule: "other")
        shippedOff.stateUnlessSet = .off
        #expect(try office.raise([shippedOff], by: .console).off == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `an exception holds until its day, for its value, and never without an end`(
        on engine: StorageEngine
    ) throws {
        let scene = try Scene(engine)
        let office = scene.office
        let exceptions = RuleException.register
        func except(_ field: String, _ value: String, _ ends: Day?) throws {
            try office.create(
                exceptions.definition,
                exceptions.values {
                    $0.name = "例外"
                    $0.ruleID = "toride-large-upload"
                    $0.field = field
                    $0.value = value
                    $0.endsOn = ends
                }, by: .console)
        }
        try except("subject", "10.20.1.15", nil)
        #expect(try office.raise([Self.raised("a")], by: .console).made == 1, "no end, no exception")
        try except("宛先", "203.0.113.*", office.today.adding(days: 3))
        #expect(try office.raise([Self.raised("b")], by: .console).excepted == 1)
        #expect(try office.raise([Self.raised("c", rule: "other")], by: .console).made == 1)
        scene.place.day.move(seconds: 4 * 86_400)
        #expect(try office.raise([Self.raised("d")], by: .console).made == 1, "it has ended")
    }
}
