/// The audit log of Microsoft's DHCP server: `ID,Date,Time,Description,IP Address,Host Name,MAC Address,…`.
struct MicrosoftDHCP: LogFormat {
    static let name = "microsoft-dhcp"
    private var columns: [ColumnReading.Column] = []
    /// Between the title and the names of the columns the file explains itself.
    private var isInPreamble = false

    func recognizes(_ record: LogRecord) -> Bool {
        if isInPreamble || isHeading(record) { return true }
        var scan = record.scan
        guard scan.digits(atMost: 5) != nil, scan.take(",") else { return false }
        var clock = WallClock()
        return MicrosoftDate.read(&scan, &clock) && scan.take(",") && scan.clock(&clock) && scan.take(",")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        if isInPreamble || isHeading(record) {
            isInPreamble = !record.bodyStarts(with: "ID,Date,Time,")
            draft.isHeading = true
            return nil
        }
        let fault = ColumnReading(separator: 0x2C).read(record.bytes, record.body, into: &columns)
        guard columns.count >= 7 else { return fault ?? .tooFewColumns(found: columns.count, wanted: 7) }
        var (date, time, clock) = (
            Scan(record.bytes, columns[1].range), Scan(record.bytes, columns[2].range), WallClock()
        )
        if MicrosoftDate.read(&date, &clock), time.clock(&clock) { draft.setTime(clock, record.times) }
        draft.add(Names.code, columns[0].range)
        draft.add(Names.action, columns[3].range, .lowered)
        draft.add(MicrosoftDHCP.assigned, columns[4].range)
        draft.add(Names.sourceIP, columns[4].range)
        draft.add(Names.sourceHost, NameText.withoutDot(columns[5].range, record.bytes))
        draft.add(Names.sourceMAC, columns[6].range)
        if columns.count > 7 { draft.addUser(columns[7].range) }
        if columns.count > 8 { draft.add(MicrosoftDHCP.transaction, columns[8].range) }
        draft.add(Names.observerProduct, MicrosoftDHCP.product)
        if let host = record.envelope.host { draft.add(Names.host, host) }
        return fault
    }

    private func isHeading(_ record: LogRecord) -> Bool {
        record.bodyStarts(with: "ID,Date,Time,")
            || record.bytes.contains("Microsoft DHCP Service Activity Log", in: record.body.prefix(80))
    }

    private static let product = LogWord("Microsoft DHCP Server")
    private static let assigned = LogWord("dhcp.assigned_ip")
    private static let transaction = LogWord("dhcp.transaction_id")
}

/// The debug log of Microsoft's DNS server: `11/25/2026 10:00:00 AM 0F2C PACKET … UDP Rcv 192.0.2.1 …`.
struct MicrosoftDNS: LogFormat {
    static let name = "microsoft-dns"
    /// Behind its title the file explains its columns, up to the first packet.
    private var isInPreamble = false

    func recognizes(_ record: LogRecord) -> Bool {
        isInPreamble || record.bodyStarts(with: "DNS Server log file creation") || isPacket(record)
    }

    private func isPacket(_ record: LogRecord) -> Bool {
        record.bytes.first(" PACKET ", in: record.body.prefix(60)) != nil && record.body.count > 20
            && record.bytes[record.body.lowerBound] &- 0x30 <= 9
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        isInPreamble = !isPacket(record) && (isInPreamble || record.bodyStarts(with: "DNS Server log file"))
        if isInPreamble {
            draft.isHeading = true
            return nil
        }
        var (scan, clock) = (record.scan, WallClock())
        guard MicrosoftDate.read(&scan, &clock), scan.take(0x20), scan.clock(&clock) else { return .noTime }
        scan.skipBlanks()
        MicrosoftDate.readHalf(&scan, &clock)
        draft.setTime(clock, record.times)
        guard scan.until(" PACKET ") != nil else { return .notThisFormat(Self.name) }
        scan.skipBlanks()
        _ = scan.word()
        let transport = next(&scan)
        let direction = next(&scan)
        let address = next(&scan)
        _ = next(&scan)
        guard HostText.isAddress(record.bytes, address) else { return .notThisFormat(Self.name) }
        draft.addTransport(transport)
        let isReceived = record.bytes.equals(direction, "Rcv")
        draft.add(isReceived ? Names.sourceIP : Names.destinationIP, address)
        draft.add(Names.direction, isReceived ? Values.inbound : Values.outbound)
        let isAnswer =
            record.bytes.first(" R ", in: scan.at..<min(scan.end, scan.at + 6)) != nil || scan.take("R ")
        draft.add(Names.dnsKind, isAnswer ? Values.answer : Values.query)
        guard scan.until(UInt8(ascii: "[")) != nil, let flags = scan.until(UInt8(ascii: "]")) else {
            return .notThisFormat(Self.name)
        }
        var inside = Scan(record.bytes, flags)
        var code = flags.upperBound..<flags.upperBound
        while !inside.isAtEnd { code = next(&inside) }
        draft.add(Names.responseCode, code)
        draft.add(Names.questionType, next(&scan))
        draft.add(Names.question, next(&scan), .countedLabels)
        draft.add(Names.protocolName, Values.dns)
        draft.add(Names.observerProduct, MicrosoftDNS.product)
        if let host = record.envelope.host { draft.add(Names.host, host) }
        return nil
    }

    private func next(_ scan: inout Scan) -> Range<Int> {
        scan.skipBlanks()
        return scan.word()
    }

    private static let product = LogWord("Microsoft DNS Server")
}

/// Dates as Windows writes them in the language of the system: month first, day first, or the year first.
enum MicrosoftDate {
    static func read(_ scan: inout Scan, _ clock: inout WallClock) -> Bool {
        if scan.dateYearFirst(&clock) { return true }
        var copy = scan
        guard let first = copy.digits(atMost: 2), copy.take("/"), let second = copy.digits(atMost: 2),
            copy.take("/"),
            let year = copy.digits(atMost: 4)
        else { return false }
        clock.year = year < 100 ? 2000 + year : year
        // Both at most 12: American unless the first cannot be a month.
        (clock.month, clock.day) = first > 12 ? (second, first) : (first, second)
        if first <= 12, second <= 12, first != second { clock.assumptions.insert(.monthFirst) }
        scan = copy
        return true
    }

    /// `AM` or `PM` behind a clock of twelve hours.
    static func readHalf(_ scan: inout Scan, _ clock: inout WallClock) {
        if scan.take("AM") {
            if clock.hour == 12 { clock.hour = 0 }
        } else if scan.take("PM"), clock.hour < 12 {
            clock.hour += 12
        }
    }
}
