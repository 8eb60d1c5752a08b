/// Every address of the browser's side; all links and forms are made from these, so that none can point
/// nowhere.
///
/// A form that changes something is sent by POST to the address that shows it, except where a case says
/// otherwise.
public enum Address: Sendable, Equatable {
    /// Today's work, for whoever is signed in.
    case home
    /// Name and password.
    case signIn
    /// What was typed before the session ran out; a POST sends it.
    case resume
    /// POST only: ends the session.
    case signOut
    /// The first start, through its one-time link; `step` is 1...5.
    case setup(token: String, step: Int)
    /// The policy as a document to read.
    case policy
    /// One clause, by its path such as 6(6).
    case clause(String)
    /// Which clause is bound to which requirement, and what is bound to nothing.
    case bindings
    /// What is odd in the policy's wording.
    case oddities
    /// All requirements, by clause.
    case requirements
    /// One requirement, by its stable id.
    case requirement(String)
    /// POST only: records an answer to a requirement.
    case answer(requirement: String)
    /// The eight fields of 施行規則16条の3.
    case ordinance
    /// The chapters of the guideline.
    case guideline
    /// All registers.
    case registers
    /// The list of one register.
    case register(String)
    /// The form of a list's conditions, order and columns; its query is the list's.
    case listConditions(String)
    /// The saved views of a list; a POST saves, removes or chooses one.
    case listViews(String)
    /// Records that may be one thing; a POST keeps two of them apart.
    case duplicates(String)
    /// Two records beside each other; a POST makes one of them.
    case mergeRecords(String)
    /// Labels of a list's records, on sheets of paper.
    case labels(String)
    /// How the networks hang together; a POST confirms it.
    case networkDiagram
    /// A new record of a register.
    case newRecord(register: String)
    /// POST only: the register as a file.
    case exportRegister(String)
    /// Chooses a file to import, and the imports of late.
    case importRegister(String)
    /// A file that was sent: what an import of it would do.
    case stagedImport(register: String, id: String)
    /// The rows of a sent file that cannot be taken in, with the reasons, as a download.
    case refusedRows(register: String, id: String)
    /// One import, by its entry in the ledger; a POST takes it back.
    case importResult(register: String, seq: String)
    /// The records of a list in cells to type in; a POST saves them.
    case grid(String)
    /// One value for one field of many records: which, what, and what would change.
    case bulk(String)
    /// One record.
    case record(register: String, id: String)
    /// The form that changes a record.
    case editRecord(register: String, id: String)
    /// Five questions that lead to the class of an information asset.
    case classifyRecord(register: String, id: String)
    /// Confirms that a record ends.
    case closeRecord(register: String, id: String)
    /// All versions of a record.
    case recordHistory(register: String, id: String)
    /// The bytes of a piece of evidence, as a download.
    case evidenceFile(String)
    /// Lists of records past their retention; a POST proposes one.
    case disposals
    /// One such list; a POST approves it, carries it out or gives it up.
    case disposal(String)
    /// The requirements for which a piece of evidence is used.
    case evidenceUse(String)
    /// The rounds in which units confirm their lists.
    case rounds
    /// Starts a round; query `kind`.
    case newRound
    /// One round: who has signed, and what the sample showed.
    case round(String)
    /// POST only: closes a round.
    case closeRound(String)
    /// POST only: what a look at a row of the sample found.
    case checkRound(String)
    /// A unit's list of a round; a POST keeps the answers of one page.
    case roundList(String)
    /// The last look at a list; a POST signs it.
    case signRoundList(String)
    /// Shows that an account which was to end did; by its row.
    case proveEnd(String)
    /// POST only: sends a signed list back.
    case returnRoundList(String)
    /// The triage queue of alerts.
    case alerts
    /// One alert; a POST judges it.
    case alert(String)
    /// How the monitoring itself does.
    case monitoring
    /// The watch sheets that wait, and those that are signed.
    case watchSheets
    /// The sheet of a day or month; a POST signs it.
    case watchSheet(String)
    /// Providers' reports; a POST attaches one.
    case providerReports
    /// One report; a POST signs it.
    case providerReport(String)
    /// The detection rules; a POST switches one.
    case rules
    /// POST only: a person says that a notice or a rule was read.
    case acknowledge
    /// What the signed-in person has to read; the home of 職員 shows the same.
    case reading
    /// Who has read what, by unit.
    case readers
    /// Telling that something is odd.
    case tell
    /// The revisions of the policy.
    case revisions
    /// POST only: the days of a revision that were not known at first.
    case revisionDates
    /// Two revisions against each other; query `from` and `to`.
    case comparison
    /// Adopts a revision.
    case adopt
    /// The clauses, requirements and evidence of a period.
    case audit
    /// The ledger of all acts.
    case ledger
    /// POST only: recomputes the whole ledger.
    case verifyLedger
    /// The last signed checkpoint, as a download.
    case checkpoint
    /// One A4 page for the CISO.
    case report
    /// Accounts and what they may do.
    case people
    /// Takes a backup.
    case backup
    /// One's own account.
    case account
    /// One's own password.
    case password
    /// Tokens for programs.
    case tokens
    /// Results for a few words.
    case search
    /// The one stylesheet.
    case stylesheet
    /// The script of every page; nothing depends on it.
    case script
    /// The script of the grid, which without it is a table of fields.
    case gridScript
    /// What the grid's script does with keys and the clipboard.
    case gridKeysScript
    /// The keys of the triage queue.
    case alertScript

    /// The path as a router takes it: /registers/:register/records/:id.
    public var pattern: String { String(describing: parts.pattern) }

    /// Every pattern once; tests hold it against the cases and the routes.
    public static let patterns: [String] = [
        home, signIn, resume, signOut, setup(token: "", step: 1), policy, clause(""), bindings, oddities,
        requirements,
        requirement(""), answer(requirement: ""), ordinance, guideline, registers, register(""),
        listConditions(""), listViews(""), duplicates(""), mergeRecords(""), labels(""),
        networkDiagram, classifyRecord(register: "", id: ""), newRecord(register: ""), exportRegister(""),
        importRegister(""),
        stagedImport(register: "", id: ""), refusedRows(register: "", id: ""),
        importResult(register: "", seq: ""), grid(""), bulk(""), record(register: "", id: ""),
        editRecord(register: "", id: ""),
        closeRecord(register: "", id: ""), recordHistory(register: "", id: ""), evidenceFile(""),
        evidenceUse(""),
        disposals, disposal(""), rounds, newRound, round(""), closeRound(""), checkRound(""), roundList(""),
        signRoundList(""),
        returnRoundList(""), proveEnd(""), alerts, alert(""), monitoring, watchSheets, watchSheet(""),
        providerReports, providerReport(""), rules,
        acknowledge, reading, readers, tell, revisions, revisionDates,
        comparison, adopt, audit, ledger,
        verifyLedger,
        checkpoint, report, people, backup,
        account, password, tokens, search, stylesheet, script, gridScript, gridKeysScript, alertScript,
    ].map(\.pattern)

    /// The path without query, percent-encoded; starts with a slash, and knows no base.
    public var path: String { url() }

    /// The path with query and fragment, for a redirect; not escaped for markup.
    public func url(query: [QueryItem] = [], fragment: String = "") -> String {
        var html = HTML(reservingBytes: 64)
        write(query: query, fragment: fragment, parting: "&", into: &html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    /// Writes the path with query and fragment; nothing of it needs escaping any more.
    func write(
        query: [QueryItem], fragment: String, parting: StaticString = "&amp;", into html: inout HTML
    ) {
        write(into: &html)
        for (index, item) in query.enumerated() {
            html.literal(index == 0 ? "?" : parting)
            html.percentEncoded(item.name)
            html.literal("=")
            html.percentEncoded(item.value)
        }
        guard !fragment.isEmpty else { return }
        html.literal("#")
        html.percentEncoded(fragment)
    }

    /// Writes the path alone, beneath the document's base.
    func write(into html: inout HTML) {
        let parts = parts
        if !html.base.isEmpty { html.quoted(html.base) }
        parts.pattern.withUTF8Buffer { bytes in
            var index = 0
            var written = 0
            var isFirst = true
            while index < bytes.count {
                guard bytes[index] == UInt8(ascii: ":") else {
                    index += 1
                    continue
                }
                html.bytes(UnsafeBufferPointer(rebasing: bytes[written..<index]))
                html.percentEncoded(isFirst ? parts.first : parts.second)
                isFirst = false
                while index < bytes.count, bytes[index] != UInt8(ascii: "/") { index += 1 }
                written = index
            }
            html.bytes(UnsafeBufferPointer(rebasing: bytes[written...]))
        }
    }

    /// A path as its pattern and what stands at its names, of which there are two at most: a list writes two
    /// addresses a row, and an array for each would be an allocation.
    private struct Parts {
        let pattern: StaticString
        let first: String
        let second: String

        init(_ pattern: StaticString, _ first: String = "", _ second: String = "") {
            self.pattern = pattern
            self.first = first
            self.second = second
        }
    }

    private var parts: Parts {
        switch self {
        case .home: Parts("/")
        case .signIn: Parts("/sign-in")
        case .resume: Parts("/resume")
        case .signOut: Parts("/sign-out")
        case .setup(let token, let step): Parts("/setup/:token/:step", token, String(step))
        case .policy: Parts("/policy")
        case .clause(let path): Parts("/policy/clauses/:clause", path)
        case .bindings: Parts("/policy/bindings")
        case .oddities: Parts("/policy/oddities")
        case .requirements: Parts("/requirements")
        case .requirement(let id): Parts("/requirements/:requirement", id)
        case .answer(let id): Parts("/requirements/:requirement/answers", id)
        case .ordinance: Parts("/ordinance")
        case .guideline: Parts("/guideline")
        case .evidenceFile(let id): Parts("/evidence/:id/file", id)
        case .disposals: Parts("/disposal")
        case .disposal(let id): Parts("/disposal/:id", id)
        case .evidenceUse(let id): Parts("/evidence/:id/requirements", id)
        case .rounds: Parts("/rounds")
        case .newRound: Parts("/rounds/new")
        case .round(let id): Parts("/rounds/:id", id)
        case .closeRound(let id): Parts("/rounds/:id/close", id)
        case .checkRound(let id): Parts("/rounds/:id/checks", id)
        case .roundList(let id): Parts("/round-lists/:id", id)
        case .signRoundList(let id): Parts("/round-lists/:id/sign", id)
        case .returnRoundList(let id): Parts("/round-lists/:id/return", id)
        case .proveEnd(let id): Parts("/round-rows/:id/end", id)
        case .alerts: Parts("/alerts")
        case .alert(let id): Parts("/alerts/:id", id)
        case .monitoring: Parts("/monitoring")
        case .watchSheets: Parts("/monitoring/sheets")
        case .watchSheet(let period): Parts("/monitoring/sheets/:period", period)
        case .providerReports: Parts("/monitoring/reports")
        case .providerReport(let id): Parts("/monitoring/reports/:id", id)
        case .rules: Parts("/rules")
        case .acknowledge: Parts("/acknowledgements")
        case .reading: Parts("/reading")
        case .readers: Parts("/reading/people")
        case .tell: Parts("/tell")
        case .search: Parts("/search")
        case .report: Parts("/report")
        case .registers: Parts("/registers")
        case .register(let name): Parts("/registers/:register", name)
        case .listConditions(let name): Parts("/registers/:register/conditions", name)
        case .listViews(let name): Parts("/registers/:register/views", name)
        case .duplicates(let name): Parts("/registers/:register/duplicates", name)
        case .mergeRecords(let name): Parts("/registers/:register/merge", name)
        case .labels(let name): Parts("/registers/:register/labels", name)
        case .networkDiagram: Parts("/network-diagram")
        case .classifyRecord(let name, let id): Parts("/registers/:register/records/:id/classify", name, id)
        case .newRecord(let name): Parts("/registers/:register/new", name)
        case .exportRegister(let name): Parts("/registers/:register/export", name)
        case .importRegister(let name): Parts("/registers/:register/import", name)
        case .stagedImport(let name, let id): Parts("/registers/:register/import/:id", name, id)
        case .refusedRows(let name, let id): Parts("/registers/:register/import/:id/refused", name, id)
        case .importResult(let name, let seq): Parts("/registers/:register/imports/:seq", name, seq)
        case .grid(let name): Parts("/registers/:register/grid", name)
        case .bulk(let name): Parts("/registers/:register/bulk", name)
        case .record(let name, let id): Parts("/registers/:register/records/:id", name, id)
        case .editRecord(let name, let id): Parts("/registers/:register/records/:id/edit", name, id)
        case .closeRecord(let name, let id): Parts("/registers/:register/records/:id/close", name, id)
        case .recordHistory(let name, let id): Parts("/registers/:register/records/:id/history", name, id)
        case .revisions: Parts("/revisions")
        case .revisionDates: Parts("/revisions/dates")
        case .comparison: Parts("/revisions/compare")
        case .adopt: Parts("/revisions/new")
        case .audit: Parts("/audit")
        case .ledger: Parts("/ledger")
        case .verifyLedger: Parts("/ledger/verify")
        case .checkpoint: Parts("/ledger/checkpoint")
        case .people: Parts("/people")
        case .backup: Parts("/backup")
        case .account: Parts("/account")
        case .password: Parts("/account/password")
        case .tokens: Parts("/account/tokens")
        case .stylesheet: Parts("/assets/toride.css")
        case .script: Parts("/assets/toride.js")
        case .gridScript: Parts("/assets/grid.js")
        case .gridKeysScript: Parts("/assets/grid-keys.js")
        case .alertScript: Parts("/assets/alerts.js")
        }
    }
}

/// One name and value of a query.
public struct QueryItem: Sendable, Equatable {
    /// As the server reads it.
    public var name: String
    /// Not yet encoded.
    public var value: String

    /// A pair, not yet encoded.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// A whole query as one text, for a field that keeps it; empty for none.
    public static func text(_ items: [QueryItem]) -> String {
        String(Address.home.url(query: items).dropFirst(items.isEmpty ? 1 : 2))
    }
}

extension HTML {
    /// RFC 3986, 2.1: everything but unreserved characters, and brackets and colons, which clause paths are
    /// full of.
    fileprivate mutating func percentEncoded(_ string: String) {
        var string = string
        string.withUTF8 { bytes in
            var written = 0
            for (index, byte) in bytes.enumerated() where !standsInPath(byte) {
                self.bytes(UnsafeBufferPointer(rebasing: bytes[written..<index]))
                self.byte(UInt8(ascii: "%"))
                hexDigit(byte >> 4)
                hexDigit(byte & 15)
                written = index + 1
            }
            self.bytes(UnsafeBufferPointer(rebasing: bytes[written...]))
        }
    }

    private mutating func hexDigit(_ value: UInt8) {
        byte(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value)
    }
}

/// Letters, digits and - . _ ~ ( ) : as bits.
@inline(__always) private func standsInPath(_ byte: UInt8) -> Bool {
    if byte < 64 { return 0x07FF_6300_0000_0000 & (1 << UInt64(byte)) != 0 }
    return byte < 128 && 0x47FF_FFFE_87FF_FFFE & (1 << UInt64(byte - 64)) != 0
}
