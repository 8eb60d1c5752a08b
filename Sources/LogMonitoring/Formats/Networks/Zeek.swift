/// Zeek (Bro) logs as JSON: plain, with `_path`, or inside an object named for the log.
struct ZeekJSON: LogFormat {
    static let name = "zeek-json"
    private let reading = JSONReading(keys: KeyTable(prefix: "zeek.", rules: ZeekNames.rules))

    func recognizes(_ record: LogRecord) -> Bool {
        guard JSONText.begins(record), let stamp = record.bytes.first("\"ts\":", in: record.body.prefix(96))
        else {
            return false
        }
        return stamp < record.body.lowerBound + 3 || inside(record) != nil
            || record.bytes.first("\"_path\"", in: record.body.prefix(96)) != nil
            || record.bytes.first("\"uid\"", in: record.body.prefix(160)) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var body = record.body
        if let inside = inside(record) {
            draft.add(ZeekNames.log, inside.name)
            body = inside.body
        }
        let fault = reading.read(record.bytes, body, into: &draft)
        ZeekNames.complete(record, &draft)
        return fault
    }

    /// `{"http": {"ts": …}}`: the name and the inner object.
    private func inside(_ record: LogRecord) -> (name: Range<Int>, body: Range<Int>)? {
        var scan = record.scan
        scan.skipSpace()
        guard scan.take("{\""), let name = scan.until(0x22), name.count < 64 else { return nil }
        scan.skipSpace()
        guard scan.take(":") else { return nil }
        scan.skipSpace()
        let start = scan.at
        guard scan.take("{\"ts\"") else { return nil }
        let outer = record.bytes.trimmed(record.body)
        guard record.bytes[outer.upperBound - 1] == UInt8(ascii: "}"), outer.upperBound - 1 > start else {
            return (name, start..<outer.upperBound)
        }
        return (name, start..<outer.upperBound - 1)
    }
}

/// Zeek logs with tabs, whose columns the lines that begin with # name.
struct ZeekTSV: LogFormat {
    static let name = "zeek-tsv"
    private let keys = KeyTable(prefix: "zeek.", rules: ZeekNames.rules)
    private var fields: [KeyTable.Entry] = []
    private var path: [UInt8] = []
    private var separator: UInt8 = 0x09
    private var isHeaderRead = false

    func recognizes(_ record: LogRecord) -> Bool {
        if record.bodyStarts(with: "#") {
            return [
                "#separator", "#set_separator", "#empty_field", "#unset_field", "#path", "#open", "#close",
                "#fields", "#types",
            ]
            .contains { record.bytes.text(record.body.prefix(20)).hasPrefix($0) }
        }
        guard isHeaderRead else { return false }
        var scan = record.scan
        return scan.digits(atMost: 10) != nil && scan.take(".")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        if record.bodyStarts(with: "#") {
            draft.isHeading = true
            readHeader(record)
            return nil
        }
        guard isHeaderRead else { return .headerMissing }
        var (at, column) = (record.body.lowerBound, 0)
        while at <= record.body.upperBound, column < fields.count {
            let stop =
                record.bytes.first(separator, in: at..<record.body.upperBound) ?? record.body.upperBound
            add(fields[column], at..<stop, &draft)
            column += 1
            at = stop + 1
        }
        draft.add(ZeekNames.log, value: .text(LogText.text(path)))
        ZeekNames.complete(record, &draft)
        return column == fields.count ? nil : .tooFewColumns(found: column, wanted: fields.count)
    }

    private func add(_ entry: KeyTable.Entry, _ range: Range<Int>, _ draft: inout EventDraft) {
        if range.isEmpty || draft.bytes.equals(range, "-") || draft.bytes.equals(range, "(empty)") { return }
        let hasEscape = draft.bytes.first("\\x", in: range) != nil
        let slot = FieldSlot(
            entry.name, entry.kind == .text && hasEscape ? .hexEscapedText : entry.kind, range)
        draft.add(slot, mark: entry.mark)
    }

    private mutating func readHeader(_ record: LogRecord) {
        var scan = record.scan
        let name = scan.while_ { $0 > 0x20 }
        scan.at += 1
        if record.bytes.equals(name, "#path") {
            path = Array(record.bytes.buffer(scan.rest))
        } else if record.bytes.equals(name, "#separator") {
            let written = Unescaping.hexadecimal(record.bytes.buffer(scan.rest))
            if let first = written.first, written.count == 1 { separator = first }
        } else if record.bytes.equals(name, "#fields") {
            fields.removeAll()
            while !scan.isAtEnd, fields.count < ColumnReading.limit {
                let column = scan.until(separator) ?? scan.rest
                if column.upperBound == scan.end { scan.at = scan.end }
                fields.append(keys.entry(record.bytes.base + column.lowerBound, column.count))
            }
            isHeaderRead = true
        }
    }
}

/// The names that both forms share.
enum ZeekNames {
    /// Not `zeek.path`: that is what the log of shared files calls the share.
    static let log = LogWord("zeek.log")
    private static let vendor = LogWord("Zeek")

    static func complete(_ record: LogRecord, _ draft: inout EventDraft) {
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            if let clock = scan.isoStamp() {
                draft.setTime(clock, record.times)
            } else if let time = scan.epoch() {
                draft.time = time
            }
        }
        if let transport = draft.range(.transport) { draft.addTransport(transport) }
        draft.addByteSum()
        if let outcome = draft.range(.outcome) {
            let key = draft.key(outcome)
            draft.addSuccess(
                key == Decision.key("true") || key == Decision.key("t") || key == Decision.key("success"))
        }
        if let duration = draft.range(.duration),
            case .number(let seconds)? = DecimalText.number(record.bytes.buffer(duration)),
            seconds.magnitude < 1e9
        {
            draft.add(Names.duration, whole: Int64((seconds * 1e9).rounded()))
        }
        draft.add(Names.observerProduct, vendor)
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
    }

    static let rules: [KeyRule] = [
        KeyRule("ts", "zeek.ts", .consumed, mark: .instant), KeyRule("_path", "zeek.log"),
        KeyRule("uid", "event.id"), KeyRule("id.orig_h", "source.ip"),
        KeyRule("id.orig_p", "source.port", .integer), KeyRule("id.resp_h", "destination.ip"),
        KeyRule("id.resp_p", "destination.port", .integer),
        KeyRule("proto", "zeek.proto", .consumed, mark: .transport), KeyRule("service", "network.protocol"),
        KeyRule("duration", "zeek.duration", .number, mark: .duration),
        KeyRule("orig_bytes", "source.bytes", .integer, mark: .sentBytes),
        KeyRule("resp_bytes", "destination.bytes", .integer, mark: .receivedBytes),
        KeyRule("orig_pkts", "source.packets", .integer, mark: .sentPackets),
        KeyRule("resp_pkts", "destination.packets", .integer, mark: .receivedPackets),
        KeyRule("query", "dns.question.name"), KeyRule("qtype_name", "dns.question.type"),
        KeyRule("rcode_name", "dns.response_code"), KeyRule("answers", "dns.answers.data"),
        KeyRule("trans_id", "zeek.trans_id", .integer),
        KeyRule("method", "http.request.method"), KeyRule("host", "url.domain"),
        KeyRule("uri", "url.original"),
        KeyRule("user_agent", "user_agent.original"), KeyRule("referrer", "http.request.referrer"),
        KeyRule("status_code", "http.response.status_code", .integer),
        KeyRule("request_body_len", "http.request.body.bytes", .integer),
        KeyRule("response_body_len", "http.response.body.bytes", .integer),
        KeyRule("username", "user.name"), KeyRule("user", "user.name"),
        KeyRule("server_name", "tls.client.server_name"), KeyRule("version", "zeek.version"),
        KeyRule("cipher", "tls.cipher"), KeyRule("auth_success", "zeek.auth_success", mark: .outcome),
        KeyRule("mac", "source.mac"), KeyRule("assigned_ip", "dhcp.assigned_ip"),
        // In the log of files the one that sent the file, and the one that got it.
        KeyRule("tx_hosts", "source.ip"), KeyRule("rx_hosts", "destination.ip"),
        KeyRule("note", "rule.name"), KeyRule("msg", "message"),
        KeyRule("mime_type", "file.mime_type"), KeyRule("md5", "file.hash.md5"),
        KeyRule("sha1", "file.hash.sha1"), KeyRule("sha256", "file.hash.sha256"),
        KeyRule("filename", "file.name"),
    ]
}
