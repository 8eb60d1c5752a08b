import AuditLedger
import Database
import Duties
import Office
import Primitives
import Registers
import Storage
import Synchronization
import WebPages

/// What is due today, for whoever is signed in.
struct HomeRoutes {
    let site: Site
    private let beginning = Beginning()
    /// How far ahead "coming" looks, in days.
    private static let horizonDays = 30
    /// Changes that the list shows.
    private static let changesShown = 10
    /// What "this week" looks back, in days.
    private static let weekDays = 7
    /// Entries that are looked through for it.
    private static let entriesLookedAt = 400

    var routes: [Route] {
        [
            Route(.get, "/", .signedIn, home)
        ]
    }

    private func home(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer
        if viewer.roles.contains(.office) { return try office(visit, viewer) }
        if viewer.roles.contains(.auditor) { return .redirect(Address.audit.path) }
        if viewer.roles.contains(.sectionHead) { return try UnitRoutes(site: site).home(visit, viewer) }
        if viewer.roles.contains(.staff) { return try ReadingRoutes(site: site).home(visit, viewer) }
        return .redirect(Address.people.path)
    }

    /// Whether the five first steps were once done: from then on nothing is counted for them.
    private final class Beginning: Sendable {
        private let over = Mutex(false)
        var isOver: Bool { over.withLock { $0 } }
        func end() { over.withLock { $0 = true } }
    }

    // MARK: 事務局

    private func office(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let text = try site.assessed(for: viewer)
        let list = DutyList(text.policy.verdicts, on: text.policy.on, horizonDays: Self.horizonDays)
        let (dates, news, counts) = try site.office.store.database.read { connection in
            (
                try RegisterDates.lines(connection, viewer, text),
                try viewer.person.map { try News(connection, viewer, visit, person: $0, text.policy.on) },
                beginning.isOver
                    ? nil
                    : try RecordReader(connection, viewer: .console).counts(
                        Self.firstRegisters.compactMap(AllRegisters.named).map { ($0, ListQuery()) })
            )
        }
        let told = try reports(viewer)
        let steps = counts.map { firstSteps(text, $0) } ?? []
        if steps.isEmpty { beginning.end() }
        // Whoever has just begun is not late: the five steps come first, and the rest when they are done.
        let isBeginning = !steps.isEmpty
        let late = isBeginning ? [] : list.late.map { line($0, text) }
        let coming = isBeginning ? [] : (list.today + list.coming).map { line($0, text) }
        let matters = try site.office.homeMatters(for: viewer)
        let rounds =
            RoundLines.lines(matters.rounds, site.office) + MonitoringLines.lines(matters, site.office, text)
        let due =
            coming + dates + (try ReadingRoutes(site: site).lines(viewer))
            + rounds.filter { !$0.isStuck }.map(\.line)
        let page = HomePage(
            today: text.policy.on, changes: try changes(news, text, visit), firstSteps: steps,
            due: due.sorted { ($0.dueOn ?? text.policy.on) < ($1.dueOn ?? text.policy.on) },
            late: told + late.filter { ($0.daysLate ?? 0) <= 30 },
            stuck: rounds.filter(\.isStuck).map(\.line) + late.filter { ($0.daysLate ?? 0) > 30 },
            clauses: text.policy.clauses.filter { $0.depth == 0 && $0.rollUp.counts.total > 0 }.map(
                text.state))
        return try site.page(page, visit)
    }

    /// What somebody told and nobody has taken up: before anything else.
    private func reports(_ viewer: Viewer) throws -> [WorkLine] {
        let reports = try site.office.openReports(for: viewer)
        let units = try site.office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).labels(
                OrganizationUnit.register.definition,
                ids: Set(reports.compactMap { $0.report.unit?.id.text }))
        }
        return reports.map { id, report in
            let from = report.unit.flatMap { units[$0.id.text] }.map { "\($0)から。" } ?? ""
            let details = [report.happened, report.place].compactMap(\.self).joined(separator: "、")
            let waited = report.toldOn.days(until: site.office.today)
            return WorkLine(
                title: "知らせ：\(report.what.prefix(60))",
                reason:
                    "\(from)\(details.isEmpty ? "時刻と場所は分かりません。" : details + "。")まず受け付けて、知らせた人にお礼を伝えてください。",
                dueOn: report.toldOn, daysLate: waited > 0 ? waited : nil, holder: "統一的な窓口", minutes: 10,
                button: LinkText(
                    "受け付ける", .editRecord(register: EventReport.registerName, id: id.text),
                    query: [QueryItem("state", EventReport.State.takenUp.rawValue)]
                        + (viewer.person.map { [QueryItem("taken_up_by", $0.text)] } ?? [])))
        }
    }

    private func line(_ verdict: RequirementVerdict, _ text: VerdictText) -> WorkLine {
        let requirement = site.office.catalogue[verdict.requirement]
        let daysLate = verdict.due.map { $0.days(until: text.policy.on) }.flatMap { $0 > 0 ? $0 : nil }
        return WorkLine(
            title: verdict.title, clause: text.firstClause(verdict.requirement),
            basis: requirement.flatMap(text.basis), reason: verdict.reason,
            dueOn: verdict.due, daysLate: daysLate,
            holder: (verdict.nextStep?.role ?? requirement?.role)?.name,
            daysHeld: daysLate.flatMap { $0 > 30 ? $0 : nil },
            minutes: verdict.nextStep?.minutes ?? requirement?.minutesOfWork ?? 10,
            button: LinkText("取りかかる", .requirement(verdict.requirement.rawValue)))
    }

    /// What others did within the week and since a person's last look.
    private struct News {
        let person: Identifier
        /// Up to which entry the person had looked before this session; nil at the first look.
        let seen: Int?
        let size: Int
        let headers: [LeafHeader]
        let authors: Authors

        init(_ connection: any Connection, _ viewer: Viewer, _ visit: Visit, person: Identifier, _ today: Day)
            throws
        {
            let (size, stored) =
                try connection.firstRow(
                    """
                    SELECT size, (SELECT seq FROM last_looks WHERE person = \(person.text))
                    FROM ledger_head WHERE one = 1
                    """
                ) { (Int($0.integer(0)), $0.isNull(1) ? nil : Int($0.integer(1))) } ?? (0, nil)
            // Going back to the home within a session must not make what is new look old.
            let seen = visit.session.seenBefore ?? stored
            let week = Instant(iso: today.adding(days: -HomeRoutes.weekDays).iso) ?? .init(microseconds: 0)
            let fresh = try LedgerReader(connection).newest(HomeRoutes.entriesLookedAt)
            headers = fresh.filter { header in
                // Sealed hours come by the hundred, and nobody made them.
                AllRegisters.named(header.register) != nil && header.register != LogHour.registerName
                    && header.actor != person.text
                    && (header.atMicroseconds > week.microseconds || seen.map { header.seq >= $0 } ?? false)
            }
            authors = try Authors(
                RecordReader(connection, viewer: viewer), headers.map(\.seq) + [max(0, (seen ?? 0) - 1)])
            (self.size, self.seen) = (size, seen)
            self.person = person
        }
    }

    /// The news in lines; looking moves the mark.
    private func changes(_ news: News?, _ text: VerdictText, _ visit: Visit) throws -> ChangeList {
        guard let news else { return ChangeList(changes: []) }
        let (seen, size, authors) = (news.seen, news.size, news.authors)
        if visit.session.seenBefore == nil {
            site.sessions.update(visit.session.token) { $0.seenBefore = seen ?? size }
        }
        if seen != size {
            try site.office.store.database.write { transaction in
                _ = try transaction.execute(
                    """
                    INSERT INTO last_looks (person, seq) VALUES (\(news.person.text), \(size))
                    ON CONFLICT (person) DO UPDATE SET seq = excluded.seq
                    """)
            }
        }
        let groups = Self.grouped(news.headers)
        let list = groups.prefix(Self.changesShown).map { group in
            let change = authors.change(group.first.seq)
            let isListed = AllRegisters.menu.contains { $0.name == group.first.register }
            return ChangeList.Change(
                at: change.at, text: Self.sentence(group, by: change.by),
                address: isListed && group.count == 1
                    ? .record(register: group.first.register, id: group.first.record) : nil,
                isNew: seen.map { group.first.seq >= $0 } ?? false)
        }
        let since = seen.flatMap { $0 > 0 ? authors.change($0 - 1).at : nil }
        let old = try site.policy(atEndOf: text.policy.on.adding(days: -Self.weekDays))
        return ChangeList(
            since: since, verdicts: old.map { text.changes(since: $0) } ?? [], changes: Array(list),
            moreCount: max(0, groups.count - list.count))
    }

    private static func sentence(_ group: (first: LeafHeader, count: Int), by name: String) -> String {
        if group.first.register == Acknowledgement.registerName, group.count > 1 {
            return "\(group.count)人が「読みました」と答えました"
        }
        return "\(name)が\(AuditRoutes.words(group.first))" + (group.count > 1 ? "（\(group.count)件）" : "")
    }

    /// Entries of one act on one register as one line, and what many said that they read as well.
    private static func grouped(_ headers: [LeafHeader]) -> [(first: LeafHeader, count: Int)] {
        var groups: [(first: LeafHeader, count: Int)] = []
        for header in headers {
            let isAlike = groups.last.map { last in
                last.first.register == header.register && last.first.kind == header.kind
                    && (last.first.act == header.act || header.register == Acknowledgement.registerName)
            }
            if isAlike == true { groups[groups.count - 1].count += 1 } else { groups.append((header, 1)) }
        }
        return groups
    }

    /// What the first steps fill, in their order.
    private static let firstRegisters = [
        "organization-units", "people", "appointments", "information-assets",
    ]

    /// The next five steps while something of them is missing.
    private func firstSteps(_ text: VerdictText, _ counts: [Int]) -> [FirstStep] {
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
}
