import Duties
import Office
import PolicyText
import Primitives
import Registers
import Storage

/// Fills an organization with a year of a fictional association, flaws included, the same for the same seed
/// and day.
struct Demonstration {
    let office: Office
    let clock: DemonstrationClock
    let source: SeededSource
    let today: Day
    /// The fiscal year of `today`.
    let year: FiscalYear
    /// Who enters the records: the server before there are people, the clerk afterwards.
    private var author: Viewer = .console

    init(office: Office, clock: DemonstrationClock, seed: UInt64, today: Day) {
        self.office = office
        self.clock = clock
        source = SeededSource(seed: seed)
        self.today = today
        year = FiscalYear(containing: today)
    }

    /// Where the demonstration's clock has to begin: in March of the fiscal year before.
    static func firstDay(today: Day) -> Day {
        FiscalYear(containing: today).firstDay.adding(days: -40)
    }

    /// - Returns: how many people, assets and contracts there are.
    func fill(contentFolder: String, passwords: [Secret]) throws -> (people: Int, assets: Int, contracts: Int)
    {
        try office.name(
            organization: DemonstrationWords.organization, kind: .association,
            domains: DemonstrationAddresses.domain)
        try adopt(
            contentFolder + "/demonstration/policy-first.txt", decided: Self.firstDay(today: today),
            isPublished: true)
        clock.move(to: min(year.firstDay, today))
        let places = try places()
        let people = try people(places)
        try accounts(people, passwords)
        var lived = self
        let clerk = people.first { $0.unit == "事務局総務課" }
        lived.author = Viewer(person: clerk?.id, roles: [.office], units: [])
        return try lived.fillYear(contentFolder: contentFolder, places, people)
    }

    private func fillYear(
        contentFolder: String, _ places: DemonstrationPlaces, _ people: [DemonstrationPerson]
    ) throws -> (people: Int, assets: Int, contracts: Int) {
        clock.move(to: min(year.firstDay.adding(days: 5), today))
        try appointments(places, people)
        let networks = try networks(places)
        let contracts = try contracts(places)
        let systems = try systems(places, networks)
        clock.move(to: assetsEntered)
        let assets = try assets(places, networks, systems)
        let scene = DemonstrationScene(
            places: places, people: people, networks: networks, systems: systems,
            contractors: contracts.contractors, contracts: contracts.contracts)
        try facilities(scene)
        try machines(scene)
        try accounts(of: systems, scene)
        try copies(scene)
        try wires(scene)
        try services(scene)
        try suppliers(scene)
        try committee(scene)
        try classes(scene)
        try risks(scene)
        try answers(places, people)
        try checkContracts()
        let revised = min(year.firstDay.adding(days: 120), today.adding(days: -3))
        clock.move(to: revised)
        try adopt(
            contentFolder + "/demonstration/policy-revised.txt", decided: revised.adding(days: -10),
            isPublished: false)
        try reading(places, people)
        try rounds(scene)
        try catchUp(people)
        try monitoring(scene)
        try telling(people)
        clock.move(to: today.adding(days: -1))
        try office.store.writeCheckpoint()
        return (people.count, assets, contracts.contracts.count)
    }

    /// The first revision was published; of the second the publication is still to come.
    private func adopt(_ path: String, decided: Day, isPublished: Bool) throws {
        let bytes = try DurableFile.read(path)
        let facts = AdoptionFacts(
            decidedOn: decided, inForceOn: decided.adding(days: 7),
            organs: isPublished ? [.head, .assembly] : [.head],
            publishedOn: isPublished ? decided.adding(days: 14) : nil,
            publishedAt: isPublished ? "組合ホームページ「例規・方針」" : nil)
        _ = try office.adopt(
            text: String(decoding: bytes, as: UTF8.self),
            fileName: path.split(separator: "/").last.map(String.init),
            fileBytes: bytes, facts: facts, by: author)
    }

    /// Writes rows in acts of a moderate size.
    func create<Owner: Record>(_ register: Register<Owner>, _ records: [Owner]) throws -> [Identifier] {
        try create(register, rows: records.map { register.values($0) })
    }

    func create<Owner: Record>(
        _ register: Register<Owner>, rows: [[StoredValue]]
    ) throws -> [Identifier] {
        try stride(from: 0, to: rows.count, by: 100).flatMap { start in
            let part = Array(rows[start..<min(start + 100, rows.count)])
            return try office.create(register.definition, many: part, by: author).map(\.id)
        }
    }

    /// One record for each of the things, with its place among them.
    func create<Owner: Record, Thing>(
        _ register: Register<Owner>, _ things: [Thing],
        _ fill: (inout RecordDraft<Owner>, Thing, Int) -> Void
    ) throws -> [Identifier] {
        try create(
            register,
            rows: things.enumerated().map { index, thing in register.values { fill(&$0, thing, index) } })
    }

    /// The day on which the assets were entered: nothing is looked at before it is known.
    var assetsEntered: Day { min(year.firstDay.adding(days: 60), today) }
    /// Whose hands write: also for acts of other files.
    var writer: Viewer { author }

    private func accounts(_ people: [DemonstrationPerson], _ passwords: [Secret]) throws {
        let chosen: [(login: String, role: SoftwareRole, unit: String)] = [
            ("jimukyoku", .office, "事務局総務課"), ("shochou", .sectionHead, "中央消防署"),
            ("shokuin", .staff, "養護老人ホーム せせらぎ荘"), ("kansa", .auditor, "監査委員事務局"),
            ("settei", .configurator, "事務局企画財政課"),
        ]
        for (index, account) in chosen.enumerated() {
            guard
                let person = people.first(where: {
                    $0.unit == account.unit && $0.isHead == (account.role == .sectionHead)
                })
            else { continue }
            try office.createAccount(
                login: account.login, password: passwords[index], person: person.id, role: account.role,
                alsoConfigures: account.role == .office, by: .console)
        }
    }
}

/// A person of the demonstration.
struct DemonstrationPerson {
    let id: Identifier
    let name: String
    let unit: String
    let isHead: Bool
    let leftOn: Day?
}

/// What the later registers are about.
struct DemonstrationScene {
    let places: DemonstrationPlaces
    let people: [DemonstrationPerson]
    let networks: (open: Identifier, closed: Identifier)
    let systems: [Identifier]
    let contractors: [Identifier]
    let contracts: [Identifier]

    func unit(_ name: String) -> Link<OrganizationUnit>? { places.units[name].map { Link($0) } }
    func site(_ name: String) -> Link<Site>? { places.sites[name].map { Link($0) } }

    /// Somebody of the unit, counted from its head.
    func person(_ unit: String, _ place: Int = 0) -> Link<Person>? {
        let members = people.filter { $0.unit == unit && $0.leftOn == nil }
        return members.isEmpty ? nil : Link(members[place % members.count].id)
    }

    /// The system of that name in the demonstration's list.
    func system(_ name: String) -> Link<InformationSystem>? {
        DemonstrationWords.systems.firstIndex { $0.name == name }.map { Link(systems[$0]) }
    }
}

/// Units and sites by name.
struct DemonstrationPlaces {
    let units: [String: Identifier]
    let sites: [String: Identifier]
}
