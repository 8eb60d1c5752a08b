/// What a syslog header says about the message in it, RFC 3164 and RFC 5424, and the lines that syslog
/// programs write to files. Everything may be missing.
struct SyslogEnvelope {
    var priority: Int?
    var stamp: WallClock?
    var host: Range<Int>?
    var program: Range<Int>?
    var process: Range<Int>?
    var message: Range<Int>?
    /// `[id key="value"]…` as it stands, RFC 5424 only.
    var structuredData: Range<Int>?
    /// The host of an outer header, where a relay put its own before the device's.
    var relay: Range<Int>?
    var isRFC5424 = false
    /// What is inside: behind the host for what has no tag, behind the tag otherwise.
    var body: Range<Int>

    var isPresent: Bool { priority != nil || stamp != nil }

    init(_ bytes: Bytes) {
        body = 0..<bytes.count
        var scan = Scan(bytes, 0..<bytes.count)
        // A byte order mark at the beginning of a file.
        if scan.take(0xEF) { scan.at = bytes.starts(with: "\u{FEFF}", at: 0) ? 3 : 0 }
        // Three headers are more than any real chain of relays leaves.
        for _ in 0..<3 {
            guard SyslogEnvelope.mayBegin(scan), readHeader(&scan) else { break }
        }
        // rsyslog marks JSON so.
        if isPresent, scan.take("@cee:") { scan.skipBlanks() }
        body = scan.rest
    }

    /// From four bytes whether a header may begin here: `<`, a number, or a word of three letters.
    private static func mayBegin(_ scan: Scan) -> Bool {
        scan.next == UInt8(ascii: "<") || scan.next &- 0x30 <= 9 || scan.peek(3) == 0x20
            || scan.next == UInt8(ascii: "*") || scan.next == UInt8(ascii: ".")
    }

    private mutating func readHeader(_ scan: inout Scan) -> Bool {
        var inner = scan
        let number = SyslogEnvelope.priority(&inner)
        var found = SyslogEnvelope(outer: self)
        if number != nil, inner.next == UInt8(ascii: "1"), inner.peek(1) == 0x20 {
            guard found.readRFC5424(&inner) else { return false }
        } else {
            found.readRFC3164(&inner)
            guard number != nil || found.stamp != nil else { return false }
        }
        // A date alone at the beginning of a line is the message's own unless a header stands around it.
        if number == nil, found.stamp != nil, found.host == nil, found.program == nil,
            !found.isTimeOnlyHeader(inner)
        {
            return false
        }
        found.priority = number ?? priority
        if found.stamp == nil { found.stamp = stamp }
        if found.host == nil {
            found.host = host
        } else {
            found.relay = relay ?? host
        }
        self = found
        scan = inner
        // Another header follows only where the outer one had no tag.
        return program == nil || isRFC5424
    }

    private init(outer: SyslogEnvelope) { body = outer.body }

    /// `Aug 29 2016 13:32:05: %ASA-…`: a time, a colon, and nothing of a host.
    private func isTimeOnlyHeader(_ scan: Scan) -> Bool { scan.next == UInt8(ascii: "%") }

    /// `<0>` to `<191>`; devices also send larger ones.
    private static func priority(_ scan: inout Scan) -> Int? {
        var copy = scan
        guard copy.take(UInt8(ascii: "<")), let number = copy.digits(atMost: 3), copy.take(UInt8(ascii: ">"))
        else { return nil }
        scan = copy
        return number
    }

    // MARK: RFC 5424

    private mutating func readRFC5424(_ scan: inout Scan) -> Bool {
        var copy = scan
        copy.at += 2
        if copy.next == UInt8(ascii: "-") {
            copy.at += 1
        } else {
            stamp = copy.isoStamp()
            guard stamp != nil else { return false }
        }
        guard copy.take(0x20) else { return false }
        host = SyslogEnvelope.filled(copy.word(), copy.bytes)
        program = SyslogEnvelope.filled(copy.word(), copy.bytes)
        process = SyslogEnvelope.filled(copy.word(), copy.bytes)
        message = SyslogEnvelope.filled(copy.word(), copy.bytes)
        if copy.next == UInt8(ascii: "[") {
            let start = copy.at
            guard SyslogEnvelope.passStructuredData(&copy) else { return false }
            structuredData = start..<copy.at
        } else {
            _ = copy.take(UInt8(ascii: "-"))
        }
        _ = copy.take(0x20)
        if copy.bytes.starts(with: "\u{FEFF}", at: copy.at) { copy.at += 3 }
        isRFC5424 = true
        scan = copy
        return true
    }

    private static func filled(_ range: Range<Int>, _ bytes: Bytes) -> Range<Int>? {
        range.isEmpty || bytes.equals(range, "-") ? nil : range
    }

    /// Goes behind all elements; false where one is not closed.
    private static func passStructuredData(_ scan: inout Scan) -> Bool {
        while scan.take(UInt8(ascii: "[")) {
            var isQuoted = false
            while true {
                guard !scan.isAtEnd else { return false }
                let byte = scan.next
                scan.at += 1
                if byte == UInt8(ascii: "\\"), isQuoted {
                    scan.at += 1
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                } else if byte == UInt8(ascii: "]"), !isQuoted {
                    break
                }
            }
        }
        return true
    }

    // MARK: RFC 3164

    private mutating func readRFC3164(_ scan: inout Scan) {
        // Cisco puts a sequence number (`123: `), an asterisk or a point before the time.
        var copy = scan
        if copy.digits(atMost: 10) != nil, copy.take(": ") { copy.skipBlanks() } else { copy = scan }
        if copy.next == UInt8(ascii: "*") || copy.next == UInt8(ascii: ".") { copy.at += 1 }
        copy.skipBlanks()
        guard let found = copy.syslogStamp() ?? SyslogEnvelope.isoStamp(&copy) else { return readTag(&scan) }
        stamp = found
        if copy.take(":") {
            copy.skipBlanks()
            scan = copy
            return
        }
        guard copy.take(0x20) else {
            scan = copy
            return
        }
        copy.skipBlanks()
        scan = copy
        let word = copy.word()
        if SyslogEnvelope.isHost(scan.bytes, word) {
            host = word
            copy.skipBlanks()
            // `fw01 : %ASA-…`.
            if copy.take(": ") { copy.skipBlanks() }
            scan = copy
        }
        readTag(&scan)
    }

    /// Syslog programs write days with hyphens; with slashes it is some other log.
    private static func isoStamp(_ scan: inout Scan) -> WallClock? {
        scan.peek(4) == UInt8(ascii: "-") ? scan.isoStamp() : nil
    }

    private static func isHost(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 255, bytes[range.upperBound - 1] != UInt8(ascii: ":") else {
            return false
        }
        return bytes.buffer(range).allSatisfy {
            $0 &- 0x30 <= 9 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == UInt8(ascii: ".")
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":")
        }
    }

    /// `sshd[123]: `; formats that begin with a word and a colon of their own are no tag.
    private mutating func readTag(_ scan: inout Scan) {
        var copy = scan
        let name = copy.while_ {
            $0 &- 0x30 <= 9 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
                || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")")
        }
        guard !name.isEmpty, name.count <= 64 else { return }
        var number: Range<Int>?
        if copy.take(UInt8(ascii: "[")) {
            guard let inside = copy.until(UInt8(ascii: "]")), inside.count <= 32 else { return }
            number = inside
        }
        guard copy.take(UInt8(ascii: ":")), copy.isAtEnd || copy.next == 0x20,
            !scan.bytes.equals(name, "CEF"), !scan.bytes.equals(name, "LEEF")
        else { return }
        copy.skipBlanks()
        program = name
        process = number
        scan = copy
    }
}
