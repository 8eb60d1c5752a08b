import AuditLedger
import Foundation
import Office
import Primitives
import Registers
import Storage
import WebPages

/// What 設定担当 does: accounts and backups.
struct SettingsRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/people", .signedIn) { try people($0, FormInput()) },
            Route(.post, "/people", .signedInAndSlow, act),
            Route(.get, "/backup", .signedIn, backupPage), Route(.post, "/backup", .signedInAndSlow, backup),
        ]
    }

    // MARK: Accounts

    private func people(
        _ visit: Visit, _ input: FormInput, first: PeoplePage.FirstPassword? = nil, status: Int = 200
    ) throws -> Reply {
        let viewer = try visit.viewer(.configurator)
        let register = Account.register
        let (lines, picker) = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let rows = try reader.page(register.definition, ListQuery(limit: 500)).rows
            let accounts = try rows.map { ($0.id, try register.record($0.values)) }
            // Whose account it is must be known to whoever stops it; nothing else of a person is read here.
            let everybody = RecordReader(connection, viewer: .console)
            let ids = Set(accounts.compactMap { $0.1.person?.id.text })
            let names = try everybody.labels(Person.register.definition, ids: ids)
            let lines = accounts.map { id, account in
                PeoplePage.Line(
                    id: id.text, name: account.person.flatMap { names[$0.id.text] } ?? account.login,
                    login: account.login, role: account.role.title + (account.alsoConfigures ? "・設定担当" : ""),
                    endsOn: account.endsOn, isStopped: account.disabled,
                    isOwn: account.login == visit.person?.signedIn.login)
            }
            return (lines, try self.picker(visit.fields, everybody))
        }
        let used = try site.office.lastSignIns(lines.map(\.login), by: viewer)
        let roles = SoftwareRole.allCases.map { FormChoice($0.rawValue, $0.title, note: $0.meaning) }
        let page = PeoplePage(
            accounts: lines.sorted { !$0.isStopped && $1.isStopped }.map { line in
                var line = line
                line.lastSignIn = used[line.login]
                return line
            }, roles: roles, input: input,
            person: picker,
            firstPassword: first)
        return try site.page(page, visit, status: status)
    }

    private func picker(_ fields: FormFields, _ reader: RecordReader) throws -> LinkPicker {
        let people = Person.register.definition
        var picker = LinkPicker(words: fields["person.search"])
        let chosen = fields["person"]
        if let label = try reader.labels(people, ids: [chosen])[chosen] {
            picker.chosen = FormChoice(chosen, label)
        }
        guard fields["search"] == "person" else { return picker }
        let words = fields.words("person.search")
        let page = try reader.page(people, ListQuery(words: words, limit: RecordForm.candidateLimit))
        picker.candidates = page.rows.map { FormChoice($0.id.text, RecordForm.text($0.values[0])) }
        picker.moreCount = page.total - page.rows.count
        return picker
    }

    private func act(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.configurator)
        if !visit.fields["search"].isEmpty { return try people(visit, FormInput(visit.fields)) }
        if visit.fields["act"] == "add" { return try add(visit, viewer) }
        guard let id = Identifier(visit.fields["account"]) else { throw Refusal.notFound }
        let register = Account.register
        let row = try site.office.store.database.read {
            try RecordReader($0, viewer: viewer).row(register.definition, id: id)
        }
        guard let row else { throw Refusal.notFound }
        let account = try register.record(row.values)
        if visit.fields["act"] == "reset" {
            let password = site.office.newPassword()
            try site.office.resetPassword(account: id, new: password, by: viewer)
            site.sessions.end(account: id, except: nil)
            return try people(
                visit, FormInput(),
                first: PeoplePage.FirstPassword(name: account.login, revealedPassword: password.revealed))
        }
        let changed = Account(
            login: account.login, person: account.person, role: account.role,
            alsoConfigures: account.alsoConfigures,
            passwordHash: account.passwordHash, endsOn: account.endsOn,
            disabled: visit.fields["act"] == "stop")
        try site.office.change(
            register.definition, id: id, register.values(changed), expected: row.fromSeq, by: viewer)
        if changed.disabled { site.sessions.end(account: id, except: nil) }
        site.say(visit, Notice(.done, changed.disabled ? "停止しました。" : "再開しました。"))
        return .redirect(Address.people.path)
    }

    private func add(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
        let fields = visit.fields
        do {
            guard let role = SoftwareRole(rawValue: fields["role"]) else {
                throw Problems([Problem("register.required", "「役割」を選んでください。", field: "role")])
            }
            guard let person = Identifier(fields["person"]) else {
                throw Problems([Problem("register.required", "だれのアカウントかを選んでください。", field: "person")])
            }
            let written = FieldChecks.cleaned(fields["ends-on"], keepsLines: false)
            let endsOn = JapaneseEra.day(written)
            guard written.isEmpty || endsOn != nil else {
                throw Problems([
                    Problem(
                        "register.unusable", "日付として読めません。令和9年3月31日 や 2027-03-31 の形で入力してください。",
                        field: "ends-on")
                ])
            }
            let password = site.office.newPassword()
            try site.office.createAccount(
                login: fields["login"], password: password, person: person, role: role,
                alsoConfigures: role == .configurator, endsOn: endsOn, by: viewer)
            return try people(
                visit, FormInput(),
                first: PeoplePage.FirstPassword(name: fields["login"], revealedPassword: password.revealed))
        } catch let problems as Problems {
            return try people(visit, FormInput(fields, problems: problems.all), status: 422)
        } catch let problem as Problem where problem.code == "register.not-unique" {
            let taken = Problem(problem.code, "この利用者名は使われています。別の名前にしてください。", field: "login")
            return try people(visit, FormInput(fields, problems: [taken]), status: 422)
        }
    }

    // MARK: Backup

    private func backupPage(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.configurator, .office)
        let last = try site.office.store.database.read { connection -> BackupPage.Backup? in
            guard let last = try LastBackup.read(connection) else { return nil }
            let names = try RecordReader(connection, viewer: .console).labels(
                Person.register.definition, ids: Set([last.person?.text].compactMap(\.self)))
            return BackupPage.Backup(
                at: last.at, by: last.person.flatMap { names[$0.text] }, byteCount: last.bytes)
        }
        let page = BackupPage(
            last: last, restoreCommand: "toride restore バックアップのファイル --data 新しいフォルダー",
            staysOnServer: !viewer.roles.contains(.office))
        return try site.page(page, visit)
    }

    /// Makes an archive and sends it to 事務局; nothing stays on the server. 設定担当 alone, who reads no content,
    /// makes one that stays there.
    private func backup(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.configurator, .office)
        let store = site.office.store
        try store.writeCheckpoint()
        guard viewer.roles.contains(.office) else {
            let kept = try Backup.keep(store)
            try note(bytes: kept.bytes, by: viewer)
            site.say(visit, Notice(.done, "バックアップをサーバーの backups に保存しました（\(kept.name)）。"))
            return .redirect(Address.backup.path)
        }
        let name = "toride-backup-\(site.office.today.iso).tar"
        let path = NSTemporaryDirectory() + "toride-" + store.surroundings.newIdentifier().text + ".tar"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let summary = try Backup.write(store, toFile: path)
        try note(bytes: summary.bytes, by: viewer)
        return .download(try SentFile(path), name: name, type: "application/x-tar")
    }

    /// Keeps in the ledger that a backup was taken, and for the page when, how large and by whom.
    private func note(bytes: Int, by viewer: Viewer) throws {
        _ = try site.office.store.commit.perform(actor: viewer.person) { writer in
            try writer.note("backup.write")
            try LastBackup.write(writer.transaction, at: writer.at, bytes: bytes, person: viewer.person)
        }
    }
}
