import Exchange
import Office
import Primitives
import Registers
import Storage
import WebPages

/// Registers as files: out, and in through a page that shows what would happen.
struct SheetRoutes {
    let site: Site
    let desk = ImportDesk()

    var routes: [Route] {
        [
            Route(.post, "/registers/*/export", .signedIn, export),
            Route(.get, "/registers/*/import", .signedIn) { try choose($0) },
            Route(.post, "/registers/*/import", .signedIn, upload).withFiles(),
            Route(.get, "/registers/*/import/*", .signedIn, show),
            Route(.post, "/registers/*/import/*", .signedIn, decide),
            Route(.get, "/registers/*/import/*/refused", .signedIn, refusedRows),
            Route(.get, "/registers/*/imports/*", .signedIn, result),
            Route(.post, "/registers/*/imports/*", .signedIn, undo),
        ]
    }

    // MARK: Out

    private func export(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        let chosen = visit.fields["format"]
        let format: SheetFormat = chosen.hasPrefix("csv") ? .csv : .xlsx
        let encoding: CSVWriter.Encoding = chosen == "csv-cp932" ? .cp932 : .utf8
        let past = try PastList(visit.fields, site.office)
        let list = ListAddress(text: visit.fields["list"], register)
        // A file that held more than its list would be taken for the list.
        if let problem = list.problems.first { throw problem }
        let bytes = try site.office.exportRegister(
            register, format: format.rawValue, of: list.query, knownSize: past.size, by: try visit.viewer
        ) { try format.bytes($0, encoding: encoding) }
        let day = past.day.map { "\($0.iso)の終わり" } ?? site.office.today.iso
        let name = "\(register.title)_\(day).\(format.rawValue)"
        return .download(bytes, name: name, type: format.mediaType)
    }

    // MARK: In

    /// The register, if this viewer may write something of it.
    private func writable(_ visit: Visit) throws -> RegisterDefinition {
        let register = try RegisterRoutes.register(visit)
        guard AllRegisters.menu.contains(where: { $0.name == register.name }),
            register.condition(for: .write).mayAllowSomething(try visit.viewer)
        else { throw Refusal.access }
        return register
    }

    private func choose(_ visit: Visit, error: String? = nil) throws -> Reply {
        let register = try writable(visit)
        let entries = try site.office.imports(register, by: try visit.viewer)
        let kinds = try site.office.store.database.read { try LedgerReader($0).headers(entries.map(\.seq)) }
        let imports = entries.map { entry in
            ImportPage.Line(
                seq: entry.seq, at: entry.at.textInJapan,
                words: "\(ActOfMany.title(kinds[entry.seq]))：新しい記録 \(entry.created)件、変わった記録 \(entry.changed)件"
                    + (entry.undoneBy == nil ? "" : "（元に戻しました）"))
        }
        let page = ImportPage(
            register: register.name, registerTitle: register.title,
            fieldTitles: register.fields.filter(\.isTyped).map(\.title), error: error, imports: imports)
        return try site.page(page, visit, status: error == nil ? 200 : 422)
    }

    private func upload(_ visit: Visit) throws -> Reply {
        let register = try writable(visit)
        guard let file = visit.fields.files["file"], !file.bytes.isEmpty else {
            return try choose(visit, error: "取り込むファイルを選んでください。")
        }
        guard let account = visit.person?.signedIn.account else { throw Refusal.access }
        let surroundings = site.office.store.surroundings
        let job = desk.stage(
            surroundings.newIdentifier().text, file, register: register, owner: account,
            at: surroundings.now())
        let viewer = try visit.viewer
        let office = site.office
        desk.run(job, .reading) { job in
            let tables = try Spreadsheet.tables(of: file.bytes, name: file.name) { job.isWanted }
            job.take(tables)
            job.ask(ImportRequest(tables[0]))
            try Self.plan(job, office, viewer)
        }
        // What cannot be read at all is said beside the field where the file was chosen.
        if case .failed(let problem)? = job.stage {
            desk.drop(job)
            return try choose(visit, error: problem.sentence)
        }
        return .redirect(Address.stagedImport(register: register.name, id: job.id).path)
    }

    private static func plan(_ job: ImportJob, _ office: Office, _ viewer: Viewer) throws {
        guard let request = job.request else { return }
        job.enter(.planning)
        let plan = try office.dryRunImport(job.register, request, by: viewer) { try job.goOn(500) }
        job.finish(.planned(plan))
    }

    private func job(_ visit: Visit) throws -> ImportJob {
        let register = try writable(visit)
        guard let account = visit.person?.signedIn.account,
            let job = desk.job(
                visit.values[1], register: register, owner: account, at: site.office.store.surroundings.now())
        else {
            throw Problem("import.forgotten", "取り込みの準備が見つかりません。時間がたったためかもしれません。もう一度ファイルを選んでください。")
        }
        return job
    }

    private func show(_ visit: Visit) throws -> Reply {
        let job = try job(visit)
        switch job.stage {
        case .planned(let plan):
            let page = try site.office.store.database.read { connection in
                try ImportPreview(job: job, plan: plan, catalogue: site.office.catalogue).page(
                    RecordReader(connection, viewer: try visit.viewer))
            }
            return try site.page(page, visit)
        case .failed(let problem):
            desk.drop(job)
            site.say(visit, Notice(.caution, problem.sentence))
            return .redirect(Address.importRegister(job.register.name).path)
        case .imported(let plan, let result): return try goToResult(visit, job, plan, result)
        case .working(let phase): return try progress(visit, job, phase)
        case nil: return try progress(visit, job, .reading)
        }
    }

    private func progress(_ visit: Visit, _ job: ImportJob, _ phase: ImportJob.Phase) throws -> Reply {
        let page = ImportProgressPage(
            register: job.register.name, registerTitle: job.register.title, staged: job.id,
            phase: phase.rawValue, done: job.rowsDone, all: job.request?.table.rows.count ?? 0)
        var reply = try site.page(page, visit)
        reply.headers.append(("Refresh", "2"))
        return reply
    }

    private func goToResult(
        _ visit: Visit, _ job: ImportJob, _ plan: ImportPlan, _ result: ImportResult
    ) throws -> Reply {
        guard let seq = result.seq else {
            desk.drop(job)
            site.say(visit, Notice(.information, "台帳の内容と同じでした。何も変わっていません。"))
            return .redirect(Address.register(job.register.name).path)
        }
        let query = plan.refused.isEmpty ? [] : [QueryItem("staged", job.id)]
        if plan.refused.isEmpty { desk.drop(job) }
        return .redirect(
            Address.importResult(register: job.register.name, seq: String(seq)).url(query: query))
    }

    private func decide(_ visit: Visit) throws -> Reply {
        let job = try job(visit)
        let here = Address.stagedImport(register: job.register.name, id: job.id).path
        let viewer = try visit.viewer
        let office = site.office
        switch visit.fields["act"] {
        case "cancel":
            // Work under way notices at its next step; until then its outcome is shown as it comes.
            job.cancel()
            if case .working? = job.stage { return .redirect(here) }
            desk.drop(job)
            site.say(visit, Notice(.information, ImportJob.cancelled.sentence))
            return .redirect(Address.importRegister(job.register.name).path)
        case "remap":
            guard let request = ImportPreview.request(visit.fields, job) else { return .redirect(here) }
            job.ask(request)
            desk.run(job, .planning) { try Self.plan($0, office, viewer) }
            return .redirect(here)
        case let act where act == "import" || act == "import-good":
            guard let request = job.request, case .planned(let shown)? = job.stage,
                visit.fields["outcome"] == String(shown.outcome)
            else { return .redirect(here) }
            desk.run(job, .writing) { job in
                let (plan, result) = try office.import(
                    job.register, request, expected: shown.outcome, leavingRefused: act == "import-good",
                    by: viewer
                ) { try job.goOn(256) }
                job.finish(.imported(plan, result))
            }
            return .redirect(here)
        default: return .redirect(here)
        }
    }

    private func refusedRows(_ visit: Visit) throws -> Reply {
        let job = try job(visit)
        let plan: ImportPlan
        switch job.stage {
        case .planned(let planned): plan = planned
        case .imported(let done, _): plan = done
        default: throw Refusal.notFound
        }
        guard let table = job.request?.table else { throw Refusal.notFound }
        let bytes = try RefusedRows.workbook(plan, table)
        return .download(
            bytes, name: "\(job.register.title)_直す行.xlsx", type: SheetFormat.xlsx.mediaType)
    }

    // MARK: Afterwards

    private func result(_ visit: Visit) throws -> Reply {
        let register = try writable(visit)
        let viewer = try visit.viewer
        guard let seq = Int(visit.values[1]),
            let entry = try site.office.importEntry(seq, of: register, by: viewer)
        else { throw Refusal.notFound }
        let (change, header) = try site.office.store.database.read { connection in
            (
                try Authors(RecordReader(connection, viewer: viewer), [seq]).change(seq),
                try LedgerReader(connection).header(seq)
            )
        }
        let isToday = entry.at.dayInJapan == site.office.today
        let mayUndo = viewer.roles.contains(.office) || entry.actor == viewer.person
        let page = ImportResultPage(
            register: register.name, registerTitle: register.title, act: ActOfMany.title(header), seq: seq,
            made: "\(change.at.textInJapan)　\(change.by)", created: entry.created, changed: entry.changed,
            isUndone: entry.undoneBy != nil, canUndo: isToday && mayUndo && entry.undoneBy == nil,
            stagedWithRefused: visit.fields["staged"].isEmpty ? nil : visit.fields["staged"])
        return try site.page(page, visit)
    }

    private func undo(_ visit: Visit) throws -> Reply {
        let register = try writable(visit)
        guard let seq = Int(visit.values[1]) else { throw Refusal.notFound }
        try site.office.undoImport(seq, by: try visit.viewer)
        site.say(visit, Notice(.done, "元に戻しました。新しかった記録は終わりになり、変わった記録は前の内容に戻っています。"))
        return .redirect(Address.importResult(register: register.name, seq: String(seq)).path)
    }
}
