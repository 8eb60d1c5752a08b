/// The accounts of the register, and whether one may be in use at a moment.
struct AccountTable: Sendable {
    enum Standing: Int, Sendable {
        case known, disabled, ended, outsideHours, contractEnded, left, unknown
    }

    struct Entry: Sendable {
        let endsOn: Int?
        let isDisabled: Bool
        let leftOn: Int?
        let contractEndsOn: Int?
        let hours: AllowedHours?
    }

    private let entries: [String: [Entry]]
    /// Hours that could not be understood.
    let unread: [String]

    init(_ accounts: [OrganizationFacts.KnownAccount]) {
        var entries: [String: [Entry]] = [:]
        var unread: [String] = []
        for account in accounts {
            let hours = account.contract?.hours.flatMap { $0.isEmpty ? nil : $0 }
            let read = hours.flatMap(AllowedHours.init)
            if let hours, read == nil { unread.append("\(account.login)：\(hours)") }
            entries[account.login.lowercased(), default: []].append(
                Entry(
                    endsOn: account.endsOn?.daysSince1970, isDisabled: account.isDisabled,
                    leftOn: account.personLeftOn?.daysSince1970,
                    contractEndsOn: account.contract?.endsOn?.daysSince1970, hours: read))
        }
        self.entries = entries
        self.unread = unread
    }

    /// Nil where the name is nobody's: a machine's, or one that Windows gives its own services.
    ///
    /// One login in several systems is in order where one of them is: events rarely tell which.
    func standing(_ name: String, at time: LocalTime?) -> Standing? { found(name)?.standing(at: time) }

    /// What the register has under a name; its standing is another from one minute to the next.
    struct Found: Sendable {
        /// Nil: nothing.
        let entries: [Entry]?

        func standing(at time: LocalTime?) -> Standing {
            guard let entries else { return .unknown }
            return entries.map { AccountTable.standing($0, time) }.min { $0.rawValue < $1.rawValue }
                ?? .unknown
        }
    }

    func found(_ name: String) -> Found? {
        let login = name.lowercased()
        guard !login.isEmpty, !login.hasSuffix("$"), !Self.systemNames.contains(login),
            !login.hasPrefix("dwm-"),
            !login.hasPrefix("umfd-")
        else { return nil }
        let found = entries[login] ?? login.firstIndex(of: "@").flatMap { entries[String(login[..<$0])] }
        return Found(entries: found)
    }

    private static func standing(_ entry: Entry, _ time: LocalTime?) -> Standing {
        guard let time else { return entry.isDisabled ? .disabled : .known }
        if let day = entry.leftOn, time.day > day { return .left }
        if let day = entry.contractEndsOn, time.day > day { return .contractEnded }
        if let day = entry.endsOn, time.day > day { return .ended }
        if let hours = entry.hours, !hours.allows(weekday: time.weekday, minute: time.minute) {
            return .outsideHours
        }
        return entry.isDisabled ? .disabled : .known
    }

    private static let systemNames: Set<String> = [
        "system", "anonymous logon", "local service", "network service", "-", "n/a", "unknown", "none",
        "defaultaccount", "wdagutilityaccount", "localsystem",
    ]
}
