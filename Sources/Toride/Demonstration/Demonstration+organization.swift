import Office
import Primitives
import Registers

/// Places, people, roles.
extension Demonstration {
    func places() throws -> DemonstrationPlaces {
        let names = DemonstrationWords.units.map(\.site).reduce(into: [String]()) { list, site in
            if !list.contains(site) { list.append(site) }
        }
        let sites = try create(
            Site.register,
            names.enumerated().map { index, name in
                Site(name: name, address: "\(DemonstrationWords.towns[index % 6])大字中央\(index * 7 + 11)番地")
            })
        let siteIDs = Dictionary(uniqueKeysWithValues: zip(names, sites))
        let units = try create(
            OrganizationUnit.register,
            DemonstrationWords.units.map { unit in
                OrganizationUnit(
                    name: unit.name, site: siteIDs[unit.site].map { Link($0) }, keepsAssets: unit.keepsAssets)
            })
        return DemonstrationPlaces(
            units: Dictionary(uniqueKeysWithValues: zip(DemonstrationWords.units.map(\.name), units)),
            sites: siteIDs)
    }

    func people(_ places: DemonstrationPlaces) throws -> [DemonstrationPerson] {
        var records: [Person] = []
        var units: [(String, Bool)] = []
        var number = 1001
        for unit in DemonstrationWords.units {
            for place in 0..<unit.people {
                let (family, given) = (
                    source.pick(DemonstrationWords.surnames), source.pick(DemonstrationWords.givenNames)
                )
                records.append(
                    Person(
                        name: "\(family.name) \(given.name)", kana: "\(family.kana) \(given.kana)",
                        staffNumber: String(number), unit: places.units[unit.name].map { Link($0) },
                        employment: employment(unit.name, place),
                        startsOn: Day(year: year.year - source.below(25), month: 4, day: 1),
                        endsOn: end(place)))
                units.append((unit.name, place == 0))
                number += 1
            }
        }
        let ids = try create(Person.register, records)
        return zip(ids, zip(records, units)).map { id, pair in
            DemonstrationPerson(
                id: id, name: pair.0.name, unit: pair.1.0, isHead: pair.1.1, leftOn: pair.0.endsOn)
        }
    }

    private func employment(_ unit: String, _ place: Int) -> Person.Employment {
        if place == 0 { return .regular }
        if unit.contains("署") || unit.contains("消防") { return place % 11 == 10 ? .reappointed : .fire }
        return place % 3 == 2 ? .fiscalYear : place % 17 == 16 ? .dispatched : .regular
    }

    /// A few leave: some left at the end of the fiscal year before, some will at the end of this one.
    private func end(_ place: Int) -> Day? {
        switch place % 19 {
        case 7: year.previous.lastDay
        case 12: year.lastDay
        default: nil
        }
    }

    /// Every role is held but two: nobody heads the audit since March, and one station's manager has gone
    /// without a deputy.
    func appointments(_ places: DemonstrationPlaces, _ people: [DemonstrationPerson]) throws {
        let office = people.filter { $0.unit == "事務局総務課" }
        let planning = people.filter { $0.unit == "事務局企画財政課" }
        let start = year.firstDay
        var records: [Appointment] = []
        func appoint(
            _ role: SecurityRole, _ person: DemonstrationPerson?, deputy: DemonstrationPerson?,
            reason: String? = nil
        ) {
            records.append(
                Appointment(
                    role: role, person: person.map { Link($0.id) }, startsOn: start,
                    deputy: deputy.map { Link($0.id) },
                    doubleRoleReason: reason))
        }
        appoint(.ciso, planning.first, deputy: office.first)
        appoint(.chiefSecurityManager, office.first, deputy: planning.dropFirst().first)
        appoint(.systemManager, office.dropFirst().first, deputy: office.dropFirst(2).first)
        appoint(.systemOperator, office.dropFirst(2).first, deputy: nil)
        appoint(
            .contactPoint, office.dropFirst().first, deputy: office.dropFirst(3).first,
            reason: "担当者が1名のため、情報システム管理者が窓口を兼ねる。承認は総務課長が行う。")
        records.append(
            Appointment(
                role: .chiefAuditOfficer, person: people.first { $0.unit == "監査委員事務局" }.map { Link($0.id) },
                startsOn: year.previous.firstDay, endsOn: year.previous.lastDay, note: "人事異動により空席。後任を調整中。"))
        for unit in DemonstrationWords.units where unit.keepsAssets {
            let members = people.filter { $0.unit == unit.name }
            let isVacant = unit.name == "南分署"
            records.append(
                Appointment(
                    role: .sectionSecurityManager, person: isVacant ? nil : members.first.map { Link($0.id) },
                    unit: places.units[unit.name].map { Link($0) }, startsOn: start,
                    deputy: isVacant ? nil : members.dropFirst().first.map { Link($0.id) }))
        }
        _ = try create(Appointment.register, records)
    }
}
