import AuditLedger
import Duties
import Office
import Primitives
import Registers
import Storage
import WebPages

/// For the auditor and the CISO: period and day, the ledger, one A4 page.
struct AuditRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/audit", .signedIn, audit), Route(.get, "/ledger", .signedIn, ledger),
            Route(.get, "/ledger/verify", .signedIn) { _ in .redirect(Address.ledger.path) },
            Route(.post, "/ledger/verify", .signedIn, verify),
            Route(.get, "/ledger/checkpoint", .signedIn, checkpoint),
            Route(.get, "/report", .signedIn, report),
        ]
    }

    static func ledgerState(_ office: Office) throws -> String {
        guard let last = try office.lastVerification() else { return "まだ検証していません" }
        return "\(last.at.textInJapan) に \(last.size) 件を検証、"
            + (last.findings == 0 ? "書き換えは見つかりませんでした" : "問題 \(last.findings) 件")
    }

    private func audit(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let today = site.office.today
        var errors: [String: String] = [:]
        func day(_ name: String, _ otherwise: Day) -> Day {
            let written = FieldChecks.cleaned(visit.fields[name], keepsLines: false)
            if written.isEmpty { return otherwise }
            if let day = JapaneseEra.day(written) { return day }
            errors[name] = "日付として読めません。令和8年4月1日 や 2026-04-01 の形で入力してください。"
            return otherwise
        }
        let on = day("on", today)
        let from = day("from", FiscalYear(containing: today).firstDay)
        let to = day("to", today)
        let known = visit.fields["known-at"].isEmpty ? nil : day("known-at", today)
        let text = try site.assessed(for: viewer, on: on, knownAt: known.flatMap { Instant(iso: $0.iso) })
        let evidence = try periods(text)
        let clauses = text.policy.clauses.filter { !$0.requirements.isEmpty || $0.depth == 0 }.map { clause in
            AuditedClause(
                clause: text.reference(clause.path.text), sign: VerdictSign(clause.rollUp.display),
                requirements: clause.requirements.compactMap(text.policy.verdict).map { verdict in
                    AuditedRequirement(
                        requirement: text.reference(verdict.requirement), sign: VerdictSign(verdict.display),
                        reason: verdict.reason,
                        evidence: verdict.evidence.compactMap { evidence[$0.id] }.filter { line in
                            (line.from ?? from) <= to && (line.to ?? to) >= from
                        }, registers: registers(verdict))
                }, hasParts: clause.rollUp.counts.total > clause.requirements.count)
        }
        let page = AuditPage(
            from: from, to: to, on: on, knownAt: known, clauses: clauses,
            ledgerState: try Self.ledgerState(site.office), errors: errors)
        return try site.page(page, visit, status: errors.isEmpty ? 200 : 422)
    }

    /// The registers that show a verdict.
    private func registers(_ verdict: RequirementVerdict) -> [LinkText] {
        guard let requirement = site.office.catalogue[verdict.requirement] else { return [] }
        let way = JudgingWay(requirement, verdict, site.office.criteria)
        return way.registers.map { LinkText($0.title, .register($0.name)) }
    }

    /// The evidence behind all verdicts, by id, with its period; read in one statement.
    private func periods(_ text: VerdictText) throws -> [String: EvidenceLine] {
        let register = Evidence.register
        let rows = try site.office.store.database.read { connection in
            try RecordReader(connection, viewer: .console, knownSize: text.policy.knownSize)
                .page(register.definition, ListQuery(limit: 500)).rows
        }
        var lines: [String: EvidenceLine] = [:]
        for row in rows {
            let evidence = try register.record(row.values)
            lines[row.id.text] = EvidenceLine(
                id: row.id.text, title: evidence.title, from: evidence.periodFrom ?? evidence.collectedOn,
                to: evidence.periodTo ?? evidence.collectedOn,
                digest: evidence.fileHash.map { String($0.prefix(16)) })
        }
        return lines
    }

    // MARK: Ledger

    private func ledger(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor, .configurator)
        let (size, headers, authors) = try site.office.store.database.read { connection in
            let reader = LedgerReader(connection)
            // Who did what is content: 設定担当 alone keeps the ledger and does not read in it.
            let headers = viewer.readsContent ? try reader.newest(50) : []
            let names = try Authors(RecordReader(connection, viewer: viewer), headers.map(\.seq))
            return (try reader.size, headers, names)
        }
        let entries = headers.map { header in
            let change = authors.change(header.seq)
            let register = AllRegisters.named(header.register)
            let isShown =
                register.map { AllRegisters.menu.map(\.name).contains($0.name) } == true
            return LedgerPage.Entry(
                number: header.seq, at: change.at, by: change.by, act: Self.words(header),
                subject: isShown
                    ? register.map { LinkText($0.title, .record(register: $0.name, id: header.record)) } : nil
            )
        }
        let page = LedgerPage(
            entryCount: size, checkpoint: try lastCheckpoint(), verification: try verification(),
            entries: entries, canVerify: true, showsEntries: viewer.readsContent)
        return try site.page(page, visit)
    }

    static func words(_ header: LeafHeader) -> String {
        let title = AllRegisters.named(header.register)?.title ?? ""
        switch header.kind {
        case "register.create": return "\(title)を登録"
        case "register.change": return "\(title)を変更"
        case "register.close": return "\(title)を終了"
        case "session.sign-in": return "サインイン"
        case "evidence.read": return "証拠を閲覧"
        case "backup.write": return "バックアップ"
        case "organization.reopen": return "移した先をやめて、ここに戻した"
        case ActOfMany.undoing: return "まとめて元に戻した"
        default: return ActOfMany(rawValue: header.kind)?.title ?? header.kind
        }
    }

    private func lastCheckpoint() throws -> LedgerPage.Checkpoint? {
        guard let note = try site.office.lastCheckpoint() else { return nil }
        let checkpoint = try LedgerCheckpoint(parsing: try SignedNote(parsing: note).text)
        let at = try site.office.store.database.read { try LedgerReader($0).header(checkpoint.size - 1) }
        return LedgerPage.Checkpoint(
            size: checkpoint.size, at: Instant(microseconds: at?.atMicroseconds ?? 0),
            root: checkpoint.root.base64,
            origin: checkpoint.origin)
    }

    private func verification() throws -> LedgerPage.Verification? {
        try site.office.lastVerification().map { last in
            LedgerPage.Verification(
                at: last.at, size: last.size, findings: last.findings == 0 ? [] : [last.summary])
        }
    }

    private func verify(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor, .configurator)
        let report = try site.office.verifyLedger(by: viewer)
        site.say(visit, Notice(report.holds ? .done : .caution, report.sentence))
        return .redirect(Address.ledger.path)
    }

    private func checkpoint(_ visit: Visit) throws -> Reply {
        let note = try site.office.writeCheckpoint(by: try visit.viewer(.office, .auditor, .configurator))
        return .download(
            Array(note.utf8), name: "toride-checkpoint-\(site.office.today.iso).txt",
            type: "text/plain; charset=utf-8")
    }

    // MARK: One page

    private func report(_ visit: Visit) throws -> Reply {
        let text = try site.assessed(for: try visit.viewer(.office, .auditor))
        let list = DutyList(text.policy.verdicts, on: text.policy.on, horizonDays: 60)
        let matters = (list.late + list.today).map { verdict in
            ReportPage.Matter(
                title: verdict.title, reason: verdict.reason,
                role: (verdict.nextStep?.role ?? site.office.catalogue[verdict.requirement]?.role)?.name
                    ?? "",
                time: verdict.due.map { JapaneseEra.text($0) } ?? "早めに")
        }
        let (since, errors) = comparisonDay(visit.fields["since"], text.policy.on)
        let old = try site.policy(atEndOf: since)
        let page = ReportPage(
            organization: try site.office.profile()?.name ?? "", on: text.policy.on,
            seats: ["管理者", "CISO", "統括責任者", "担当"],
            clauses: text.policy.clauses.filter { $0.depth == 0 && $0.rollUp.counts.total > 0 }.map(
                text.state),
            matters: matters, since: old.map { _ in since },
            changes: old.map { text.changes(since: $0) } ?? [],
            input: FormInput(values: ["since": visit.fields["since"]], errors: errors),
            ledgerState: try Self.ledgerState(site.office), checkpoint: try lastCheckpoint()?.root)
        return try site.page(page, visit, status: errors.isEmpty ? 200 : 422)
    }

    /// The day to compare with: the one that was asked for, else the last day of the month before; up to the
    /// 10th the one before that, because whoever reports then reports on the month that has just ended.
    private func comparisonDay(_ typed: String, _ today: Day) -> (Day, [String: String]) {
        var lastMonth = today.adding(days: -today.components.day)
        if today.components.day <= 10 { lastMonth = lastMonth.adding(days: -lastMonth.components.day) }
        let written = FieldChecks.cleaned(typed, keepsLines: false)
        if written.isEmpty { return (lastMonth, [:]) }
        guard let day = JapaneseEra.day(written) else {
            return (lastMonth, ["since": "日付として読めません。令和8年9月30日 や 2026-09-30 の形で入力してください。"])
        }
        guard day < today else { return (lastMonth, ["since": "今日より前の日を入れてください。"]) }
        return (day, [:])
    }
}
