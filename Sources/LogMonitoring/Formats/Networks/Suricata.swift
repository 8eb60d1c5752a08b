/// Suricata's EVE: one JSON object a line, with `event_type`.
struct Suricata: LogFormat {
    static let name = "suricata"
    private let reading = JSONReading(keys: KeyTable(prefix: "suricata.eve.", rules: Suricata.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        JSONText.begins(record) && record.bytes.first("\"event_type\"", in: record.body.prefix(400)) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            draft.setTime(scan.isoStamp(), record.times)
        }
        if let transport = draft.range(.transport) { draft.addTransport(transport) }
        draft.addByteSum()
        if let kind = draft.range(.kind), record.bytes.equals(kind, "alert") {
            draft.add(Names.kind, Values.alert)
        }
        if let action = draft.range(.action) { draft.addDecision(action) }
        draft.addObserver(Suricata.vendor, Suricata.product, record)
        return fault
    }

    private static let vendor = LogWord("OISF")
    private static let product = LogWord("Suricata")

    private static let rules: [KeyRule] = [
        KeyRule("timestamp", "suricata.eve.timestamp", .consumed, mark: .instant),
        KeyRule("event_type", "suricata.eve.event_type", mark: .kind),
        KeyRule("flow_id", "suricata.eve.flow_id"), KeyRule("in_iface", "observer.ingress.interface.name"),
        KeyRule("src_ip", "source.ip"), KeyRule("src_port", "source.port"),
        KeyRule("dest_ip", "destination.ip"), KeyRule("dest_port", "destination.port"),
        KeyRule("proto", "suricata.eve.proto", .consumed, mark: .transport),
        KeyRule("app_proto", "network.protocol"),
        KeyRule("alert.signature", "rule.name"), KeyRule("alert.signature_id", "rule.id"),
        KeyRule("alert.category", "rule.category"), KeyRule("alert.severity", "event.severity"),
        KeyRule("alert.rev", "rule.version"), KeyRule("alert.action", "event.action", mark: .action),
        KeyRule("flow.bytes_toserver", "source.bytes", mark: .sentBytes),
        KeyRule("flow.bytes_toclient", "destination.bytes", mark: .receivedBytes),
        KeyRule("flow.pkts_toserver", "source.packets", mark: .sentPackets),
        KeyRule("flow.pkts_toclient", "destination.packets", mark: .receivedPackets),
        KeyRule("dns.rrname", "dns.question.name"), KeyRule("dns.rrtype", "dns.question.type"),
        KeyRule("dns.queries.rrname", "dns.question.name"),
        KeyRule("dns.queries.rrtype", "dns.question.type"),
        KeyRule("dns.rcode", "dns.response_code"), KeyRule("dns.type", "dns.type"),
        KeyRule("dns.id", "dns.id"), KeyRule("dns.answers.rdata", "dns.answers.data"),
        KeyRule("dns.answers.rrname", "dns.answers.name"), KeyRule("dns.answers.rrtype", "dns.answers.type"),
        KeyRule("http.hostname", "url.domain"), KeyRule("http.url", "url.original"),
        KeyRule("http.http_user_agent", "user_agent.original"),
        KeyRule("http.http_method", "http.request.method"),
        KeyRule("http.status", "http.response.status_code"),
        KeyRule("http.length", "http.response.body.bytes"),
        KeyRule("http.http_refer", "http.request.referrer"),
        KeyRule("tls.sni", "tls.client.server_name"), KeyRule("tls.version", "tls.version"),
        KeyRule("tls.subject", "tls.server.subject"), KeyRule("tls.issuerdn", "tls.server.issuer"),
        KeyRule("tls.ja3.hash", "tls.client.ja3"), KeyRule("fileinfo.filename", "file.path"),
        KeyRule("fileinfo.size", "file.size"), KeyRule("fileinfo.sha256", "file.hash.sha256"),
        KeyRule("host", "observer.name"),
    ]
}

/// Telling JSON lines apart from a few bytes.
enum JSONText {
    static func begins(_ record: LogRecord) -> Bool {
        var scan = record.scan
        scan.skipSpace()
        return scan.next == UInt8(ascii: "{")
    }
}
