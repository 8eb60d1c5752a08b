/// ulogd2's JSON output for nftables and iptables: `{"timestamp": …, "oob.prefix": …, "src_ip": …}`.
struct Ulogd: LogFormat {
    static let name = "ulogd"
    private let reading = JSONReading(keys: KeyTable(prefix: "ulogd.", rules: Ulogd.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        JSONText.begins(record)
            && (record.bytes.first("\"oob.", in: record.body.prefix(800)) != nil
                || record.bytes.first("\"dvc\": \"Netfilter\"", in: record.body.prefix(400)) != nil
                || record.bytes.first("\"dvc\":\"Netfilter\"", in: record.body.prefix(400)) != nil)
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            draft.setTime(scan.isoStamp(), record.times)
        } else if let seconds = draft.integer(.date) {
            draft.time.microseconds =
                seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
                &+ (draft.integer(.clock) ?? 0)
        }
        if let transport = draft.range(.transport) { draft.addTransport(transport) }
        if let prefix = draft.range(.rule) {
            let text = record.bytes.text(prefix).uppercased()
            if ["DROP", "DENY", "BLOCK", "REJECT"].contains(where: text.contains) {
                draft.addDecision(isAllowed: false)
            } else if ["ACCEPT", "ALLOW", "PASS"].contains(where: text.contains) {
                draft.addDecision(isAllowed: true)
            }
        }
        draft.add(Names.observerProduct, Ulogd.product)
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
        return fault
    }

    private static let product = LogWord("netfilter")

    private static let rules: [KeyRule] = [
        KeyRule("timestamp", "ulogd.timestamp", .consumed, mark: .instant),
        KeyRule("oob.time.sec", "ulogd.oob.time.sec", .consumed, mark: .date),
        KeyRule("oob.time.usec", "ulogd.oob.time.usec", .consumed, mark: .clock),
        KeyRule("oob.prefix", "rule.name", mark: .rule), KeyRule("oob.in", "observer.ingress.interface.name"),
        KeyRule("oob.out", "observer.egress.interface.name"), KeyRule("oob.mark", "netfilter.mark"),
        KeyRule("oob.uid", "user.id"),
        KeyRule("src_ip", "source.ip"), KeyRule("dest_ip", "destination.ip"),
        KeyRule("ip.saddr", "source.ip"), KeyRule("ip.daddr", "destination.ip"),
        KeyRule("ip.saddr.str", "source.ip"), KeyRule("ip.daddr.str", "destination.ip"),
        KeyRule("src_port", "source.port"), KeyRule("dest_port", "destination.port"),
        KeyRule("tcp.sport", "source.port"), KeyRule("tcp.dport", "destination.port"),
        KeyRule("udp.sport", "source.port"), KeyRule("udp.dport", "destination.port"),
        KeyRule("ip.protocol", "network.iana_number", mark: .transport),
        KeyRule("ip.totlen", "network.bytes"), KeyRule("mac.saddr.str", "source.mac"),
        KeyRule("mac.daddr.str", "destination.mac"), KeyRule("action", "event.action"),
    ]
}
