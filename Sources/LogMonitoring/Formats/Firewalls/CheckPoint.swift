/// Check Point Log Exporter, syslog form: `[action:"Accept"; src:"192.0.2.1"; …]` where RFC 5424 has its
/// structured data.
struct CheckPoint: LogFormat {
    static let name = "checkpoint"
    private let keys = KeyTable(prefix: "checkpoint.", rules: CheckPoint.rules)

    func recognizes(_ record: LogRecord) -> Bool {
        guard record.program(is: "CheckPoint"), let data = record.envelope.structuredData else {
            return false
        }
        return record.bytes.first(":\"", in: data) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        guard let data = record.envelope.structuredData else { return .notThisFormat(Self.name) }
        var scan = Scan(record.bytes, data.lowerBound + 1..<data.upperBound)
        var fault: ReadingFault?
        while !scan.isAtEnd, scan.next != UInt8(ascii: "]") {
            scan.skipBlanks()
            let key = scan.while_ { $0 != UInt8(ascii: ":") && $0 > 0x20 }
            guard !key.isEmpty, key.count <= 200, scan.take(":\"") else {
                fault = .notKeyAndValue
                break
            }
            let start = scan.at
            while !scan.isAtEnd, scan.next != 0x22 { scan.at += scan.next == 0x5C ? 2 : 1 }
            guard !scan.isAtEnd else {
                fault = .unclosedQuote
                break
            }
            let entry = keys.entry(record.bytes.base + key.lowerBound, key.count)
            let value = start..<scan.at
            let hasEscape = entry.kind == .text && record.bytes.first(0x5C, in: value) != nil
            draft.add(FieldSlot(entry.name, hasEscape ? .slashText : entry.kind, value), mark: entry.mark)
            scan.at += 1
            _ = scan.take(";")
        }
        complete(record, &draft)
        return fault
    }

    private func complete(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            if let found = scan.epoch() { draft.time = found }
        }
        if let place = draft.place(.transport) { draft.addTransport(draft[place].range) }
        draft.addByteSum()
        if let action = draft.range(.action) { draft.addDecision(action) }
        draft.addObserver(CheckPoint.vendor, CheckPoint.product, record)
    }

    private static let vendor = LogWord("Check Point")
    private static let product = LogWord("Security Gateway")

    private static let rules: [KeyRule] = [
        KeyRule("time", "checkpoint.time", .consumed, mark: .instant),
        KeyRule("action", "event.action", .lowered, mark: .action),
        KeyRule("src", "source.ip"), KeyRule("s_port", "source.port", .integer),
        KeyRule("dst", "destination.ip"), KeyRule("service", "destination.port", .integer),
        KeyRule("xlatesrc", "source.nat.ip"), KeyRule("xlatesport", "source.nat.port", .integer),
        KeyRule("xlatedst", "destination.nat.ip"), KeyRule("xlatedport", "destination.nat.port", .integer),
        KeyRule("proto", "network.iana_number", mark: .transport),
        KeyRule("service_id", "network.protocol", .lowered), KeyRule("appi_name", "network.application"),
        KeyRule("sent_bytes", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("received_bytes", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("rule_name", "rule.name"), KeyRule("rule_uid", "rule.uuid"), KeyRule("rule", "rule.id"),
        KeyRule("origin", "observer.ip"), KeyRule("originsicname", "observer.name"),
        KeyRule("product", "checkpoint.product"), KeyRule("ifname", "observer.ingress.interface.name"),
        KeyRule("ifdir", "network.direction"), KeyRule("inzone", "observer.ingress.zone"),
        KeyRule("outzone", "observer.egress.zone"), KeyRule("user", "user.name"),
        KeyRule("src_user_name", "user.name"), KeyRule("src_machine_name", "source.domain"),
        KeyRule("resource", "url.full"), KeyRule("severity", "log.level"),
        KeyRule("protection_name", "checkpoint.protection_name"), KeyRule("loguid", "event.id"),
    ]
}
