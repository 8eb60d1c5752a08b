import Exchange
import Office
import PolicyText
import Primitives
import Registers
import Synchronization
import WebPages

/// The first start: five steps behind a one-time link, remembered until the last one is sent.
struct SetupRoutes {
    let site: Site
    private let draft = SetupDraft()

    init(site: Site) { self.site = site }

    var routes: [Route] {
        [Route(.get, "/setup/*/*", .open, show), Route(.post, "/setup/*/*", .openAndSlow, take).withFiles()]
    }

    private func step(_ visit: Visit) throws -> SetupPage.Step {
        guard let token = site.configuration.setupToken, Secret(visit.values[0]).matches(Secret(token)),
            let number = Int(visit.values[1]), let step = SetupPage.Step(rawValue: number),
            try site.office.needsSetup()
        else {
            throw Problem("access.not-found", "このアドレスは使えません。設定は済んでいるか、新しいアドレスが発行されています。サインインの画面から進んでください。")
        }
        return step
    }

    private func show(_ visit: Visit) throws -> Reply {
        let step = try step(visit)
        return try page(visit, step, FormInput(values: draft.values(step, site.office)))
    }

    private func page(_ visit: Visit, _ step: SetupPage.Step, _ input: FormInput, status: Int = 200) throws
        -> Reply
    {
        let kinds = OrganizationProfile.Kind.allCases.map { FormChoice($0.rawValue, $0.title) }
        let page = SetupPage(
            token: visit.values[0], step: step, input: input, kinds: kinds,
            reading: step == .reading
                ? draft.policy.map { PolicyReading($0.document, catalogue: site.office.catalogue) } : nil)
        return try site.page(page, visit, status: status)
    }

    private func take(_ visit: Visit) throws -> Reply {
        let step = try step(visit)
        let fields = visit.fields
        func refused(_ problems: [Problem]) throws -> Reply {
            let hidden = ["password", "password-again"]
            let names = ["organization": "name", "name": "person"]
            return try page(
                visit, step,
                FormInput(fields, problems: problems, names: step == .people ? names : [:], without: hidden),
                status: 422)
        }
        switch step {
        case .organization:
            guard !FieldChecks.cleaned(fields["name"], keepsLines: false).isEmpty else {
                return try refused([Problem("register.required", "団体の名称が空です。入力してください。", field: "name")])
            }
            draft.remember(step, fields)
        case .policy:
            do {
                draft.policy = try UploadedPolicy(fields)
                draft.remember(step, fields)
            } catch let problems as Problems {
                return try refused(problems.all)
            }
        case .reading:
            if draft.policy == nil { return next(visit, .policy) }
        case .units:
            guard !draft.lines(fields["units"]).isEmpty else {
                return try refused([Problem("register.required", "所属が1つもありません。1行に1つ書いてください。", field: "units")]
                )
            }
            draft.remember(step, fields)
        case .people:
            return try finish(visit, refused)
        }
        return next(visit, SetupPage.Step(rawValue: step.rawValue + 1) ?? .people)
    }

    private func next(_ visit: Visit, _ step: SetupPage.Step) -> Reply {
        .redirect(Address.setup(token: visit.values[0], step: step.rawValue).path)
    }

    private func finish(_ visit: Visit, _ refused: ([Problem]) throws -> Reply) throws -> Reply {
        let fields = visit.fields
        guard fields["password"] == fields["password-again"] else {
            return try refused([
                Problem("password.differ", "2回の入力が違います。同じものを入れてください。", field: "password-again")
            ])
        }
        let organization = draft.values(.organization, site.office)
        let setup = FirstSetup(
            organization: organization["name"] ?? "",
            kind: OrganizationProfile.Kind(rawValue: organization["kind"] ?? "") ?? .association,
            units: draft.lines(draft.values(.units, site.office)["units"] ?? ""), name: fields["person"],
            login: fields["login"], password: Secret(fields["password"]),
            people: draft.lines(fields["people"]).map(Self.person))
        do {
            try site.office.setUp(setup)
        } catch let problems as Problems {
            return try refused(problems.all)
        }
        if let policy = draft.policy {
            _ = try site.office.adopt(
                text: policy.text, fileName: policy.fileName, fileBytes: policy.bytes, facts: policy.facts,
                by: .console)
        }
        draft.forget()
        site.say(visit, Notice(.done, "はじめの設定が終わりました。いま決めた利用者名とパスワードでサインインしてください。"))
        return .redirect(Address.signIn.path)
    }

    /// `氏名、所属`, parted by any comma or a tab.
    private static func person(_ line: String) -> (name: String, unit: String?) {
        let parts = line.split(maxSplits: 1, whereSeparator: { "、，,\t".contains($0) })
        return (parts.first.map(String.init) ?? "", parts.count == 2 ? String(parts[1]) : nil)
    }
}

/// What the steps have collected; there is one wizard at a time, behind one link.
private final class SetupDraft: Sendable {
    private struct Kept {
        var values: [Int: [String: String]] = [:]
        var policy: UploadedPolicy?
    }

    private let kept = Mutex(Kept())

    var policy: UploadedPolicy? {
        get { kept.withLock { $0.policy } }
        set { kept.withLock { $0.policy = newValue } }
    }

    func remember(_ step: SetupPage.Step, _ fields: FormFields) {
        let values = FormInput(fields).values
        kept.withLock { $0.values[step.rawValue] = values }
    }

    func values(_ step: SetupPage.Step, _ office: Office) -> [String: String] {
        let known = kept.withLock { $0.values[step.rawValue] } ?? [:]
        guard step == .organization, known.isEmpty, let profile = try? office.profile() else { return known }
        return ["name": profile.name, "kind": profile.kind.rawValue]
    }

    func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter {
            !FieldChecks.cleaned($0, keepsLines: false).isEmpty
        }
    }

    func forget() { kept.withLock { $0 = Kept() } }
}
