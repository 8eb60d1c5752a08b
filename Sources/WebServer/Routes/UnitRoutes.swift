import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// A section head's own unit: what is the same as last time, and what is to be corrected.
struct UnitRoutes {
    let site: Site
    /// Lines of work that are worth showing at once.
    private static let linesShown = 40
    /// Records of one register that are looked up for it.
    private static let recordsLookedAt = 500
    /// Units that one person confirms at most on one page.
    private static let unitsShown = 12

    var routes: [Route] { [Route(.post, "/confirmations", .signedIn, confirm)] }

    func home(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let units = try units(viewer)
        let lists = try units.compactMap { try list($0, isAlone: units.count == 1, viewer) }
        let work = try ReadingRoutes(site: site).lines(viewer) + shortfalls(viewer)
        let page = SectionHeadHomePage(
            today: site.office.today, unit: units.count == 1 ? units[0].name : "担当する所属",
            lists: lists.filter { $0.confirmedForNow == nil } + lists.filter { $0.confirmedForNow != nil },
            work: work)
        return try site.page(page, visit)
    }

    /// The viewer's units by name; those that keep no assets are asked for nothing.
    private func units(_ viewer: Viewer) throws -> [(id: Identifier, name: String)] {
        try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let names = try reader.labels(
                OrganizationUnit.register.definition, ids: Set(viewer.units.map(\.text)))
            return viewer.units.sorted().prefix(Self.unitsShown).compactMap { unit in
                names[unit.text].map { (unit, $0) }
            }
        }
    }

    private func list(
        _ unit: (id: Identifier, name: String), isAlone: Bool, _ viewer: Viewer
    ) throws -> UnitList? {
        let assets = try site.office.assets(of: unit.id, for: viewer)
        guard isAlone || assets.count > 0 else { return nil }
        let year = FiscalYear(containing: site.office.today)
        let last = try site.office.lastReview(of: unit.id, for: viewer)
        let review = last.map { UnitList.Confirmation(on: $0.on, by: $0.by) }
        // What counts is the day in every record, as the criterion reads it, not that somebody pressed once.
        let isDone = assets.oldestReview.map { $0 >= year.firstDay } ?? false
        let oldest = assets.oldestReview ?? site.office.today
        return UnitList(
            register: InformationAsset.registerName,
            title: isAlone ? "情報資産" : "\(unit.name)の情報資産", unitId: unit.id.text,
            unitColumn: "keeper", version: assets.version, count: assets.count,
            incompleteCount: assets.count - assets.completeCount, names: assets.names,
            lastConfirmed: review,
            confirmedForNow: isDone
                ? review.flatMap { $0.on >= year.firstDay ? $0 : nil } ?? .init(on: oldest) : nil,
            dueOn: year.lastDay(ofMonth: 6), clause: nil)
    }

    /// What falls short in records that the viewer may correct, one line a record, those due first.
    private func shortfalls(_ viewer: Viewer) throws -> [WorkLine] {
        let text = try site.assessed(for: viewer)
        var found: [(verdict: RequirementVerdict, subject: SubjectShortfall, register: RegisterDefinition)] =
            []
        for verdict in text.policy.verdicts where verdict.verdict != .met {
            for subject in verdict.subjects where subject.state != .met {
                guard let register = AllRegisters.named(subject.register),
                    register.condition(for: .write).mayAllowSomething(viewer)
                else { continue }
                found.append((verdict, subject, register))
            }
        }
        // One statement a register; whose record it is decides which lines there are.
        var visible: [String: [String: String]] = [:]
        try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            for (name, each) in Dictionary(grouping: found, by: \.register.name) {
                let ids = Set(each.map(\.subject.id).prefix(Self.recordsLookedAt))
                visible[name] = try reader.labels(each[0].register, ids: ids)
            }
        }
        // Several requirements may find the same record; it is opened once.
        var named: Set<String> = []
        let lines = found.compactMap { verdict, subject, register -> WorkLine? in
            guard visible[register.name]?[subject.id] != nil,
                named.insert(register.name + subject.id).inserted
            else { return nil }
            return line(subject, register, verdict, text)
        }
        let never = Day(daysSince1970: .max)
        return Array(lines.sorted { ($0.dueOn ?? never) < ($1.dueOn ?? never) }.prefix(Self.linesShown))
    }

    private func line(
        _ subject: SubjectShortfall, _ register: RegisterDefinition, _ verdict: RequirementVerdict,
        _ text: VerdictText
    ) -> WorkLine {
        let daysLate = subject.due.map { $0.days(until: text.policy.on) }.flatMap { $0 > 0 ? $0 : nil }
        let count = max(1, verdict.subjects.count)
        return WorkLine(
            title: "\(register.title)「\(subject.label)」", clause: text.firstClause(verdict.requirement),
            reason: subject.reason + subject.next, dueOn: subject.due, daysLate: daysLate,
            minutes: max(1, (verdict.nextStep?.minutes ?? 5) / count),
            button: LinkText("直す", .editRecord(register: register.name, id: subject.id)))
    }

    /// 前回と同じ: the day goes into each record that can be the same; what lacks something stays open.
    private func confirm(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.sectionHead)
        guard visit.fields["register"] == InformationAsset.registerName,
            let unit = Identifier(visit.fields["unit"])
        else { throw Refusal.access }
        do {
            let result = try site.office.confirmAssets(
                of: unit, version: visit.fields["version"], by: viewer)
            let left = result.left == 0 ? "" : "値か理由が足りない\(result.left)件は、まだです。「直す」から補ってください。"
            site.say(
                visit,
                Notice(.done, "\(result.confirmed)件を「前回と同じ」と記録しました。ありがとうございました。\(left)"))
        } catch let problem as Problem where problem.code == "review.changed" {
            site.say(visit, Notice(.caution, problem.sentence))
        }
        return .redirect(Address.home.path)
    }
}
