import Office
import Primitives
import Registers
import Storage

/// The registers that grow with the people: a machine and two accounts for each, and what goes with them.
extension LargeOrganization {
    static func fillInventory(_ office: Office, units: [Identifier], people: Int, day: Day) throws {
        let networks = try create(office, Network.register, 2) { index in
            Network(
                name: "網 \(index)", exposure: index == 0 ? .internetFacing : .closed, manager: Link(units[0]),
                internetExits: index == 0 ? 1 : 0, diagramConfirmedOn: day.adding(days: -30))
        }
        let systems = try create(office, InformationSystem.register, 40) { index in
            InformationSystem(
                name: "システム \(index)", owner: Link(units[index]), network: Link(networks[index % 2]),
                reviewedOn: day.adding(days: -30))
        }
        let holders = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).page(
                Person.register.definition, ListQuery(limit: people)
            ).rows.map(\.id)
        }
        try create(office, Device.register, people) { device, index in
            device.name = "PC-\(index)"
            device.hostName = "HOST\(index)"
            device.kind = .laptop
            device.keeper = Link(units[index % 100])
            device.network = Link(networks[index % 2])
            device.confirmedOn = day.adding(days: -(index % 400))
        }
        try create(office, EndpointProtection.register, people) { line, index in
            line.hostName = "HOST\(index)"
            line.isActive = true
            line.patternsOn = day.adding(days: -2)
            line.updatesOn = day.adding(days: -(index % 40))
            line.lastSeenOn = day.adding(days: -1)
            line.reportedOn = day.adding(days: -1)
        }
        try create(office, SystemAccount.register, people * 2) { account, index in
            account.login = "u\(index)"
            account.system = Link(systems[index % 40])
            account.kind = .personal
            account.person = Link(holders[index % holders.count])
            account.keeper = Link(units[index % 100])
            account.reviewedOn = day.adding(days: -(index % 380))
        }
        try create(office, StorageMedium.register, people / 4) { medium, index in
            medium.name = "USB-\(index)"
            medium.keeper = Link(units[index % 100])
            medium.confirmedOn = day.adding(days: -(index % 380))
        }
        try create(office, Advisory.register, people / 4) { advisory, index in
            advisory.title = "脆弱性 \(index)"
            advisory.receivedOn = day.adding(days: -(index % 700))
            advisory.affected = index % 3 == 0 ? .yes : .no
            advisory.dueOn = index % 3 == 0 ? day.adding(days: 30 - index % 700) : nil
            advisory.doneOn = index % 3 == 0 ? day.adding(days: -(index % 700)) : nil
        }
        try create(office, Backup.register, systems.count) { backup, index in
            backup.name = "写し \(index)"
            backup.system = Link(systems[index])
            backup.lastResult = .good
            backup.checkedOn = day.adding(days: -(index % 40))
        }
    }

    private static func create<Owner: Record>(
        _ office: Office, _ register: Register<Owner>, _ count: Int,
        _ fill: (inout RecordDraft<Owner>, Int) -> Void
    ) throws {
        for start in stride(from: 0, to: count, by: 500) {
            let rows = (start..<min(start + 500, count)).map { index in register.values { fill(&$0, index) } }
            _ = try office.create(register.definition, many: rows, by: .console)
        }
    }
}
