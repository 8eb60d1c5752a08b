import Primitives

/// One row that a criterion returned: one subject in scope, and how it stands.
public struct SubjectFinding: Sendable, Hashable {
    /// The register whose record it is (`information-assets`), or a kind of its own (`roles`).
    public let register: String
    /// The record's identifier, or a code.
    public let id: String
    /// What people call it.
    public let label: String
    /// How it stands.
    public let state: Verdict
    /// Stable code; the criterion's sheet has its sentence.
    public let reason: String
    /// The first value for the reason's sentence.
    public let detail1: String?
    /// The second value for the reason's sentence.
    public let detail2: String?
    /// The day until which it holds or by which it has to be done; nil where there is none.
    public let due: Day?

    /// A finding.
    public init(
        register: String, id: String, label: String, state: Verdict, reason: String,
        detail1: String? = nil, detail2: String? = nil, due: Day? = nil
    ) {
        self.register = register
        self.id = id
        self.label = label
        self.state = state
        self.reason = reason
        self.detail1 = detail1
        self.detail2 = detail2
        self.due = due
    }

    /// The columns that every criterion returns, in this order.
    public static let columns = [
        "subject_register", "subject_id", "subject_label", "state", "reason", "detail_1", "detail_2", "due",
    ]

    /// The finding in a row of texts, one for each of `columns`; nil is NULL.
    ///
    /// - Throws: `CriterionRowError` where the row breaks what docs/adding-a-criterion.md promises.
    public init(row: [String?]) throws(CriterionRowError) {
        guard row.count == Self.columns.count else { throw .wrongNumberOfColumns(row.count) }
        guard let register = row[0], let id = row[1], let code = row[3], let reason = row[4] else {
            throw .missingColumn(Self.columns[[0, 1, 3, 4].first { row[$0] == nil } ?? 0])
        }
        guard let state = Verdict(rawValue: code) else { throw .unknownState(code) }
        var due: Day?
        if let text = row[7] {
            guard let day = Day(iso: text) else { throw .unreadableDay(text) }
            due = day
        }
        self.init(
            register: register, id: id, label: row[2] ?? "（名称なし）", state: state, reason: reason,
            detail1: row[5], detail2: row[6], due: due)
    }
}

/// A row that is not what a criterion has to return: our mistake in a content file, told to the operator.
public enum CriterionRowError: Error, Sendable, Hashable {
    case wrongNumberOfColumns(Int)
    /// The column that is NULL and must not be.
    case missingColumn(String)
    case unknownState(String)
    case unreadableDay(String)
}

/// What a criterion found: the subjects that fall short, and of the others only how many there are.
///
/// Ten thousand assets in order cost a counter, not ten thousand values.
public struct CriterionResult: Sendable, Hashable {
    /// Those that are not met or undetermined, as the statement ordered them.
    public private(set) var shortfalls: [SubjectFinding] = []
    /// How many are met.
    public private(set) var metCount = 0
    /// The earliest `due` among those that are met.
    public private(set) var earliestMetDue: Day?

    /// A result without rows: nothing in scope.
    public init() {}

    /// The result of these rows.
    public init(findings: some Sequence<SubjectFinding>) {
        for finding in findings { add(finding) }
    }

    /// Nothing was in scope.
    public var isEmpty: Bool { metCount == 0 && shortfalls.isEmpty }

    /// Takes one more row.
    public mutating func add(_ finding: SubjectFinding) {
        if finding.state == .met { addMet(due: finding.due) } else { shortfalls.append(finding) }
    }

    /// Takes a row that is met, of which nothing but its day is needed.
    public mutating func addMet(due: Day?) {
        metCount += 1
        guard let due else { return }
        earliestMetDue = earliestMetDue.map { min($0, due) } ?? due
    }
}
