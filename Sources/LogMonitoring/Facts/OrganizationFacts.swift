import Primitives

/// What an organization has on record about itself, as plain values: what rules hold events against.
///
/// A part that is nil is not known. Rules that need it wait and are listed (`DetectionRun.waiting`); nothing
/// is taken for permitted because nobody wrote it down.
public struct OrganizationFacts: Sendable {
    /// A network and the addresses in it.
    public struct Network: Sendable {
        public var name: String
        /// CIDR, single addresses, or `first-last`.
        public var ranges: [String]
        /// Separated from the internet.
        public var isClosed: Bool
        /// The tier of the three-tier measures, as the register names it.
        public var tier: String?

        public init(name: String, ranges: [String], isClosed: Bool, tier: String? = nil) {
            self.name = name
            self.ranges = ranges
            self.isClosed = isClosed
            self.tier = tier
        }
    }

    /// A flow between two networks that somebody permitted. A part that is nil is not restricted.
    public struct PermittedFlow: Sendable {
        public var name: String
        /// Names of networks.
        public var from: String?
        public var to: String?
        /// Addresses, as in `Network.ranges`.
        public var source: String?
        public var destination: String?
        /// `TCP 443`, `53/udp`, `1521-1530`.
        public var port: String?
        /// The last day.
        public var until: Day?

        public init(
            name: String, from: String? = nil, to: String? = nil, source: String? = nil,
            destination: String? = nil, port: String? = nil, until: Day? = nil
        ) {
            self.name = name
            self.from = from
            self.to = to
            self.source = source
            self.destination = destination
            self.port = port
            self.until = until
        }
    }

    /// A device of the register.
    public struct KnownDevice: Sendable {
        public var name: String
        /// IP and MAC addresses, in any order and writing.
        public var addresses: [String]
        public var hostNames: [String]
        /// The name of its network.
        public var network: String?

        public init(name: String, addresses: [String] = [], hostNames: [String] = [], network: String? = nil)
        {
            self.name = name
            self.addresses = addresses
            self.hostNames = hostNames
            self.network = network
        }
    }

    /// An account of some information system.
    public struct KnownAccount: Sendable {
        public var login: String
        /// The last day on which it may be used.
        public var endsOn: Day?
        public var isDisabled: Bool
        /// The last day of its person in the organization.
        public var personLeftOn: Day?
        /// Nil where it is no contractor's.
        public var contract: ContractTerm?

        public init(
            login: String, endsOn: Day? = nil, isDisabled: Bool = false, personLeftOn: Day? = nil,
            contract: ContractTerm? = nil
        ) {
            self.login = login
            self.endsOn = endsOn
            self.isDisabled = isDisabled
            self.personLeftOn = personLeftOn
            self.contract = contract
        }
    }

    /// When a contractor may work.
    public struct ContractTerm: Sendable {
        public var endsOn: Day?
        /// As the register has it: `平日 9:00-17:30`.
        public var hours: String?

        public init(endsOn: Day? = nil, hours: String? = nil) {
            self.endsOn = endsOn
            self.hours = hours
        }
    }

    /// Something that writes logs.
    public struct LogSource: Sendable {
        /// As the records name it, or the source from which they are read.
        public var name: String
        /// Nil: what is usual for it is learned.
        public var silentAfterMinutes: Int?

        public init(name: String, silentAfterMinutes: Int? = nil) {
            self.name = name
            self.silentAfterMinutes = silentAfterMinutes
        }
    }

    public var networks: [Network]?
    public var flows: [PermittedFlow]?
    /// Addresses of the registered exits; those on the outside count.
    public var exits: [String]?
    /// Addresses of the name servers that may be asked.
    public var resolvers: [String]?
    public var devices: [KnownDevice]?
    public var accounts: [KnownAccount]?
    /// Domains of cloud services whose use is approved.
    public var clouds: [String]?
    public var ownDomains: [String]?
    public var logSources: [LogSource]?
    /// Domains and addresses of time servers, updates and the like, added to those that rules name.
    public var knownGood: [String] = []
    /// Seconds east of Greenwich, for the hour of the day.
    public var zone = 9 * 3600
    /// The hours from which and to which it is night.
    public var night = 22..<29

    /// Nothing is known.
    public init() {}
}

/// A part of the facts, named as the register it comes from.
public enum FactRegister: String, Sendable, CaseIterable {
    case networks
    case flows = "zone-connections"
    case exits = "internet-exits"
    case resolvers = "name-servers"
    case devices
    case accounts = "system-accounts"
    case clouds = "cloud-services"
    case ownDomains = "own-domains"
    case logSources = "log-sources"
}

extension OrganizationFacts {
    /// Whether there is something to hold events against: an empty register knows nothing.
    public func knows(_ register: FactRegister) -> Bool {
        switch register {
        case .networks: networks?.contains { !$0.ranges.isEmpty } ?? false
        case .flows: flows != nil
        // Their inner addresses tell nothing of where a connection left.
        case .exits: (exits ?? []).contains { AddressSpan.all(in: $0).spans.contains { !$0.first.isPrivate } }
        case .resolvers: !(resolvers ?? []).isEmpty
        case .devices: devices?.contains { !$0.addresses.isEmpty || !$0.hostNames.isEmpty } ?? false
        case .accounts: !(accounts ?? []).isEmpty
        case .clouds: clouds != nil
        case .ownDomains: !(ownDomains ?? []).isEmpty
        case .logSources: !(logSources ?? []).isEmpty
        }
    }
}
