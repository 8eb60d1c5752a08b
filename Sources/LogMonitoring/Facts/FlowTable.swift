import Primitives

/// What a flow between two networks is: among the permitted ones or not.
struct FlowTable: Sendable {
    enum Standing: Sendable { case permitted, expired, notPermitted }

    private struct Entry: Sendable {
        let from: Int?
        let to: Int?
        let sources: [AddressSpan]?
        let destinations: [AddressSpan]?
        let ports: PortList?
        let until: Int?
    }

    /// By the network of the initiator, so that few are compared; -1 are those of any network.
    private let entries: [Int: [Entry]]
    /// What could not be understood, so that it permits nothing.
    let unread: [String]

    init(_ flows: [OrganizationFacts.PermittedFlow], networks: [String: Int]) {
        var entries: [Int: [Entry]] = [:]
        var unread: [String] = []
        for flow in flows {
            let sources = flow.source.map(AddressSpan.all)
            let destinations = flow.destination.map(AddressSpan.all)
            let ports = flow.port.map(PortList.init)
            let (from, to) = (flow.from.map { networks[$0] }, flow.to.map { networks[$0] })
            let isVague = flow.source == nil && flow.destination == nil && flow.port == nil
            let isWrong =
                [sources, destinations].contains {
                    $0.map { !$0.unread.isEmpty || $0.spans.isEmpty } ?? false
                }
            // A name of a network that is not known, or a port that cannot be read, must not permit all.
            if isVague || isWrong || from == .some(nil) || to == .some(nil) || ports == .some(nil) {
                unread.append(flow.name)
                continue
            }
            let entry = Entry(
                from: from ?? nil, to: to ?? nil, sources: sources?.spans, destinations: destinations?.spans,
                ports: ports ?? nil, until: flow.until?.daysSince1970)
            entries[entry.from ?? -1, default: []].append(entry)
        }
        self.entries = entries
        self.unread = unread
    }

    func standing(
        from: Int, to: Int, source: NetworkAddress, destination: NetworkAddress,
        transport: PortList.Transport?,
        port: Int?, day: Int?
    ) -> Standing {
        var isExpired = false
        for key in [from, -1] {
            for entry in entries[key] ?? [] {
                if let wanted = entry.to, wanted != to { continue }
                if let spans = entry.sources, !spans.contains(where: { $0.contains(source) }) { continue }
                if let spans = entry.destinations, !spans.contains(where: { $0.contains(destination) }) {
                    continue
                }
                if let ports = entry.ports, !ports.contains(port, transport) { continue }
                guard let until = entry.until, let day, day > until else { return .permitted }
                isExpired = true
            }
        }
        return isExpired ? .expired : .notPermitted
    }
}

/// Ports as people write them: `TCP 443`, `443/tcp`, `UDP53、TCP53`, `1521-1530`, `HTTPS`.
struct PortList: Hashable, Sendable {
    enum Transport: UInt8, Sendable { case tcp, udp, icmp }

    private struct Span: Hashable, Sendable {
        let transport: Transport?
        let ports: ClosedRange<Int>
    }

    private let spans: [Span]

    /// Nil where something in it cannot be understood.
    init?(_ text: String) {
        var spans: [Span] = []
        let narrow = String(
            text.lowercased().unicodeScalars.map { scalar -> Character in
                (0xFF01...0xFF5E).contains(scalar.value)
                    ? Character(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar) : Character(scalar)
            })
        var transport: Transport?
        for piece in narrow.split(whereSeparator: { ",、，;・\n".contains($0) }) {
            var words: [String] = []
            for word in piece.split(whereSeparator: { "/: \u{3000}()番ポート".contains($0) }) {
                words += Self.parted(String(word))
            }
            var found: [ClosedRange<Int>] = []
            var own: Transport?
            for word in words {
                if let known = Self.transports[word] {
                    own = known
                } else if let known = Self.services[word] {
                    found.append(known...known)
                } else if let range = Self.range(word) {
                    found.append(range)
                } else {
                    return nil
                }
            }
            if own == .icmp, found.isEmpty { found = [0...65_535] }
            guard !found.isEmpty else { return nil }
            // `TCP 80, 443`: the word stands for what follows it.
            transport = own ?? transport
            spans += found.map { Span(transport: transport, ports: $0) }
        }
        guard !spans.isEmpty else { return nil }
        self.spans = spans
    }

    /// `tcp443` in two.
    private static func parted(_ word: String) -> [String] {
        for name in transports.keys where word.hasPrefix(name) && word.count > name.count {
            let rest = String(word.dropFirst(name.count))
            if rest.first?.isNumber == true { return [name, rest] }
        }
        return [word]
    }

    private static func range(_ word: String) -> ClosedRange<Int>? {
        let ends = word.split { "-~〜～".contains($0) }.map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
            (0...65_535).contains(first), last <= 65_535
        else { return nil }
        return first...last
    }

    /// An event that does not tell its port is in no list of ports.
    func contains(_ port: Int?, _ transport: Transport?) -> Bool {
        spans.contains { span in
            guard span.transport == nil || transport == nil || span.transport == transport else {
                return false
            }
            if span.transport == .icmp { return transport == .icmp }
            return port.map(span.ports.contains) ?? false
        }
    }

    private static let transports: [String: Transport] = [
        "tcp": .tcp, "udp": .udp, "icmp": .icmp, "ping": .icmp,
    ]

    private static let services: [String: Int] = [
        "http": 80, "https": 443, "ssh": 22, "rdp": 3_389, "smb": 445, "cifs": 445, "dns": 53, "ntp": 123,
        "smtp": 25, "imap": 143, "imaps": 993, "pop3": 110, "ldap": 389, "ldaps": 636, "ftp": 21, "sftp": 22,
        "syslog": 514, "snmp": 161, "oracle": 1_521, "kerberos": 88, "telnet": 23,
    ]
}
