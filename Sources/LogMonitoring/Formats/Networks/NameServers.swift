/// BIND's query log: `client @0x7f 192.0.2.1#53000 (www.example.com): query: www.example.com IN A +E(0)K
/// (…)`.
struct Bind: LogFormat {
    static let name = "bind"

    func recognizes(_ record: LogRecord) -> Bool {
        record.bytes.first(": query: ", in: record.body) != nil
            && record.bytes.first("client ", in: record.body) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        readTime(&scan, record, &draft)
        guard scan.until("client ") != nil else { return .notThisFormat(Self.name) }
        if scan.next == UInt8(ascii: "@") { _ = scan.word() }
        guard let address = scan.until(UInt8(ascii: "#")) else { return .notThisFormat(Self.name) }
        draft.add(Names.sourceIP, address)
        draft.add(Names.sourcePort, scan.while_ { $0 &- 0x30 <= 9 }, .integer)
        guard let between = scan.until(": query: ") else { return .notThisFormat(Self.name) }
        if let view = record.bytes.first("view ", in: between) {
            draft.add(Bind.view, view + 5..<between.upperBound)
        }
        draft.add(Names.question, NameText.withoutDot(scan.word(), record.bytes))
        draft.add(Names.questionClass, scan.word())
        draft.add(Names.questionType, scan.word())
        draft.add(Bind.flags, scan.word())
        if scan.take("("), let server = scan.until(UInt8(ascii: ")")) {
            draft.add(Names.destinationIP, server)
        }
        draft.add(Names.dnsKind, Values.query)
        draft.add(Names.protocolName, Values.dns)
        draft.add(Names.observerProduct, Bind.product)
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
        return nil
    }

    /// `25-Nov-2026 10:00:00.123 queries: info: ` of a file.
    private func readTime(_ scan: inout Scan, _ record: LogRecord, _ draft: inout EventDraft) {
        var (copy, clock) = (scan, WallClock())
        guard let day = copy.digits(atMost: 2), copy.take("-"), let month = copy.monthName(), copy.take("-"),
            let year = copy.digits(atMost: 4), copy.take(0x20), copy.clock(&clock)
        else {
            if let found = copy.isoStamp() { draft.setTime(found, record.times) }
            return
        }
        (clock.year, clock.month, clock.day) = (year, month, day)
        draft.setTime(clock, record.times)
        scan = copy
    }

    private static let product = LogWord("BIND")
    private static let view = LogWord("bind.view")
    private static let flags = LogWord("bind.flags")
}

/// Unbound's log of queries and replies: `unbound[1:0] info: 192.0.2.1 www.example.com. A IN`.
struct Unbound: LogFormat {
    static let name = "unbound"

    func recognizes(_ record: LogRecord) -> Bool {
        record.program(is: "unbound") && record.bytes.first("info: ", in: record.body) != nil
            || !record.envelope.isPresent && record.bytes.first("unbound[", in: record.body.prefix(40)) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        var stamp = scan
        if stamp.take("["), let time = stamp.epoch(), stamp.take("]") {
            draft.time = time
        } else if let clock = stamp.syslogStamp() ?? stamp.isoStamp() {
            draft.setTime(clock, record.times)
        }
        draft.add(Names.observerProduct, Unbound.product)
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
        guard let head = scan.until("info: ") else {
            draft.add(Names.message, scan.rest)
            return nil
        }
        _ = head
        let message = scan.rest
        let isReply = scan.take("reply: ")
        if !isReply { _ = scan.take("query: ") }
        let address = scan.word()
        guard HostText.isAddress(record.bytes, address) else {
            draft.add(Names.message, message)
            return nil
        }
        draft.add(Names.sourceIP, address)
        draft.add(Names.question, NameText.withoutDot(scan.word(), record.bytes))
        draft.add(Names.questionType, scan.word())
        draft.add(Names.questionClass, scan.word())
        draft.add(Names.dnsKind, scan.isAtEnd ? Values.query : Values.answer)
        draft.add(Names.protocolName, Values.dns)
        if !scan.isAtEnd {
            draft.add(Names.responseCode, scan.word())
            let seconds = scan.word()
            if case .number(let took)? = DecimalText.number(record.bytes.buffer(seconds)),
                took.magnitude < 1e6
            {
                draft.add(Names.duration, whole: Int64(took * 1e9))
            }
        }
        return nil
    }

    private static let product = LogWord("Unbound")
}

/// Names of hosts as DNS writes them.
enum NameText {
    /// Without the point at the end; the root stays a point.
    static func withoutDot(_ range: Range<Int>, _ bytes: Bytes) -> Range<Int> {
        range.count > 1 && bytes[range.upperBound - 1] == UInt8(ascii: ".")
            ? range.lowerBound..<range.upperBound - 1 : range
    }
}
