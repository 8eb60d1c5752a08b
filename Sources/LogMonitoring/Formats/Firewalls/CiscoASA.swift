/// Cisco ASA (and FTD, PIX, FWSM) messages: `%ASA-6-302013: Built inbound TCP connection …`.
///
/// There are thousands of messages and few ways to name an endpoint; those are read wherever they stand.
struct CiscoASA: LogFormat {
    static let name = "cisco-asa"

    func recognizes(_ record: LogRecord) -> Bool {
        record.bodyStarts(with: "%ASA-") || record.bodyStarts(with: "%FTD-")
            || record.bodyStarts(with: "%PIX-")
            || record.bodyStarts(with: "%FWSM-")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        guard scan.until(UInt8(ascii: "-")) != nil else { return .notThisFormat(Self.name) }
        // A class may stand between: %ASA-session-6-302013.
        if scan.next &- 0x30 > 9, scan.until(UInt8(ascii: "-")) == nil { return .notThisFormat(Self.name) }
        guard let severity = scan.digits(atMost: 1), scan.take("-") else { return .notThisFormat(Self.name) }
        let code = scan.while_ { $0 &- 0x30 <= 9 }
        guard !code.isEmpty, scan.take(":") else { return .notThisFormat(Self.name) }
        scan.skipBlanks()
        draft.add(Names.code, code)
        draft.add(Names.severity, whole: Int64(severity))
        draft.add(Names.message, scan.rest)
        readText(scan, &draft)
        draft.addObserver(CiscoASA.vendor, CiscoASA.product, record)
        return nil
    }

    private func readText(_ scan: Scan, _ draft: inout EventDraft) {
        var words = scan
        let first = words.word()
        let isBuilt = draft.bytes.equals(first, "Built")
        let isTeardown = draft.bytes.equals(first, "Teardown")
        let isOutbound = draft.bytes.first(" outbound ", in: scan.rest).map { $0 < scan.at + 20 } ?? false
        if isBuilt || isTeardown {
            draft.add(Names.action, isBuilt ? CiscoASA.built : CiscoASA.teardown)
            draft.addDecision(isAllowed: true)
            if isBuilt, isOutbound { draft.add(Names.direction, Values.outbound) }
            if isBuilt, draft.bytes.first(" inbound ", in: scan.rest).map({ $0 < scan.at + 20 }) ?? false {
                draft.add(Names.direction, Values.inbound)
            }
        } else if isDenial(scan, first, draft) {
            draft.add(Names.action, CiscoASA.deny)
            draft.addDecision(isAllowed: false)
        }
        addTransport(scan, &draft)
        addEndpoints(scan, &draft, isOutbound: isBuilt && isOutbound)
        if let bytes = number(behind: " bytes ", scan, draft) {
            draft.add(Names.networkBytes, whole: Int64(bytes))
        }
        addDuration(scan, &draft)
        addList(scan, &draft)
        addUser(scan, &draft)
        if let quote = after("access-group \"", scan, draft),
            let stop = draft.bytes.first(0x22, in: quote..<scan.end)
        {
            draft.add(Names.rule, quote..<stop)
        }
    }

    private func isDenial(_ scan: Scan, _ first: Range<Int>, _ draft: borrowing EventDraft) -> Bool {
        draft.bytes.equals(first, "Deny") || draft.bytes.equals(first, "Denied")
            || draft.bytes.first(" denied ", in: scan.rest) != nil
            || draft.bytes.first(" discarded ", in: scan.rest) != nil
    }

    private func addTransport(_ scan: Scan, _ draft: inout EventDraft) {
        var words = scan
        for _ in 0..<8 where !words.isAtEnd {
            let word = words.word()
            if let known = CiscoASA.transports[draft.key(word)] {
                draft.add(Names.transport, known)
                return
            }
        }
    }

    private static let transports = Dictionary(
        ["tcp": Values.tcp, "udp": Values.udp, "icmp": Values.icmp].map { (Decision.key($0), $1) }
    ) { first, _ in first }

    // MARK: Endpoints

    private func addEndpoints(_ scan: Scan, _ draft: inout EventDraft, isOutbound: Bool) {
        // faddr is the far side, laddr the local one; a built connection to the inside starts at faddr.
        if let far = after("faddr ", scan, draft), let near = after("laddr ", scan, draft) {
            let isInbound = draft.bytes.first(" inbound ", in: scan.rest) != nil
            addEndpoint(far, scan, &draft, isSource: isInbound)
            addEndpoint(near, scan, &draft, isSource: !isInbound)
            return
        }
        for (first, second) in CiscoASA.pairs {
            guard let from = after(first, scan, draft),
                let to = draft.bytes.first(second, in: from..<scan.end),
                isEndpoint(from, scan)
            else { continue }
            let target = to + second.utf8CodeUnitCount
            // A connection that is built outbound is named from its far end.
            addEndpoint(from, scan, &draft, isSource: !isOutbound)
            if isEndpoint(target, scan) {
                addEndpoint(target, scan, &draft, isSource: isOutbound)
            } else if let onward = draft.bytes.first(" to ", in: target..<scan.end),
                isEndpoint(onward + 4, scan)
            {
                addEndpoint(onward + 4, scan, &draft, isSource: isOutbound)
            }
            return
        }
        if let from = after(" from ", scan, draft) ?? after("local-host ", scan, draft)
            ?? after("IP = ", scan, draft),
            isEndpoint(from, scan)
        {
            addEndpoint(from, scan, &draft, isSource: true)
        }
    }

    private static let pairs: [(StaticString, StaticString)] = [
        ("src ", " dst "), (" for ", " to "), (" from ", " to "), ("laddr ", " to "),
    ]

    /// `inside:192.0.2.1/443(LOCAL\user)`, without interface or port too.
    private func endpoint(_ at: Int, _ scan: Scan) -> (
        interface: Range<Int>?, address: Range<Int>, port: Range<Int>?
    )? {
        var copy = Scan(scan.bytes, at..<scan.end)
        let word = copy.while_ {
            $0 > 0x20 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")")
        }
        guard !word.isEmpty else { return nil }
        var address = word
        var port: Range<Int>?
        if let slash = scan.bytes.first(UInt8(ascii: "/"), in: word) {
            address = word.lowerBound..<slash
            port = slash + 1..<word.upperBound
        }
        var interface: Range<Int>?
        if let colon = scan.bytes.first(UInt8(ascii: ":"), in: address), !isAddress(scan.bytes, address) {
            interface = address.lowerBound..<colon
            address = colon + 1..<address.upperBound
        }
        if address.count > 1, scan.bytes[address.upperBound - 1] == UInt8(ascii: ".") {
            address = address.lowerBound..<address.upperBound - 1
        }
        return isAddress(scan.bytes, address) ? (interface, address, port) : nil
    }

    private func isEndpoint(_ at: Int, _ scan: Scan) -> Bool { endpoint(at, scan) != nil }

    /// Four numbers with points, or hexadecimal with at least two colons.
    private func isAddress(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        var (points, colons, isDecimal) = (0, 0, true)
        for index in range {
            switch bytes[index] {
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: ":"): colons += 1
            case 0x30...0x39: continue
            case 0x41...0x46, 0x61...0x66: isDecimal = false
            default: return false
            }
        }
        return points == 3 && colons == 0 && isDecimal && range.count >= 7 || colons >= 2
    }

    private func addEndpoint(_ at: Int, _ scan: Scan, _ draft: inout EventDraft, isSource: Bool) {
        guard let found = endpoint(at, scan) else { return }
        draft.add(isSource ? Names.sourceIP : Names.destinationIP, found.address)
        if let port = found.port, draft.bytes.buffer(port).allSatisfy({ $0 &- 0x30 <= 9 }) {
            draft.add(isSource ? Names.sourcePort : Names.destinationPort, port, .integer)
        }
        if let interface = found.interface { draft.add(isSource ? Names.ingress : Names.egress, interface) }
    }

    // MARK: Other facts

    private func after(_ text: StaticString, _ scan: Scan, _ draft: borrowing EventDraft) -> Int? {
        draft.bytes.first(text, in: scan.rest).map { $0 + text.utf8CodeUnitCount }
    }

    private func number(behind text: StaticString, _ scan: Scan, _ draft: borrowing EventDraft) -> Int? {
        guard let place = after(text, scan, draft) else { return nil }
        var copy = Scan(scan.bytes, place..<scan.end)
        return copy.digits()
    }

    private func addDuration(_ scan: Scan, _ draft: inout EventDraft) {
        guard let place = after(" duration ", scan, draft) else { return }
        var copy = Scan(scan.bytes, place..<scan.end)
        guard let hours = copy.digits(atMost: 6), copy.take(":"), let minutes = copy.digits(atMost: 2),
            copy.take(":"), let seconds = copy.digits(atMost: 2)
        else { return }
        draft.add(Names.duration, whole: Int64(hours * 3600 + minutes * 60 + seconds) * 1_000_000_000)
    }

    /// `Group = g, Username = u, IP = 192.0.2.1` of VPN messages.
    private func addList(_ scan: Scan, _ draft: inout EventDraft) {
        if let user = after("Username = ", scan, draft) {
            draft.add(
                Names.user, user..<(draft.bytes.first(UInt8(ascii: ","), in: user..<scan.end) ?? scan.end))
        }
        if let reason = after("Reason: ", scan, draft) { draft.add(Names.reason, reason..<scan.end) }
    }

    /// `User 'admin'`, `(LOCAL\user)`, and `(user)` at the end.
    private func addUser(_ scan: Scan, _ draft: inout EventDraft) {
        if let quoted = after("ser '", scan, draft),
            let stop = draft.bytes.first(UInt8(ascii: "'"), in: quoted..<scan.end)
        {
            draft.add(Names.user, quoted..<stop)
        } else if let local = after("(LOCAL\\", scan, draft),
            let stop = draft.bytes.first(UInt8(ascii: ")"), in: local..<scan.end)
        {
            draft.add(Names.user, local..<stop)
        } else if scan.end > scan.at, draft.bytes[scan.end - 1] == UInt8(ascii: ")"),
            let open = draft.bytes.buffer(scan.rest).lastIndex(of: UInt8(ascii: "(")),
            case let inside = scan.at + open + 1..<scan.end - 1,
            !inside.isEmpty, draft.bytes.first(UInt8(ascii: "/"), in: inside) == nil,
            draft.bytes.first(0x20, in: inside) == nil
        {
            draft.add(Names.user, inside)
        }
    }

    private static let vendor = LogWord("Cisco")
    private static let product = LogWord("ASA")
    private static let built = LogWord("built")
    private static let teardown = LogWord("teardown")
    private static let deny = LogWord("deny")
}
