import Office
import Primitives
import Registers
import WebPages

/// Signing in and out, and one's own account.
struct SignInRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/sign-in", .open, form),
            Route(.post, "/sign-in", .openAndSlow, signIn),
            Route(.post, "/sign-out", .open, signOut),
            Route(.get, "/resume", .signedIn, resume),
            // With a form that waits, the site sends that form instead.
            Route(.post, "/resume", .signedIn) { _ in .redirect(Address.home.path) },
            Route(.get, "/account", .signedIn, account),
            Route(.get, "/account/password", .signedIn) { [site] visit in
                try site.page(PasswordPage(input: FormInput()), visit)
            },
            Route(.post, "/account/password", .signedInAndSlow, changePassword),
        ]
    }

    private func form(_ visit: Visit) throws -> Reply {
        if visit.person != nil { return .redirect(Address.home.path) }
        if try site.office.needsSetup() {
            let sentence = "まだ準備ができていません。起動した画面に表示されている「はじめの設定」の一度きりのアドレスを開いてください。"
            return try site.page(
                ProblemPage(status: 503, code: "setup.needed", sentence: sentence), visit, status: 503)
        }
        return try site.page(SignInPage(input: FormInput(), returnPath: visit.fields["return"]), visit)
    }

    private func signIn(_ visit: Visit) throws -> Reply {
        do {
            let signedIn = try site.office.signIn(
                login: visit.fields["name"], password: Secret(visit.fields["password"]),
                from: visit.address)
            site.sessions.end(visit.session.token)
            // A new token after signing in: one planted beforehand is worth nothing.
            let session = site.sessions.begin(signedIn: signedIn)
            let pending = visit.session.pending.flatMap { $0.account == signedIn.account ? $0 : nil }
            site.sessions.update(session.token) { $0.pending = pending }
            var reply = Reply.redirect(
                pending == nil ? Self.localPath(visit.fields["return"]) : Address.resume.path)
            reply.headers.append(("Set-Cookie", site.cookie(session.token, isEncrypted: visit.isEncrypted)))
            return reply
        } catch let problem as Problem {
            let page = SignInPage(
                input: FormInput(visit.fields, without: ["password"]), problem: problem.sentence,
                returnPath: visit.fields["return"])
            return try site.page(page, visit, status: problem.code == "sign-in.too-often" ? 429 : 401)
        }
    }

    private func resume(_ visit: Visit) throws -> Reply {
        guard let pending = visit.session.pending, pending.account == visit.person?.signedIn.account else {
            return .redirect(Address.home.path)
        }
        let register = pending.segments.first == "registers" ? pending.segments.dropFirst().first : nil
        let subject = register.flatMap(AllRegisters.named)?.title
        return try site.page(ResumePage(subject: subject), visit)
    }

    private func signOut(_ visit: Visit) throws -> Reply {
        site.sessions.end(visit.session.token)
        var reply = Reply.redirect(Address.signIn.path)
        reply.headers.append(
            ("Set-Cookie", site.cookie("", isEncrypted: visit.isEncrypted) + "; Max-Age=0"))
        return reply
    }

    private func account(_ visit: Visit) throws -> Reply {
        guard let person = visit.person else { throw Refusal.access }
        let roles = SoftwareRole.allCases.filter(person.viewer.roles.contains)
        let page = AccountPage(
            name: person.signedIn.name, login: person.signedIn.login,
            role: roles.map(\.title).joined(separator: "・"),
            roleMeaning: roles.map(\.meaning).joined(separator: " "),
            lastSignIn: person.signedIn.usedBefore, endsOn: person.signedIn.endsOn)
        return try site.page(page, visit)
    }

    private func changePassword(_ visit: Visit) throws -> Reply {
        guard let person = visit.person else { throw Refusal.access }
        func refused(_ problems: [Problem]) throws -> Reply {
            let names = ["password": "new", "old-password": "current"]
            let input = FormInput(
                visit.fields, problems: problems, names: names, without: ["current", "new", "new-again"])
            return try site.page(PasswordPage(input: input), visit, status: 422)
        }
        guard visit.fields["new"] == visit.fields["new-again"] else {
            return try refused([Problem("password.differ", "2回の入力が違います。同じものを入れてください。", field: "new-again")])
        }
        do {
            try site.office.changePassword(
                person.signedIn, old: Secret(visit.fields["current"]), new: Secret(visit.fields["new"]),
                from: visit.address)
        } catch let problems as Problems {
            return try refused(problems.all)
        }
        site.sessions.end(account: person.signedIn.account, except: visit.session.token)
        site.say(visit, Notice(.done, "パスワードを変えました。ほかの場所でのサインインは終わらせました。"))
        return .redirect(Address.account.path)
    }

    /// A path of this site only; anything else goes home.
    ///
    /// Browsers drop tabs and line ends from an address before they read it, so that "/<tab>/elsewhere" would
    /// lead elsewhere: only what an address consists of passes.
    static func localPath(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        return isPlain && path.hasPrefix("/") && !path.hasPrefix("//") ? path : "/"
    }
}

extension SoftwareRole {
    /// What the role may do, in one sentence.
    var meaning: String {
        switch self {
        case .office: "すべての台帳と記録を見て、書くことができます。"
        case .sectionHead: "自分の所属の台帳と記録を見て、書くことができます。"
        case .staff: "読むべきものを読み、知らせることができます。"
        case .auditor: "すべてを見ることができ、書くことはできません。"
        case .configurator: "利用者やバックアップなど、ソフトウェアの設定をします。記録の内容は見ません。"
        }
    }
}
