import AuditLedger
import Exchange
import Office
import Primitives
import Registers
import Storage

/// What programs do with the records of one register.
struct APIRecords {
    let office: Office
    let register: RegisterDefinition
    let viewer: Viewer

    // MARK: Reading

    /// Parameters of a list that are no fields.
    static let listParameters = ["q", "sort", "limit", "after", "known_at", "totals"]

    func list(_ call: APICall) throws -> Reply {
        try call.requireParameters(APIListQuery.parameters(register).union(Self.listParameters))
        var query = try APIListQuery.query(call, register)
        query.limit = try call.limit(standard: 50, most: 500)
        query.after = try APIListQuery.place(call)
        let asksTotals = try call.flag("totals")
        let (page, totals) = try read(call) { [query] reader in
            (try reader.page(register, query), asksTotals ? try reader.totals(register, query) : nil)
        }
        var json = JSONText()
        json.object { json in
            json.name("records")
            json.array(page.rows) { register.write($0, into: &$1) }
            json.name("total")
            json.integer(Int64(page.total))
            json.name("next")
            json.textOrNull(page.next?.text)
            if let totals {
                json.name("totals")
                register.write(totals, into: &json)
            }
        }
        return .json(json)
    }

    /// Reads as of now, or as of what was known at the moment that the call names.
    private func read<Result>(_ call: APICall, _ body: (RecordReader) throws -> Result) throws -> Result {
        let size = try knownSize(call)
        return try office.store.database.read { connection in
            try body(RecordReader(connection, viewer: viewer, knownSize: size))
        }
    }

    private func knownSize(_ call: APICall) throws -> Int? {
        guard call.query.has("known_at") else { return nil }
        guard let moment = Instant(iso: call.query["known_at"]) else {
            throw APIProblem.parameter("known_at", "2026-04-01T09:00:00+09:00 の形で入れてください。")
        }
        return try office.ledgerSize(at: moment)
    }

    private func id(_ call: APICall) throws -> Identifier {
        guard let id = Identifier(call.values[1]) else { throw Refusal.notFound }
        return id
    }

    func get(_ call: APICall) throws -> Reply {
        try call.requireParameters(["known_at"])
        let id = try id(call)
        guard let row = try read(call, { try $0.row(register, id: id) }) else { throw Refusal.notFound }
        return reply(row)
    }

    private func reply(_ row: RegisterRow, status: Int = 200) -> Reply {
        var json = JSONText()
        register.write(row, into: &json)
        let place = "/api/v1/registers/\(register.name)/records/\(row.id.text)"
        return .json(json, status: status, headers: status == 201 ? [("Location", place)] : [])
    }

    func history(_ call: APICall) throws -> Reply {
        try call.requireParameters([])
        let id = try id(call)
        return try read(call) { reader in
            let rows = try reader.versions(register, id: id)
            guard !rows.isEmpty else { throw Refusal.notFound }
            let authors = try Authors(reader, rows.flatMap { [$0.fromSeq, $0.toSeq].compactMap(\.self) })
            var json = JSONText()
            json.object { json in
                json.name("versions")
                json.array(rows.reversed()) { row, json in
                    register.write(row, into: &json) { json in
                        let change = authors.change(row.fromSeq)
                        json.name("changed_at")
                        json.text(change.at.iso)
                        json.name("changed_by")
                        json.text(change.by)
                        json.name("ended_at")
                        json.textOrNull(row.toSeq.map { authors.change($0).at.iso })
                    }
                }
            }
            return .json(json)
        }
    }

    // MARK: Changing

    func create(_ call: APICall) throws -> Reply {
        try call.requireParameters([])
        let values = try register.values(try call.json()["fields"], over: nil)
        return reply(try office.create(register, values, by: viewer), status: 201)
    }

    func change(_ call: APICall) throws -> Reply {
        try call.requireParameters([])
        let (id, sent) = (try id(call), try call.json())
        let version = try version(sent)
        guard let old = try read(call, { try $0.row(register, id: id) }) else { throw Refusal.notFound }
        guard old.fromSeq == version else { return conflict(old) }
        let values = try register.values(sent["fields"], over: old.values)
        do {
            return reply(try office.change(register, id: id, values, expected: version, by: viewer))
        } catch let problem as Problem where problem.code == "register.conflict" {
            guard let now = try read(call, { try $0.row(register, id: id) }) else { throw Refusal.notFound }
            return conflict(now)
        }
    }

    func close(_ call: APICall) throws -> Reply {
        try call.requireParameters([])
        let (id, version) = (try id(call), try version(try call.json()))
        do {
            try office.close(register, id: id, expected: version, by: viewer)
        } catch let problem as Problem where problem.code == "register.conflict" {
            guard let now = try read(call, { try $0.row(register, id: id) }) else { throw Refusal.notFound }
            return conflict(now)
        }
        return Reply(status: 204, headers: [("Cache-Control", "no-store")])
    }

    private func version(_ sent: CanonicalJSON) throws -> Int {
        guard case .integer(let version)? = sent["version"] else {
            throw Problem(
                "api.no-version", "本文に「version」がありません。読んだときの version を入れてください。", field: "version")
        }
        return version
    }

    /// Somebody was faster: what stands there now comes along, so that nothing is lost.
    private func conflict(_ current: RegisterRow) -> Reply {
        var problem = APIProblem(
            Problem("register.conflict", "ほかの人が先に変更しました。current の内容と見比べて、その version でもう一度送ってください。"))
        problem.more = { json in
            json.name("current")
            register.write(current, into: &json)
        }
        return problem.reply
    }

    // MARK: Files

    func export(_ call: APICall) throws -> Reply {
        try call.requireParameters(
            APIListQuery.parameters(register).union(["format", "q", "sort", "known_at"]))
        let query = try APIListQuery.query(call, register)
        let chosen = call.query["format"]
        guard let format = SheetFormat(rawValue: chosen.isEmpty ? "xlsx" : chosen) else {
            throw APIProblem.parameter("format", "xlsx か csv を入れてください。")
        }
        let bytes = try office.exportRegister(
            register, format: format.rawValue, of: query, knownSize: try knownSize(call), by: viewer
        ) { try format.bytes($0) }
        return .download(
            bytes, name: "\(register.name)_\(office.today.iso).\(format.rawValue)", type: format.mediaType)
    }

    /// Media types of a file that comes in.
    static let importTypes = ["text/csv", SheetFormat.xlsx.mediaType, "application/octet-stream"]

    func importing(_ call: APICall) throws -> Reply {
        try call.requireParameters(["dry_run", "leave_refused"])
        guard Self.importTypes.contains(call.mediaType) else { throw APIProblem.mediaType }
        let (isDry, leaves) = (try call.flag("dry_run"), try call.flag("leave_refused"))
        let name = "import." + (call.mediaType == "text/csv" ? "csv" : "xlsx")
        let table: SheetTable
        do {
            guard let first = try Spreadsheet.tables(of: call.body, name: name).first else {
                throw Problem("import.no-table", "表が空です。見出しの行とデータの行があるファイルを送ってください。")
            }
            table = first
        } catch let error as SpreadsheetError {
            throw Problem(error.code, error.message, detail: error.detail)
        }
        let request = ImportRequest(table)
        if isDry {
            return imported(try office.dryRunImport(register, request, by: viewer), nil)
        }
        let plan = try office.dryRunImport(register, request, by: viewer)
        guard leaves || plan.refused.isEmpty else { return refused(plan) }
        let done = try office.import(
            register, request, expected: plan.outcome, leavingRefused: leaves, by: viewer)
        return imported(done.plan, done.result)
    }

    private func imported(_ plan: ImportPlan, _ result: ImportResult?) -> Reply {
        var json = JSONText()
        json.object { json in
            json.name("imported")
            json.flag(result != nil)
            json.name("entry")
            if let seq = result?.seq { json.integer(Int64(seq)) } else { json.null() }
            for (name, count) in [
                ("new", plan.created.count), ("changed", plan.changed.count),
                ("unchanged", plan.unchangedCount),
            ] {
                json.name(name)
                json.integer(Int64(count))
            }
            Self.write(plan.refused, into: &json)
        }
        return .json(json)
    }

    private func refused(_ plan: ImportPlan) -> Reply {
        var problem = APIProblem(
            Problem(
                "import.refused-rows",
                "直す必要がある行が \(plan.refusedRows.count) 行あるため、取り込んでいません。refused を見て、直してからもう一度送ってください。"))
        problem.more = { Self.write(plan.refused, into: &$0) }
        return problem.reply
    }

    private static func write(_ refused: [ImportPlan.RefusedCell], into json: inout JSONText) {
        json.name("refused")
        json.array(refused) { cell, json in
            json.object { json in
                json.name("row")
                json.integer(Int64(cell.row))
                json.name("column")
                json.text(cell.column)
                json.name("message")
                json.text(cell.message)
            }
        }
    }
}
