/// Sophos Firewall (SFOS) key=value lines, with `date`, `time`, `timezone` or with one `timestamp`.
struct Sophos: LogFormat {
    static let name = "sophos"
    private let reading = KeyValueReading(keys: KeyTable(prefix: "sophos.xg.", rules: Sophos.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        record.bodyStarts(with: "device=\"SFW\"") || record.bodyStarts(with: "device_name=")
            || record.bodyStarts(with: "device=\"Sophos")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        readTime(record, &draft)
        if let transport = draft.range(.transport) { draft.addTransport(transport) }
        draft.addByteSum()
        if let action = draft.range(.action) { draft.addDecision(action) }
        draft.addObserver(Sophos.vendor, Sophos.product, record)
        return fault
    }

    private func readTime(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            draft.setTime(scan.isoStamp(), record.times)
            return
        }
        guard let date = draft.range(.date), let time = draft.range(.clock) else { return }
        var (dateScan, timeScan, clock) = (Scan(record.bytes, date), Scan(record.bytes, time), WallClock())
        guard dateScan.dateYearFirst(&clock), timeScan.clock(&clock) else { return }
        if let zone = draft.range(.zone) {
            var scan = Scan(record.bytes, zone)
            scan.zone(&clock)
            if clock.zone == nil { clock.assumptions.insert(.malformedZone) }
        }
        draft.setTime(clock, record.times)
    }

    private static let vendor = LogWord("Sophos")
    private static let product = LogWord("Firewall")

    private static let rules: [KeyRule] = [
        KeyRule("date", "sophos.xg.date", .consumed, mark: .date),
        KeyRule("time", "sophos.xg.time", .consumed, mark: .clock),
        KeyRule("timezone", "event.timezone", mark: .zone),
        KeyRule("timestamp", "sophos.xg.timestamp", .consumed, mark: .instant),
        KeyRule("device_name", "observer.name"), KeyRule("device_id", "observer.serial_number"),
        KeyRule("device_serial_id", "observer.serial_number"), KeyRule("device_model", "observer.type"),
        KeyRule("log_id", "event.code"), KeyRule("log_subtype", "event.action", .lowered, mark: .action),
        KeyRule("priority", "log.level", .lowered), KeyRule("severity", "log.level", .lowered),
        KeyRule("status", "sophos.xg.status"),
        KeyRule("src_ip", "source.ip"), KeyRule("src_port", "source.port", .integer),
        KeyRule("dst_ip", "destination.ip"), KeyRule("dst_port", "destination.port", .integer),
        KeyRule("src_mac", "source.mac"), KeyRule("dst_mac", "destination.mac"),
        KeyRule("tran_src_ip", "source.nat.ip"), KeyRule("tran_src_port", "source.nat.port", .integer),
        KeyRule("tran_dst_ip", "destination.nat.ip"),
        KeyRule("tran_dst_port", "destination.nat.port", .integer),
        KeyRule("protocol", "sophos.xg.protocol", mark: .transport),
        KeyRule("sent_bytes", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("recv_bytes", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("bytes_sent", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("bytes_received", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("sent_pkts", "source.packets", .integer, mark: .sentPackets),
        KeyRule("recv_pkts", "destination.packets", .integer, mark: .receivedPackets),
        KeyRule("packets_sent", "source.packets", .integer, mark: .sentPackets),
        KeyRule("packets_received", "destination.packets", .integer, mark: .receivedPackets),
        KeyRule("fw_rule_id", "rule.id"), KeyRule("fw_rule_name", "rule.name"),
        KeyRule("rule_name", "rule.name"),
        KeyRule("user_name", "user.name"), KeyRule("user", "user.name"),
        KeyRule("src_country", "source.geo.country_iso_code"),
        KeyRule("dst_country", "destination.geo.country_iso_code"),
        KeyRule("in_interface", "observer.ingress.interface.name"),
        KeyRule("out_interface", "observer.egress.interface.name"),
        KeyRule("src_zone", "observer.ingress.zone"), KeyRule("dst_zone", "observer.egress.zone"),
        KeyRule("application", "network.application"), KeyRule("app_name", "network.application"),
        KeyRule("url", "url.full"), KeyRule("domain", "url.domain"),
        KeyRule("category", "rule.category"), KeyRule("http_category", "rule.category"),
        KeyRule("httpresponsecode", "http.response.status_code", .integer),
        KeyRule("http_status", "http.response.status_code", .integer),
        KeyRule("user_agent", "user_agent.original"), KeyRule("message", "message"),
        KeyRule("reason", "event.reason"),
    ]
}
