/// Lines that the Linux kernel writes for a LOG rule of iptables or nftables:
/// `IN=eth0 OUT= MAC=… SRC=… DST=… PROTO=TCP SPT=… DPT=… SYN`.
struct Iptables: LogFormat {
    static let name = "iptables"

    func recognizes(_ record: LogRecord) -> Bool {
        record.bytes.first("IN=", in: record.body) != nil
            && record.bytes.first(" OUT=", in: record.body) != nil
            && record.bytes.first("SRC=", in: record.body) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        guard let start = record.bytes.first("IN=", in: record.body) else { return .notThisFormat(Self.name) }
        addPrefix(record, start, &draft)
        var scan = Scan(record.bytes, start..<record.body.upperBound)
        while !scan.isAtEnd {
            let word = scan.word()
            // The packet inside an ICMP error stands in brackets and repeats the names.
            if word.isEmpty { continue }
            if record.bytes[word.lowerBound] == UInt8(ascii: "[") { break }
            guard let equals = record.bytes.first(UInt8(ascii: "="), in: word) else {
                if Iptables.flags.contains(draft.key(word)) { draft.add(Iptables.tcpFlags, word, .lowered) }
                continue
            }
            add(word.lowerBound..<equals, equals + 1..<word.upperBound, &draft)
        }
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
        draft.add(Names.observerProduct, Iptables.product)
        return draft.place(named: Names.sourceIP) == nil ? .notKeyAndValue : nil
    }

    /// What the rule wrote before the packet: `[12.345] DROP-IN: `.
    private func addPrefix(_ record: LogRecord, _ start: Int, _ draft: inout EventDraft) {
        var scan = Scan(record.bytes, record.body.lowerBound..<start)
        if scan.next == UInt8(ascii: "["), scan.until(UInt8(ascii: "]")) != nil { scan.skipBlanks() }
        let prefix = record.bytes.trimmed(scan.rest)
        guard !prefix.isEmpty else { return }
        draft.add(Names.rule, prefix)
        let text = record.bytes.text(prefix).uppercased()
        if ["DROP", "DENY", "BLOCK", "REJECT"].contains(where: text.contains) {
            draft.addDecision(isAllowed: false)
        } else if ["ACCEPT", "ALLOW", "PASS"].contains(where: text.contains) {
            draft.addDecision(isAllowed: true)
        }
    }

    private func add(_ key: Range<Int>, _ value: Range<Int>, _ draft: inout EventDraft) {
        let name = draft.key(key)
        if name == Iptables.transport {
            draft.addTransport(value)
        } else if name == Iptables.hardware {
            addHardware(value, &draft)
        } else if let rule = Iptables.names[name], draft.place(named: rule.0) == nil {
            // The length of the datagram follows that of the packet under the same name.
            draft.add(rule.0, value, rule.1)
        }
    }

    /// `destination:source:type`, six bytes each and two, separated by colons.
    private func addHardware(_ value: Range<Int>, _ draft: inout EventDraft) {
        guard value.count >= 35 else { return }
        draft.add(Names.destinationMAC, value.lowerBound..<value.lowerBound + 17)
        draft.add(Names.sourceMAC, value.lowerBound + 18..<value.lowerBound + 35)
    }

    private static let product = LogWord("netfilter")
    private static let tcpFlags = LogWord("netfilter.tcp_flags")
    private static let transport = Decision.key("proto")
    private static let hardware = Decision.key("mac")
    private static let flags = Set(["syn", "ack", "fin", "rst", "psh", "urg"].map(Decision.key))
    private static let names: [UInt64: (LogWord, FieldSlot.Kind)] = Dictionary(
        ([
            ("src", Names.sourceIP, .text), ("dst", Names.destinationIP, .text),
            ("spt", Names.sourcePort, .integer), ("dpt", Names.destinationPort, .integer),
            ("in", Names.ingress, .text), ("out", Names.egress, .text),
            ("len", Names.networkBytes, .integer), ("ttl", LogWord("netfilter.ttl"), .integer),
            ("type", LogWord("netfilter.icmp_type"), .integer),
            ("code", LogWord("netfilter.icmp_code"), .integer),
            ("mark", LogWord("netfilter.mark"), .text), ("uid", LogWord("user.id"), .text),
        ] as [(String, LogWord, FieldSlot.Kind)]).map { (Decision.key($0.0), ($0.1, $0.2)) }
    ) { first, _ in first }
}
