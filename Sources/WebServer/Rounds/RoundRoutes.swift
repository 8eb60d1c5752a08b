import Office
import Primitives
import Registers
import Storage
import WebPages

/// Rounds as the office and the auditor see them: started, watched, sampled, closed.
struct RoundRoutes {
    let site: Site
    /// Systems that one search lists.
    private static let systemsListed = 20

    var routes: [Route] {
        [
            Route(.get, "/rounds", .signedIn, all), Route(.get, "/rounds/new", .signedIn) { try form($0) },
            Route(.post, "/rounds/new", .signedIn, start),
            Route(.get, "/rounds/*", .signedIn) { try page($0) },
            Route(.post, "/rounds/*/close", .signedIn, close),
            Route(.post, "/rounds/*/checks", .signedIn, check),
        ]
    }

    private func id(_ visit: Visit) throws -> Identifier {
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        return id
    }

    private func all(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor, .sectionHead)
        let seesRounds = !viewer.roles.isDisjoint(with: [.office, .auditor])
        let (rounds, own) = try site.office.roundOverview(for: viewer)
        let page = RoundsPage(
            rounds: rounds.map { each in
                RoundsPage.Round(
                    id: each.id.text, title: each.round.title, kind: each.round.kind.title,
                    startedOn: each.round.startedOn, dueOn: each.round.dueOn, signedCount: each.signedCount,
                    listCount: each.listCount, isClosed: each.round.closedOn != nil)
            },
            own: own.map { id, list in
                RoundsPage.OwnList(
                    id: id.text, title: list.title, dueOn: list.dueOn, rowCount: list.frozenCount,
                    state: RoundWords.state(list, on: site.office.today))
            }, mayStart: viewer.roles.contains(.office), seesRounds: seesRounds)
        return try site.page(page, visit)
    }

    // MARK: Starting

    private func form(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let today = site.office.today
        let kind = ConfirmationRound.Kind(rawValue: visit.fields["kind"]) ?? .inventory
        let registers = kind.isOfAccounts ? [] : AllRegisters.confirmed(in: kind)
        var input = FormInput(visit.fields, problems: problems ?? [])
        if problems == nil, visit.fields["search"].isEmpty {
            input.values = [
                "title": "\(FiscalYear(containing: today)) \(kind.title)",
                "registers": registers.map(\.name).joined(separator: ","),
                "due_on": today.adding(days: kind == .privilegedAccounts ? 14 : 30).iso,
                "sample_size": "10",
            ]
        }
        if let day = JapaneseEra.day(input.values["due_on"] ?? "") { input.values["due_on"] = day.iso }
        let page = try site.office.store.database.read { [input] connection in
            let reader = RecordReader(connection, viewer: viewer)
            let units = try reader.page(OrganizationUnit.register.definition, ListQuery(limit: 300)).rows
            return StartRoundPage(
                input: input, kind: kind.rawValue,
                kinds: ConfirmationRound.Kind.allCases.map { FormChoice($0.rawValue, $0.title) },
                registers: registers.map { FormChoice($0.name, $0.title) },
                units: units.map { FormChoice($0.id.text, RecordForm.text($0.values[0])) },
                system: kind.isOfAccounts
                    ? try reader.picker(
                        "system", InformationSystem.register.definition, chosen: visit.fields["system"],
                        visit.fields, limit: Self.systemsListed) : nil)
        }
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private func start(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let fields = visit.fields
        guard fields["search"].isEmpty else { return try form(visit) }
        var problems: [Problem] = []
        let due = JapaneseEra.day(FieldChecks.cleaned(fields["due_on"], keepsLines: false))
        if due == nil {
            problems.append(
                Problem("round.due", "期限を 令和8年6月30日 や 2026-06-30 の形で入力してください。", field: "due_on"))
        }
        let size = Int(FieldChecks.cleaned(fields["sample_size"], keepsLines: false))
        if size == nil {
            problems.append(Problem("round.sample", "抽出する件数を数字で入力してください。", field: "sample_size"))
        }
        guard let due, let size else { return try form(visit, problems: problems) }
        let draft = RoundDraft(
            title: fields["title"], kind: ConfirmationRound.Kind(rawValue: fields["kind"]) ?? .inventory,
            registers: fields.all("registers"), units: Set(fields.all("units").compactMap { Identifier($0) }),
            system: Identifier(fields["system"]), dueOn: due, sampleSize: size)
        do {
            let started = try site.office.start(draft, by: viewer)
            site.say(
                visit,
                Notice(
                    .done,
                    "\(started.listCount)の所属の一覧（\(started.rowCount)件）を固定しました。所属長のホームに出ています。"))
            return .redirect(Address.round(started.id.text).path)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try form(visit, problems: problems)
        }
    }

    // MARK: One round

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let state = try site.office.round(try id(visit), for: viewer)
        let isOpen = state.round.closedOn == nil
        let today = site.office.today
        let units = Dictionary(state.lists.map { ($0.id, $0) }) { first, _ in first }
        let page = RoundPage(
            id: state.id.text, name: state.round.title,
            organization: try site.office.profile()?.name ?? "",
            facts: RoundWords.facts(state),
            lists: state.lists.map { line in
                RoundPage.List(
                    id: line.id.text, unit: line.unit, rowCount: line.list.frozenCount,
                    answers: RoundWords.counts(line.counts, line.list.kind),
                    state: RoundWords.state(line.list, on: today), isSilent: line.list.signedOn == nil)
            },
            exceptions: state.exceptions.map { id, row in
                RoundPage.Exception(
                    label: row.label, unit: units[row.list.id]?.unit ?? "", answer: RoundWords.answer(row),
                    note: RoundWords.note(row), next: RoundWords.next(row, id, units[row.list.id]?.list))
            },
            sample: state.sample.map { id, row in
                RoundPage.Drawn(
                    id: id.text, label: row.label, unit: units[row.list.id]?.unit ?? "",
                    answer: RoundWords.answer(row), result: RoundWords.check(row),
                    isReady: units[row.list.id]?.list.signedOn != nil)
            }, openMatters: isOpen ? state.openMatters : [],
            results: isOpen
                ? ConfirmationRow.CheckResult.allCases.map { FormChoice($0.rawValue, $0.title) } : [],
            mayClose: isOpen && viewer.roles.contains(.office),
            input: FormInput(visit.fields, problems: problems ?? []))
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private func close(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        do {
            try site.office.close(round: try id(visit), note: visit.fields["note"], by: viewer)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
        site.say(visit, Notice(.done, "棚卸を締めました。結果は「証拠」に残っています。"))
        return .redirect(Address.round(try id(visit).text).path)
    }

    private func check(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        guard let row = Identifier(visit.fields["row"]),
            let result = ConfirmationRow.CheckResult(rawValue: visit.fields["result"])
        else { throw Refusal.notFound }
        do {
            try site.office.check(
                row, in: try id(visit), result, note: visit.fields["note"], by: viewer)
            site.say(visit, Notice(.done, "確かめた結果を記録しました。"))
        } catch let problems as Problems {
            site.say(visit, Notice(.caution, problems.all[0].sentence))
        }
        return .redirect(Address.round(try id(visit).text).path)
    }
}
