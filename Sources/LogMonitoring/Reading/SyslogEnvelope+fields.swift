/// What the envelope adds to an event: its own fields, and the time where the message has none.
extension SyslogEnvelope {
    func complete(_ draft: inout EventDraft, _ times: TimeSettings) {
        guard isPresent else { return }
        if draft.time.microseconds != nil {
            draft.headerStamp = stamp
        } else if let found = stamp?.time(times) {
            draft.time = found
            if draft.format != SyslogText.name { draft.time.assumptions.insert(.fromEnvelope) }
        }
        if let priority {
            draft.add(Names.syslogPriority, whole: Int64(priority))
            draft.add(Names.syslogFacility, whole: Int64(priority / 8))
            draft.add(Names.syslogSeverity, whole: Int64(priority % 8))
        }
        if let host { draft.add(Names.syslogHost, host) }
        if let program { draft.add(Names.syslogProgram, program) }
        if let process { draft.add(Names.syslogProcess, process) }
        if let message { draft.add(Names.syslogMessage, message) }
        if let relay { draft.add(Names.relay, relay) }
        if let structuredData { addStructuredData(structuredData, &draft) }
    }

    /// `[id key="value"]` becomes `log.syslog.structured_data.id.key`.
    private func addStructuredData(_ range: Range<Int>, _ draft: inout EventDraft) {
        var scan = Scan(draft.bytes, range)
        while scan.take(UInt8(ascii: "[")) {
            let identifier = scan.while_ { $0 > 0x20 && $0 != UInt8(ascii: "]") }
            while scan.take(0x20) {
                guard let key = scan.until(UInt8(ascii: "=")), scan.take(0x22) else { return }
                let start = scan.at
                while !scan.isAtEnd, scan.next != 0x22 { scan.at += scan.next == 0x5C ? 2 : 1 }
                let text = draft.bytes.text(identifier) + "." + draft.bytes.text(key)
                if let name = LogWord(learned: "log.syslog.structured_data." + text) {
                    draft.add(name, start..<min(scan.at, scan.end), .slashText)
                }
                scan.at += 1
            }
            guard scan.take(UInt8(ascii: "]")) else { return }
        }
    }
}
