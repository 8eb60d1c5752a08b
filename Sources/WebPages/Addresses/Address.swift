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
    /// One record.
    case record(register: String, id: String)
    /// The form that changes a record.
    case editRecord(register: String, id: String)
    /// Confirms that a record ends.
    case closeRecord(register: String, id: String)
    /// All versions of a record.
    case recordHistory(register: String, id: String)
    /// The bytes of a piece of evidence, as a download.
    case evidenceFile(String)
    /// POST only: a section head says that a list is the same as last time.
    case confirmSame
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
    /// Results for a few words.
    case search
    /// The one stylesheet.
    case stylesheet
    /// The one script; nothing depends on it.
    case script

    /// The path as a router takes it: /registers/:register/records/:id.
    public var pattern: String { String(describing: parts.0) }

    /// Every pattern once; tests hold it against the cases and the routes.
    public static let patterns: [String] = [
        home, signIn, signOut, setup(token: "", step: 1), policy, clause(""), bindings, oddities,
        requirements,
        requirement(""), answer(requirement: ""), ordinance, guideline, registers, register(""),
        newRecord(register: ""), exportRegister(""), importRegister(""),
        stagedImport(register: "", id: ""), refusedRows(register: "", id: ""),
        importResult(register: "", seq: ""), record(register: "", id: ""), editRecord(register: "", id: ""),
        closeRecord(register: "", id: ""), recordHistory(register: "", id: ""), evidenceFile(""), confirmSame,
        acknowledge, reading, readers, tell, revisions, comparison, adopt, audit, ledger, verifyLedger,
        checkpoint, report, people, backup,
        account, password, search, stylesheet, script,
    ].map(\.pattern)

    /// The path without query, percent-encoded; starts with a slash.
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

    /// Writes the path alone.
    func write(into html: inout HTML) {
        let (pattern, values) = parts
        pattern.withUTF8Buffer { bytes in
            var next = 0
            var written = 0
            while let colon = bytes[written...].firstIndex(of: UInt8(ascii: ":")) {
                html.bytes(UnsafeBufferPointer(rebasing: bytes[written..<colon]))
                if next < values.count { html.percentEncoded(values[next]) }
                next += 1
                written = bytes[colon...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
            }
            html.bytes(UnsafeBufferPointer(rebasing: bytes[written...]))
        }
    }

    /// The pattern of the path, and a value for each of its names, in order.
    private var parts: (StaticString, [String]) {
        switch self {
        case .home: ("/", [])
        case .signIn: ("/sign-in", [])
        case .signOut: ("/sign-out", [])
        case .setup(let token, let step): ("/setup/:token/:step", [token, String(step)])
        case .policy: ("/policy", [])
        case .clause(let path): ("/policy/clauses/:clause", [path])
        case .bindings: ("/policy/bindings", [])
        case .oddities: ("/policy/oddities", [])
        case .requirements: ("/requirements", [])
        case .requirement(let id): ("/requirements/:requirement", [id])
        case .answer(let id): ("/requirements/:requirement/answers", [id])
        case .ordinance: ("/ordinance", [])
        case .guideline: ("/guideline", [])
        case .evidenceFile(let id): ("/evidence/:id/file", [id])
        case .confirmSame: ("/confirmations", [])
        case .acknowledge: ("/acknowledgements", [])
        case .reading: ("/reading", [])
        case .readers: ("/reading/people", [])
        case .tell: ("/tell", [])
        case .search: ("/search", [])
        case .report: ("/report", [])
        case .registers: ("/registers", [])
        case .register(let name): ("/registers/:register", [name])
        case .newRecord(let name): ("/registers/:register/new", [name])
        case .exportRegister(let name): ("/registers/:register/export", [name])
        case .importRegister(let name): ("/registers/:register/import", [name])
        case .stagedImport(let name, let id): ("/registers/:register/import/:id", [name, id])
        case .refusedRows(let name, let id): ("/registers/:register/import/:id/refused", [name, id])
        case .importResult(let name, let seq): ("/registers/:register/imports/:seq", [name, seq])
        case .record(let name, let id): ("/registers/:register/records/:id", [name, id])
        case .editRecord(let name, let id): ("/registers/:register/records/:id/edit", [name, id])
        case .closeRecord(let name, let id): ("/registers/:register/records/:id/close", [name, id])
        case .recordHistory(let name, let id): ("/registers/:register/records/:id/history", [name, id])
        case .revisions: ("/revisions", [])
        case .comparison: ("/revisions/compare", [])
        case .adopt: ("/revisions/new", [])
        case .audit: ("/audit", [])
        case .ledger: ("/ledger", [])
        case .verifyLedger: ("/ledger/verify", [])
        case .checkpoint: ("/ledger/checkpoint", [])
        case .people: ("/people", [])
        case .backup: ("/backup", [])
        case .account: ("/account", [])
        case .password: ("/account/password", [])
        case .stylesheet: ("/assets/toride.css", [])
        case .script: ("/assets/toride.js", [])
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

private func standsInPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"):
        true
    default: false
    }
}
