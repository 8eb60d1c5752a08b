import Office
import Primitives
import Registers
import Storage
import WebPages

/// A unit's list of a round: answered and signed by its head, read by the office and auditors, sent back.
struct RoundListRoutes {
    let site: Site
    /// Rows that are answered on one page.
    static let answeredRows = 100
    /// Rows that are read on one page.
    static let readRows = 500

    var routes: [Route] {
        [
            Route(.get, "/round-lists/*", .signedIn) { try page($0) },
            Route(.post, "/round-lists/*", .signedIn, save),
            Route(.get, "/round-lists/*/sign", .signedIn) { try signing($0) },
            Route(.post, "/round-lists/*/sign", .signedIn, sign),
            Route(.post, "/round-lists/*/return", .signedIn, sendBack),
        ]
    }

    private func state(_ visit: Visit) throws -> (ListState, Viewer) {
        let viewer = try visit.viewer(.office, .auditor, .sectionHead)
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        return (try site.office.confirmationList(id, for: viewer), viewer)
    }

    private func mayAnswer(_ state: ListState, _ viewer: Viewer) -> Bool {
        state.list.isOpen && viewer.roles.contains(.sectionHead)
            && viewer.units.contains(state.list.unit.id)
    }

    // MARK: The list

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let (state, viewer) = try state(visit)
        let mayAnswer = mayAnswer(state, viewer)
        let size = mayAnswer ? Self.answeredRows : Self.readRows
        let pageCount = max(1, (state.rows.count + size - 1) / size)
        let number = min(pageCount, max(1, Int(visit.fields["page"]) ?? 1))
        let rows = state.rows.dropFirst((number - 1) * size).prefix(size)
        let page = RoundListPage(
            id: state.id.text, name: state.list.title, facts: try facts(state, viewer),
            rows: rows.map { row($0, state, mayAnswer) },
            pager: Pager(
                previous: number > 1 ? [QueryItem("page", String(number - 1))] : nil,
                next: number < pageCount ? [QueryItem("page", String(number + 1))] : nil,
                firstRow: (number - 1) * size + 1, rowCount: rows.count, totalCount: state.rows.count),
            pageNumber: number, choices: mayAnswer ? RowChoice.all(in: state.list.kind) : [],
            fresh: mayAnswer
                ? state.fresh.map { LinkText($0.label, .record(register: $0.register, id: $0.id.text)) } : [],
            additions: mayAnswer ? try additions(state) : [],
            sentBack: state.list.isOpen ? state.list.sentBackReason : nil,
            maySendBack: viewer.roles.contains(.office) && state.list.signedOn != nil
                && state.list.closedOn == nil,
            input: FormInput(visit.fields, problems: problems ?? []))
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private func facts(_ state: ListState, _ viewer: Viewer) throws -> [(label: String, words: String)] {
        let list = state.list
        var facts = [
            ("固定した件数", "\(list.frozenCount)件（記録台帳の\(list.frozenAt)件目まで）"),
            ("期限", JapaneseEra.text(list.dueOn)),
            ("署名", RoundWords.state(list, on: site.office.today)),
        ]
        if let hash = list.signedHash { facts.append(("署名した一覧の照合値", hash)) }
        if let last = try site.office.lastConfirmation(before: state, for: viewer) {
            facts.append(("前回の確認", JapaneseEra.text(last.on) + (last.by.map { "　\($0)" } ?? "")))
        }
        return facts.map { (label: $0.0, words: $0.1) }
    }

    private func row(_ row: ListState.Row, _ state: ListState, _ mayAnswer: Bool) -> RoundListPage.Row {
        let standing: String? =
            switch row.standing {
            case .same: nil
            case .changed: "固定したあとに台帳が直されています"
            case .elsewhere: "台帳ではもうこの所属で使われていません"
            }
        let answer = row.answer(in: state.list.kind)
        let isShown = RegisterRoutes.isShown(row.row.source) && row.standing != .elsewhere
        return RoundListPage.Row(
            id: row.id.text, register: AllRegisters.named(row.row.source)?.title ?? "",
            label: row.row.label,
            link: !isShown
                ? nil
                : mayAnswer
                    ? .editRecord(register: row.row.source, id: row.row.subject)
                    : .record(register: row.row.source, id: row.row.subject),
            standing: standing, answer: RowChoice(answer, row.row.way).value,
            answerWords: state.list.isOpen && row.row.answer == nil
                ? "まだ答えがない" : answer.title + (row.row.way.map { "（\($0.title)）" } ?? ""),
            note: row.row.note ?? "")
    }

    /// Where something new is registered, with the unit filled in; accounts come from their systems.
    private func additions(_ state: ListState) throws -> [LinkText] {
        guard !state.list.kind.isOfAccounts else { return [] }
        let asked = Set(state.rows.map(\.row.source) + state.fresh.map(\.register))
        return AllRegisters.confirmed(in: state.list.kind).filter { asked.contains($0.name) || asked.isEmpty }
            .map { register in
                LinkText(
                    "\(register.title)を新しく登録する", .newRecord(register: register.name),
                    query: [QueryItem(register.confirmation?.unit ?? "", state.list.unit.id.text)])
            }
    }

    private func save(_ visit: Visit) throws -> Reply {
        let (state, viewer) = try state(visit)
        var answers: [Identifier: RowAnswer] = [:]
        for row in state.rows {
            let name = "a." + row.id.text
            guard visit.fields.has(name) else { continue }
            guard let choice = RowChoice(value: visit.fields[name]) else { throw Refusal.notFound }
            let note = visit.fields["n." + row.id.text]
            // What the register says by itself is no answer of anybody until it is signed.
            let isUnmarked =
                row.row.answer == nil && note.isEmpty && choice.way == nil
                && choice.answer == row.answer(in: state.list.kind)
            if !isUnmarked { answers[row.id] = RowAnswer(choice.answer, way: choice.way, note: note) }
        }
        let lost = try site.office.answer(answers, in: state.id, by: viewer)
        let said = lost > 0 ? "紛失の\(lost)件は、統一的な窓口に知らせました。" : ""
        let number = Int(visit.fields["page"]) ?? 1
        let goesOn = visit.fields["go"] != "stay"
        let isLast = number * Self.answeredRows >= state.rows.count
        site.say(visit, Notice(.done, "答えを保存しました。\(said)"))
        if goesOn && isLast { return .redirect(Address.signRoundList(state.id.text).path) }
        return .redirect(
            Address.roundList(state.id.text).url(
                query: [QueryItem("page", String(goesOn ? number + 1 : number))]))
    }

    // MARK: The signature

    private func signing(_ visit: Visit, isUnacknowledged: Bool = false) throws -> Reply {
        let (state, viewer) = try state(visit)
        guard mayAnswer(state, viewer) else { return .redirect(Address.roundList(state.id.text).path) }
        let kind = state.list.kind
        var counts: [ConfirmationRow.Answer: Int] = [.new: state.fresh.count]
        for row in state.rows { counts[row.answer(in: kind), default: 0] += 1 }
        let plain = ConfirmationRow.Answer.choices(in: kind)[0]
        let page = SignRoundListPage(
            id: state.id.text, name: state.list.title,
            counts: (ConfirmationRow.Answer.choices(in: kind) + [.new]).map { ($0.title, counts[$0] ?? 0) },
            exceptions: state.rows.filter { $0.answer(in: kind) != plain }.map { row in
                let way = row.row.way.map { "（\($0.title)）" } ?? ""
                return (row.row.label, row.answer(in: kind).title + way, row.row.note ?? "")
            } + state.fresh.map { ($0.label, ConfirmationRow.Answer.new.title, "") },
            obstacles: state.problems.map { obstacle($0, state) }, rowCount: state.rowCount,
            hash: state.hash, signer: visit.person?.signedIn.name ?? "", today: site.office.today,
            isUnacknowledged: isUnacknowledged)
        return try site.page(page, visit, status: isUnacknowledged ? 422 : 200)
    }

    /// An obstacle leads to where it is mended: the record's form, or the page of the list with its row.
    private func obstacle(_ problem: Problem, _ state: ListState) -> LinkText {
        let place = state.rows.firstIndex { $0.id.text == problem.field } ?? 0
        if problem.code == "round.not-corrected" {
            let row = state.rows[place].row
            return LinkText(problem.sentence, .editRecord(register: row.source, id: row.subject))
        }
        return LinkText(
            problem.sentence, .roundList(state.id.text),
            query: [QueryItem("page", String(place / Self.answeredRows + 1))])
    }

    private func sign(_ visit: Visit) throws -> Reply {
        guard visit.fields["acknowledged"] == "1" else { return try signing(visit, isUnacknowledged: true) }
        let (state, viewer) = try state(visit)
        do {
            let signed = try site.office.sign(state.id, hash: visit.fields["hash"], by: viewer)
            let left =
                signed.incomplete == 0
                ? "" : "値か理由が足りない\(signed.incomplete)件には、確かめた日を入れていません。ホームの「直す」から補ってください。"
            site.say(visit, Notice(.done, "\(signed.rows)件の一覧に署名しました。ありがとうございました。\(left)"))
            return .redirect(Address.home.path)
        } catch let problem as Problem where problem.code == "round.changed" {
            site.say(visit, Notice(.caution, problem.sentence))
            return .redirect(Address.signRoundList(state.id.text).path)
        }
    }

    private func sendBack(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        do {
            try site.office.sendBack(id, because: visit.fields["reason"], by: viewer)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
        site.say(visit, Notice(.done, "差し戻しました。所属長のホームに理由が出ています。"))
        return .redirect(Address.roundList(id.text).path)
    }
}

/// An answer together with how something went: one choice of one list, so that no row asks twice.
struct RowChoice {
    let answer: ConfirmationRow.Answer
    let way: ConfirmationRow.Way?

    init(_ answer: ConfirmationRow.Answer, _ way: ConfirmationRow.Way?) {
        (self.answer, self.way) = (answer, way)
    }

    /// Reads what `value` wrote; nil for anything else.
    init?(value: String) {
        let parts = value.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first, let answer = ConfirmationRow.Answer(rawValue: first) else {
            return nil
        }
        let way = parts.count == 2 ? ConfirmationRow.Way(rawValue: parts[1]) : nil
        guard parts.count == 1 || way != nil else { return nil }
        self.init(answer, way)
    }

    var value: String { answer.rawValue + (way.map { "." + $0.rawValue } ?? "") }

    static func all(in kind: ConfirmationRound.Kind) -> [FormChoice] {
        ConfirmationRow.Answer.choices(in: kind).flatMap { answer in
            answer == .gone
                ? [FormChoice(answer.rawValue, "なくなった（わけを選ぶ）")]
                    + ConfirmationRow.Way.allCases.map { way in
                        FormChoice(RowChoice(answer, way).value, "なくなった（\(way.title)）")
                    }
                : [FormChoice(answer.rawValue, answer.title)]
        }
    }
}
