import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage

/// `init`, `assess`, `doctor`.
enum OrganizationCommands {
    static let all = [initialize, assess, doctor]

    private static let initialize = Command(
        "init", Words("団体の記録を新しく作ります。", "Make a new organization."),
        options: Command.Option.organization + [
            .init(
                name: "name", value: Words("団体名", "NAME"), about: Words("団体の名称。", "Its name."),
                isRequired: true),
            .init(
                name: "kind", value: Words("種類", "KIND"),
                about: Words("association（一部事務組合）など。", "association, union, municipality, prefecture, other.")
            ),
        ]
    ) { invocation in
        let place = try invocation.place()
        try make(place, invocation)
        let folder = place.folder
        invocation.console.say(
            Words(
                "作りました：\(folder)\n次は toride policy adopt --data \(folder) 基本方針のファイル、"
                    + "または toride serve --data \(folder)",
                "Made \(folder).\nNext: toride policy adopt --data \(folder) FILE, "
                    + "or toride serve --data \(folder)"
            ))
        return .done
    }

    /// Makes an organization with the name and kind that were typed.
    static func make(_ place: OrganizationPlace, _ invocation: Invocation) throws {
        guard !Wiring.hasOrganization(place.folder) else {
            throw Problem(
                "setup.done", "このフォルダーには既に団体の記録があります：\(place.folder)。別のフォルダーを指定してください。")
        }
        let written = invocation.options["kind"] ?? OrganizationProfile.Kind.association.rawValue
        guard let kind = OrganizationProfile.Kind(rawValue: written) else {
            let codes = OrganizationProfile.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw WrongUse.unusableValue(
                option: "kind", value: written,
                wanted: Words("\(codes) のどれかを書いてください。", "Give one of \(codes)."))
        }
        // Looked at before anything is made: a refused name would leave a folder that is neither new nor
        // ready.
        let name = FieldChecks.cleaned(try invocation.required("name"), keepsLines: false)
        guard !name.isEmpty else {
            throw WrongUse.unusableValue(
                option: "name", value: "", wanted: Words("団体の名称を書いてください。", "Give the organization's name."))
        }
        let office = try Wiring.open(place, invocation, makesSchema: true)
        try office.name(organization: name, kind: kind)
        try office.store.writeCheckpoint()
        try office.store.close()
    }

    private static let assess = Command(
        "assess", Words("条項ごとに、守れているか、なぜか、次に何をするかを示します。", "Say of every clause whether it is kept."),
        options: Command.Option.organization + [
            .json,
            .init(
                name: "on", value: Words("日", "DATE"), about: Words("この日にどうだったか。", "What held on that day.")),
            .init(
                name: "known-at", value: Words("時刻", "TIME"),
                about: Words("この時刻までに記録されていたことだけで。", "Only what was recorded by then.")),
        ]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let on = try invocation.day("on") ?? office.today
        let policy = try office.assess(
            on: on, knownSize: try office.ledgerSize(at: try invocation.moment("known-at")))
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(policy.report))
        } else {
            show(policy, office.catalogue, invocation.console)
        }
        try office.store.close()
        return .done
    }

    private static func show(_ policy: AssessedPolicy, _ catalogue: Catalogue, _ console: Console) {
        console.say(Words("\(JapaneseEra.text(policy.on)) の状態", "As of \(policy.on)"))
        if policy.document == nil {
            console.say(Words("基本方針がまだ採用されていません。toride policy adopt を実行してください。", "No policy is adopted yet."))
        }
        for clause in policy.clauses where clause.depth == 0 || !clause.requirements.isEmpty {
            let indent = String(repeating: "  ", count: clause.depth)
            let counts = clause.rollUp.counts
            let caption = policy.document?.clause(at: clause.path)?.caption ?? clause.heading
            let name = "\(indent)\(clause.path.text) \(caption)"
            console.say(
                Words(
                    "\(name)：\(clause.rollUp.display.word)"
                        + "（確認 \(counts.confirmed)、対応 \(counts.actionNeeded)、未確認 \(counts.notYetConfirmed)）",
                    "\(name): \(clause.rollUp.display.rawValue) (confirmed \(counts.confirmed), "
                        + "action needed \(counts.actionNeeded), not yet \(counts.notYetConfirmed))"))
            for id in clause.requirements {
                guard let verdict = policy.verdict(id) else { continue }
                console.say(indent + line(verdict, console.language))
                if let step = verdict.nextStep {
                    console.say("\(indent)        → \(step.sentence)（\(step.role.name)、\(step.minutes)分）")
                }
            }
        }
        if policy.document != nil { showGaps(policy, catalogue, console) }
        let totals = policy.report.totals
        console.say(
            Words(
                "合計：確認できた \(totals.met)、対応が必要 \(totals.notMet)、まだ確認できない \(totals.undetermined)",
                "Totals: met \(totals.met), not met \(totals.notMet), undetermined \(totals.undetermined)"))
    }

    /// The two lists of the first day: what only law and guideline ask, and what only the policy says.
    private static func showGaps(_ policy: AssessedPolicy, _ catalogue: Catalogue, _ console: Console) {
        let unwritten = policy.unwrittenRequirements(of: catalogue).compactMap { policy.verdict($0.id) }
        if !unwritten.isEmpty {
            console.say(Words("法令・ガイドラインが求め、規程に書かれていない事項", "Asked by law or guideline, not written:"))
            for verdict in unwritten { console.say(line(verdict, console.language)) }
        }
        let uncovered = policy.uncoveredClauses
        if !uncovered.isEmpty {
            console.say(Words("規程に書かれ、結び付く要求事項がない条項", "Written, covered by no requirement:"))
            for clause in uncovered {
                let caption = policy.document?.clause(at: clause.clause)?.caption ?? ""
                console.say("    \(clause.clause.text) \(caption)")
            }
        }
    }

    private static func line(_ verdict: RequirementVerdict, _ language: Language) -> String {
        let word = language == .english ? verdict.display.rawValue : verdict.display.word
        return "    [\(word)] \(verdict.title)：\(verdict.reason)"
    }

    private static let doctor = Command(
        "doctor", Words("データと環境が健全かを調べます。", "Check data and surroundings."),
        options: Command.Option.organization
    ) { invocation in
        let office = try Wiring.office(invocation)
        let report = try office.verifyLedger(by: .console)
        let missing = try Backup.missingFiles(office.store)
        let maySign = try office.store.mayBeSigned()
        let free = Self.freeBytes(try invocation.required("data"))
        let checks: [(what: Words, problem: String?)] = [
            (Words("データベースを開けます", "The database opens"), nil),
            (
                Words("付属の要求事項 \(office.catalogue.requirements.count) 件を読めます", "The catalogue can be read"),
                nil
            ),
            (
                Words("履歴の検証", "The ledger verifies"),
                report.holds ? nil : report.sentence(invocation.language)
            ),
            (
                Words("履歴に署名する鍵", "The signing key"),
                maySign
                    ? nil
                    : Words(
                        "keys/ledger.key がありません。控えておいた鍵を戻してください。",
                        "keys/ledger.key is missing. Put it back from where it was kept.")[
                            invocation.language]
            ),
            (Words("証拠のファイル", "Evidence files"), missing.isEmpty ? nil : missing.joined(separator: "、")),
            (
                Words("空き容量 \(free / 1_048_576) MB", "Free space \(free / 1_048_576) MB"),
                free > 500 * 1_048_576 ? nil : "残りが少なくなっています。不要なファイルを移してください。"
            ),
        ]
        for check in checks {
            invocation.console.say(
                (check.problem == nil ? "○ " : "× ") + check.what[invocation.language]
                    + (check.problem.map { "：" + $0 } ?? ""))
        }
        let folders = (invocation.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        let reader = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/pdftotext") }
        invocation.console.say(
            (reader ? "○ " : "△ ") + Words("PDF の読取り（poppler-utils）", "PDF reading")[invocation.language])
        try office.store.close()
        return checks.allSatisfy { $0.problem == nil } ? .done : .no
    }

    private static func freeBytes(_ folder: String) -> Int {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    }
}
