/// The access log of web servers, common and combined:
/// `192.0.2.1 - user [25/Nov/2026:10:00:00 +0900] "GET / HTTP/1.1" 200 12 "referrer" "agent"`.
struct WebCombined: LogFormat {
    static let name = "web-combined"

    func recognizes(_ record: LogRecord) -> Bool {
        var scan = record.scan
        _ = scan.word()
        guard let bracket = record.bytes.first(" [", in: scan.at - 1..<min(scan.end, scan.at + 300)) else {
            return false
        }
        var copy = Scan(record.bytes, bracket + 2..<scan.end)
        var clock = WallClock()
        return WebCombined.stamp(&copy, &clock)
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var (scan, clock) = (record.scan, WallClock())
        let client = scan.word()
        draft.add(HostText.isAddress(record.bytes, client) ? Names.sourceIP : Names.sourceHost, client)
        _ = scan.word()
        guard let user = scan.until(" [") else { return .noTime }
        draft.addUser(user)
        guard WebCombined.stamp(&scan, &clock) else { return .noTime }
        draft.setTime(clock, record.times)
        guard scan.until("] \"") != nil, let request = WebCombined.quoted(&scan) else {
            return .unclosedQuote
        }
        addRequest(request, &draft)
        scan.skipBlanks()
        let status = scan.word()
        draft.add(Names.status, status, .integer)
        if let first = record.bytes.buffer(status).first {
            draft.addSuccess(first < UInt8(ascii: "4"))
        }
        let bytes = scan.word()
        if !record.bytes.equals(bytes, "-") { draft.add(Names.responseBytes, bytes, .integer) }
        draft.add(Names.protocolName, WebCombined.http)
        if let host = record.envelope.host { draft.add(Names.host, host) }
        for name in [Names.referrer, Names.userAgent] {
            scan.skipBlanks()
            if scan.isAtEnd { return nil }
            guard scan.take(0x22), let text = WebCombined.quoted(&scan) else { return .unclosedQuote }
            if !record.bytes.equals(text, "-") { draft.add(name, text, .slashText) }
        }
        return nil
    }

    /// `25/Nov/2026:10:00:00 +0900`.
    private static func stamp(_ scan: inout Scan, _ clock: inout WallClock) -> Bool {
        var copy = scan
        guard let day = copy.digits(atMost: 2), copy.take("/"), let month = copy.monthName(), copy.take("/"),
            let year = copy.digits(atMost: 4), copy.take(":"), copy.clock(&clock)
        else { return false }
        copy.zone(&clock)
        if clock.zone == nil, copy.next != UInt8(ascii: "]") { clock.assumptions.insert(.malformedZone) }
        (clock.year, clock.month, clock.day) = (year, month, day)
        scan = copy
        return true
    }

    /// To the next quote that no backslash stands before.
    private static func quoted(_ scan: inout Scan) -> Range<Int>? {
        let start = scan.at
        while !scan.isAtEnd {
            if scan.next == 0x22 {
                scan.at += 1
                return start..<scan.at - 1
            }
            scan.at += scan.next == 0x5C ? 2 : 1
        }
        return nil
    }

    private func addRequest(_ range: Range<Int>, _ draft: inout EventDraft) {
        var scan = Scan(draft.bytes, range)
        let method = scan.word()
        guard !scan.isAtEnd, draft.bytes.buffer(method).allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
            // Not HTTP: a probe, or TLS on a plain port.
            draft.add(WebCombined.request, range)
            return
        }
        draft.add(Names.method, method)
        let target = scan.word()
        if draft.bytes.first("://", in: target) != nil {
            draft.add(Names.url, target)
        } else {
            draft.add(WebCombined.original, target)
        }
        if scan.take("HTTP/") { draft.add(WebCombined.version, scan.rest) }
    }

    private static let request = LogWord("http.request.line")
    private static let original = LogWord("url.original")
    private static let version = LogWord("http.version")
    private static let http = LogWord("http")
}
