import Primitives

/// The facts of an organization made ready to be asked a million times in a second. Read only.
final class FactIndex: Sendable {
    /// Where an address belongs.
    enum Zone: Equatable {
        case network(Int)
        case exit
        case outside
        case unlisted
    }

    let facts: OrganizationFacts
    private let known: Set<FactRegister>
    let networks: [OrganizationFacts.Network]
    let devices: DeviceTable
    let accounts: AccountTable
    let flows: FlowTable
    let lookalikes: Lookalikes
    let ownDomains: DomainSet
    let clouds: DomainSet
    let knownGoodDomains: DomainSet
    private let addresses: AddressTable
    private let resolvers: AddressTable
    private let knownGoodAddresses: AddressTable
    /// What the registers say and nobody can read, by register: shown, because it permits nothing.
    let unread: [(register: FactRegister, text: String)]

    /// - Parameter knownGood: domains and addresses beside those of the facts.
    init(_ facts: OrganizationFacts, knownGood: [String] = []) {
        self.facts = facts
        known = Set(FactRegister.allCases.filter(facts.knows))
        networks = facts.networks ?? []
        let numbers = Dictionary(
            networks.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var unread: [(FactRegister, String)] = []
        var spans: [(AddressSpan, Int)] = []
        for (number, network) in networks.enumerated() {
            for range in network.ranges {
                let read = AddressSpan.all(in: range)
                spans += read.spans.map { ($0, number) }
                unread += read.unread.map { (.networks, "\(network.name)：\($0)") }
            }
        }
        let exit = networks.count
        spans += Self.spans(facts.exits ?? [], .exits, &unread).filter { !$0.first.isPrivate }
            .map { ($0, exit) }
        addresses = AddressTable(spans)
        resolvers = AddressTable(Self.spans(facts.resolvers ?? [], .resolvers, &unread).map { ($0, 1) })
        devices = DeviceTable(facts.devices ?? [], networks: numbers)
        accounts = AccountTable(facts.accounts ?? [])
        flows = FlowTable(facts.flows ?? [], networks: numbers)
        lookalikes = Lookalikes(facts.ownDomains ?? [])
        ownDomains = DomainSet(facts.ownDomains ?? [])
        clouds = DomainSet(facts.clouds ?? [])
        let good = facts.knownGood + knownGood
        knownGoodDomains = DomainSet(good)
        knownGoodAddresses = AddressTable(good.compactMap { AddressSpan($0) }.map { ($0, 1) })
        unread += accounts.unread.map { (.accounts, $0) }
        unread += flows.unread.map { (.flows, $0) }
        self.unread = unread
    }

    private static func spans(
        _ texts: [String], _ register: FactRegister, _ unread: inout [(FactRegister, String)]
    ) -> [AddressSpan] {
        texts.flatMap { text in
            let read = AddressSpan.all(in: text)
            unread += read.unread.map { (register, $0) }
            return read.spans
        }
    }

    func knows(_ register: FactRegister) -> Bool { known.contains(register) }

    /// Nil for what has no place, such as a group of hosts.
    func zone(_ address: NetworkAddress) -> Zone? {
        if address.isOfNoPlace { return nil }
        if let number = addresses.value(address) {
            return number < networks.count ? .network(number) : .exit
        }
        return address.isPrivate ? .unlisted : .outside
    }

    func isResolver(_ address: NetworkAddress) -> Bool { resolvers.value(address) != nil }

    func isKnownGood(_ address: NetworkAddress) -> Bool { knownGoodAddresses.value(address) != nil }
}
