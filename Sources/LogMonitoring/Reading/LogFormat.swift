/// One format of logs: how a record of it is known, and how it becomes an event.
///
/// A reader makes its own copy for each source, so that a format may remember what a header line said.
protocol LogFormat: SendableMetatype {
    /// As `--format` takes it and the folder of its samples is called.
    static var name: String { get }
    /// Whether it recognizes whatever is left by the others.
    static var takesAnything: Bool { get }
    init()
    /// Whether the record is likely to be of this format; cheap, and sure rather than generous.
    func recognizes(_ record: LogRecord) -> Bool
    /// Puts the fields and the time into the draft. A fault leaves there what was understood before it.
    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault?
}

extension LogFormat {
    static var takesAnything: Bool { false }
}

/// A record with its envelope taken off, and what a format needs to read it.
struct LogRecord {
    let bytes: Bytes
    let envelope: SyslogEnvelope
    let times: TimeSettings

    /// What is inside the envelope.
    var body: Range<Int> { envelope.body }

    var scan: Scan { Scan(bytes, body) }

    func bodyStarts(with text: StaticString) -> Bool {
        text.utf8CodeUnitCount <= body.count && bytes.starts(with: text, at: body.lowerBound)
    }

    /// What stands in brackets behind the program, where it is a number.
    var processNumber: Range<Int>? {
        envelope.process.flatMap { DecimalText.integer(bytes.buffer($0)) == nil ? nil : $0 }
    }

    func program(is text: StaticString) -> Bool {
        envelope.program.map { bytes.equals($0, text) } ?? false
    }
}
