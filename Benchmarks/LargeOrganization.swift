import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import StorageSQLite

/// 10,000 assets, 2,000 people, 500 contracts, a policy and answers: what the figures are held against.
enum LargeOrganization {
    static let content = FileManager.default.currentDirectoryPath + "/Content"

    static func office(_ folder: String) throws -> Office {
        try DurableFile.makeFolder(folder)
        let store = try OrganizationStore(
            database: try SQLiteDatabase(path: folder + "/toride.sqlite"), folder: folder,
            registers: AllRegisters.definitions, surroundings: Clock.surroundings)
        return Office(
            store: store, catalogue: try Catalogue.load(fromFolder: content + "/requirements"),
            criteria: try CriterionLibrary.load(fromFolder: content + "/criteria"))
    }

    /// Fills a folder and leaves two accounts with the password `load-from-outside` for the load from
    /// outside:
    /// `bench` of 事務局, and `bench-head`, head of one section of a hundred.
    static func fill(_ folder: String) throws {
        let office = try office(folder)
        try fill(office, assets: 10_000, people: 2_000, contracts: 500)
        let password = Secret("load-from-outside")
        try office.createAccount(
            login: "bench", password: password, person: nil, role: .office, alsoConfigures: true, by: .console
        )
        let head = try office.store.database.read {
            try RecordReader($0, viewer: .console).first(Person.register.definition, ListQuery())
        }
        try office.createAccount(
            login: "bench-head", password: password, person: head?.id, role: .sectionHead,
            alsoConfigures: false, by: .console)
        try office.store.close()
    }

    static func fill(_ office: Office, assets: Int, people: Int, contracts: Int) throws {
        try office.name(organization: "計測用広域連合", kind: .union)
        let text = try DurableFile.read(content + "/demonstration/policy-revised.txt")
        _ = try office.adopt(
            text: String(decoding: text, as: UTF8.self), fileName: nil, fileBytes: text,
            facts: AdoptionFacts(organs: [.head, .assembly]), by: .console)
        let units = try create(
            office, OrganizationUnit.register, 100
        ) { OrganizationUnit(name: "第\($0)課", keepsAssets: true) }
        let day = office.today
        _ = try create(office, Person.register, people) { index in
            Person(
                name: "職員 \(index)", staffNumber: String(10_000 + index), unit: Link(units[index % 100]),
                employment: .regular, startsOn: day.adding(days: -1000))
        }
        _ = try create(office, InformationAsset.register, assets) { index in
            InformationAsset(
                // Entered in another order than that of their names, as in an office.
                name: String(format: "情報資産 %06d", index * 7_919 % assets), kind: .files,
                keeper: Link(units[index % 100]),
                personalInformation: .ordinary, confidentiality: index % 100 == 7 ? nil : .level2,
                confidentialityReason: "検討中のため", integrity: .level1, integrityReason: "直せば足りるため",
                availability: .level1, availabilityReason: "数日待てるため",
                classifiedOn: day.adding(days: -(index % 400)))
        }
        let contractors = try create(office, Contractor.register, 50) { Contractor(name: "委託先 \($0)") }
        _ = try create(office, Contract.register, contracts) { index in
            Contract(
                title: "業務 \(index)", contractor: Link(contractors[index % 50]),
                section: Link(units[index % 100]),
                handlesInformation: true, startsOn: day.adding(days: -200), endsOn: day.adding(days: 100),
                securityClauses: index % 50 == 0 ? nil : .confirmed,
                subcontracting: Contract.Subcontracting.none,
                checkedOn: day.adding(days: -30), checkResult: .good)
        }
        try fillInventory(office, units: units, people: people, day: day)
    }

    static func create<Owner: Record>(
        _ office: Office, _ register: Register<Owner>, _ count: Int, _ make: (Int) -> Owner
    ) throws -> [Identifier] {
        try stride(from: 0, to: count, by: 500).flatMap { start in
            let values = (start..<min(start + 500, count)).map { register.values(make($0)) }
            return try office.create(register.definition, many: values, by: .console).map(\.id)
        }
    }
}
