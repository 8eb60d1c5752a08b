/// The devices of the register, found by what an event says of them.
struct DeviceTable: Sendable {
    private var byCard: [UInt64: Int] = [:]
    private var byName: [String: Int] = [:]
    private var byAddress: [NetworkAddress: Int] = [:]
    /// Devices whose cards are on record.
    private var hasCard: Set<Int> = []
    private let networks: [Int?]

    init(_ devices: [OrganizationFacts.KnownDevice], networks known: [String: Int]) {
        networks = devices.map { $0.network.flatMap { known[$0] } }
        for (number, device) in devices.enumerated() {
            for name in device.hostNames { byName[Self.shortName(name)] = number }
            for text in device.addresses.flatMap({ $0.split { ",;、，；\n ".contains($0) } }) {
                if let card = Self.card(text.utf8) {
                    byCard[card] = number
                    hasCard.insert(number)
                } else if let address = NetworkAddress(String(text)) {
                    byAddress[address] = number
                }
            }
        }
    }

    /// The six bytes of a network card's address: `00:11:22:33:44:55`, `00-11-…`, `0011.2233.4455`,
    /// `001122334455`.
    static func card(_ text: some Sequence<UInt8>) -> UInt64? {
        var (number, digits): (UInt64, Int) = (0, 0)
        for byte in text {
            switch byte {
            case 0x30...0x39: number = number << 4 | UInt64(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: number = number << 4 | UInt64((byte | 0x20) - 0x57)
            case 0x3A, 0x2D, 0x2E: continue
            default: return nil
            }
            digits += 1
            if digits > 12 { return nil }
        }
        // All ones and all zeros are nobody's.
        return digits == 12 && number != 0 && number != 0xFFFF_FFFF_FFFF ? number : nil
    }

    /// Without the domain, in small letters.
    static func shortName(_ name: String) -> String {
        let short = name.lowercased().prefix { $0 != "." }
        return short.hasSuffix("$") ? String(short.dropLast()) : String(short)
    }

    /// The device, or that there is none; nil where the event says too little to tell.
    ///
    /// A name alone is anybody's to choose: where the event tells the card and the register has cards for
    /// the device of that name, the card decides.
    func device(card: UInt64?, name: String?, address: NetworkAddress?) -> Found? {
        if let card, let number = byCard[card] { return .known(number) }
        if let name, let number = byName[Self.shortName(name)] {
            if card == nil || !hasCard.contains(number) { return .known(number) }
            return .unknown
        }
        if let address, let number = byAddress[address], card == nil || !hasCard.contains(number) {
            return .known(number)
        }
        return card == nil && name == nil ? nil : .unknown
    }

    enum Found: Hashable { case known(Int), unknown }

    /// The number of the network where the device belongs; nil where nobody wrote it down.
    func network(of device: Int) -> Int? { networks[device] }
}
