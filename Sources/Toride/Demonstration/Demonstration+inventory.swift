import Office
import Primitives
import Registers
import Storage

/// Networks, systems, assets, contractors, contracts.
extension Demonstration {
    func networks(_ places: DemonstrationPlaces) throws -> (open: Identifier, closed: Identifier) {
        let manager = places.units["事務局総務課"].map { Link<OrganizationUnit>($0) }
        let ids = try create(
            Network.register,
            [
                Network(
                    name: "庁内業務ネットワーク", exposure: .internetFacing, tier: .internet, manager: manager,
                    internetExits: 1,
                    diagramConfirmedOn: year.firstDay.adding(days: 40), note: "インターネットにつながる側。",
                    addressRanges: DemonstrationAddresses.open),
                Network(
                    name: "指令・住民情報ネットワーク", exposure: .closed, tier: .individualNumber, manager: manager,
                    internetExits: 0, logicallySeparated: .confirmed, physicallySeparated: .confirmed,
                    relaysListed: nil, separationConfirmedOn: year.previous.firstDay.adding(days: 200),
                    diagramConfirmedOn: year.previous.firstDay.adding(days: 200), note: "中継点の一覧がまだない。",
                    addressRanges: DemonstrationAddresses.closed),
            ])
        return (ids[0], ids[1])
    }

    func systems(
        _ places: DemonstrationPlaces, _ networks: (open: Identifier, closed: Identifier)
    ) throws -> [Identifier] {
        try create(
            InformationSystem.register,
            DemonstrationWords.systems.enumerated().map { index, system in
                InformationSystem(
                    name: system.name, owner: places.units[system.unit].map { Link($0) },
                    network: Link(system.isClosed ? networks.closed : networks.open),
                    renewsOn: Day(year: year.year + 1 + index % 5, month: 1 + index % 12, day: 1),
                    inServiceBefore20270701: true, reviewedOn: today.adding(days: -(30 + index * 9)),
                    inServiceOn: index == 9 ? year.firstDay.adding(days: 30) : nil,
                    requirementsPlace: index == 9 ? "調達仕様書 5.2" : nil,
                    acceptedOn: index == 9 ? year.firstDay.adding(days: 20) : nil,
                    acceptance: index == 9 ? .confirmed : nil,
                    isThisSoftware: system.name.hasPrefix("Toride") ? true : nil)
            })
    }

    /// Four hundred assets; three are unclassified, a few were last looked at too long ago, one has no
    /// reason.
    func assets(
        _ places: DemonstrationPlaces, _ networks: (open: Identifier, closed: Identifier),
        _ systems: [Identifier]
    ) throws -> Int {
        let keepers = DemonstrationWords.units.filter(\.keepsAssets)
        var records: [InformationAsset] = []
        var round = 0
        while records.count < 400 {
            for unit in keepers where unit.name != "議会事務局" && records.count < 400 {
                let list = DemonstrationWords.assets(of: unit.name)
                let (name, grade) = list[round % list.count]
                let suffix = round < list.count ? "" : "（\(year.year - round / list.count)年度分）"
                records.append(
                    asset(
                        "\(unit.name) \(name)\(suffix)", grade, places.units[unit.name], networks,
                        records.count))
            }
            round += 1
        }
        _ = try create(InformationAsset.register, records)
        return records.count
    }

    private func asset(
        _ name: String, _ grade: DemonstrationWords.Grade, _ keeper: Identifier?,
        _ networks: (open: Identifier, closed: Identifier), _ index: Int
    ) -> InformationAsset {
        let isUnclassified = [37, 151, 302].contains(index)
        let isOld = index % 67 == 11
        // The station has not been asked this year: its head has something to confirm.
        let isLastYears = name.hasPrefix("中央消防署")
        let lacksReason = index == 88
        let (confidentiality, integrity, availability) = (
            grade.confidentiality, grade.integrity, grade.availability
        )
        let isGrave = confidentiality.0 == .level3B
        return InformationAsset(
            name: name, kind: [.files, .database, .document, .paper][index % 4],
            keeper: keeper.map { Link($0) },
            network: Link(isGrave ? networks.closed : networks.open), personalInformation: grade.personal,
            confidentiality: isUnclassified ? nil : confidentiality.0,
            confidentialityReason: isUnclassified ? nil : confidentiality.1,
            integrity: isUnclassified ? nil : integrity.0,
            integrityReason: isUnclassified || lacksReason ? nil : integrity.1,
            availability: isUnclassified ? nil : availability.0,
            availabilityReason: isUnclassified ? nil : availability.1,
            classifiedOn: isUnclassified
                ? nil
                : isLastYears
                    ? year.previous.lastDay.adding(days: -40)
                    : isOld ? today.adding(days: -430) : assetsEntered.adding(days: -(index % 50)))
    }

    /// Forty contracts: most in order; one without requirements, some unchecked, one ended without proof of
    /// erasure.
    func contracts(
        _ places: DemonstrationPlaces
    ) throws -> (contractors: [Identifier], contracts: [Identifier]) {
        let contractors = try create(
            Contractor.register,
            DemonstrationWords.contractors.enumerated().map { index, name in
                Contractor(
                    name: name, address: DemonstrationWords.towns[index % 6],
                    contact: "0100-00-\(1000 + index)（24時間）")
            })
        let units = DemonstrationWords.units.filter(\.keepsAssets).map(\.name)
        let records = (0..<40).map { index -> Contract in
            let titles = DemonstrationWords.contracts
            let isPast = index >= 32
            let start = isPast ? year.previous.firstDay : year.firstDay
            let end = isPast ? year.previous.lastDay : index % 9 == 4 ? today.adding(days: 25) : year.lastDay
            let handles = !titles[index % titles.count].contains("清掃")
            return Contract(
                title: titles[index % titles.count]
                    + (index < titles.count ? "" : isPast ? "（前年度）" : "（その2）"),
                contractor: Link(contractors[index % contractors.count]),
                section: places.units[units[index % units.count]].map { Link($0) },
                handlesInformation: handles,
                startsOn: start, endsOn: end,
                securityClauses: index == 17 ? .refuted : index == 23 ? nil : .confirmed,
                clausesPlace: index == 17 || index == 23 ? nil : "特記事項 第2条から第9条",
                subcontracting: index == 13
                    ? .unapproved : index % 5 == 0 ? .approved : Contract.Subcontracting.none,
                erasureProvedOn: isPast && index != 35 ? year.previous.lastDay : nil,
                inForceBefore20270701: true,
                selectedOn: isPast || index % 11 == 5 ? nil : start.adding(days: -30),
                selectionPlace: isPast || index % 11 == 5 ? nil : "契約の簿冊 第\(index % 6 + 1)号")
        }
        return (contractors, try create(Contract.register, records))
    }

    /// In summer the section in charge went through the contracts, all but some.
    func checkContracts() throws {
        let register = Contract.register
        let day = min(year.firstDay.adding(days: 90), today)
        clock.move(to: day)
        let rows = try office.store.database.read {
            try RecordReader($0, viewer: .console).page(register.definition, ListQuery(limit: 100)).rows
        }
        // In the order in which they were entered: the flaws are told by it.
        for (index, row) in rows.sorted(by: { $0.fromSeq < $1.fromSeq }).enumerated() where index % 7 != 3 {
            var values = row.values
            for (column, value) in [
                ("checked_on", StoredValue.text(day.iso)),
                ("check_result", (index == 6 ? Contract.CheckResult.defect : .good).stored),
            ] {
                if let place = register.definition.index(of: column) { values[place] = value }
            }
            try office.change(register.definition, id: row.id, values, expected: row.fromSeq, by: writer)
        }
    }
}
