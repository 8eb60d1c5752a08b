import Primitives
import Registers

/// One text that people are asked to read and confirm: the policy in force, or a notice of the office.
public struct ReadingMatter: Sendable {
    /// Which text it is.
    public enum Subject: Sendable, Hashable {
        case notice(Identifier)
        case revision(Identifier)

        /// `notice:ID` or `revision:ID`, for a form.
        public var text: String {
            switch self {
            case .notice(let id): "notice:" + id.text
            case .revision(let id): "revision:" + id.text
            }
        }

        /// Reads what `text` wrote; nil for anything else.
        public init?(text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let id = Identifier(parts[1]) else { return nil }
            switch parts[0] {
            case "notice": self = .notice(id)
            case "revision": self = .revision(id)
            default: return nil
            }
        }

        var id: Identifier {
            switch self {
            case .notice(let id), .revision(let id): id
            }
        }
    }

    /// Which text.
    public let subject: Subject
    /// Its title.
    public let title: String
    /// Its words; a policy's are read on the policy's own page.
    public let text: String
    /// The digest of title and text: what exactly is read.
    public let textHash: String
    /// What reading it shows.
    public let purpose: StaffNotice.Purpose
    /// The one unit that is asked; nil for everybody.
    public let unit: Identifier?
    /// The clause that asks for it.
    public let clause: String?
    /// From when it is asked; nil where nobody recorded since when the policy is in force.
    public let startsOn: Day?
    /// By when.
    public let dueOn: Day?

    /// What everybody keeps to is confirmed anew each fiscal year; the rest once for each wording.
    public var isYearly: Bool { purpose == .rules }

    /// Whether the unit is asked to read it.
    public func isAddressed(to unit: Identifier?) -> Bool { self.unit == nil || self.unit == unit }
}

/// One text and how far it has come: who of those present is asked, and who has read it.
public struct ReadingCount: Sendable {
    /// The text.
    public let matter: ReadingMatter
    /// How many are asked: those in service and not on leave, each once.
    public let askedCount: Int
    /// Those of them who have not read it, by unit and name.
    public let missing: [Missing]

    /// How many have read it.
    public var readCount: Int { askedCount - missing.count }

    /// One who has not read it yet.
    public struct Missing: Sendable {
        /// The name.
        public let name: String
        /// The unit; nil where none is recorded.
        public let unit: Identifier?
    }
}
