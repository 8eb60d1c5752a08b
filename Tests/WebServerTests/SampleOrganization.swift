import Duties
import Foundation
import Primitives
import Registers
import Storage

@testable import Office
@testable import WebServer

/// Fills an office: two revisions, every register, an account for each role.
struct SampleOrganization {
    private(set) var accounts: [SoftwareRole: SignedIn] = [:]
    private(set) var values: [String: [String]] = [:]
    private let office: Office
    private let content: String

    init(office: Office, content: String) throws {
        self.office = office
        self.content = content
        try office.name(organization: "試験広域組合", kind: .association)
        let revisions = try adopt()
        let units = try create(OrganizationUnit.register, 60) { index in
            OrganizationUnit(name: "第\(index)課", keepsAssets: true)
        }
        let people = try create(Person.register, 80) { index in
            Person(name: "職員 \(index)", unit: Link(units[index % 60]), employment: .regular)
        }
        let records = try fill(units, people)
        try answer(people)
        try confirm(units[1], people[1])
        try makeAccounts(people)
        values = try Self.values(records, revisions, office)
    }

    private func create<Owner: Record>(
        _ register: Register<Owner>, _ count: Int, _ make: (Int) -> Owner
    ) throws -> [Identifier] {
        try office.create(
            register.definition, many: (0..<count).map { register.values(make($0)) }, by: .console
        ).map(\.id)
    }

    private func adopt() throws -> [Identifier] {
        try ["policy-first.txt", "policy-revised.txt"].map { name in
            let bytes = try DurableFile.read(content + "/demonstration/" + name)
            return try office.adopt(
                text: String(decoding: bytes, as: UTF8.self), fileName: name, fileBytes: bytes,
                facts: AdoptionFacts(organs: [.head, .assembly]), by: .console
            ).revision
        }
    }

    /// All but units and people; one identifier for each register that a page shows.
    private func fill(_ units: [Identifier], _ people: [Identifier]) throws -> [String: Identifier] {
        let today = office.today
        let sites = try create(Site.register, 60) { Site(name: "施設 \($0)") }
        let networks = try create(Network.register, 20) { index in
            Network(name: "網 \(index)", exposure: .closed, manager: Link(units[0]))
        }
        let contractors = try create(Contractor.register, 60) { Contractor(name: "委託先 \($0)") }
        let contracts = try create(Contract.register, 60) { index in
            Contract(
                title: "業務 \(index)", contractor: Link(contractors[0]), section: Link(units[0]),
                handlesInformation: true, startsOn: today.adding(days: -30), endsOn: today.adding(days: 20))
        }
        let systems = try create(InformationSystem.register, 60) { index in
            InformationSystem(
                name: "システム \(index)", owner: Link(units[0]), network: Link(networks[0]),
                contract: Link(contracts[0]))
        }
        let assets = try create(InformationAsset.register, 120) { index in
            InformationAsset(
                name: "資産 \(index)", keeper: Link(units[index % 2]), system: Link(systems[0]),
                network: Link(networks[index % 20]), classifiedOn: today)
        }
        let appointments = try create(Appointment.register, 60) { index in
            Appointment(
                role: SecurityRole.allCases[index % SecurityRole.allCases.count], person: Link(people[0]),
                unit: Link(units[index]), startsOn: today.adding(days: -60), deputy: Link(people[1]))
        }
        return [
            OrganizationUnit.registerName: units[0], Person.registerName: people[0],
            Site.registerName: sites[0],
            Network.registerName: networks[0], Contractor.registerName: contractors[0],
            Contract.registerName: contracts[0], InformationSystem.registerName: systems[0],
            InformationAsset.registerName: assets[0], Appointment.registerName: appointments[0],
        ]
    }

    /// Pages that keep registers in order.
    private static func tidying(
        _ records: [String: Identifier], _ shown: [String], _ office: Office
    ) throws -> [String: [String]] {
        let registers = records.keys.sorted()
        let second = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).beginning(
                Contractor.register.definition, ListQuery(limit: 2)
            ).last?.id
        }
        return [
            "/registers/*/duplicates": registers.map { "/registers/\($0)/duplicates" },
            "/registers/*/merge": [
                "/registers/contractors/merge?first=\(records[Contractor.registerName]?.text ?? "")"
                    + "&second=\(second?.text ?? "")"
            ],
            "/registers/*/labels": ["information-assets", "storage-media", "devices"].map {
                "/registers/\($0)/labels?label-start=3"
            },
            "/registers/*/records/*/classify": shown.filter { $0.contains("information-assets") }.map {
                $0 + "/classify"
            },
        ]
    }

    /// Alerts that wait and that were judged, a source that sent, a sheet.
    private static func monitoring(_ office: Office) throws -> [String: [String]] {
        let source = try office.create(
            LogOrigin.register.definition,
            LogOrigin.register.values {
                $0.name = "UTM"
                $0.silentAfterMinutes = 60
                $0.startsOn = office.today.adding(days: -3)
            }, by: .console
        ).id
        let now = office.store.surroundings.now()
        try office.recordLogHours(
            (1...20).map { hour in
                LogHour(
                    hour: String(now.adding(seconds: -3_600 * Int64(hour)).iso.prefix(13)),
                    source: Link(source),
                    lineCount: 10, byteCount: 10, blockCount: 1, root: "00", segment: "s")
            }, by: .console)
        let raised = try office.raise(
            (1...60).map { place in
                RaisedAlert(
                    ruleID: "rule-\(place % 7)", title: "警報 \(place)", level: .medium, clauses: ["6(1)"],
                    groupKey: "\(place)", firstAt: now, lastAt: now, subject: "192.0.2.\(place)",
                    network: "網 0",
                    source: "UTM", what: "見つかった。", rawLines: ["line"])
            }, by: .console)
        for id in raised.ids.prefix(3) { try office.judge(id, .mistaken, by: .console) }
        let exit = try office.create(
            InternetExit.register.definition, InternetExit.register.values { $0.name = "光回線" }, by: .console
        ).id
        let report = try office.attach(
            report: UploadedFile(name: "報告.csv", bytes: Array("遮断した通信,12".utf8)), text: "遮断した通信,12",
            exit: exit,
            month: WatchPeriod(monthOf: office.today), by: .console)
        return [
            "/monitoring/reports/*": ["/monitoring/reports/\(report.text)"],
            "/alerts/*": raised.ids.prefix(4).map { "/alerts/\($0.text)" },
            "/monitoring/sheets/*": [office.today.adding(days: -1).iso, String(office.today.iso.prefix(7))]
                .map { "/monitoring/sheets/\($0)" },
        ]
    }

    /// A round over the two units that keep the assets; nobody has signed.
    private static func rounds(_ office: Office, unit: String) throws -> [String: [String]] {
        let started = try office.start(
            RoundDraft(
                title: "棚卸", registers: AllRegisters.confirmed(in: .inventory).map(\.name),
                dueOn: office.today, sampleSize: 20), by: .console)
        let lists = try office.round(started.id, for: .console).lists.map { "/round-lists/\($0.id.text)" }
        // An account that was to end: what its head says and signs stands for every row with a proof to come.
        let head = Viewer(person: nil, roles: [.sectionHead], units: [Identifier(unit) ?? started.id])
        let accounts = SystemAccount.register
        try office.create(
            accounts.definition,
            accounts.values {
                $0.login = "s1"
                $0.keeper = Identifier(unit).map { Link($0) }
            }, by: .console)
        let review = try office.start(
            RoundDraft(title: "アカウント", kind: .accounts, dueOn: office.today), by: .console)
        let list = try office.round(review.id, for: .console).lists[0].id
        let row = try office.confirmationList(list, for: head).rows[0].id
        try office.answer([row: RowAnswer(.end)], in: list, by: head)
        try office.sign(list, hash: try office.confirmationList(list, for: head).hash, by: head)
        return [
            "/rounds/*": ["/rounds/\(started.id.text)"], "/round-lists/*": lists,
            "/round-lists/*/sign": lists.map { $0 + "/sign" },
            "/round-rows/*/end": ["/round-rows/\(row.text)/end"],
            "/disposal/*": ["/disposal/\(try disposal(office).text)"],
        ]
    }

    /// A list of what is past its retention, of several registers.
    private static func disposal(_ office: Office) throws -> Identifier {
        let long = office.today.adding(months: -12 * 20)
        try office.create(
            EventReport.register.definition,
            EventReport.register.values(EventReport(what: "古い知らせ", toldOn: long)), by: .console)
        try office.create(
            RestoreTest.register.definition,
            RestoreTest.register.values {
                $0.title = "古い試験"
                $0.testedOn = long
            }, by: .console)
        return try office.proposeDisposal("", by: .console)
    }

    /// Thirty requirements, each with evidence of its own.
    private func answer(_ people: [Identifier]) throws {
        let answered = office.catalogue.judged.filter {
            if case .statement = $0.criterion { false } else { true }
        }
        for requirement in answered.prefix(30) {
            try office.record(
                AnswerDraft(
                    outcome: .done, doneOn: office.today, answeredBy: people[1], reason: "実施した",
                    file: UploadedFile(name: "証拠.txt", bytes: Array(requirement.id.rawValue.utf8))),
                for: requirement.id.rawValue, by: .console)
        }
    }

    /// Last year's and this year's confirmation of the section head's list.
    private func confirm(_ unit: Identifier, _ person: Identifier) throws {
        let values = [0, -300].map { days in
            UnitReview.register.values(
                UnitReview(
                    list: .informationAssets, unit: Link(unit), reviewedOn: office.today.adding(days: days),
                    reviewedBy: Link(person), confirmedCount: 60, leftCount: 0))
        }
        // Nobody types these: the act that confirms a list writes them.
        try office.store.commit.perform(actor: nil) { writer in
            for each in values { try writer.create(UnitReview.register.definition, each) }
        }
    }

    /// Nobody signs in with these: hashing would take longer than all pages.
    private mutating func makeAccounts(_ people: [Identifier]) throws {
        for (index, role) in SoftwareRole.allCases.enumerated() {
            let account = Account(
                login: role.rawValue, person: Link(people[index]), role: role, alsoConfigures: false,
                passwordHash: "-", endsOn: nil, disabled: false)
            let id = try office.create(
                Account.register.definition, Account.register.values(account), by: .console
            ).id
            accounts[role] = SignedIn(
                account: id, login: role.rawValue, name: "職員 \(index)", person: people[index],
                usedBefore: nil, endsOn: nil)
        }
    }

    private static func values(
        _ records: [String: Identifier], _ revisions: [Identifier], _ office: Office
    ) throws -> [String: [String]] {
        var records = records
        let proofs = try office.store.database.read { connection in
            try [Answer.register.definition, Evidence.register.definition].map { register in
                try RecordReader(connection, viewer: .console).page(register, ListQuery(limit: 1)).rows
                    .first?.id
            }
        }
        records[Answer.registerName] = proofs[0]
        records[Evidence.registerName] = proofs[1]
        let requirements = office.catalogue.judged.prefix(40).map(\.id.rawValue)
        let registers = records.keys.sorted()
        let shown = records.map { "/registers/\($0.key)/records/\($0.value.text)" }.sorted()
        let clauses = try office.assess(on: office.today).clauses.map(\.path.text)
        let comparison = "/revisions/compare?from=\(revisions[0].text)&to=\(revisions[1].text)"
        let sheet = SheetTable(
            name: "表",
            rows: [["名称"], ["取り込んだ資産"]].enumerated().map {
                SheetRow(number: $0 + 1, cells: $1.map { .text($0) })
            })
        let imported = try office.import(
            InformationAsset.register.definition, ImportRequest(sheet), by: .console
        ).result.seq
        return [
            "/registers/*/import": registers.map { "/registers/\($0)/import" },
            "/registers/*/imports/*": ["/registers/information-assets/imports/\(imported ?? 0)"],
            "/registers/*": registers.map { "/registers/\($0)" }
                + [
                    "information-assets?q=1&keeper.words=1", "people?sort=starts_on",
                    "information-assets?on=2026-05-31&sort=place",
                    "information-assets?keeper=\(records[OrganizationUnit.registerName]?.text ?? "")"
                        + "&name.has=1&confidentiality.in=3A,-&system.words=1&totals=yes&columns=kind,place",
                ].map {
                    "/registers/\($0)"
                },
            "/registers/*/conditions": registers.map { "/registers/\($0)/conditions" },
            "/registers/*/views": registers.map { "/registers/\($0)/views?q=1" },
            "/registers/*/grid": registers.map { "/registers/\($0)/grid" },
            "/registers/*/bulk": registers.map { "/registers/\($0)/bulk" },
            "/registers/*/new": registers.map { "/registers/\($0)/new" },
            "/registers/*/records/*": shown,
            "/registers/*/records/*/edit": shown.map { $0 + "/edit" },
            "/registers/*/records/*/close": shown.map { $0 + "/close" },
            "/registers/*/records/*/history": shown.map { $0 + "/history" },
            "/evidence/*/requirements": [
                "/evidence/\(records[Evidence.registerName]?.text ?? "")/requirements"
            ],
            "/evidence/*/file": ["/evidence/\(records[Evidence.registerName]?.text ?? "")/file"],
            "/policy/clauses/*": clauses.prefix(20).map { "/policy/clauses/\($0)" },
            "/requirements/*": requirements.map { "/requirements/\($0)" },
            "/requirements/*/answers": requirements.prefix(1).map { "/requirements/\($0)/answers" },
            "/setup/*/*": (1...5).map { "/setup/setup-token/\($0)" },
            "/search": ["/search?q=1", "/search?q=職員", "/search?q=第1課　職員"],
            "/revisions/compare": [comparison],
            "/policy/bindings": ["/policy/bindings"],
        ].merging(try tidying(records, shown, office)) { first, _ in first }
            .merging(try rounds(office, unit: records[OrganizationUnit.registerName]?.text ?? "")) {
                first, _ in
                first
            }
            .merging(try monitoring(office)) { first, _ in first }
    }
}
