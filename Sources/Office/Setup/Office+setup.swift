import AuditLedger
import Foundation
import Primitives
import Registers
import Storage

/// What the first start asks for.
public struct FirstSetup: Sendable {
    /// The organization's name.
    public var organization: String
    /// Its kind.
    public var kind: OrganizationProfile.Kind
    /// Names of units, in order; blank ones are left out.
    public var units: [String]
    /// The clerk who sets up: name, sign-in name, password.
    public var name: String
    /// The sign-in name.
    public var login: String
    /// The password.
    public var password: Secret
    /// Further people as lines `name, unit`; the unit may be missing.
    public var people: [(name: String, unit: String?)]

    /// What the wizard has collected.
    public init(
        organization: String, kind: OrganizationProfile.Kind, units: [String], name: String, login: String,
        password: Secret, people: [(name: String, unit: String?)] = []
    ) {
        self.organization = organization
        self.kind = kind
        self.units = units
        self.name = name
        self.login = login
        self.password = password
        self.people = people
    }
}

extension Office {
    /// Gives the organization its name; refused where it has one.
    ///
    /// - Parameter domains: one a line; nil where nobody has said them yet.
    public func name(
        organization: String, kind: OrganizationProfile.Kind, domains: String? = nil
    ) throws {
        guard try profile() == nil else {
            throw Problem("setup.done", "このフォルダーには既に団体の記録があります。新しいフォルダーを指定してください。")
        }
        let profile = OrganizationProfile(name: organization, kind: kind, note: nil, domains: domains)
        try create(
            OrganizationProfile.register.definition, OrganizationProfile.register.values(profile),
            by: .console)
    }

    /// The organization's record; nil before it has a name.
    public func profile() throws -> OrganizationProfile? {
        let register = OrganizationProfile.register
        return try store.database.read { connection in
            let page = try RecordReader(connection, viewer: .console).page(
                register.definition, ListQuery(limit: 1))
            return try page.rows.first.map { try register.record($0.values) }
        }
    }

    /// Whether nobody can sign in yet: then, and only then, the one-time link opens the wizard.
    public func needsSetup() throws -> Bool {
        try store.database.read { connection in
            try RecordReader(connection, viewer: .console).count(Account.register.definition) == 0
        }
    }

    /// Sets the organization up in one act: name, units, people, the first account. There is no default
    /// password.
    ///
    /// - Throws: `Problems` with every finding; nothing is kept then.
    public func setUp(_ setup: FirstSetup) throws {
        guard try needsSetup() else { throw Refusal.access }
        let login = FieldChecks.cleaned(setup.login, keepsLines: false).lowercased()
        var problems: [Problem] = []
        func require(_ text: String, _ title: String, _ field: String) {
            if FieldChecks.cleaned(text, keepsLines: false).isEmpty {
                problems.append(Problem("register.required", "「\(title)」が空です。入力してください。", field: field))
            }
        }
        require(setup.organization, "団体の名称", "organization")
        require(setup.name, "氏名", "name")
        require(setup.login, "利用者名", "login")
        if let problem = PasswordHash.problem(setup.password, login: login.isEmpty ? "-" : login) {
            problems.append(problem)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let hash = try PasswordHash.text(of: setup.password, salt: store.surroundings.random(16))
        let hasProfile = try profile() != nil
        try act(.console) { writer in
            // Asked again where nobody can come between: the link may have been sent twice at once.
            let accounts = try RecordReader(writer.transaction, viewer: .console)
                .count(Account.register.definition)
            guard accounts == 0 else { throw Refusal.access }
            if !hasProfile {
                let profile = OrganizationProfile(
                    name: FieldChecks.cleaned(setup.organization, keepsLines: false), kind: setup.kind,
                    note: nil)
                try writer.create(
                    OrganizationProfile.register.definition, OrganizationProfile.register.values(profile))
            }
            let units = try Self.createUnits(setup, writer)
            let clerk = try Self.createPeople(setup, units, writer)
            let account = Account(
                login: login, person: Link(clerk), role: .office, alsoConfigures: true, passwordHash: hash,
                endsOn: nil, disabled: false)
            try writer.create(Account.register.definition, Account.register.values(account))
        }
    }

    private static func createUnits(_ setup: FirstSetup, _ writer: ActWriter) throws -> [String: Identifier] {
        let register = OrganizationUnit.register
        var units: [String: Identifier] = [:]
        for written in setup.units {
            let name = FieldChecks.cleaned(written, keepsLines: false)
            guard !name.isEmpty, units[name] == nil else { continue }
            let present = try writer.transaction.text(
                "SELECT id FROM r_organization_units WHERE name = \(name) AND to_seq IS NULL")
            if let present = present.flatMap({ Identifier($0) }) {
                units[name] = present
                continue
            }
            let unit = OrganizationUnit(name: name, parent: nil, site: nil, keepsAssets: true, note: nil)
            units[name] = try writer.create(register.definition, register.values(unit)).id
        }
        return units
    }

    /// Creates the clerk and the others; returns the clerk.
    private static func createPeople(
        _ setup: FirstSetup, _ units: [String: Identifier], _ writer: ActWriter
    ) throws -> Identifier {
        let register = Person.register
        func create(_ name: String, _ unit: String?) throws -> Identifier {
            let person = Person(
                name: FieldChecks.cleaned(name, keepsLines: false), kana: nil, staffNumber: nil,
                unit: unit.flatMap { units[FieldChecks.cleaned($0, keepsLines: false)] }.map { Link($0) },
                employment: .regular, startsOn: nil, endsOn: nil, note: nil)
            return try writer.create(register.definition, register.values(person)).id
        }
        let clerk = try create(setup.name, setup.units.first)
        for person in setup.people where !FieldChecks.cleaned(person.name, keepsLines: false).isEmpty {
            _ = try create(person.name, person.unit)
        }
        return clerk
    }
}
