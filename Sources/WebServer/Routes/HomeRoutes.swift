import AuditLedger
import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// What is due today, for whoever is signed in.
struct HomeRoutes {
    let site: Site
    /// How far ahead "coming" looks, in days.
    private static let horizonDays = 30
    /// Changes that the list shows.
    private static let changesShown = 10

    var routes: [Route] {
        [
            Route(.get, "/", .signedIn, home),
            Route(.post, "/confirmations", .signedIn, confirm),
        ]
    }

    private func home(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer
        if viewer.roles.contains(.office) { return try office(visit, viewer) }
        if viewer.roles.contains(.auditor) { return .redirect(Address.audit.path) }
        if viewer.roles.contains(.sectionHead) { return try sectionHead(visit, viewer) }
        if viewer.roles.contains(.staff) { return try staff(visit, viewer) }
        return .redirect(Address.people.path)
    }

    // MARK: 事務局

    private func office(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let text = try site.assessed()
        let list = DutyList(text.policy.verdicts, on: text.policy.on, horizonDays: Self.horizonDays)
        let dates = try site.office.store.database.read {
            try RegisterDates.lines($0, viewer, text.policy.on)
        }
        let late = list.late.map { line($0, text) }
        let due = (list.today + list.coming).map { line($0, text) } + dates
        let page = HomePage(
            today: text.policy.on, changes: try changes(viewer), firstSteps: try firstSteps(text),
            due: due.sorted { ($0.dueOn ?? text.policy.on) < ($1.dueOn ?? text.policy.on) },
            late: late.filter { ($0.daysLate ?? 0) <= 30 }, stuck: late.filter { ($0.daysLate ?? 0) > 30 },
            clauses: text.policy.clauses.filter { $0.depth == 0 && $0.rollUp.counts.total > 0 }.map(
                text.state))
        return try site.page(page, visit)
    }

    private func line(_ verdict: RequirementVerdict, _ text: VerdictText) -> WorkLine {
        let requirement = site.office.catalogue[verdict.requirement]
        let daysLate = verdict.due.map { $0.days(until: text.policy.on) }.flatMap { $0 > 0 ? $0 : nil }
        return WorkLine(
            title: verdict.title, clause: text.firstClause(verdict.requirement), reason: verdict.reason,
            dueOn: verdict.due, daysLate: daysLate,
            holder: (verdict.nextStep?.role ?? requirement?.role)?.name,
            daysHeld: daysLate.flatMap { $0 > 30 ? $0 : nil },
            minutes: verdict.nextStep?.minutes ?? requirement?.minutesOfWork ?? 10,
            button: LinkText("取りかかる", .requirement(verdict.requirement.rawValue)))
    }

    /// What others did since the viewer's last look; looking moves the mark.
    private func changes(_ viewer: Viewer) throws -> ChangeList {
        guard let person = viewer.person else { return ChangeList(changes: []) }
        let store = site.office.store
        let (seen, size, headers, authors) = try store.database.read { connection in
            let seen = try connection.integer("SELECT seq FROM last_looks WHERE person = \(person.text)").map
            { Int($0) }
            let reader = LedgerReader(connection)
            let size = try reader.size
            let fresh = try reader.newest(200, since: seen ?? max(0, size - 40))
            let headers = fresh.filter { AllRegisters.named($0.register) != nil && $0.actor != person.text }
            let authors = try Authors(
                RecordReader(connection, viewer: viewer), headers.map(\.seq) + [max(0, (seen ?? 0) - 1)])
            return (seen, size, headers, authors)
        }
        if seen != size {
            try store.database.write { transaction in
                _ = try transaction.execute(
                    """
                    INSERT INTO last_looks (person, seq) VALUES (\(person.text), \(size))
                    ON CONFLICT (person) DO UPDATE SET seq = excluded.seq
                    """)
            }
        }
        let groups = Self.grouped(headers)
        let list = groups.prefix(Self.changesShown).map { group in
            let change = authors.change(group.first.seq)
            let words = AuditRoutes.words(group.first) + (group.count > 1 ? "（\(group.count)件）" : "")
            let isListed = AllRegisters.menu.contains { $0.name == group.first.register }
            return ChangeList.Change(
                at: change.at, text: "\(change.by)が\(words)",
                address: isListed && group.count == 1
                    ? .record(register: group.first.register, id: group.first.record) : nil)
        }
        let since = seen.flatMap { $0 > 0 ? authors.change($0 - 1).at : nil }
        return ChangeList(since: since, changes: Array(list), moreCount: max(0, groups.count - list.count))
    }

    /// Entries of one act on one register as one line.
    private static func grouped(_ headers: [LeafHeader]) -> [(first: LeafHeader, count: Int)] {
        var groups: [(first: LeafHeader, count: Int)] = []
        for header in headers {
            if let last = groups.last, last.first.act == header.act, last.first.register == header.register,
                last.first.kind == header.kind
            {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((header, 1))
            }
        }
        return groups
    }

    /// The next five steps while something of them is missing.
    private func firstSteps(_ text: VerdictText) throws -> [FirstStep] {
        let counts = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            return try ["organization-units", "people", "appointments", "information-assets"].map { name in
                try AllRegisters.named(name).map { try reader.count($0) } ?? 0
            }
        }
        let steps: [(done: Bool, title: String, why: String, minutes: Int, link: LinkText)] = [
            (
                text.policy.document != nil, "基本方針を採り入れる", "条項ごとに、守れているかを確かめられるようになります。", 10,
                LinkText("採り入れる", .adopt)
            ),
            (
                counts[0] > 0, "所属を登録する", "だれに何をお願いするかが決まります。", 15,
                LinkText("登録する", .newRecord(register: "organization-units"))
            ),
            (
                counts[1] > 1, "職員を登録する", "研修や同意の人数の母数になります。", 30,
                LinkText("登録する", .newRecord(register: "people"))
            ),
            (
                counts[2] > 0, "役割に人を充てる", "CISO と窓口が決まり、空席が分かります。", 15,
                LinkText("任命する", .newRecord(register: "appointments"))
            ),
            (
                counts[3] > 0, "情報資産を1件登録する", "守るものの一覧が始まります。", 10,
                LinkText("登録する", .newRecord(register: "information-assets"))
            ),
        ]
        guard let next = steps.firstIndex(where: { !$0.done }) else { return [] }
        return steps.enumerated().map { index, step in
            FirstStep(
                title: step.title, explanation: step.why, minutes: step.minutes,
                state: step.done ? .done : index == next ? .now : .later, button: step.link)
        }
    }

    // MARK: 所属長

    private func sectionHead(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let today = site.office.today
        let year = FiscalYear(containing: today)
        let (unit, lists) = try site.office.store.database.read { connection -> (String, [UnitList]) in
            let reader = RecordReader(connection, viewer: viewer)
            let units = OrganizationUnit.register.definition
            let names = try reader.labels(units, ids: Set(viewer.units.map(\.text)))
            guard let first = viewer.units.sorted().first(where: { names[$0.text] != nil }) else {
                return ("所属", [])
            }
            let lists = try [("information-assets", "keeper"), ("contracts", "section")].map { name, column in
                try list(name, column, first, reader, year)
            }
            return (names[first.text] ?? "所属", lists)
        }
        let page = SectionHeadHomePage(today: today, unit: unit, lists: lists, work: [])
        return try site.page(page, visit)
    }

    private func list(
        _ name: String, _ column: String, _ unit: Identifier, _ reader: RecordReader, _ year: FiscalYear
    ) throws -> UnitList {
        guard let register = AllRegisters.named(name) else { throw Refusal.notFound }
        let page = try reader.page(register, ListQuery(filters: [column: .text(unit.text)], limit: 5))
        let answers = Answer.register
        let query = ListQuery(
            filters: ["unit": .text(unit.text), "requirement": .text("CONFIRM-\(name)")],
            sortColumn: "done_on",
            descending: true, limit: 1)
        let last = try reader.page(answers.definition, query).rows.first.map { try answers.record($0.values) }
        let people = Set([last?.answeredBy?.id.text].compactMap(\.self))
        let names = try RecordReader(reader.connection, viewer: .console).labels(
            Person.register.definition, ids: people)
        let confirmation = last.map { last in
            UnitList.Confirmation(on: last.doneOn, by: last.answeredBy.flatMap { names[$0.id.text] } ?? "所属長")
        }
        let isFresh = last.map { $0.doneOn >= year.firstDay } ?? false
        return UnitList(
            register: name, title: register.title, unitId: unit.text,
            version: String(try RegisterVersions(reader.connection).changed[name] ?? -1), count: page.total,
            names: page.rows.map { RecordForm.text($0.values[0]) }, lastConfirmed: confirmation,
            confirmedForNow: isFresh ? confirmation : nil, dueOn: year.lastDay(ofMonth: 6))
    }

    /// 前回と同じ: an answer of the unit, refused where the list changed after it was shown.
    private func confirm(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.sectionHead)
        guard let register = AllRegisters.named(visit.fields["register"]),
            let unit = Identifier(visit.fields["unit"]),
            viewer.units.contains(unit)
        else { throw Refusal.access }
        let version = try site.office.store.database.read {
            try RegisterVersions($0).changed[register.name] ?? -1
        }
        guard String(version) == visit.fields["version"] else {
            site.say(visit, Notice(.caution, "見ているあいだに一覧が変わりました。もう一度確かめてください。"))
            return .redirect(Address.home.path)
        }
        let answer = Answer(
            requirement: "CONFIRM-\(register.name)", outcome: .done, doneOn: site.office.today,
            answeredBy: viewer.person.map { Link($0) }, unit: Link(unit), reason: "\(register.title)は前回と同じ")
        try site.office.create(Answer.register.definition, Answer.register.values(answer), by: viewer)
        site.say(visit, Notice(.done, "確認を記録しました。ありがとうございました。"))
        return .redirect(Address.home.path)
    }

    // MARK: 職員

    private func staff(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let contact = try site.office.store.database.read { connection -> String? in
            let register = Appointment.register
            let reader = RecordReader(connection, viewer: .console)
            let query = ListQuery(filters: ["role": .text(SecurityRole.contactPoint.rawValue)], limit: 1)
            guard let row = try reader.page(register.definition, query).rows.first,
                let person = try register.record(row.values).person
            else { return nil }
            return try reader.labels(Person.register.definition, ids: [person.id.text])[person.id.text]
        }
        return try site.page(StaffHomePage(toRead: [], contact: contact.map { "統一的な窓口　\($0)" }), visit)
    }
}
