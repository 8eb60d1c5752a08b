/// LEEF 1.0 and 2.0: `LEEF:2.0|vendor|product|version|event|delimiter|key=value<delimiter>key=value`.
///
/// LEEF 2.0 may leave the delimiter out, with or without its bar; then it is the tab of 1.0.
struct LogEventExtended: LogFormat {
    static let name = "leef"
    private let keys = KeyTable(prefix: "leef.", rules: LogEventExtended.rules)

    func recognizes(_ record: LogRecord) -> Bool { record.bodyStarts(with: "LEEF:") }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        guard scan.take("LEEF:"), let version = scan.until(UInt8(ascii: "|")) else {
            return .notThisFormat(Self.name)
        }
        for (index, name) in LogEventExtended.head.enumerated() {
            guard let part = PipedText.part(&scan) else { return .tooFewColumns(found: index + 1, wanted: 5) }
            draft.add(name, record.bytes.trimmed(part), .slashText)
        }
        var delimiter: UInt8 = 0x09
        if record.bytes.starts(with: "2", at: version.lowerBound) { readDelimiter(&scan, &delimiter) }
        let fault = readAttributes(&scan, delimiter, &draft)
        complete(record, &draft)
        return fault
    }

    private static let head = [
        Names.observerVendor, Names.observerProduct, Names.observerVersion, Names.code,
    ]

    /// One character, or `x09`, `0x09`; anything longer before a bar is no delimiter.
    private func readDelimiter(_ scan: inout Scan, _ delimiter: inout UInt8) {
        var copy = scan
        guard let part = copy.until(UInt8(ascii: "|")), part.count <= 4 else { return }
        if part.count == 1 {
            delimiter = scan.bytes[part.lowerBound]
        } else if part.count >= 3, scan.bytes[part.upperBound - 3] | 0x20 == UInt8(ascii: "x"),
            let high = Unescaping.hexDigit(scan.bytes[part.upperBound - 2]),
            let low = Unescaping.hexDigit(scan.bytes[part.upperBound - 1])
        {
            delimiter = high << 4 | low
        } else if !part.isEmpty {
            return
        }
        scan = copy
    }

    private func readAttributes(_ scan: inout Scan, _ delimiter: UInt8, _ draft: inout EventDraft)
        -> ReadingFault?
    {
        var fault: ReadingFault?
        while !scan.isAtEnd {
            let start = scan.at
            let stop = scan.bytes.first(delimiter, in: scan.rest) ?? scan.end
            scan.at = stop + 1
            let part = scan.bytes.trimmed(start..<stop)
            if part.isEmpty { continue }
            guard let equals = scan.bytes.first(UInt8(ascii: "="), in: part), equals > part.lowerBound else {
                fault = .notKeyAndValue
                continue
            }
            let entry = keys.entry(scan.bytes.base + part.lowerBound, equals - part.lowerBound)
            let value = equals + 1..<part.upperBound
            if !value.isEmpty { draft.add(FieldSlot(entry.name, entry.kind, value), mark: entry.mark) }
        }
        return fault
    }

    private func complete(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            if let time = scan.epoch(), scan.isAtEnd {
                draft.time = time
            } else {
                scan.at = stamp.lowerBound
                draft.setTime(scan.syslogStamp() ?? scan.isoStamp(), record.times)
            }
        }
        if let transport = draft.range(.transport) { draft.addTransport(transport) }
        draft.addByteSum()
        if let action = draft.range(.action) { draft.addDecision(action) }
        if let host = record.envelope.host, draft.place(named: Names.observerName) == nil {
            draft.add(Names.observerName, host)
        }
    }

    private static let rules: [KeyRule] = [
        KeyRule("devTime", "leef.devTime", .consumed, mark: .instant),
        KeyRule("src", "source.ip"), KeyRule("srcPort", "source.port", .integer),
        KeyRule("srcMAC", "source.mac"),
        KeyRule("srcPreNAT", "source.nat.ip"), KeyRule("dst", "destination.ip"),
        KeyRule("dstPort", "destination.port", .integer), KeyRule("dstMAC", "destination.mac"),
        KeyRule("proto", "leef.proto", .consumed, mark: .transport), KeyRule("usrName", "user.name"),
        KeyRule("suser", "user.name"), KeyRule("duser", "destination.user.name"),
        KeyRule("domain", "user.domain"),
        KeyRule("srcBytes", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("dstBytes", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("act", "event.action", mark: .action), KeyRule("action", "event.action", mark: .action),
        KeyRule("sev", "event.severity", .integer), KeyRule("cat", "rule.category"),
        KeyRule("name", "rule.name"),
        KeyRule("msg", "message"), KeyRule("request", "url.full"), KeyRule("url", "url.full"),
        KeyRule("dvc", "observer.ip"), KeyRule("dvchost", "observer.name"),
        KeyRule("identHostName", "source.domain"),
        KeyRule("filePath", "file.path"), KeyRule("reason", "event.reason"),
    ]
}
