import AuditLedger
import Primitives
import Registers
import Storage

/// A person who has shown a password: what the session remembers.
public struct SignedIn: Sendable, Hashable {
    /// The account.
    public let account: Identifier
    /// The sign-in name.
    public let login: String
    /// The person's name; the sign-in name where no person is linked.
    public let name: String
    /// The linked person.
    public let person: Identifier?
    /// When the account was used before; nil where not within 90 days.
    public let usedBefore: Instant?
    /// The last day on which the account can be used; nil for no end.
    public let endsOn: Day?
}

extension Office {
    /// Checks name and password; hashing takes a quarter of a second, so call it off the event loop.
    ///
    /// The answer is the same and takes as long for an unknown name as for a wrong password; so do the pauses
    /// after mistakes, which count what was typed and where, whether or not there is such an account.
    /// - Parameter address: the network address of whoever tries, as text.
    /// - Throws: `Problem` `sign-in.refused`, `sign-in.too-often`.
    public func signIn(login: String, password: Secret, from address: String) throws -> SignedIn {
        let name = FieldChecks.cleaned(login, keepsLines: false).lowercased()
        let counts = try requireNoPause(name, address)
        let found = try account(login: name)
        let hash = found?.account.passwordHash ?? Self.hashOfNobody
        let matches = PasswordHash.matches(password, hash)
        guard let found, matches, isUsable(found) else {
            try count(counts)
            throw Problem("sign-in.refused", "利用者名かパスワードが違います。確かめて、もう一度入力してください。")
        }
        let before = try store.database.read { try SignInCounts.lastPlaces($0)[counts.nameHash] }
        let body = CanonicalJSON.object([.init("account", .string(found.id.text))])
        _ = try store.commit.perform(actor: found.account.person?.id) { writer in
            try writer.note("session.sign-in", body)
            try counts.admit(writer.transaction, at: writer.at)
        }
        return SignedIn(
            account: found.id, login: name, name: found.name, person: found.account.person?.id,
            usedBefore: before, endsOn: found.account.endsOn)
    }

    /// A try within a pause is not looked at, costs no hash and makes the pause no longer.
    private func requireNoPause(_ name: String, _ address: String) throws -> SignInCounts {
        let now = store.surroundings.now()
        let counts = SignInCounts(name: name, address: address)
        let found = try store.database.read { try counts.read($0, at: now) }
        let seconds = SignInPauses.secondsToWait(found, now: now)
        guard seconds == 0 else {
            let wait = seconds < 60 ? "\(seconds)秒" : "\((seconds + 59) / 60)分"
            throw Problem(
                "sign-in.too-often",
                "間違いが続いたため、あと\(wait)ほど待ってから、もう一度お試しください。パスワードを忘れたときは、設定担当に新しいものを頼んでください。")
        }
        return counts
    }

    private func count(_ refused: SignInCounts) throws {
        let now = store.surroundings.now()
        try store.database.write { try refused.refuse($0, at: now) }
    }

    /// Who the signed-in person is today; nil where the account has ended since.
    ///
    /// Roles come from the account, units from the person's own unit and the section appointments valid
    /// that day.
    public func viewer(_ signedIn: SignedIn) throws -> Viewer? {
        guard let found = try account(login: signedIn.login), found.id == signedIn.account,
            isUsable(found)
        else { return nil }
        var roles: Set<SoftwareRole> = [found.account.role]
        if found.account.alsoConfigures { roles.insert(.configurator) }
        let units = try found.account.person.map { try self.units(of: $0.id) } ?? []
        return Viewer(person: found.account.person?.id, roles: roles, units: units)
    }

    /// Neither stopped nor ended, and whoever it belongs to has not left.
    private func isUsable(_ found: FoundAccount) -> Bool {
        !found.account.disabled && (found.account.endsOn.map { $0 >= today } ?? true) && !found.hasLeft
    }

    /// The units for which a person speaks: the person's own and all below it, and those of section
    /// appointments.
    func units(of person: Identifier) throws -> Set<Identifier> {
        let day = today.iso
        return try store.database.read { connection in
            var units = Set(
                try connection.rows(
                    """
                    SELECT unit FROM r_people
                    WHERE id = \(person.text) AND to_seq IS NULL AND unit IS NOT NULL
                    UNION SELECT unit FROM r_appointments
                    WHERE person = \(person.text) AND to_seq IS NULL AND unit IS NOT NULL
                    AND starts_on <= \(day)
                    AND (ends_on IS NULL OR ends_on >= \(day))
                    """
                ) { $0.text(0) })
            let parents = try connection.rows(
                "SELECT id, parent FROM r_organization_units WHERE to_seq IS NULL AND parent IS NOT NULL"
            ) { ($0.text(0), $0.text(1)) }
            var grew = true
            while grew {
                let below = parents.filter { units.contains($0.1) && !units.contains($0.0) }.map(\.0)
                grew = !below.isEmpty
                units.formUnion(below)
            }
            return Set(units.compactMap { Identifier($0) })
        }
    }

    /// Changes the password of one's own account after showing the old one; mistakes count as in signing in.
    public func changePassword(
        _ signedIn: SignedIn, old: Secret, new: Secret, from address: String
    ) throws {
        let counts: SignInCounts
        do { counts = try requireNoPause(signedIn.login, address) } catch let pause as Problem {
            throw Problems([Problem(pause.code, pause.sentence, field: "old-password")])
        }
        guard let found = try account(login: signedIn.login),
            PasswordHash.matches(old, found.account.passwordHash)
        else {
            try count(counts)
            throw Problems([
                Problem("password.wrong", "今のパスワードが違います。", field: "old-password")
            ])
        }
        if let problem = PasswordHash.problem(new, login: signedIn.login) { throw Problems([problem]) }
        try setPassword(found, new, by: found.account.person?.id)
    }

    /// Gives an account a new password (設定担当).
    public func resetPassword(account id: Identifier, new: Secret, by viewer: Viewer) throws {
        try Refusal.unless(viewer, .configurator)
        let register = Account.register.definition
        let row = try store.database.read { try RecordReader($0, viewer: viewer).row(register, id: id) }
        guard let row, let found = try account(login: (try Account.register.record(row.values)).login) else {
            throw Refusal.notFound
        }
        if let problem = PasswordHash.problem(new, login: found.account.login) { throw Problems([problem]) }
        try setPassword(found, new, by: viewer.person)
    }

    /// Makes an account with a password.
    ///
    /// - Parameter endsOn: the last day on which it can be used; nil for no end.
    @discardableResult
    public func createAccount(
        login: String, password: Secret, person: Identifier?, role: SoftwareRole, alsoConfigures: Bool,
        endsOn: Day? = nil, by viewer: Viewer
    ) throws -> Identifier {
        try Refusal.unless(viewer, .configurator)
        let login = FieldChecks.cleaned(login, keepsLines: false).lowercased()
        if let problem = PasswordHash.problem(password, login: login) { throw Problems([problem]) }
        let hash = try PasswordHash.text(of: password, salt: store.surroundings.random(16))
        let account = Account(
            login: login, person: person.map { Link($0) }, role: role, alsoConfigures: alsoConfigures,
            passwordHash: hash, endsOn: endsOn, disabled: false)
        return try create(Account.register.definition, Account.register.values(account), by: viewer).id
    }

    /// When each of the sign-in names was last used; names that were not used for 90 days are missing.
    public func lastSignIns(_ logins: [String], by viewer: Viewer) throws -> [String: Instant] {
        try Refusal.unless(viewer, .configurator)
        let last = try store.database.read { try SignInCounts.lastPlaces($0) }
        return logins.reduce(into: [:]) { found, login in
            found[login] = last[SignInCounts(name: login, address: "").nameHash]
        }
    }

    /// A new password for an account that nobody gets into any more, with whatever keeps it shut taken away:
    /// for the command line on the server, where the last of those who could do it has forgotten or gone.
    public func reopenAccount(login: String, new: Secret, by viewer: Viewer) throws {
        guard viewer == .console else { throw Refusal.access }
        let login = FieldChecks.cleaned(login, keepsLines: false).lowercased()
        guard let found = try account(login: login) else {
            throw Problem("account.unknown", "利用者名「\(login)」のアカウントはありません。")
        }
        let hash = try PasswordHash.text(of: new, salt: store.surroundings.random(16))
        let old = found.account
        let account = Account(
            login: old.login, person: found.hasLeft ? nil : old.person, role: old.role,
            alsoConfigures: old.alsoConfigures, passwordHash: hash, endsOn: nil, disabled: false)
        _ = try store.commit.perform(actor: nil) { writer in
            try writer.change(Account.register.definition, id: found.id, Account.register.values(account))
        }
    }

    /// Fourteen letters and digits that are not mistaken for each other: nearly 70 bits, handed over once.
    public func newPassword() -> Secret {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let bytes = store.surroundings.random(14)
        let text = bytes.map { String(letters[Int($0) % letters.count]) }.joined()
        return Secret(text.prefix(5) + "-" + text.dropFirst(5).prefix(5) + "-" + text.dropFirst(10))
    }

    private func setPassword(_ found: FoundAccount, _ new: Secret, by person: Identifier?) throws {
        let hash = try PasswordHash.text(of: new, salt: store.surroundings.random(16))
        let old = found.account
        let account = Account(
            login: old.login, person: old.person, role: old.role, alsoConfigures: old.alsoConfigures,
            passwordHash: hash, endsOn: old.endsOn, disabled: old.disabled)
        _ = try store.commit.perform(actor: person) { writer in
            try writer.change(Account.register.definition, id: found.id, Account.register.values(account))
        }
    }

    struct FoundAccount {
        let id: Identifier
        let account: Account
        let name: String
        /// Whether the person is no longer in service.
        let hasLeft: Bool
    }

    private func account(login: String) throws -> FoundAccount? {
        let register = Account.register.definition
        return try store.database.read { connection in
            // The console's reader sees every account: who may sign in is decided by the caller, from the
            // row itself.
            let reader = RecordReader(connection, viewer: .console)
            let page = try reader.page(register, ListQuery(filters: ["login": .text(login)], limit: 1))
            guard let row = page.rows.first else { return nil }
            let account = try Account.register.record(row.values)
            let name = try account.person.flatMap { person in
                try reader.labels(Person.register.definition, ids: [person.id.text])[person.id.text]
            }
            let isPresent = try account.person.map { person in
                try connection.integer("SELECT \(AccountGuard.inService("\(person.id.text)", today))") == 1
            }
            return FoundAccount(
                id: row.id, account: account, name: name ?? login, hasLeft: !(isPresent ?? true))
        }
    }

    /// Costs as much to compare as a real hash and matches nothing.
    private static let hashOfNobody =
        "scrypt$32768$8$3$00000000000000000000000000000000$" + String(repeating: "0", count: 64)
}
