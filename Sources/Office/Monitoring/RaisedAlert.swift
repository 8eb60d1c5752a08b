import Primitives
import Registers

/// What a detection found, grouped, in words that a person understands: what becomes an alert.
public struct RaisedAlert: Sendable {
    /// The rule's id.
    public var ruleID: String
    /// What happened, in one short sentence; Japanese.
    public var title: String
    /// How grave the rule calls it.
    public var level: MonitoringAlert.Level
    /// The clauses that speak of it, by path such as 6(1) or by requirement such as SEED-6(1)-b.
    public var clauses: [String]
    /// What is one matter: an open alert of the same key takes this in.
    public var groupKey: String
    /// The first event.
    public var firstAt: Instant
    /// The last event; not before the first.
    public var lastAt: Instant
    /// How many events, at least 1.
    public var count: Int
    /// Points that the detection itself gives, on top of those for its level; may be 0.
    public var score: Int
    /// Who or what it is about: an address, a host, an account.
    public var subject: String?
    /// The network, by identifier or by name; nil where it is not known.
    public var network: String?
    /// The log source, by identifier or by name; nil where it is not known.
    public var source: String?
    /// What was seen.
    public var what: String
    /// Why it matters.
    public var why: String
    /// What to do first.
    public var firstStep: String
    /// What is known of it, in order.
    public var facts: [(name: String, value: String)]
    /// The lines as they were received.
    public var rawLines: [String]
    /// Whether the answer may be that somebody had planned it.
    public var asksPlanned: Bool
    /// How its rule ships: off, on trial or on; asked only where nobody has set it.
    public var stateUnlessSet: RuleSetting.State

    /// Every part by name.
    public init(
        ruleID: String, title: String, level: MonitoringAlert.Level, clauses: [String] = [], groupKey: String,
        firstAt: Instant, lastAt: Instant, count: Int = 1, score: Int = 0, subject: String? = nil,
        network: String? = nil, source: String? = nil, what: String, why: String = "",
        firstStep: String = "", facts: [(name: String, value: String)] = [], rawLines: [String] = [],
        asksPlanned: Bool = false, stateUnlessSet: RuleSetting.State = .on
    ) {
        self.ruleID = ruleID
        self.title = title
        self.level = level
        self.clauses = clauses
        self.groupKey = groupKey
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.count = count
        self.score = score
        self.subject = subject
        self.network = network
        self.source = source
        self.what = what
        self.why = why
        self.firstStep = firstStep
        self.facts = facts
        self.rawLines = rawLines
        self.asksPlanned = asksPlanned
        self.stateUnlessSet = stateUnlessSet
    }

    /// What an exception compares: the subject, the network and the source by their words, or a fact.
    func values(_ field: String) -> [String] {
        switch field {
        case "subject": [subject].compactMap(\.self)
        case "network": [network].compactMap(\.self)
        case "source": [source].compactMap(\.self)
        default: facts.filter { $0.name == field }.map(\.value)
        }
    }
}

/// What came of raising.
public struct RaisedCount: Sendable, Equatable {
    /// New alerts.
    public var made = 0
    /// Taken into an alert that was open.
    public var merged = 0
    /// Kept to be looked at alone, because the rule is on trial.
    public var silent = 0
    /// Not raised, because an exception says so.
    public var excepted = 0
    /// Not raised, because the rule is switched off.
    public var off = 0
    /// The alerts that were made or changed, in no order.
    public var ids: [Identifier] = []

    /// Nothing yet.
    public init() {}
}

/// Lines as they were received, bounded: a flood must not make one record as large as the flood.
enum KeptLines {
    static let lineLimit = 20
    static let byteLimit = 20_000
    /// One line, at most; the rest of it is in the archive.
    static let lineByteLimit = 4_000

    /// The first half of what there was and the newest of what came, so that both ends are seen.
    static func merged(_ kept: String?, _ new: [String]) -> String? {
        let before = (kept ?? "").split(separator: "\n").map(String.init)
        let all = before + new.map(oneLine).filter { !$0.isEmpty }
        let head = Array(all.prefix(lineLimit / 2))
        let tail = Array(all.dropFirst(head.count).suffix(lineLimit - head.count))
        var (text, bytes) = ([String](), 0)
        for line in head + tail where bytes + line.utf8.count + 1 <= byteLimit {
            text.append(line)
            bytes += line.utf8.count + 1
        }
        return text.isEmpty ? nil : text.joined(separator: "\n")
    }

    private static func oneLine(_ line: String) -> String {
        let clean = FieldChecks.cleaned(line, keepsLines: false)
        guard clean.utf8.count > lineByteLimit else { return clean }
        var cut = Substring(clean)
        while cut.utf8.count > lineByteLimit { cut.removeLast(max(1, (cut.utf8.count - lineByteLimit) / 4)) }
        return cut + "…"
    }
}
