import Office
import Primitives
import Registers
import WebPages

/// Tokens for programs: made and ended by whose account it is, seen by 設定担当 and 監査.
struct TokenRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/account/tokens", .signedIn) { try page($0, FormInput()) },
            Route(.post, "/account/tokens", .signedIn, act),
        ]
    }

    private func page(
        _ visit: Visit, _ input: FormInput, made: TokensPage.Made? = nil, status: Int = 200
    ) throws -> Reply {
        guard let person = visit.person else { throw Refusal.access }
        let roles = person.viewer.roles
        let own = try site.office.ownTokens(person.signedIn)
        let seesAll = roles.contains(.configurator) || roles.contains(.auditor)
        let others = seesAll ? try site.office.allTokens(by: person.viewer) : nil
        let page = TokensPage(
            own: own.map(line), others: others?.map(line), mayEndOthers: roles.contains(.configurator),
            input: Office.mayMakeTokens(person.viewer) ? input : nil,
            registers: AllRegisters.menu.filter {
                $0.condition(for: .read).mayAllowSomething(person.viewer)
            }.map { FormChoice($0.name, $0.title) }, made: made)
        return try site.page(page, visit, status: status)
    }

    private func line(_ stored: StoredToken) -> TokensPage.Line {
        let names = stored.token.registerNames?.sorted().map { AllRegisters.named($0)?.title ?? $0 }
        return TokensPage.Line(
            id: stored.id.text, name: stored.token.name, login: stored.login ?? "（終了した利用者）",
            scope: stored.token.scope.title + (names.map { "：" + $0.joined(separator: "、") } ?? ""),
            endsOn: stored.token.endsOn, isOver: stored.token.endsOn < site.office.today)
    }

    private func act(_ visit: Visit) throws -> Reply {
        guard let person = visit.person else { throw Refusal.access }
        let fields = visit.fields
        if fields["act"] == "end" {
            guard let id = Identifier(fields["token"]) else { throw Refusal.notFound }
            try site.office.endToken(id, by: person.signedIn)
            site.say(visit, Notice(.done, "鍵を終わりにしました。この鍵を使うプログラムは、もう何もできません。"))
            return .redirect(Address.tokens.path)
        }
        guard Office.mayMakeTokens(person.viewer) else { throw Refusal.access }
        do {
            guard let scope = APIToken.Scope(rawValue: fields["scope"]) else {
                throw Problems([Problem("register.required", "「できること」を選んでください。", field: "scope")])
            }
            let (stored, secret) = try site.office.makeToken(
                name: fields["name"], scope: scope, registers: fields.all("registers"),
                endsOn: JapaneseEra.day(fields["ends_on"]), for: person.signedIn)
            return try page(
                visit, FormInput(),
                made: TokensPage.Made(name: stored.token.name, revealedToken: secret.revealed))
        } catch let problems as Problems {
            return try page(visit, FormInput(fields, problems: problems.all), status: 422)
        }
    }
}
