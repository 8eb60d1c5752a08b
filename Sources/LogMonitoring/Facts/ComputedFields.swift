import Primitives

/// Fills the computed fields of one event after the other, those that some rule asks for, and remembers what
/// it found for the behaviours that look at the same event.
///
/// Not for two threads at once.
final class ComputedFields {
    /// Slots of what the answers are drawn from.
    struct Inputs: Sendable {
        let source: Int
        let destination: Int
        let translated: Int
        let card: Int
        let hostName: Int
        let user: Int
        let domain: Int
        let address: Int
        let port: Int
        let transport: Int
        let sentBytes: Int
        let receivedBytes: Int
        let code: Int
        let observer: Int
        let question: Int

        /// Each field with the names it may have in an event.
        init(slot: ([String]) -> Int) {
            source = slot(["source.ip"])
            destination = slot(["destination.ip"])
            translated = slot(["source.nat.ip"])
            card = slot(["source.mac"])
            hostName = slot(["source.domain"])
            user = slot(["user.name"])
            domain = slot(["url.domain", "dns.question.name", "destination.domain", "tls.client.server_name"])
            address = slot(["url.original"])
            port = slot(["destination.port"])
            transport = slot(["network.transport"])
            sentBytes = slot(["source.bytes"])
            receivedBytes = slot(["destination.bytes"])
            code = slot(["event.code"])
            observer = slot(["observer.name"])
            question = slot(["dns.question.name"])
        }
    }

    let facts: FactIndex
    let inputs: Inputs
    private let slots: [UnsafeBufferPointer<Int32>]
    /// Keeps the texts of `zoneNames`.
    private let words = KeptTexts()
    private let zoneNames: [UnsafeBufferPointer<UInt8>]
    private let domains: DomainAnswers
    private let asksForZones: Bool
    private let asksForDomains: Bool
    private let asksForTime: Bool
    /// Asked for, and the registers are there.
    private let answers: [Bool]
    private let night: Range<Int>
    private let zone: Int
    private var accounts: [(name: [UInt8], found: AccountTable.Found?)?]

    // What the last event said.
    private(set) var source: NetworkAddress?
    private(set) var destination: NetworkAddress?
    private(set) var sourceZone: FactIndex.Zone?
    private(set) var destinationZone: FactIndex.Zone?
    private(set) var domain: DomainAnswers.Answer?
    private(set) var time: LocalTime?

    /// - Parameter hasBehaviours: they ask for places and domains, whatever rules ask.
    init(_ facts: FactIndex, _ inputs: Inputs, _ index: FieldIndex, hasBehaviours: Bool) {
        self.facts = facts
        self.inputs = inputs
        slots = ComputedField.allCases.map { index.slots(ofText: $0.name) }
        zoneNames = facts.networks.map { [words] in words.kept($0.name) }
        domains = DomainAnswers(facts)
        answers = ComputedField.allCases.map { field in
            !index.slots(ofText: field.name).isEmpty && field.needs.allSatisfy(facts.knows)
        }
        (night, zone) = (facts.facts.night, facts.facts.zone)
        accounts = Array(repeating: nil, count: Self.rememberedAccounts)
        let slots = slots
        func isAsked(_ fields: [ComputedField]) -> Bool {
            fields.contains { !slots[$0.rawValue].isEmpty }
        }
        asksForZones =
            facts.knows(.networks)
            && (hasBehaviours
                || isAsked([
                    .sourceZone, .destinationZone, .sourceSide, .destinationSide, .direction, .flow, .exit,
                    .resolver, .device, .deviceNetwork,
                ]))
        asksForDomains = hasBehaviours || isAsked([.domain, .domainName, .resembles, .cloud])
        asksForTime = hasBehaviours || isAsked([.flow, .account, .hour, .night])
    }

    /// - Parameters:
    ///   - microseconds: when the event happened.
    ///   - received: when it was received, where that is known.
    func fill(_ table: EventTable, at microseconds: Int64?, received: Int64?) {
        source = nil
        destination = nil
        sourceZone = nil
        destinationZone = nil
        time = asksForTime ? microseconds.map { LocalTime(microseconds: $0, zone: zone) } : nil
        if asksForZones { fillZones(table) }
        domain = asksForDomains ? domainAnswer(table) : nil
        if let domain { fill(domain, table) }
        if answers(.device) || answers(.deviceNetwork) { fillDevice(table) }
        if answers(.account), let found = account(table) {
            put(.account, Self.word(found.standing(at: time)), table)
        }
        if let time {
            if isAsked(.hour) { putNumber(.hour, time.hour, table) }
            let isNight = night.contains(time.hour) || night.contains(time.hour + 24)
            put(.night, isNight ? "night" : "day", table)
        }
        if isAsked(.clockOffset), let microseconds, let received {
            putNumber(.clockOffset, Int((microseconds - received) / 1_000_000), table)
        }
    }

    // MARK: Places

    private func fillZones(_ table: EventTable) {
        source = address(inputs.source, table)
        destination = address(inputs.destination, table)
        sourceZone = source.flatMap(facts.zone)
        destinationZone = destination.flatMap(facts.zone)
        if let sourceZone {
            put(.sourceZone, name(sourceZone), table)
            put(.sourceSide, side(sourceZone), table)
        }
        if let destinationZone {
            put(.destinationZone, name(destinationZone), table)
            put(.destinationSide, side(destinationZone), table)
        }
        guard let sourceZone, let destinationZone else { return }
        let isFromInside = Self.isInside(sourceZone)
        let isToInside = Self.isInside(destinationZone)
        switch (isFromInside, isToInside) {
        case (true, true): put(.direction, sourceZone == destinationZone ? "within" : "between", table)
        case (true, false): put(.direction, "outbound", table)
        case (false, true): put(.direction, "inbound", table)
        case (false, false): break
        }
        if answers(.flow) { fillFlow(sourceZone, destinationZone, table) }
        if isFromInside, !isToInside, answers(.exit) { fillExit(table) }
        if isFromInside, answers(.resolver) { fillResolver(table) }
    }

    private static func isInside(_ zone: FactIndex.Zone) -> Bool {
        switch zone {
        case .network, .unlisted: true
        case .exit, .outside: false
        }
    }

    private func name(_ zone: FactIndex.Zone) -> UnsafeBufferPointer<UInt8> {
        switch zone {
        case .network(let number): zoneNames[number]
        case .exit: Self.bytes("exit")
        case .outside: Self.bytes("outside")
        case .unlisted: Self.bytes("unlisted")
        }
    }

    private func side(_ zone: FactIndex.Zone) -> UnsafeBufferPointer<UInt8> {
        guard case .network = zone else { return name(zone) }
        return isClosed(zone) ? Self.bytes("closed") : Self.bytes("internet-facing")
    }

    /// Whether the place is a network that is separated from the internet.
    func isClosed(_ zone: FactIndex.Zone?) -> Bool {
        guard case .network(let number)? = zone else { return false }
        return facts.networks[number].isClosed
    }

    /// Flows between two networks, and those between a closed network and anything that is none of ours.
    private func fillFlow(_ from: FactIndex.Zone, _ to: FactIndex.Zone, _ table: EventTable) {
        guard from != to, let source, let destination else { return }
        let (fromNumber, toNumber) = (Self.number(from), Self.number(to))
        guard fromNumber >= 0 && toNumber >= 0 || isClosed(from) || isClosed(to) else { return }
        let standing = facts.flows.standing(
            from: fromNumber, to: toNumber, source: source, destination: destination,
            transport: transport(table), port: number(inputs.port, table), day: time?.day)
        switch standing {
        case .permitted: put(.flow, "permitted", table)
        case .expired: put(.flow, "expired", table)
        case .notPermitted: put(.flow, "not-permitted", table)
        }
    }

    private static func number(_ zone: FactIndex.Zone) -> Int {
        if case .network(let number) = zone { number } else { -2 }
    }

    /// An address changed into another private one tells nothing: a second device behind changes it again.
    private func fillExit(_ table: EventTable) {
        guard let translated = address(inputs.translated, table), let zone = facts.zone(translated) else {
            return
        }
        switch zone {
        case .exit: put(.exit, "registered", table)
        case .outside: put(.exit, "other", table)
        case .network, .unlisted: break
        }
    }

    /// What the approved name servers ask themselves is approved as well.
    private func fillResolver(_ table: EventTable) {
        guard let port = number(inputs.port, table), port == 53 || port == 853, let source, let destination
        else { return }
        let isApproved = facts.isResolver(destination) || facts.isResolver(source)
        put(.resolver, isApproved ? "approved" : "foreign", table)
    }

    private func transport(_ table: EventTable) -> PortList.Transport? {
        switch text(inputs.transport, table) {
        case "tcp": .tcp
        case "udp": .udp
        case "icmp", "ipv6-icmp": .icmp
        default: nil
        }
    }

    // MARK: Names

    private func domainAnswer(_ table: EventTable) -> DomainAnswers.Answer? {
        let value = table.firstValue(inputs.domain)
        if value >= 0, table.values[value].kind == .text, let found = domains.answer(table.raw(value)) {
            return found
        }
        // Some firewalls write host and path in one.
        let whole = table.firstValue(inputs.address)
        guard whole >= 0 else { return nil }
        let bytes = table.raw(whole)
        let end = bytes.firstIndex { $0 == 0x2F || $0 == 0x3A || $0 == 0x3F } ?? bytes.count
        return domains.answer(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }

    private func fill(_ answer: DomainAnswers.Answer, _ table: EventTable) {
        if isAsked(.domainName) {
            let name = table.arena.copy(answer.registered)
            for slot in slots[ComputedField.domainName.rawValue] { table.add(Int(slot), name, .text) }
        }
        if answers(.domain) || answers(.resembles) {
            put(.domain, Self.word(answer.kind), table)
            if let resembles = answer.resembles {
                let name = table.arena.copy(resembles)
                for slot in slots[ComputedField.resembles.rawValue] { table.add(Int(slot), name, .text) }
            }
        }
        if answers(.cloud) {
            put(.cloud, answer.isApprovedCloud || answer.kind == .own ? "approved" : "not-approved", table)
        }
    }

    private static func word(_ kind: DomainAnswers.Kind) -> StaticString {
        switch kind {
        case .own: "own"
        case .approved: "approved"
        case .knownGood: "known-good"
        case .lookalike: "lookalike"
        case .unknown: "unknown"
        }
    }

    private static func word(_ standing: AccountTable.Standing) -> StaticString {
        switch standing {
        case .known: "known"
        case .disabled: "disabled"
        case .ended: "ended"
        case .outsideHours: "outside-hours"
        case .contractEnded: "contract-ended"
        case .left: "left"
        case .unknown: "unknown"
        }
    }

    private func fillDevice(_ table: EventTable) {
        guard sourceZone != .outside, sourceZone != .exit else { return }
        let value = table.firstValue(inputs.card)
        let card = value < 0 ? nil : DeviceTable.card(table.raw(value))
        let name = text(inputs.hostName, table).flatMap { $0.isEmpty || $0 == "-" ? nil : $0 }
        let own = source ?? address(inputs.source, table)
        switch facts.devices.device(card: card, name: name, address: own) {
        case nil: return
        case .unknown?: put(.device, "unknown", table)
        case .known(let number)?:
            put(.device, "known", table)
            guard let belongs = facts.devices.network(of: number), case .network(let seen)? = sourceZone
            else {
                return
            }
            put(.deviceNetwork, belongs == seen ? "own" : "other", table)
        }
    }

    // MARK: Values

    private func isAsked(_ field: ComputedField) -> Bool { !slots[field.rawValue].isEmpty }

    private func answers(_ field: ComputedField) -> Bool { answers[field.rawValue] }

    private static let rememberedAccounts = 1_024

    /// Remembered by the bytes of the name: one person makes many events.
    private func account(_ table: EventTable) -> AccountTable.Found? {
        let value = table.firstValue(inputs.user)
        guard value >= 0, table.values[value].kind != .null else { return nil }
        let name = table.raw(value)
        let place = Int(truncatingIfNeeded: FieldIndex.hash(name) >> 13) & (Self.rememberedAccounts - 1)
        if let known = accounts[place], known.name.count == name.count,
            known.name.withUnsafeBufferPointer({ ByteSearch.equal($0, name, at: 0) })
        {
            return known.found
        }
        let found = facts.accounts.found(String(decoding: name, as: UTF8.self))
        if name.count <= 256 { accounts[place] = (Array(name), found) }
        return found
    }

    private func put(_ field: ComputedField, _ word: StaticString, _ table: EventTable) {
        put(field, Self.bytes(word), table)
    }

    private static func bytes(_ word: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }

    private func put(_ field: ComputedField, _ text: UnsafeBufferPointer<UInt8>, _ table: EventTable) {
        for slot in slots[field.rawValue] { table.add(Int(slot), text, .text) }
    }

    private func putNumber(_ field: ComputedField, _ number: Int, _ table: EventTable) {
        let text = table.arena.copy(String(number).utf8)
        for slot in slots[field.rawValue] { table.add(Int(slot), text, .number) }
    }

    func address(_ slot: Int, _ table: EventTable) -> NetworkAddress? {
        let value = table.firstValue(slot)
        return value < 0 ? nil : NetworkAddress(table.raw(value))
    }

    func text(_ slot: Int, _ table: EventTable) -> String? {
        let value = table.firstValue(slot)
        guard value >= 0, table.values[value].kind != .null else { return nil }
        return String(decoding: table.raw(value), as: UTF8.self)
    }

    func number(_ slot: Int, _ table: EventTable) -> Int? {
        let value = table.firstValue(slot)
        return value < 0 ? nil : DecimalText.integer(table.raw(value)).map { Int($0) }
    }
}

/// Texts that stay where they are, each once, as values for the table of an event. Few: words and names of
/// networks.
final class KeptTexts {
    private var known: [String: UnsafeBufferPointer<UInt8>] = [:]

    deinit { for text in known.values { text.deallocate() } }

    func kept(_ text: String) -> UnsafeBufferPointer<UInt8> {
        if let found = known[text] { return found }
        let bytes = Array(text.utf8)
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = copy.initialize(from: bytes)
        let made = UnsafeBufferPointer(start: copy.baseAddress, count: bytes.count)
        known[text] = made
        return made
    }
}
