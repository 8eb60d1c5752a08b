/// Linux's audit log: `type=USER_LOGIN msg=audit(1764036000.123:456): pid=1 … msg='op=login acct="root" …'`.
struct LinuxAudit: LogFormat {
    static let name = "auditd"
    private let keys = KeyTable(prefix: "auditd.", rules: LinuxAudit.rules)

    func recognizes(_ record: LogRecord) -> Bool {
        (record.bodyStarts(with: "type=") || record.bodyStarts(with: "node=") || record.program(is: "audispd")
            || record.program(is: "kernel") || record.program(is: "audit"))
            && record.bytes.first("audit(", in: record.body.prefix(300)) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        var scan = record.scan
        guard let head = scan.until("audit("), let time = scan.epoch(), scan.take(":"),
            let number = scan.until(UInt8(ascii: ")"))
        else { return .noTime }
        draft.time = time
        var front = Scan(record.bytes, head)
        while !front.isAtEnd {
            let word = front.word()
            guard let equals = record.bytes.first(UInt8(ascii: "="), in: word) else { continue }
            if record.bytes.equals(word.lowerBound..<equals, "type") {
                draft.add(Names.action, equals + 1..<word.upperBound, .lowered)
            } else if record.bytes.equals(word.lowerBound..<equals, "node") {
                draft.add(Names.host, equals + 1..<word.upperBound)
            }
        }
        draft.add(Names.eventIdentifier, number)
        _ = scan.take(":")
        if draft.place(named: Names.host) == nil, let host = record.envelope.host {
            draft.add(Names.host, host)
        }
        let fault = readPairs(scan, &draft)
        if let outcome = draft.range(.outcome) {
            draft.addSuccess(record.bytes.equals(outcome, "yes") || record.bytes.equals(outcome, "success"))
        }
        return fault
    }

    /// Values bare, in double quotes, or in single quotes with more pairs inside. auditd puts the names that
    /// it looked up behind the byte 0x1D.
    private func readPairs(_ start: Scan, _ draft: inout EventDraft) -> ReadingFault? {
        var scan = start
        while true {
            _ = scan.while_ { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "'") }
            if scan.isAtEnd { return nil }
            let key = scan.while_ { $0 > 0x20 && $0 != UInt8(ascii: "=") }
            guard scan.take("=") else { continue }
            if scan.take("'") { continue }
            let entry = keys.entry(scan.bytes.base + key.lowerBound, key.count)
            let isQuoted = scan.take(0x22)
            let value: Range<Int>
            if isQuoted {
                guard let inside = scan.until(0x22) else {
                    draft.add(FieldSlot(entry.name, .text, scan.rest))
                    return .unclosedQuote
                }
                value = inside
            } else {
                value = scan.while_ { $0 > 0x20 && $0 != UInt8(ascii: "'") }
            }
            if value.isEmpty || scan.bytes.equals(value, "?") || scan.bytes.equals(value, "(null)") {
                continue
            }
            draft.add(FieldSlot(entry.name, entry.kind, value), mark: entry.mark)
        }
    }

    private static let rules: [KeyRule] = [
        KeyRule("pid", "process.pid", .integer), KeyRule("ppid", "process.parent.pid", .integer),
        KeyRule("comm", "process.name"), KeyRule("exe", "process.executable"),
        KeyRule("cwd", "process.working_directory"),
        KeyRule("proctitle", "process.title"), KeyRule("cmd", "process.command_line"),
        KeyRule("auid", "user.audit.id"), KeyRule("uid", "user.id"), KeyRule("euid", "user.effective.id"),
        KeyRule("acct", "user.name"), KeyRule("AUID", "user.audit.name"), KeyRule("UID", "user.process.name"),
        KeyRule("addr", "source.ip"), KeyRule("hostname", "source.domain"),
        KeyRule("terminal", "process.tty"),
        KeyRule("tty", "process.tty"), KeyRule("name", "file.path"), KeyRule("key", "rule.name"),
        KeyRule("success", "auditd.success", mark: .outcome), KeyRule("res", "auditd.res", mark: .outcome),
        KeyRule("syscall", "auditd.syscall"), KeyRule("op", "auditd.op"),
    ]
}
