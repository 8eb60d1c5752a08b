/// sudo: `user : [remark ; ]TTY=pts/0 ; PWD=/srv/user ; USER=root ; COMMAND=/bin/ls`.
struct Sudo: LogFormat {
    static let name = "sudo"

    func recognizes(_ record: LogRecord) -> Bool { record.program(is: "sudo") }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        LocalProgram.add(record, &draft)
        draft.add(Names.message, record.body)
        var scan = record.scan
        scan.skipBlanks()
        guard
            record.bytes.first("COMMAND=", in: record.body) != nil
                || record.bytes.first("TTY=", in: record.body) != nil,
            let user = scan.until(" : ")
        else {
            // What PAM says under sudo's name.
            return nil
        }
        draft.add(Names.user, record.bytes.trimmed(user))
        var remark: Range<Int>?
        while !scan.isAtEnd {
            // The command is the rest, semicolons and all.
            if scan.take("COMMAND=") {
                draft.add(Names.commandLine, scan.rest)
                break
            }
            let part = scan.until(" ; ") ?? scan.rest
            if part.upperBound == scan.end { scan.at = scan.end }
            guard let equals = record.bytes.first(UInt8(ascii: "="), in: part),
                let name = Sudo.names[draft.key(part.lowerBound..<equals)]
            else {
                remark = part
                continue
            }
            draft.add(name, equals + 1..<part.upperBound)
        }
        draft.add(Names.action, Sudo.run)
        if let remark, !remark.isEmpty { draft.add(Names.reason, remark) }
        draft.addSuccess(remark == nil)
        return nil
    }

    private static let run = LogWord("sudo")
    private static let names: [UInt64: LogWord] = Dictionary(
        [
            ("tty", LogWord("process.tty")), ("pwd", LogWord("process.working_directory")),
            ("user", Names.effectiveUser), ("group", LogWord("user.effective.group.name")),
            ("tsid", LogWord("sudo.tsid")), ("env", LogWord("sudo.env")),
        ].map { (Decision.key($0.0), $0.1) }
    ) { first, _ in first }
}
