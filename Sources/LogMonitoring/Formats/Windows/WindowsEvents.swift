/// Windows events as JSON: winlogbeat's, NXLog's and the flat shape of collections, and the tree of an EVTX
/// file (`Event.System`, `Event.EventData`).
struct WindowsEvents: LogFormat {
    static let name = "windows"
    private let flat = JSONReading(keys: KeyTable(prefix: "winlog.event_data.", rules: WindowsNames.flat))
    private let nested = JSONReading(
        keys: KeyTable(prefix: "", rules: WindowsNames.nested, renamed: WindowsNames.renamed))

    func recognizes(_ record: LogRecord) -> Bool {
        guard JSONText.begins(record) else { return false }
        return isNested(record) || record.bytes.contains("\"EventID\"", in: record.body)
            || record.bytes.contains("\"EventId\"", in: record.body)
    }

    private func isNested(_ record: LogRecord) -> Bool {
        record.bytes.contains("\"winlog\"", in: record.body)
            || record.bytes.first("{\"Event\":", in: record.body.prefix(12)) != nil
            || record.bytes.first("\"System\":", in: record.body.prefix(40)) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = (isNested(record) ? nested : flat).read(record.bytes, record.body, into: &draft)
        readTime(record, &draft)
        if let user = draft.marked(.user) { draft.addUser(user.range, user.kind) }
        if let outcome = draft.marked(.outcome) { addOutcome(outcome, &draft) }
        if draft.place(named: Names.code) == nil, fault == nil { return .notThisFormat(Self.name) }
        return fault
    }

    /// The event's own UTC time first; then what a collector stamped; then a local time without a zone.
    private func readTime(_ record: LogRecord, _ draft: inout EventDraft) {
        for (mark, isUTC) in [(Mark.instant, true), (.date, true), (.clock, false)] {
            guard let range = draft.range(mark) else { continue }
            var scan = Scan(record.bytes, range)
            // `/Date(1764036000123)/` of .NET.
            if scan.take("/Date(") || scan.take("\\/Date("), let time = scan.epoch() {
                draft.time = time
                return
            }
            scan.at = range.lowerBound
            if var clock = scan.isoStamp(), scan.isAtEnd {
                if isUTC, clock.zone == nil { clock.zone = 0 }
                if let found = clock.time(record.times) {
                    draft.time = found
                    return
                }
            }
        }
    }

    /// NXLog's `AUDIT_SUCCESS`, winlogbeat's keyword, or the bits of the event's own keywords.
    private func addOutcome(_ slot: FieldSlot, _ draft: inout EventDraft) {
        let range = slot.range
        if draft.bytes.contains("uccess", in: range) || draft.bytes.contains("SUCCESS", in: range) {
            draft.addSuccess(true)
        } else if draft.bytes.contains("ailure", in: range) || draft.bytes.contains("FAILURE", in: range) {
            draft.addSuccess(false)
        } else if let keywords = DecimalText.integer(draft.bytes.buffer(range)) {
            if keywords & 0x20_0000_0000_0000 != 0 { draft.addSuccess(true) }
            if keywords & 0x10_0000_0000_0000 != 0 { draft.addSuccess(false) }
        }
    }
}

/// Where each name of Windows goes. Event data keep their own names too (`winlog.event_data.Image`), because
/// rules are written with them.
enum WindowsNames {
    private static let system: [(String, String)] = [
        ("EventID", "event.code"), ("EventId", "event.code"), ("Channel", "winlog.channel"),
        ("Hostname", "host.name"), ("Computer", "host.name"), ("ComputerName", "host.name"),
        ("SourceName", "winlog.provider_name"), ("Provider", "winlog.provider_name"),
        ("Provider_Name", "winlog.provider_name"), ("ProviderGuid", "winlog.provider_guid"),
        ("RecordNumber", "winlog.record_id"), ("EventRecordID", "winlog.record_id"),
        ("Task", "winlog.task_id"), ("Category", "winlog.task"), ("Opcode", "winlog.opcode"),
        ("OpcodeValue", "winlog.opcode_id"), ("Version", "winlog.version"), ("Message", "message"),
        ("ExecutionProcessID", "winlog.process.pid"), ("ThreadID", "winlog.process.thread.id"),
        ("ExecutionThreadID", "winlog.process.thread.id"), ("ActivityID", "winlog.activity_id"),
        ("UserID", "winlog.user.identifier"), ("AccountName", "winlog.user.name"),
        ("AccountType", "winlog.user.type"), ("Domain", "winlog.user.domain"), ("Severity", "log.level"),
        ("SeverityValue", "event.severity"), ("host", "agent.hostname"), ("port", "agent.port"),
        ("tags", "tags"), ("@version", "labels.version"), ("SourceModuleName", "labels.source_module"),
        ("SourceModuleType", "labels.source_module_type"), ("EventReceivedTime", "labels.received"),
        ("Level", "winlog.level"), ("ProcessID", "winlog.process.pid"),
    ]

    /// Name in the event data, ECS name, how it is read.
    private static let data: [(String, String, FieldSlot.Kind)] = [
        ("Image", "process.executable", .text), ("NewProcessName", "process.executable", .text),
        ("CommandLine", "process.command_line", .text),
        ("CurrentDirectory", "process.working_directory", .text),
        ("ProcessGuid", "process.entity_id", .text), ("ProcessId", "process.pid", .integer),
        ("ParentImage", "process.parent.executable", .text),
        ("ParentProcessName", "process.parent.executable", .text),
        ("ParentCommandLine", "process.parent.command_line", .text),
        ("ParentProcessId", "process.parent.pid", .integer),
        ("ParentProcessGuid", "process.parent.entity_id", .text),
        ("OriginalFileName", "process.pe.original_file_name", .text),
        ("TargetFilename", "file.path", .text), ("ImageLoaded", "dll.path", .text),
        ("TargetObject", "registry.path", .text), ("QueryName", "dns.question.name", .text),
        ("SourceIp", "source.ip", .text), ("SourceAddress", "source.ip", .text),
        ("IpAddress", "source.ip", .text),
        ("SourcePort", "source.port", .integer), ("IpPort", "source.port", .integer),
        ("DestinationIp", "destination.ip", .text), ("DestAddress", "destination.ip", .text),
        ("DestinationPort", "destination.port", .integer), ("DestPort", "destination.port", .integer),
        ("DestinationHostname", "destination.domain", .text), ("SourceHostname", "source.domain", .text),
        ("WorkstationName", "source.domain", .text), ("TargetUserName", "user.name", .text),
        ("TargetDomainName", "user.domain", .text), ("TargetUserSid", "user.id", .text),
        ("SubjectUserName", "winlog.subject.user", .text), ("LogonType", "winlog.logon.type", .text),
        ("LogonId", "winlog.logon.id", .text), ("ServiceName", "service.name", .text),
        ("ScriptBlockText", "powershell.file.script_block_text", .text),
    ]

    private static let times: [(String, Mark)] = [
        ("winlog.event_data.UtcTime", .instant), ("event.created", .date), ("winlog.event_time", .clock),
        ("winlog.time_created", .date),
    ]

    static let flat: [KeyRule] =
        system.map { KeyRule($0.0, $0.1, also: $0.0 == "EventID" ? "winlog.event_id" : nil) }
        + data.map { KeyRule($0.0, "winlog.event_data." + $0.0, $0.2, also: $0.1) }
        + zip(["UtcTime", "@timestamp", "EventTime", "TimeCreated"], times)
        .map { KeyRule($0, $1.0, mark: $1.1) }
        + [
            KeyRule("User", "winlog.event_data.User", mark: .user),
            KeyRule("Keywords", "winlog.keywords", mark: .outcome),
            KeyRule("EventType", "winlog.event_data.EventType"),
        ]

    static let renamed = [
        (from: "Event.EventData.", to: "winlog.event_data."),
        (from: "Event.UserData.", to: "winlog.user_data."),
        (from: "Event.System.", to: "winlog."),
    ]

    /// winlogbeat's names are ECS already; EVTX trees are brought to them.
    static let nested: [KeyRule] =
        [
            KeyRule("@timestamp", "event.created", mark: .date),
            KeyRule("winlog.event_id", "winlog.event_id", also: "event.code"),
            KeyRule("event.code", "winlog.event_code"),
            KeyRule("winlog.computer_name", "winlog.computer_name", also: "host.name"),
            KeyRule("host.name", "agent.hostname"),
            KeyRule("winlog.keywords", "winlog.keywords", mark: .outcome),
            KeyRule("event.outcome", "winlog.outcome", mark: .outcome),
            KeyRule("Event.System.EventID", "winlog.event_id", also: "event.code"),
            KeyRule("Event.System.EventID.#text", "winlog.event_id", also: "event.code"),
            KeyRule("Event.System.Channel", "winlog.channel"),
            KeyRule("Event.System.Computer", "winlog.computer_name", also: "host.name"),
            KeyRule("Event.System.EventRecordID", "winlog.record_id"),
            KeyRule("Event.System.Keywords", "winlog.keywords", mark: .outcome),
            KeyRule("Event.System.Level", "winlog.level"), KeyRule("Event.System.Task", "winlog.task_id"),
        ]
        + ["Event.System.Provider.", "Event.System.Provider.#attributes."].map {
            KeyRule($0 + "Name", "winlog.provider_name")
        }
        + ["Event.System.TimeCreated.", "Event.System.TimeCreated.#attributes."].map {
            KeyRule($0 + "SystemTime", "event.created", mark: .date)
        }
        + ["winlog.event_data.", "Event.EventData."].flatMap { prefix in
            data.map { KeyRule(prefix + $0.0, "winlog.event_data." + $0.0, $0.2, also: $0.1) }
                + [
                    KeyRule(prefix + "UtcTime", "winlog.event_data.UtcTime", mark: .instant),
                    KeyRule(prefix + "User", "winlog.event_data.User", mark: .user),
                ]
        }
}
