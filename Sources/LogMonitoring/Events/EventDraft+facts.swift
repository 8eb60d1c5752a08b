/// Facts that several formats draw in the same way from what they read.
extension EventDraft {
    /// Takes the time, where the clock can be completed.
    mutating func setTime(_ clock: WallClock?, _ settings: TimeSettings) {
        if let found = clock?.time(settings) { time = found }
    }

    /// A value of the slot's bytes as text of ASCII letters in small, at most eight: for choosing among few.
    func key(_ range: Range<Int>) -> UInt64 {
        guard range.count <= 8 else { return 0 }
        return bytes.buffer(range).reduce(0) { $0 << 8 | UInt64($1 >= 0x41 && $1 <= 0x5A ? $1 | 0x20 : $1) }
    }

    /// `network.transport` from a number or a name.
    mutating func addTransport(_ range: Range<Int>) {
        if range.isEmpty { return }
        if let known = Transport.word(key(range)) {
            add(Names.transport, known)
        } else {
            add(Names.transport, range, .lowered)
        }
    }

    /// `network.bytes` as the sum of both directions; what a device leaves out counts as nothing.
    mutating func addByteSum() {
        if let sent = integer(.sentBytes) {
            add(Names.networkBytes, whole: sent &+ (integer(.receivedBytes) ?? 0))
        } else if let received = integer(.receivedBytes) {
            add(Names.networkBytes, whole: received)
        }
        if let sent = integer(.sentPackets) {
            add(Names.networkPackets, whole: sent &+ (integer(.receivedPackets) ?? 0))
        }
    }

    /// What a device decided: `event.type` and `event.outcome`.
    mutating func addDecision(isAllowed: Bool) {
        add(Names.type, isAllowed ? Values.allowed : Values.denied)
        add(Names.outcome, isAllowed ? Values.success : Values.failure)
    }

    /// The decision behind the word of a device, where it is one.
    mutating func addDecision(_ action: Range<Int>) {
        guard let isAllowed = Decision.isAllowed(key(action)) else { return }
        addDecision(isAllowed: isAllowed)
    }

    mutating func addSuccess(_ isSuccess: Bool) {
        add(Names.outcome, isSuccess ? Values.success : Values.failure)
    }

    /// `DOMAIN\name` as two fields; `-` is nobody.
    mutating func addUser(_ range: Range<Int>, _ kind: FieldSlot.Kind = .text) {
        if range.isEmpty || bytes.equals(range, "-") { return }
        if let cut = bytes.first(UInt8(ascii: "\\"), in: range), cut + 2 < range.upperBound {
            add(Names.userDomain, range.lowerBound..<cut, kind)
            // JSON writes the backslash twice.
            add(Names.user, cut + (bytes[cut + 1] == 0x5C ? 2 : 1)..<range.upperBound, kind)
        } else {
            add(Names.user, range, kind)
        }
    }

    /// Who wrote the record.
    mutating func addObserver(_ vendor: LogWord, _ product: LogWord, _ record: LogRecord) {
        add(Names.observerVendor, vendor)
        add(Names.observerProduct, product)
        if let host = record.envelope.host, place(named: Names.observerName) == nil {
            add(Names.observerName, host)
        }
    }
}

/// Numbers and names of transports, looked up as at most eight letters in one integer.
enum Transport {
    static func word(_ key: UInt64) -> LogWord? { named.first { $0.key == key }?.word }

    private static let named: [(key: UInt64, word: LogWord)] = [
        ("6", Values.tcp), ("17", Values.udp), ("tcp", Values.tcp), ("udp", Values.udp), ("1", Values.icmp),
        ("icmp", Values.icmp), ("58", Values.icmp6), ("icmpv6", Values.icmp6), ("icmp6", Values.icmp6),
        ("47", Values.gre), ("50", Values.esp), ("2", Values.igmp), ("132", Values.sctp),
    ].map { (Decision.key($0.0), $0.1) }
}

/// Words with which devices say that they let something through or not.
enum Decision {
    static func isAllowed(_ key: UInt64) -> Bool? { named.first { $0.key == key }?.isAllowed }

    private static let named: [(key: UInt64, isAllowed: Bool)] = [
        ("accept", true), ("close", true), ("deny", false), ("allow", true), ("pass", true), ("drop", false),
        ("block", false), ("timeout", true), ("allowed", true), ("accepted", true), ("start", true),
        ("permit", true), ("detected", true), ("monitor", true), ("denied", false), ("dropped", false),
        ("blocked", false), ("reject", false), ("rejected", false), ("reset", false), ("discard", false),
        ("bypass", true), ("dns", true), ("ip-conn", true), ("prevent", false), ("detect", true),
    ].map { (key($0.0), $0.1) }

    /// A short text as one integer; longer ones than eight letters are not among the words.
    static func key(_ text: String) -> UInt64 { text.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
}
