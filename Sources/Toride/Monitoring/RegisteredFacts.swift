import LogMonitoring
import Office
import Primitives
import Registers
import Storage

/// What the registers of an organization say to the detections, read once as of a day.
///
/// Read as the console: whoever may run a detection over the logs holds them against all registers, and sees
/// of these only what an alert names.
struct RegisteredFacts {
    let facts: OrganizationFacts

    init(_ office: Office, today: Day) throws {
        facts = try office.store.database.read { connection in
            try Self.read(RegisterRows(RecordReader(connection, viewer: .console)), today)
        }
    }

    private static func read(_ rows: RegisterRows, _ today: Day) throws -> OrganizationFacts {
        var facts = OrganizationFacts()
        let networks = try rows.all(Network.register)
        let names = Dictionary(
            networks.map { ($0.id, $0.record.name) }, uniquingKeysWith: { first, _ in first })
        facts.networks = networks.map { _, network in
            OrganizationFacts.Network(
                name: network.name, ranges: lines(network.addressRanges),
                isClosed: network.exposure == .closed,
                tier: network.tier?.rawValue)
        }
        facts.flows = try rows.all(ZoneConnection.register).compactMap { flow($0.record, names, today) }
        facts.exits = try rows.all(InternetExit.register)
            .filter { ($0.record.endsOn ?? today) >= today }.flatMap { lines($0.record.addresses) }
        facts.devices = try rows.all(Device.register)
            .filter { $0.record.state != .disposed }.map { _, device in
                OrganizationFacts.KnownDevice(
                    name: device.name, addresses: lines(device.addresses),
                    hostNames: device.hostName.map { [$0] } ?? [],
                    // What may be on two networks is at home on both.
                    network: device.secondNetwork == nil ? device.network.flatMap { names[$0.id] } : nil)
            }
        facts.accounts = try accounts(rows)
        facts.clouds = try rows.all(CloudService.register)
            .filter { isApproved($0.record, today) }.flatMap { lines($0.record.domains) }
        let sources = try rows.all(LogOrigin.register).map(\.record).filter { $0.isInUse(on: today) }
        facts.logSources = sources.map {
            OrganizationFacts.LogSource(name: $0.name, silentAfterMinutes: $0.silentAfterMinutes)
        }
        // A name server whose log is taken in is one that somebody chose.
        facts.resolvers = sources.filter { $0.kind == .dns }.flatMap { lines($0.address) }
        facts.ownDomains = try rows.all(OrganizationProfile.register).flatMap { lines($0.record.domains) }
        return facts
    }

    /// Nil for what is no traffic, was never permitted, or is closed.
    private static func flow(
        _ flow: ZoneConnection, _ names: [Identifier: String], _ today: Day
    ) -> OrganizationFacts.PermittedFlow? {
        guard flow.kind != .medium, flow.permittedOn != nil, (flow.endsOn ?? today) >= today else {
            return nil
        }
        func name(_ link: Link<Network>?) -> String? { link.map { names[$0.id] ?? "（不明）" } }
        return OrganizationFacts.PermittedFlow(
            name: flow.name, from: name(flow.fromNetwork), to: name(flow.toNetwork),
            source: written(flow.source), destination: written(flow.destination), port: written(flow.port),
            until: flow.permittedUntil)
    }

    private static func accounts(_ rows: RegisterRows) throws -> [OrganizationFacts.KnownAccount] {
        let people = Dictionary(
            try rows.all(Person.register).map { ($0.id, $0.record) }, uniquingKeysWith: { first, _ in first })
        let contracts = Dictionary(
            try rows.all(Contract.register).map { ($0.id, $0.record) },
            uniquingKeysWith: { first, _ in first })
        return try rows.all(SystemAccount.register).map { _, account in
            let contract = account.contract.flatMap { contracts[$0.id] }
            let hours = written(account.allowedHours)
            return OrganizationFacts.KnownAccount(
                login: account.login, endsOn: account.endsOn, isDisabled: account.isDisabled ?? false,
                personLeftOn: account.person.flatMap { people[$0.id]?.endsOn },
                contract: contract == nil && hours == nil
                    ? nil : OrganizationFacts.ContractTerm(endsOn: contract?.endsOn, hours: hours))
        }
    }

    private static func isApproved(_ service: CloudService, _ today: Day) -> Bool {
        service.approvedOn != nil && (service.approvedUntil ?? today) >= today
            && (service.endsOn ?? today) >= today
    }

    /// One entry a line, as the forms ask for.
    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: { $0.isNewline || "、,，".contains($0) })
            .map { $0.drop { $0.isWhitespace } }.map { String($0) }.filter { !$0.isEmpty }
    }

    private static func written(_ text: String?) -> String? {
        text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

/// Every current record of a register, page by page.
private struct RegisterRows {
    private let reader: RecordReader

    init(_ reader: RecordReader) { self.reader = reader }

    func all<Owner: Record>(_ register: Register<Owner>) throws -> [(id: Identifier, record: Owner)] {
        var query = ListQuery(limit: 500)
        var found: [(Identifier, Owner)] = []
        repeat {
            let page = try reader.page(register.definition, query)
            found += try page.rows.map { ($0.id, try register.record($0.values)) }
            query.after = page.next
        } while query.after != nil
        return found
    }
}
