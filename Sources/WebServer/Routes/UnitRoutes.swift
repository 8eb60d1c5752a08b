import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// A section head's own unit: what is to be confirmed, and what is to be corrected.
struct UnitRoutes {
    let site: Site
    /// Lines of work that are worth showing at once.
    private static let linesShown = 40
    /// Records of one register that are looked up for it.
    private static let recordsLookedAt = 500

    func home(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let units = try units(viewer)
        let page = SectionHeadHomePage(
            today: site.office.today, unit: units.count == 1 ? units[0] : "担当する所属",
            lists: try site.office.waitingLists(for: viewer).map(line),
            work: try ReadingRoutes(site: site).lines(viewer) + shortfalls(viewer))
        return try site.page(page, visit)
    }

    /// The names of the viewer's units.
    private func units(_ viewer: Viewer) throws -> [String] {
        try site.office.store.database.read { connection in
            let names = try RecordReader(connection, viewer: viewer).labels(
                OrganizationUnit.register.definition, ids: Set(viewer.units.map(\.text)))
            return names.values.sorted()
        }
    }

    /// One list of a round, with its one button.
    private func line(_ id: Identifier, _ list: ConfirmationList) -> WorkLine {
        let late = list.dueOn.days(until: site.office.today)
        let back = list.sentBackReason.map { "差し戻されました：\($0)　" } ?? ""
        return WorkLine(
            title: list.title,
            reason: "\(back)\(list.frozenCount)件の一覧を見て、変わりがあるものだけ選び、署名してください。",
            dueOn: list.dueOn, daysLate: late > 0 ? late : nil, minutes: 2 + list.frozenCount / 30,
            button: LinkText("確かめる", .roundList(id.text)))
    }

    /// What falls short in records that the viewer may correct, one line a record, those due first.
    private func shortfalls(_ viewer: Viewer) throws -> [WorkLine] {
        let text = try site.assessed(for: viewer)
        var found: [(verdict: RequirementVerdict, subject: SubjectShortfall, register: RegisterDefinition)] =
            []
        for verdict in text.policy.verdicts where verdict.verdict != .met {
            for subject in verdict.subjects where subject.state != .met {
                guard let register = AllRegisters.named(subject.register),
                    AllRegisters.isShown(register.name),
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
}
