/// OpenSSH's server: who signed in or tried to, from where, and how.
struct SecureShell: LogFormat {
    static let name = "sshd"

    func recognizes(_ record: LogRecord) -> Bool {
        record.program(is: "sshd") || record.program(is: "sshd-session") || record.program(is: "sshd-auth")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        draft.add(Names.message, record.body)
        LocalProgram.add(record, &draft)
        var scan = record.scan
        if scan.take("Accepted ") {
            readAttempt(&scan, &draft, isSuccess: true)
        } else if scan.take("Failed ") {
            readAttempt(&scan, &draft, isSuccess: false)
        } else if scan.take("Invalid user ") {
            draft.add(Names.action, SecureShell.invalidUser)
            draft.addSuccess(false)
            readUser(&scan, &draft)
        } else {
            readOther(scan, &draft)
        }
        return nil
    }

    /// `password for [invalid user ]NAME from ADDRESS port NUMBER ssh2`.
    private func readAttempt(_ scan: inout Scan, _ draft: inout EventDraft, isSuccess: Bool) {
        draft.add(Names.action, SecureShell.signIn)
        draft.add(Names.category, SecureShell.authentication)
        draft.addSuccess(isSuccess)
        guard let way = scan.until(" for ") else { return }
        draft.add(SecureShell.method, way)
        _ = scan.take("invalid user ")
        readUser(&scan, &draft)
    }

    /// A name may hold blanks, even the word "from", and may be empty: the last "from" counts.
    private func readUser(_ scan: inout Scan, _ draft: inout EventDraft) {
        var last: Int?
        var search = scan
        // An empty name leaves two blanks, of which one is behind us.
        if search.bytes.starts(with: "from ", at: search.at) { last = search.at - 1 }
        while let place = search.bytes.first(" from ", in: search.rest) {
            last = place
            search.at = place + 1
        }
        guard let last else { return }
        if last > scan.at { draft.add(Names.user, scan.at..<last) }
        readEndpoint(Scan(scan.bytes, min(scan.end, last + 6)..<scan.end), &draft)
    }

    private func readEndpoint(_ start: Scan, _ draft: inout EventDraft) {
        var scan = start
        let address = scan.while_ { $0 > 0x20 && $0 != UInt8(ascii: ",") }
        guard !address.isEmpty else { return }
        draft.add(HostText.isAddress(scan.bytes, address) ? Names.sourceIP : Names.sourceHost, address)
        if scan.take(" port ") { draft.add(Names.sourcePort, scan.while_ { $0 &- 0x30 <= 9 }, .integer) }
    }

    private func readOther(_ scan: Scan, _ draft: inout EventDraft) {
        if let found = SecureShell.mentions.first(where: { draft.bytes.first($0.0, in: scan.rest) != nil }) {
            draft.add(Names.action, found.1)
        }
        for mark in [" user " as StaticString, " user=", " for user "] {
            guard let place = draft.bytes.first(mark, in: scan.rest) else { continue }
            var user = Scan(scan.bytes, place + mark.utf8CodeUnitCount..<scan.end)
            draft.addUser(user.while_ { $0 > 0x20 && $0 != UInt8(ascii: "(") })
            // `Disconnected from user NAME ADDRESS port NUMBER`.
            user.skipBlanks()
            var ahead = user
            if HostText.isAddress(scan.bytes, ahead.word()) {
                readEndpoint(user, &draft)
                return
            }
            break
        }
        for mark in [" from " as StaticString, " by ", "rhost="] {
            guard let place = draft.bytes.first(mark, in: scan.rest) else { continue }
            var behind = Scan(scan.bytes, place + mark.utf8CodeUnitCount..<scan.end)
            let start = behind
            if HostText.isAddress(scan.bytes, behind.word()) { return readEndpoint(start, &draft) }
        }
    }

    private static let signIn = LogWord("ssh_login")
    private static let invalidUser = LogWord("invalid_user")
    private static let authentication = LogWord("authentication")
    private static let method = LogWord("ssh.method")
    private static let mentions: [(StaticString, LogWord)] = [
        ("session opened", LogWord("session_opened")), ("session closed", LogWord("session_closed")),
        ("Disconnected from", LogWord("disconnected")), ("Received disconnect", LogWord("disconnected")),
        ("Connection closed", LogWord("connection_closed")), ("Connection from", LogWord("connection")),
        ("authentication failure", LogWord("authentication_failure")),
    ]
}

/// What every program on a host says through syslog: which it is and where.
enum LocalProgram {
    static func add(_ record: LogRecord, _ draft: inout EventDraft) {
        if let host = record.envelope.host { draft.add(Names.host, host) }
        if let program = record.envelope.program { draft.add(Names.process, program) }
        if let process = record.processNumber { draft.add(Names.processNumber, process, .integer) }
    }
}
