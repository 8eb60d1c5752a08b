/// One line of a 新旧対照表: a clause of the old text beside the clause of the new text that it became.
public struct ComparisonRow: Sendable, Equatable {
    /// What happened to a clause; several may hold at once.
    public enum Change: String, Sendable, Codable, CaseIterable {
        /// 新設: only the new text has it.
        case added
        /// 削除: only the old text has it.
        case removed
        /// 移動: under another parent, or in another order.
        case moved
        /// 番号変更: another number in the same place.
        case renumbered
        /// 改正: heading or text changed.
        case reworded
    }

    /// A stretch of words of one side; never empty.
    public struct Passage: Sendable, Equatable {
        /// The words.
        public let text: String
        /// Whether the other side lacks them.
        public let isChanged: Bool
    }

    /// The clause of the old text, nil if added.
    public let old: Clause?
    /// The clause of the new text, nil if removed.
    public let new: Clause?
    /// What happened, empty if the clause is unchanged.
    public let changes: Set<Change>
    /// The old clause with its changed words marked, nil if added.
    public let oldWords: MarkedWords?
    /// The new clause with its changed words marked, nil if removed.
    public let newWords: MarkedWords?

    /// Heading and text of one side; joined, the passages of each give the clause's own.
    public struct MarkedWords: Sendable, Equatable {
        /// The heading.
        public let heading: [Passage]
        /// The text.
        public let text: [Passage]
    }

    /// Whether nothing happened to the clause.
    public var isUnchanged: Bool { changes.isEmpty }
}
