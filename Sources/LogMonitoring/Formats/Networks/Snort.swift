/// Snort alerts: the CSV of `alert_csv`, the lines of `alert_fast`, and the same through syslog.
struct Snort: LogFormat {
    static let name = "snort"
    private var columns: [ColumnReading.Column] = []

    func recognizes(_ record: LogRecord) -> Bool {
        if record.program(is: "snort") { return true }
        var (scan, clock) = (record.scan, WallClock())
        return Snort.stamp(&scan, &clock)
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var (scan, clock) = (record.scan, WallClock())
        draft.addObserver(Snort.vendor, Snort.product, record)
        if Snort.stamp(&scan, &clock) {
            draft.setTime(clock, record.times)
            scan.skipBlanks()
            if scan.next == UInt8(ascii: ",") { return readColumns(record, &draft) }
        }
        if record.program(is: "snort"), record.scan.next != UInt8(ascii: "[") {
            // What the program says about itself.
            draft.add(Names.message, record.body)
            return nil
        }
        return readFast(scan, &draft)
    }

    /// `01/27/16-16:01:04.877970`, without the year in older ones.
    private static func stamp(_ scan: inout Scan, _ clock: inout WallClock) -> Bool {
        var copy = scan
        guard let month = copy.digits(atMost: 2), copy.take("/"), let day = copy.digits(atMost: 2) else {
            return false
        }
        if copy.take("/") {
            guard let year = copy.digits(atMost: 4) else { return false }
            clock.year = year < 100 ? 2000 + year : year
        }
        guard copy.take("-"), copy.clock(&clock) else { return false }
        (clock.month, clock.day) = (month, day)
        scan = copy
        return true
    }

    private mutating func readColumns(_ record: LogRecord, _ draft: inout EventDraft) -> ReadingFault? {
        let fault = ColumnReading(separator: 0x2C).read(record.bytes, record.body, into: &columns)
        draft.add(Names.kind, Values.alert)
        guard columns.count >= 10 else { return fault ?? .tooFewColumns(found: columns.count, wanted: 10) }
        for (index, name, kind) in Snort.layout where index < columns.count {
            draft.add(name, record.bytes.trimmed(columns[index].range), kind)
        }
        draft.addTransport(record.bytes.trimmed(columns[5].range))
        return fault
    }

    private static let layout: [(Int, LogWord, FieldSlot.Kind)] = [
        (1, LogWord("snort.generator"), .integer), (2, Names.ruleNumber, .text),
        (3, LogWord("rule.version"), .text), (4, Names.rule, .csvText), (6, Names.sourceIP, .text),
        (7, Names.sourcePort, .integer), (8, Names.destinationIP, .text),
        (9, Names.destinationPort, .integer),
        (10, Names.sourceMAC, .text), (11, Names.destinationMAC, .text),
        (13, LogWord("snort.tcp_flags"), .text),
    ]

    /// `[**] [1:2003:8] Message [**] [Classification: …] [Priority: 2] {UDP} 192.0.2.1:53 -> 192.0.2.2:1`.
    private func readFast(_ start: Scan, _ draft: inout EventDraft) -> ReadingFault? {
        var scan = start
        scan.skipBlanks()
        if scan.take("[**]") { scan.skipBlanks() }
        guard scan.take("["), let generator = scan.until(UInt8(ascii: ":")),
            let number = scan.until(UInt8(ascii: ":")), let version = scan.until(UInt8(ascii: "]"))
        else { return .notThisFormat(Self.name) }
        draft.add(Names.kind, Values.alert)
        draft.add(Snort.layout[0].1, generator, .integer)
        draft.add(Names.ruleNumber, number)
        draft.add(Snort.layout[2].1, version)
        scan.skipBlanks()
        var end = draft.bytes.first("[**]", in: scan.rest) ?? scan.end
        end = min(end, draft.bytes.first("[Classification:", in: scan.rest) ?? end)
        end = min(end, draft.bytes.first("[Priority:", in: scan.rest) ?? end)
        end = min(end, draft.bytes.first("{", in: scan.rest) ?? end)
        draft.add(Names.rule, draft.bytes.trimmed(scan.at..<end))
        scan.at = end
        if let place = draft.bytes.first("[Classification: ", in: scan.rest),
            let stop = draft.bytes.first(UInt8(ascii: "]"), in: place..<scan.end)
        {
            draft.add(Names.ruleCategory, place + 17..<stop)
        }
        if let place = draft.bytes.first("[Priority: ", in: scan.rest) {
            var copy = Scan(scan.bytes, place + 11..<scan.end)
            draft.add(Names.severity, copy.while_ { $0 &- 0x30 <= 9 }, .integer)
        }
        guard scan.until(UInt8(ascii: "{")) != nil, let transport = scan.until(UInt8(ascii: "}")) else {
            return .notThisFormat(Self.name)
        }
        draft.addTransport(transport)
        scan.skipBlanks()
        addEndpoint(scan.word(), Names.sourceIP, Names.sourcePort, &draft)
        guard scan.take("-> ") else { return .notThisFormat(Self.name) }
        addEndpoint(scan.word(), Names.destinationIP, Names.destinationPort, &draft)
        return nil
    }

    private func addEndpoint(_ range: Range<Int>, _ ip: LogWord, _ port: LogWord, _ draft: inout EventDraft) {
        guard
            let colon = draft.bytes.buffer(range).lastIndex(of: UInt8(ascii: ":")).map({
                $0 + range.lowerBound
            }),
            HostText.isAddress(draft.bytes, range.lowerBound..<colon)
        else {
            draft.add(ip, range)
            return
        }
        draft.add(ip, range.lowerBound..<colon)
        draft.add(port, colon + 1..<range.upperBound, .integer)
    }

    private static let vendor = LogWord("Cisco")
    private static let product = LogWord("Snort")
}
