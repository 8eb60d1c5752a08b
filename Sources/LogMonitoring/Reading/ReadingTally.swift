/// How many lines were read as what, and what was wrong with the others.
public struct ReadingTally: Sendable {
    /// Records by the name of their format, with and without fault.
    private var records: [String: Int] = [:]
    public private(set) var faults: [ReadingFault: Fault] = [:]
    /// Lines without anything on them.
    public internal(set) var blankLines = 0
    /// Lines that name columns or begin a file; no events.
    public internal(set) var headingLines = 0
    private var last = ""
    private var lastCount = 0

    public struct Fault: Sendable {
        public var count = 0
        /// Numbers of the first lines, counted from 1.
        public var firstLines: [Int] = []
    }

    /// Lines that are named for each reason.
    public static let namedLines = 5

    public init() {}

    public var recordCount: Int { counted.values.reduce(0, +) }

    public var faultCount: Int { faults.values.reduce(0) { $0 + $1.count } }

    /// Records by format; the one being counted included.
    public var counted: [String: Int] {
        var all = records
        if lastCount > 0 { all[last, default: 0] += lastCount }
        return all
    }

    mutating func count(_ draft: borrowing EventDraft) {
        if draft.format == last {
            lastCount += 1
        } else {
            if lastCount > 0 { records[last, default: 0] += lastCount }
            (last, lastCount) = (draft.format, 1)
        }
        guard let fault = draft.fault else { return }
        faults[fault, default: Fault()].count += 1
        if let found = faults[fault], found.firstLines.count < ReadingTally.namedLines {
            faults[fault]?.firstLines.append(draft.line)
        }
    }
}
