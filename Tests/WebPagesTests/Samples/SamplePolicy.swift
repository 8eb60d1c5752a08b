import Primitives
import WebPages

extension Sample {
    static let roleState = RequirementState(
        requirement: needs("roles-filled", "役割をすべて任命し、空きをつくらない"), sign: .actionNeeded,
        reason: "介護施設の情報セキュリティ管理者が11月1日から空いています。")
    static let deputyState = RequirementState(
        requirement: needs("deputies", "責任者の代理を決めておく"), sign: .confirmed, reason: "すべての責任者に代理が記録されています。")
    static let contractState = RequirementState(
        requirement: needs("contract-clauses", "契約書にセキュリティの要件を書く"), sign: .notYetConfirmed,
        reason: "40件の契約のうち3件で、要件の有無が記録されていません。")

    static let edition = Edition(
        organs: ["管理者", "議会"], decidedOn: day("2026-03-18"), inForceOn: day("2026-04-01"),
        digest: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")

    static let policy = PolicyPage(
        documentTitle: "みどり野広域行政組合情報セキュリティ基本方針", edition: edition,
        passages: [
            Passage(
                depth: 0, clause: at("1", "目的"),
                paragraphs: ["この方針は、組合が預かる情報を守り、仕事を止めないための基本となる考え方を定めるものです。"], sign: .confirmed,
                requirements: [], evidenceCount: 1),
            Passage(
                depth: 0, clause: organizing,
                paragraphs: [
                    "組合は、情報を守る仕事の責任者を置き、所属ごとに管理する人を定めます。責任者が不在のときに代わる人も、あらかじめ決めておきます。"
                ], sign: .actionNeeded, requirements: [roleState, deputyState], evidenceCount: 2,
                gaps: ["CSIRT（緊急時の連絡と対応の班）の定めがありません。"]),
            Passage(
                depth: 0, clause: at("5", "講じる対策"), paragraphs: ["次の対策を講じます。"], sign: .notYetConfirmed,
                requirements: []),
            Passage(
                depth: 1, clause: at("5(1)", "ネットワークの分離"),
                paragraphs: ["業務用の閉じたネットワークは、インターネットにつながる内部情報ネットワークから分けて運用します。"], sign: .notYetConfirmed,
                requirements: [
                    RequirementState(
                        requirement: needs("separation", "閉じたネットワークを分けておく"), sign: .notYetConfirmed,
                        reason: "中継点の一覧がありません。")
                ], explanations: ["「内部情報ネットワーク」は、名前と違ってインターネットにつながっている側です。"]),
            Passage(
                depth: 1, clause: contracting, paragraphs: ["外部に頼むときは、相手を選び、契約に要件を書き、守られていることを確かめます。"],
                sign: .notYetConfirmed, requirements: [contractState]),
        ], oddityCount: 2)

    static let clause = ClausePage(
        clause: organizing, paragraphs: ["組合は、情報を守る仕事の責任者を置き、所属ごとに管理する人を定めます。"], above: [],
        below: [
            ClauseState(clause: at("3(1)", "責任者"), sign: .confirmed, counts: VerdictCounts(confirmed: 2)),
            ClauseState(
                clause: at("3(2)", "所属の管理"), sign: .actionNeeded, counts: VerdictCounts(actionNeeded: 1)),
        ],
        sign: .actionNeeded, counts: VerdictCounts(confirmed: 3, actionNeeded: 1),
        reason: "4つの要求事項のうち1つに、対応が必要です。",
        requirements: [
            ClauseRequirement(state: roleState, nextStep: "後任を決めて登録する", role: "情報セキュリティ責任者", minutes: 5),
            ClauseRequirement(state: deputyState, role: "統括情報セキュリティ責任者", minutes: 0),
        ],
        gaps: ["CSIRT（緊急時の連絡と対応の班）の定めがありません。"],
        explanations: ["「管理者」は組合の長のことです。ソフトウェアの設定をする人ではありません。"], on: today)

    static let requirement = RequirementPage(
        requirement: roleState.requirement, toDo: "責任者から所属の管理者まで、すべての役割に人を任命し、任期が切れる前に後任を決めます。",
        toRecord: "役割、氏名、所属、任期、代理、兼ねる場合はその理由", toProve: "その日の役割の一覧と、任命の通知", clauses: [organizing],
        sign: .actionNeeded, reason: roleState.reason, on: today, role: "統括情報セキュリティ責任者",
        schedule: "4月1日と異動のたび",
        dueOn: day("2026-10-31"),
        nextStep: NextStep(
            text: "介護施設の情報セキュリティ管理者の後任を登録してください。", button: "後任を登録する",
            link: LinkText("後任を登録する", .newRecord(register: "appointments")), role: "情報セキュリティ責任者", minutes: 5),
        subjects: SubjectTable(
            columns: ["前任の任期"], subjectTitle: "役割",
            rows: [
                .init(
                    name: "情報セキュリティ管理者（介護施設）", address: .record(register: "appointments", id: "a-7"),
                    reason: "空いています", cells: [.day(day("2026-10-31"))]),
                .init(name: "情報システム管理者の代理", reason: "代理がいません", cells: [.missing]),
            ], totalCount: 5, all: LinkText("すべて見る", .register("appointments"))),
        evidence: evidence,
        history: [
            AnswerLine(
                on: day("2026-04-03"), by: "青木 春子", text: "実施した。4月1日の任命をすべて確かめた。",
                validUntil: day("2027-03-31")),
            AnswerLine(on: day("2025-04-07"), by: "大野 誠", text: "実施していない。人事異動の発令待ち。"),
        ],
        crosswalk: [
            CrosswalkLine(source: "施行規則16条の3第1項", place: "第1号", isVerified: true),
            CrosswalkLine(source: "総務省ガイドライン", place: "第1章", isVerified: true),
            CrosswalkLine(source: "JIS Q 27001:2023", place: "5.2", isVerified: false),
            CrosswalkLine(source: "NIST CSF 2.0", place: "GV.RR", isVerified: false),
        ],
        answer: AnswerForm(
            input: FormInput(), people: LinkPicker(chosen: FormChoice("p-1", "青木 春子（総務課）")),
            example: "4月1日付の辞令と台帳を突き合わせた。"))

    static let requirementByRegister = RequirementPage(
        requirement: needs("SEED-2(3)", "情報資産の台帳を作る"), toDo: "所属ごとに台帳を作り、年に一度見直します。",
        toRecord: "台帳", toProve: "見直した日", clauses: [classifying], sign: .notYetConfirmed,
        reason: "情報資産を所管する所属がまだ登録されていません。", on: today, role: "情報セキュリティ管理者", schedule: "毎年度（6月まで）",
        nextStep: NextStep(
            text: "「所属」を開き、情報資産を所管する所属に「はい」を選んでください。", button: "記録する",
            link: LinkText("「所属」を開く", .register("organization-units")), role: "情報セキュリティ管理者",
            minutes: 30), evidence: [], history: [], crosswalk: [],
        places: [
            LinkText("所属", .register("organization-units")),
            LinkText("情報資産", .register("information-assets")),
        ], isFedByAnswers: false,
        answer: AnswerForm(input: FormInput(), kind: .absence, people: LinkPicker()))

    static let requirements = RequirementsPage(
        on: today,
        groups: [
            .init(clause: organizing, requirements: clause.requirements),
            .init(
                clause: nil,
                requirements: [
                    ClauseRequirement(
                        state: RequirementState(
                            requirement: needs("self-inspection", "自己点検を行う"), sign: .notInForce,
                            reason: "令和9年7月1日から求められます。"),
                        nextStep: "点検表の案をつくる", role: "情報セキュリティ責任者", minutes: 20)
                ]),
        ],
        counts: VerdictCounts(
            confirmed: 20, actionNeeded: 5, notYetConfirmed: 12, beforeDue: 4, notInForce: 3),
        input: FormInput(),
        roles: [FormChoice("ciso", "最高情報セキュリティ責任者"), FormChoice("chief", "統括情報セキュリティ責任者")])

    static let bindings = BindingsPage(
        bindings: [
            .init(
                requirement: contractState.requirement, clause: contracting,
                reason: "「契約に要件を書き」という言い回しが近いものの、見出しが違います。",
                state: .proposed),
            .init(
                requirement: roleState.requirement, clause: organizing,
                reason: "見出し「管理体制」と、本文の「責任者を置き」が合います。",
                state: .automatic),
            .init(
                requirement: deputyState.requirement, clause: organizing, reason: "本文の「代わる人」が合います。",
                state: .confirmed(by: "青木 春子")),
        ], clausesWithoutRequirement: [at("5(7)", "植栽の管理")],
        requirementsWithoutClause: [
            .init(requirement: needs("self-inspection", "自己点検を行う"), source: "施行規則16条の3第1項第8号"),
            .init(requirement: needs("drills", "訓練を行う"), source: "施行規則16条の3第1項第4号"),
        ],
        move: .init(
            requirement: deputyState.requirement, from: organizing, clauses: clauseStates.map(\.clause)))

    static let oddities = OdditiesPage(oddities: [
        .init(line: 12, message: "目次では「受託者」、本文の見出しでは「委託先」です。", proposal: "どちらかにそろえる。"),
        .init(line: 88, clause: contracting, message: "文の終わりの「。」がありません。", proposal: "「。」を付ける。"),
    ])

    static let ordinance = CoveragePage(
        rule: .ordinance(inForceOn: day("2027-07-01")),
        parts: [
            .init(
                number: "第1号", title: "体制を整える", sign: .actionNeeded,
                counts: VerdictCounts(confirmed: 3, actionNeeded: 1),
                requirements: [roleState, deputyState]),
            .init(
                number: "第7号", title: "外部に頼むときの備え", sign: .notInForce, counts: VerdictCounts(notInForce: 4),
                requirements: [], note: "施行の日にすでにある契約は、更新するまで従前のままでよいとされています。"),
        ], on: today)

    static let guideline = CoveragePage(
        rule: .guideline(edition: "令和8年3月版"),
        parts: [
            .init(
                number: "第1章", title: "組織の体制", sign: .actionNeeded,
                counts: VerdictCounts(confirmed: 3, actionNeeded: 1), requirements: [roleState])
        ], on: today)
}
