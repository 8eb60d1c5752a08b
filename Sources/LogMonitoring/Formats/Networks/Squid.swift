/// Squid's native access log: `time elapsed client code/status bytes method URL user hierarchy/peer type`.
struct Squid: LogFormat {
    static let name = "squid"

    func recognizes(_ record: LogRecord) -> Bool {
        var scan = record.scan
        guard let seconds = scan.digits(atMost: 10), seconds >= 100_000_000, scan.take("."),
            scan.while_({ $0 &- 0x30 <= 9 }).count == 3
        else { return false }
        scan.skipBlanks()
        guard scan.digits() != nil, scan.take(0x20), !scan.word().isEmpty else { return false }
        let result = scan.word()
        return record.bytes.first(UInt8(ascii: "/"), in: result) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        guard let time = scan.epoch() else { return .noTime }
        draft.time = time
        var columns: [Range<Int>] = []
        while !scan.isAtEnd, columns.count < 9 {
            scan.skipBlanks()
            if !scan.isAtEnd { columns.append(scan.word()) }
        }
        guard columns.count >= 4 else { return .tooFewColumns(found: columns.count + 1, wanted: 10) }
        var elapsed = Scan(record.bytes, columns[0])
        if let milliseconds = elapsed.digits(atMost: 12) {
            draft.add(Names.duration, whole: Int64(milliseconds) * 1_000_000)
        }
        draft.add(Names.sourceIP, columns[1])
        addResult(columns[2], &draft)
        draft.add(Names.responseBytes, columns[3], .integer)
        draft.add(Names.networkBytes, columns[3], .integer)
        if columns.count > 4, !record.bytes.equals(columns[4], "-") { draft.add(Names.method, columns[4]) }
        if columns.count > 5, !record.bytes.equals(columns[5], "-") { URLText.add(columns[5], &draft) }
        if columns.count > 6 { draft.addUser(columns[6]) }
        if columns.count > 7 { addPeer(columns[7], &draft) }
        if columns.count > 8, !record.bytes.equals(columns[8], "-") { draft.add(Squid.mimeType, columns[8]) }
        draft.add(Names.observerProduct, Squid.product)
        if let host = record.envelope.host { draft.add(Names.observerName, host) }
        return columns.count == 9 ? nil : .tooFewColumns(found: columns.count + 1, wanted: 10)
    }

    private func addResult(_ range: Range<Int>, _ draft: inout EventDraft) {
        guard let slash = draft.bytes.first(UInt8(ascii: "/"), in: range) else { return }
        let code = range.lowerBound..<slash
        draft.add(Names.action, code)
        draft.add(Names.status, slash + 1..<range.upperBound, .integer)
        if draft.bytes.contains("DENIED", in: code) {
            draft.addDecision(isAllowed: false)
        } else if draft.bytes.starts(with: "TCP_", at: code.lowerBound) {
            draft.addDecision(isAllowed: true)
        }
    }

    private func addPeer(_ range: Range<Int>, _ draft: inout EventDraft) {
        guard let slash = draft.bytes.first(UInt8(ascii: "/"), in: range), slash + 1 < range.upperBound else {
            return
        }
        draft.add(Squid.hierarchy, range.lowerBound..<slash)
        let peer = slash + 1..<range.upperBound
        if draft.bytes.equals(peer, "-") { return }
        draft.add(HostText.isAddress(draft.bytes, peer) ? Names.destinationIP : Names.destinationHost, peer)
    }

    private static let product = LogWord("Squid")
    private static let hierarchy = LogWord("squid.hierarchy")
    private static let mimeType = LogWord("http.response.mime_type")
}

/// An address, or a name?
enum HostText {
    static func isAddress(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        var (points, colons) = (0, 0)
        for index in range {
            switch bytes[index] {
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: ":"): colons += 1
            case 0x30...0x39: continue
            case 0x41...0x46, 0x61...0x66: if colons == 0 && points > 0 { return false }
            default: return false
            }
        }
        return points == 3 && colons == 0 || colons >= 2
    }
}

/// URLs as proxies write them: whole, or host and port of a tunnel.
enum URLText {
    static func add(_ range: Range<Int>, _ draft: inout EventDraft) {
        draft.add(Names.url, range)
        guard let scheme = draft.bytes.first("://", in: range) else {
            // `www.example.com:443` of CONNECT.
            if let colon = draft.bytes.first(UInt8(ascii: ":"), in: range) {
                draft.add(Names.urlHost, range.lowerBound..<colon)
                draft.add(Names.destinationPort, colon + 1..<range.upperBound, .integer)
            }
            return
        }
        var scan = Scan(draft.bytes, scheme + 3..<range.upperBound)
        let host = scan.while_ {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "?")
        }
        draft.add(Names.urlHost, host)
        if scan.take(":") { draft.add(Names.destinationPort, scan.while_ { $0 &- 0x30 <= 9 }, .integer) }
        if scan.next == UInt8(ascii: "/") {
            draft.add(Names.urlPath, scan.while_ { $0 != UInt8(ascii: "?") })
        }
    }
}
