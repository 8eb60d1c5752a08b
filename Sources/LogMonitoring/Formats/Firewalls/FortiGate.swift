/// FortiGate (FortiOS 5 to 7) key=value lines, as a device sends them and as it exports them.
///
/// Time: `eventtime` counts from 1970 in UTC, in seconds (6.0), nanoseconds (6.2 and later) and, from
/// collectors, in milliseconds and microseconds; the number of digits tells which. Without it `date`, `time`
/// and `tz`.
struct FortiGate: LogFormat {
    static let name = "fortigate"
    private let reading = KeyValueReading(
        keys: KeyTable(prefix: "fortinet.firewall.", rules: FortiGate.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        let body = record.body
        guard
            record.bodyStarts(with: "date=") || record.bodyStarts(with: "logver=")
                || record.bodyStarts(with: "timestamp=") || record.bodyStarts(with: "eventtime=")
        else { return false }
        // Sophos writes dates the same way; the serial number is FortiGate's.
        let head = body.lowerBound..<min(body.upperBound, body.lowerBound + 400)
        return record.bytes.first("devid=", in: head) != nil || record.bytes.first("logid=", in: head) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        readTime(record, &draft)
        if let place = draft.place(.transport) { draft.addTransport(draft[place].range) }
        draft.addByteSum()
        if let seconds = draft.integer(.duration) {
            draft.add(
                Names.duration, whole: seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue)
        }
        if let action = draft.range(.action) { addDecision(action, &draft) }
        if let signature = draft.place(.signature) { nameSignature(signature, &draft) }
        draft.addObserver(FortiGate.vendor, FortiGate.product, record)
        return fault
    }

    private func readTime(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            if let found = scan.epoch(), scan.isAtEnd {
                draft.time = found
                return
            }
        }
        guard let date = draft.range(.date), let time = draft.range(.clock) else { return }
        var clock = WallClock()
        var dateScan = Scan(record.bytes, date)
        var timeScan = Scan(record.bytes, time)
        guard dateScan.dateYearFirst(&clock), timeScan.clock(&clock) else { return }
        if let zone = draft.range(.zone) {
            var scan = Scan(record.bytes, zone)
            scan.zone(&clock)
            if clock.zone == nil { clock.assumptions.insert(.malformedZone) }
        }
        draft.setTime(clock, record.times)
    }

    /// A connection that one side reset was let through.
    private func addDecision(_ action: Range<Int>, _ draft: inout EventDraft) {
        let bytes = draft.bytes
        // No list of words here: it would be made for every line.
        let isLetThrough =
            action.count > 8
            && (bytes.equals(action, "passthrough") || bytes.equals(action, "client-rst")
                || bytes.equals(action, "server-rst") || bytes.equals(action, "monitored"))
        if isLetThrough { draft.addDecision(isAllowed: true) } else { draft.addDecision(action) }
    }

    /// In IPS and application lines the signature is the rule, and the policy stays under its own name.
    private func nameSignature(_ place: Int, _ draft: inout EventDraft) {
        draft[place].name = Names.rule
        if let policy = draft.place(.rule) { draft[policy].name = FortiGate.policyName }
        if let number = draft.place(.signatureNumber) {
            draft[number].name = Names.ruleNumber
            if let policy = draft.place(.ruleNumber) { draft[policy].name = FortiGate.policyNumber }
        }
    }

    private static let vendor = LogWord("Fortinet")
    private static let product = LogWord("FortiGate")
    private static let policyName = LogWord("fortinet.firewall.policyname")
    private static let policyNumber = LogWord("fortinet.firewall.policyid")

    private static let rules: [KeyRule] = [
        KeyRule("date", "fortinet.firewall.date", .consumed, mark: .date),
        KeyRule("time", "fortinet.firewall.time", .consumed, mark: .clock),
        KeyRule("tz", "event.timezone", mark: .zone),
        KeyRule("eventtime", "fortinet.firewall.eventtime", .consumed, mark: .instant),
        KeyRule("srcip", "source.ip"),
        KeyRule("srcport", "source.port", .integer),
        KeyRule("srcmac", "source.mac"),
        KeyRule("srcname", "source.domain"),
        KeyRule("srccountry", "source.geo.country_name"),
        KeyRule("transip", "source.nat.ip"),
        KeyRule("transport", "source.nat.port", .integer),
        KeyRule("dstip", "destination.ip"),
        KeyRule("dstport", "destination.port", .integer),
        KeyRule("dstmac", "destination.mac"),
        KeyRule("dstname", "destination.domain"),
        KeyRule("dstcountry", "destination.geo.country_name"),
        KeyRule("tranip", "destination.nat.ip"),
        KeyRule("tranport", "destination.nat.port", .integer),
        KeyRule("hostname", "url.domain"),
        KeyRule("url", "url.path"),
        KeyRule("proto", "network.iana_number", mark: .transport),
        KeyRule("service", "network.protocol", .lowered),
        KeyRule("app", "network.application", .lowered),
        KeyRule("direction", "network.direction", .lowered),
        KeyRule("sentbyte", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("rcvdbyte", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("sentpkt", "source.packets", .integer, mark: .sentPackets),
        KeyRule("rcvdpkt", "destination.packets", .integer, mark: .receivedPackets),
        KeyRule("duration", "fortinet.firewall.duration", .integer, mark: .duration),
        KeyRule("action", "event.action", .lowered, mark: .action),
        KeyRule("logid", "event.code"),
        KeyRule("level", "log.level"),
        KeyRule("msg", "message"),
        KeyRule("logdesc", "fortinet.firewall.logdesc"),
        KeyRule("reason", "event.reason"),
        KeyRule("user", "user.name"),
        KeyRule("group", "user.group.name"),
        KeyRule("policyid", "rule.id", mark: .ruleNumber),
        KeyRule("policyname", "rule.name", mark: .rule),
        KeyRule("poluuid", "rule.uuid"),
        KeyRule("attack", "fortinet.firewall.attack", mark: .signature),
        KeyRule("attackid", "fortinet.firewall.attackid", mark: .signatureNumber),
        KeyRule("devname", "observer.name"),
        KeyRule("devid", "observer.serial_number"),
        KeyRule("srcintf", "observer.ingress.interface.name"),
        KeyRule("dstintf", "observer.egress.interface.name"),
        KeyRule("qname", "dns.question.name"),
        KeyRule("qtype", "dns.question.type"),
        KeyRule("qclass", "dns.question.class"),
        KeyRule("ipaddr", "dns.resolved_ip"),
        KeyRule("filename", "file.name"),
        KeyRule("filesize", "file.size", .integer),
        KeyRule("agent", "user_agent.original"),
        KeyRule("catdesc", "rule.category"),
        KeyRule("sessionid", "fortinet.firewall.sessionid", .integer),
    ]
}
