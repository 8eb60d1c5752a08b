import AuditLedger
import Database
import Office
import Primitives
import Registers
import Storage

/// /api/v1: what people do in pages, for programs. Each call is made with a token and goes through Office
/// with the rights of the token's account.
struct API: Sendable {
    let site: Site
    private let holders = TokenHolders()
    private let limit: RateLimit

    init(site: Site, callsPerMinute: Int) {
        self.site = site
        limit = RateLimit(perMinute: callsPerMinute)
    }

    var office: Office { site.office }

    /// The operations at a path beneath /api/v1; none where there is no such address.
    static func operations(_ segments: [String]) -> [(operation: APIOperation, values: [String])] {
        APIOperation.allCases.compactMap { operation in
            guard let values = operation.match(segments) else { return nil }
            // What acts of their own keep has no operation that writes.
            let register = values.first.flatMap(AllRegisters.named)
            return operation.writes && register.map { !isWritable($0) } ?? false ? nil : (operation, values)
        }
    }

    /// Whether a call may come in.
    enum Admission: Sendable {
        case holder(TokenHolder)
        case refused(Reply)
    }

    /// Looks at the token and counts the call; blocks.
    func admit(_ token: Secret?) -> Admission {
        var admission = Admission.refused(APIProblem(APIProblem.noToken).reply)
        let refusal = refusal {
            guard let token, let holder = try holder(token) else { throw APIProblem.noToken }
            if let seconds = limit.secondsToWait(holder.id, at: office.store.surroundings.now()) {
                var reply = APIProblem(APIProblem.tooOften).reply
                reply.headers.append(("Retry-After", String(seconds)))
                return reply
            }
            admission = .holder(holder)
            return nil
        }
        return refusal.map { .refused($0) } ?? admission
    }

    /// Answers one call; blocks.
    func answer(_ call: APICall, _ holder: TokenHolder) -> Reply {
        var reply: Reply?
        let refusal = refusal {
            reply = try answered(call, holder)
            return nil
        }
        return refusal ?? reply ?? APIProblem(APIProblem.noAddress).reply
    }

    /// What a failure is answered with; nil where there is none.
    private func refusal(_ body: () throws -> Reply?) -> Reply? {
        do {
            return try body()
        } catch let problem as Problem {
            return APIProblem(problem).reply
        } catch let problems as Problems {
            return APIProblem(problems).reply
        } catch {
            if let known = (error as? DatabaseError)?.problem {
                site.log.warning("\(known.code) \(known.detail)")
                return APIProblem(known).reply
            }
            let number = office.store.surroundings.newIdentifier().text
            site.log.error("api call failed \(number): \(error)")
            return APIProblem(
                Problem("server.failed", "処理できませんでした。番号 \(number) を添えて設定担当に知らせてください。"), status: 500
            ).reply
        }
    }

    private func holder(_ token: Secret) throws -> TokenHolder? {
        let entry = try office.store.database.read {
            try RegisterVersions.newest($0, of: TokenHolders.registers)
        }
        return try holders.holder(APITokenText.hash(token), entry: entry, day: office.today) {
            try office.holder(of: token)
        }
    }

    private func answered(_ call: APICall, _ holder: TokenHolder) throws -> Reply {
        switch call.operation {
        case .registers: return try registers(call, holder)
        case .search: return try search(call, holder)
        default: break
        }
        guard let register = AllRegisters.named(call.values[0]) else { throw Refusal.notFound }
        let viewer = try call.operation.writes ? holder.writing(register) : holder.reading(register)
        guard register.condition(for: .read).mayAllowSomething(viewer) else { throw Refusal.access }
        let records = APIRecords(office: office, register: register, viewer: viewer)
        switch call.operation {
        case .list: return try records.list(call)
        case .create: return try records.create(call)
        case .get: return try records.get(call)
        case .change: return try records.change(call)
        case .close: return try records.close(call)
        case .history: return try records.history(call)
        case .importing: return try records.importing(call)
        default: return try records.export(call)
        }
    }

    /// Whether programs may write the register; the others are kept by acts of their own.
    static func isWritable(_ register: RegisterDefinition) -> Bool {
        AllRegisters.menu.contains { $0.name == register.name }
    }

    // MARK: Over all registers

    private func registers(_ call: APICall, _ holder: TokenHolder) throws -> Reply {
        try call.requireParameters([])
        let shown = try AllRegisters.definitions.filter { register in
            guard !holder.hides(register) else { return false }
            return register.condition(for: .read).mayAllowSomething(try holder.reading(register))
        }
        let counts = try office.store.database.read { connection in
            guard let first = shown.first else { return [Int]() }
            return try RecordReader(connection, viewer: try holder.reading(first))
                .counts(shown.map { ($0, ListQuery()) })
        }
        var json = JSONText()
        json.object { json in
            json.name("registers")
            json.array(zip(shown, counts)) { register, json in
                json.object { json in
                    json.name("name")
                    json.text(register.0.name)
                    json.name("title")
                    json.text(register.0.title)
                    json.name("purpose")
                    json.text(register.0.purpose)
                    json.name("total")
                    json.integer(Int64(register.1))
                    json.name("writable")
                    json.flag(Self.isWritable(register.0))
                }
            }
        }
        return .json(json)
    }

    private func search(_ call: APICall, _ holder: TokenHolder) throws -> Reply {
        try call.requireParameters(["q", "limit"])
        let words = SearchWords(FieldChecks.cleaned(call.query["q"], keepsLines: false))
        guard !words.isEmpty else { throw APIProblem.parameter("q", "さがす言葉を入れてください。") }
        let registers = Office.searchedRegisters.filter { !holder.hides($0) }
        let limit = try call.limit(standard: 20, most: 100)
        let groups =
            try registers.first.map { first in
                try office.searchRecords(
                    words, in: registers, limit: limit, by: try holder.reading(first))
            } ?? []
        var json = JSONText()
        json.object { json in
            json.name("registers")
            json.array(groups) { group, json in
                json.object { json in
                    json.name("name")
                    json.text(group.register.name)
                    json.name("total")
                    json.integer(Int64(group.total))
                    json.name("hits")
                    json.array(group.hits) { hit, json in
                        json.object { json in
                            json.name("id")
                            json.text(hit.id.text)
                            json.name("label")
                            json.text(hit.label)
                            json.name("field")
                            json.textOrNull(hit.found?.column)
                            json.name("text")
                            json.textOrNull(hit.found?.text)
                        }
                    }
                }
            }
        }
        return .json(json)
    }
}

extension Reply {
    /// A JSON answer.
    static func json(_ json: JSONText, status: Int = 200, headers: [(String, String)] = []) -> Reply {
        Reply(
            status: status,
            headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + headers,
            body: json.bytes)
    }
}

extension APICall {
    /// - Throws: `Problem` for a parameter that is not among these.
    func requireParameters(_ names: Set<String>) throws {
        if let other = query.values.keys.sorted().first(where: { !names.contains($0) }) {
            throw APIProblem.unknownParameter(FieldChecks.cleaned(other, keepsLines: false))
        }
    }

    /// The parameter `limit`.
    func limit(standard: Int, most: Int) throws -> Int {
        guard query.has("limit") else { return standard }
        guard let limit = Int(query["limit"]), (1...most).contains(limit) else {
            throw APIProblem.parameter("limit", "1 から \(most) までの数を入れてください。")
        }
        return limit
    }

    /// A parameter that is `true` or `false`.
    func flag(_ name: String) throws -> Bool {
        guard query.has(name) else { return false }
        guard let flag = Bool(query[name]) else {
            throw APIProblem.parameter(name, "true か false を入れてください。")
        }
        return flag
    }

    /// The body as JSON.
    func json() throws -> CanonicalJSON {
        guard mediaType == "application/json" else { throw APIProblem.mediaType }
        do { return try CanonicalJSON(parsing: body, onlyCanonical: false) } catch {
            throw APIProblem.unreadableJSON
        }
    }
}
