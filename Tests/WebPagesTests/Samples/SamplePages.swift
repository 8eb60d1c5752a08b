import Primitives
import WebPages

/// Every page once, with a model of an association that does not exist.
enum Sample {
    /// File name, who looks at it, and the page.
    static let pages: [(name: String, frame: PageFrame, page: any Page)] =
        [
            ("sign-in", outside, SignInPage(input: FormInput())),
            (
                "sign-in-failed", outside,
                SignInPage(
                    input: FormInput(values: ["name": "aoki"]),
                    problem: "利用者名かパスワードが違います。大文字と小文字を確かめて、もう一度入れてください。")
            ),
            ("setup-1", outside, setup(.organization)),
            ("setup-2", outside, setup(.policy)),
            ("setup-3", outside, setup(.reading)),
            ("setup-4", outside, setup(.units)),
            ("setup-5", outside, setup(.people)),
            ("home", office, home),
            ("home-first-day", office, firstDay),
            ("home-section-head", sectionHead, unitHome),
            ("home-staff", staff, staffHome),
            ("reading", sectionHead, readingPage),
            ("readers", office, readers),
            ("tell", staff, tell),
            ("told", staff, told),
            ("audit", auditor, audit),
            ("policy", office, policy),
            ("clause", office, clause),
            ("requirement", office, requirement),
            ("requirement-by-register", office, requirementByRegister),
            ("requirements", office, requirements),
            ("bindings", office, bindings),
            ("oddities", office, oddities),
            ("ordinance", office, ordinance),
            ("guideline", office, guideline),
            ("registers", office, registers),
            ("register-list", office, assetList),
            ("register-empty", office, emptyList),
            ("record", office, asset),
            ("record-form", office, assetForm),
            ("record-form-errors", office, assetFormWithErrors),
            ("record-history", office, assetHistory),
            ("resume", office, ResumePage(subject: "情報資産")), ("record-close", office, closing),
            ("record-close-later", office, closingLater),
            ("record-conflict", office, conflict),
            ("import", office, importChoice),
            ("import-preview", office, importPreview),
            ("import-progress", office, importProgress),
            ("import-result", office, importResult),
            ("register-list-past", office, pastList),
            ("grid", office, grid), ("grid-errors", office, gridWithErrors),
            ("bulk-choice", office, bulkChoice), ("bulk-value", office, bulkValue),
            ("bulk-preview", office, bulkPreview),
            ("register-list-narrowed", office, narrowedList), ("list-conditions", office, listConditions),
            ("list-views", office, listViews), ("list-views-none", office, noListViews),
            ("rounds", office, rounds), ("rounds-section-head", sectionHead, ownLists),
            ("round-start", office, startRound), ("round", office, round),
            ("round-list", sectionHead, roundList), ("round-list-signed", office, signedRoundList),
            ("round-sign", sectionHead, signRoundList),
            ("round-sign-obstacles", sectionHead, unsignableRoundList), ("round-end-proof", office, endProof),
            ("classify", office, classify), ("classify-outcome", office, classified),
            ("duplicates", office, duplicates), ("duplicates-none", office, noDuplicates),
            ("merge", office, merging), ("network-diagram", office, diagram),
            ("network-diagram-none", auditor, noDiagram), ("labels", office, labels),
            ("disposals", office, disposals), ("disposal", office, disposal),
            ("disposal-certificate", office, disposalCertificate), ("evidence-use", office, evidenceUse),
            ("alerts", office, alerts), ("alerts-section-head", sectionHead, ownAlerts),
            ("alerts-none", office, noAlerts), ("alert", office, oneAlert),
            ("alert-settled", auditor, settledAlert), ("watch-sheets", office, watchSheets),
            ("watch-sheet", office, watchSheet), ("watch-sheet-signed", auditor, signedSheet),
            ("monitoring", office, figures), ("monitoring-none", office, noFigures),
            ("rules", office, ruleList), ("provider-reports", office, providerReports),
            ("provider-report", office, providerReport), ("provider-report-signed", auditor, signedReport),
            ("revisions", office, revisions),
            ("comparison", office, comparison),
            ("adopt", office, AdoptPage(input: FormInput(), reading: reading)),
            ("ledger", auditor, ledger),
            ("ledger-broken", auditor, brokenLedger),
            ("backup", configuration, backup),
            ("people", configuration, people),
            ("account", staff, account),
            (
                "password", staff,
                PasswordPage(input: FormInput(errors: ["new-again": "上の新しいパスワードと違います。同じものを入れてください。"]))
            ),
            ("tokens", configuration, tokens),
            ("tokens-staff", staff, TokensPage(own: [], input: nil, registers: [])),
            ("search", office, search),
            ("report", office, report),
        ]
        + ProblemPage.Kind.allCases.map {
            ("problem-\($0.rawValue)", office, ProblemPage(kind: $0, code: "sample.code"))
        }

    static let organization = "みどり野広域行政組合"
    static let today = day("2026-11-23")

    static let outside = PageFrame(organization: organization, formToken: "token-of-session", version: "0.1")
    static let office = frame("青木 春子", "事務局", MenuPlace.office + [.settings])
    static let sectionHead = frame("森田 一郎", "所属長（消防署）", MenuPlace.sectionHead)
    static let staff = frame("小川 夏美", "職員（斎場）", MenuPlace.staff)
    static let auditor = frame("西村 秋子", "監査（読むだけ）", MenuPlace.auditor)
    static let configuration = frame("田中 冬樹", "設定担当", MenuPlace.configuration)

    static func frame(_ name: String, _ role: String, _ menu: [MenuPlace]) -> PageFrame {
        PageFrame(
            organization: organization, person: .init(name: name, role: role, menu: menu),
            formToken: "token-of-session", version: "0.1", ledgerState: "11月22日に1,284件すべて一致")
    }

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(daysSince1970: 0) }

    static func moment(_ iso: String) -> Instant { Instant(iso: iso) ?? Instant(microseconds: 0) }

    static func at(_ path: String, _ heading: String) -> ClauseReference {
        ClauseReference(path: path, heading: heading)
    }

    static func needs(_ id: String, _ title: String) -> RequirementReference {
        RequirementReference(id: id, title: title)
    }

    static let contracting = at("5(4)", "委託とクラウドの利用")
    static let organizing = at("3", "管理体制")
    static let classifying = at("4", "情報資産の分類")
}
