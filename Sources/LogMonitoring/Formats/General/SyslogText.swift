/// A syslog message of which nothing is known but its envelope: the text is the message.
struct SyslogText: LogFormat {
    static let takesAnything = true
    static let name = "syslog"

    func recognizes(_ record: LogRecord) -> Bool { record.envelope.isPresent }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        guard record.envelope.isPresent else { return .notThisFormat(Self.name) }
        draft.add(Names.message, record.body)
        if let host = record.envelope.host { draft.add(Names.host, host) }
        if let program = record.envelope.program { draft.add(Names.process, program) }
        if let process = record.processNumber { draft.add(Names.processNumber, process, .integer) }
        return nil
    }
}
