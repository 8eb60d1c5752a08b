/// The words by which a clause is known to say what a requirement asks.
///
/// All terms are compared after folding (variants, widths), as parts of the text.
public struct MatchHint: Sendable, Hashable {
    /// One of these stands in the clause's heading or in a heading above it.
    public let headings: [String]
    /// The clause defines one of these terms; compared as a whole.
    public let defines: [String]
    /// From each group one term stands in the same sentence, or is brought in by the headings above it.
    public let all: [[String]]
    /// Each of these makes the match stronger; none is needed.
    public let any: [String]
    /// A sentence with one of these speaks of something else.
    public let not: [String]
    /// Under a heading with one of these the clause speaks of something else.
    public let notHeadings: [String]
    /// The groups are so particular that they bind without a fitting heading.
    public let isDecisive: Bool

    public init(
        headings: [String] = [], defines: [String] = [], all: [[String]] = [], any: [String] = [],
        not: [String] = [],
        notHeadings: [String] = [], isDecisive: Bool = false
    ) {
        self.headings = headings
        self.defines = defines
        self.all = all
        self.any = any
        self.not = not
        self.notHeadings = notHeadings
        self.isDecisive = isDecisive
    }
}
