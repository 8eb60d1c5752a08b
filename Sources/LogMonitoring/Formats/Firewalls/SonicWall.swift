/// SonicWall: `id=firewall sn=… time="…" fw=… pri=6 c=… m=98 msg="…" src=192.0.2.1:1234:X0 dst=…`.
struct SonicWall: LogFormat {
    static let name = "sonicwall"
    private let reading = KeyValueReading(keys: KeyTable(prefix: "sonicwall.", rules: SonicWall.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        var scan = record.scan
        scan.skipBlanks()
        guard scan.take("id=") else { return false }
        let head = scan.at..<min(scan.end, scan.at + 200)
        return record.bytes.first(" sn=", in: head) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            draft.setTime(scan.isoStamp(), record.times)
        }
        split(.kind, Names.sourceIP, Names.sourcePort, Names.ingress, &draft)
        split(.subkind, Names.destinationIP, Names.destinationPort, Names.egress, &draft)
        if let proto = draft.range(.transport) {
            let cut = record.bytes.first(UInt8(ascii: "/"), in: proto) ?? proto.upperBound
            draft.addTransport(proto.lowerBound..<cut)
            if cut + 1 < proto.upperBound {
                draft.add(Names.protocolName, cut + 1..<proto.upperBound, .lowered)
            }
        }
        draft.addByteSum()
        if let action = draft.range(.action) { draft.addDecision(action) }
        draft.addObserver(SonicWall.vendor, SonicWall.product, record)
        return fault
    }

    /// `192.0.2.1:1234:X0:name`, where every part behind the address may be missing.
    private func split(
        _ mark: Mark, _ ip: LogWord, _ port: LogWord, _ interface: LogWord, _ draft: inout EventDraft
    ) {
        guard let range = draft.range(mark) else { return }
        var scan = Scan(draft.bytes, range)
        // An address of version 6 stands in brackets or alone.
        let address: Range<Int>
        if scan.take("[") {
            address = scan.until(UInt8(ascii: "]")) ?? scan.rest
        } else {
            address = scan.while_ { $0 != UInt8(ascii: ":") }
        }
        draft.add(ip, address)
        guard scan.take(":") else { return }
        draft.add(port, scan.while_ { $0 != UInt8(ascii: ":") }, .integer)
        guard scan.take(":") else { return }
        draft.add(interface, scan.while_ { $0 != UInt8(ascii: ":") })
    }

    private static let vendor = LogWord("SonicWall")
    private static let product = LogWord("SonicOS")

    private static let rules: [KeyRule] = [
        KeyRule("time", "sonicwall.time", .consumed, mark: .instant),
        KeyRule("src", "sonicwall.src", .consumed, mark: .kind),
        KeyRule("dst", "sonicwall.dst", .consumed, mark: .subkind),
        KeyRule("proto", "sonicwall.proto", .consumed, mark: .transport),
        KeyRule("srcMac", "source.mac"), KeyRule("dstMac", "destination.mac"),
        KeyRule("sn", "observer.serial_number"), KeyRule("fw", "observer.ip"),
        KeyRule("pri", "event.severity", .integer), KeyRule("m", "event.code"), KeyRule("msg", "message"),
        KeyRule("sent", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("rcvd", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("spkt", "source.packets", .integer, mark: .sentPackets),
        KeyRule("rpkt", "destination.packets", .integer, mark: .receivedPackets),
        KeyRule("fw_action", "event.action", .lowered, mark: .action), KeyRule("rule", "rule.name"),
        KeyRule("user", "user.name"), KeyRule("usr", "user.name"), KeyRule("dstname", "url.domain"),
        KeyRule("arg", "url.path"), KeyRule("app", "sonicwall.app"),
        KeyRule("appName", "network.application"),
        KeyRule("Category", "rule.category"), KeyRule("note", "event.reason"),
        KeyRule("result", "http.response.status_code", .integer), KeyRule("agent", "user_agent.original"),
        KeyRule("sess", "sonicwall.sess"), KeyRule("sid", "rule.id"),
    ]
}
