/// CEF: `CEF:0|vendor|product|version|signature|name|severity|key=value key=value`.
struct CommonEventFormat: LogFormat {
    static let name = "cef"
    private let keys = KeyTable(prefix: "cef.extensions.", rules: CommonEventFormat.rules)

    func recognizes(_ record: LogRecord) -> Bool { record.bodyStarts(with: "CEF:") }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        guard scan.take("CEF:"), scan.until(UInt8(ascii: "|")) != nil else {
            return .notThisFormat(Self.name)
        }
        for (index, name) in CommonEventFormat.head.enumerated() {
            guard let part = PipedText.part(&scan) else { return .tooFewColumns(found: index + 1, wanted: 7) }
            draft.add(name, record.bytes.trimmed(part), .slashText)
        }
        let fault = readExtension(&scan, &draft)
        complete(record, &draft)
        return fault
    }

    private static let head = [
        Names.observerVendor, Names.observerProduct, Names.observerVersion, Names.code, LogWord("cef.name"),
        LogWord("cef.severity"),
    ]

    /// A value runs to the blank before the next `key=`; only `\=`, `\\` and `\n` are escapes.
    private func readExtension(_ scan: inout Scan, _ draft: inout EventDraft) -> ReadingFault? {
        scan.skipBlanks()
        if scan.isAtEnd { return nil }
        guard var key = CommonEventFormat.key(scan) else { return .notKeyAndValue }
        while true {
            let start = key.upperBound + 1
            let next = CommonEventFormat.nextKey(Scan(scan.bytes, start..<scan.end))
            let stop = next.map { $0.lowerBound - 1 } ?? scan.end
            let entry = keys.entry(scan.bytes.base + key.lowerBound, key.count)
            let value = scan.bytes.trimmed(start..<max(start, stop))
            let hasEscape = entry.kind == .text && scan.bytes.first(0x5C, in: value) != nil
            if !value.isEmpty {
                draft.add(FieldSlot(entry.name, hasEscape ? .slashText : entry.kind, value), mark: entry.mark)
            }
            guard let next else { return nil }
            key = next
        }
    }

    /// The key at this place, without its `=`.
    private static func key(_ scan: Scan) -> Range<Int>? {
        var copy = scan
        let name = copy.while_ {
            $0 &- 0x30 <= 9 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "[")
                || $0 == UInt8(ascii: "]")
        }
        return !name.isEmpty && copy.next == UInt8(ascii: "=") ? name : nil
    }

    private static func nextKey(_ scan: Scan) -> Range<Int>? {
        var copy = scan
        while copy.until(0x20) != nil {
            if let found = key(copy) { return found }
        }
        return nil
    }

    private func complete(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) ?? draft.range(.date) {
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
        KeyRule("rt", "cef.extensions.rt", .consumed, mark: .instant),
        KeyRule("end", "event.end", mark: .date), KeyRule("start", "event.start"),
        KeyRule("src", "source.ip"), KeyRule("spt", "source.port", .integer),
        KeyRule("shost", "source.domain"),
        KeyRule("smac", "source.mac"), KeyRule("suser", "user.name"), KeyRule("sntdom", "user.domain"),
        KeyRule("sourceTranslatedAddress", "source.nat.ip"),
        KeyRule("sourceTranslatedPort", "source.nat.port", .integer),
        KeyRule("dst", "destination.ip"), KeyRule("dpt", "destination.port", .integer),
        KeyRule("dhost", "destination.domain"), KeyRule("dmac", "destination.mac"),
        KeyRule("duser", "destination.user.name"),
        KeyRule("destinationTranslatedAddress", "destination.nat.ip"),
        KeyRule("destinationTranslatedPort", "destination.nat.port", .integer),
        KeyRule("proto", "cef.extensions.proto", .consumed, mark: .transport),
        KeyRule("app", "network.protocol", .lowered),
        KeyRule("act", "event.action", mark: .action), KeyRule("outcome", "event.outcome", .lowered),
        KeyRule("reason", "event.reason"), KeyRule("msg", "message"), KeyRule("cat", "rule.category"),
        KeyRule("in", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("out", "source.bytes", .integer, mark: .sentBytes), KeyRule("request", "url.full"),
        KeyRule("requestMethod", "http.request.method"),
        KeyRule("requestClientApplication", "user_agent.original"),
        KeyRule("dvc", "observer.ip"), KeyRule("dvchost", "observer.name"),
        KeyRule("deviceExternalId", "observer.serial_number"), KeyRule("externalId", "event.id"),
        KeyRule("deviceInboundInterface", "observer.ingress.interface.name"),
        KeyRule("deviceOutboundInterface", "observer.egress.interface.name"),
        KeyRule("fname", "file.name"), KeyRule("filePath", "file.path"),
        KeyRule("fileHash", "file.hash.sha256"),
        KeyRule("fsize", "file.size", .integer), KeyRule("sproc", "process.name"),
        KeyRule("spid", "process.pid", .integer),
        KeyRule("deviceDirection", "cef.extensions.deviceDirection"),
    ]
}

/// Parts between bars, where `\|` is a bar inside.
enum PipedText {
    static func part(_ scan: inout Scan) -> Range<Int>? {
        let start = scan.at
        var at = scan.at
        while at < scan.end {
            if scan.bytes[at] == 0x5C {
                at += 2
            } else if scan.bytes[at] == UInt8(ascii: "|") {
                scan.at = at + 1
                return start..<at
            } else {
                at += 1
            }
        }
        return nil
    }
}
