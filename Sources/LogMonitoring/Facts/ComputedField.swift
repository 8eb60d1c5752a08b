/// A field that no device writes: what an event means for this organization. Rules ask for it like for any
/// other.
public enum ComputedField: Int, CaseIterable, Sendable {
    /// The network's name, `exit` for the organization's own addresses on the internet, `outside`, or
    /// `unlisted` for a private address in no network of the register.
    case sourceZone
    case destinationZone
    /// `closed`, `internet-facing`, `exit`, `outside`, `unlisted`.
    case sourceSide
    case destinationSide
    /// `outbound`, `inbound`, `between` two networks, `within` one.
    case direction
    /// Between two networks: `permitted`, `not-permitted`, `expired`.
    case flow
    /// Of what leaves with its address changed: `registered` or `other`.
    case exit
    /// Of what asks a name server: `approved` or `foreign`.
    case resolver
    /// `known`, `unknown`.
    case device
    /// Whether a known device is in its `own` network or in an `other` one.
    case deviceNetwork
    /// `known`, `unknown`, `disabled`, `ended`, `outside-hours`, `contract-ended`, `left`.
    case account
    /// `own`, `approved`, `known-good`, `lookalike`, `unknown`.
    case domain
    /// What somebody registered: `example.co.jp`.
    case domainName
    /// Of a lookalike: the name it is like.
    case resembles
    /// `approved`, `not-approved`.
    case cloud
    /// The hour on the organization's clock, 0 to 23.
    case hour
    /// `night`, `day`.
    case night
    /// The event's time less the time of its receipt.
    case clockOffset

    /// The registers without which the field stays absent.
    public var needs: [FactRegister] {
        switch self {
        case .sourceZone, .destinationZone, .sourceSide, .destinationSide, .direction: [.networks]
        case .flow: [.networks, .flows]
        case .exit: [.networks, .exits]
        case .resolver: [.networks, .resolvers]
        case .device: [.devices]
        case .deviceNetwork: [.devices, .networks]
        case .account: [.accounts]
        case .resembles: [.ownDomains]
        case .domain: [.ownDomains]
        case .cloud: [.clouds]
        case .domainName, .hour, .night, .clockOffset: []
        }
    }

    /// As rules write it.
    public var name: String {
        switch self {
        case .sourceZone: "toride.source.zone"
        case .destinationZone: "toride.destination.zone"
        case .sourceSide: "toride.source.side"
        case .destinationSide: "toride.destination.side"
        case .direction: "toride.direction"
        case .flow: "toride.flow"
        case .exit: "toride.exit"
        case .resolver: "toride.resolver"
        case .device: "toride.device"
        case .deviceNetwork: "toride.device_network"
        case .account: "toride.account"
        case .domain: "toride.domain"
        case .domainName: "toride.domain_name"
        case .resembles: "toride.resembles"
        case .cloud: "toride.cloud"
        case .hour: "toride.hour"
        case .night: "toride.night"
        case .clockOffset: "toride.clock_offset_seconds"
        }
    }
}
