/// One numbered or headed piece of a policy, with what stands beneath it.
public struct Clause: Sendable, Equatable {
    /// What a clause is in its document.
    public enum Kind: String, Sendable, CaseIterable {
        /// 序, 前文, はじめに: what comes before the body, named or not.
        case preface
        /// 編, 章, 節, 款, 目.
        case chapter
        /// 条.
        case article
        /// 項 beneath an article; its first paragraph, which has no number, is the article's own text.
        case paragraph
        /// A clause whose own number is an Arabic or Kanji numeral, outside articles: 1, 2.3, 第1.
        case section
        /// (1), ア, (ア), ①, 一, イ and the like.
        case item
        /// A line under a bullet.
        case bullet
        /// A heading without a number.
        case heading
        /// 附則.
        case supplementary
        /// 別表.
        case table
        /// 様式.
        case form
        /// 別紙, 別添, 別記, 付録.
        case attachment
        /// 改正経過, 改訂履歴.
        case history
        /// A clause that was deleted and keeps its number: 削除.
        case deleted
    }

    /// The number as shown (`(1)`, `第５条の２`, `・`), empty if there is none.
    public let number: String
    /// The unique place in the document.
    public let path: ClausePath
    /// The heading without number and brackets, empty if there is none.
    public let heading: String
    /// The clause's own words without number and heading; `\n` parts paragraphs, wrapped lines are joined.
    public let text: String
    /// The line of the number, counted from 1.
    public let line: Int
    /// UTF-8 offsets of the clause with all beneath it, from its first line (a heading above it included).
    public let range: Range<Int>
    /// What the clause is.
    public let kind: Kind
    /// The clauses beneath, in order.
    public let children: [Clause]

    /// The heading, or the beginning of the text where there is none: what a list calls the clause.
    public var caption: String {
        if !heading.isEmpty { return heading }
        let first = text.prefix { $0 != "\n" }
        return first.count <= Self.captionLength ? String(first) : first.prefix(Self.captionLength - 1) + "…"
    }

    /// Characters of a caption made from the text.
    private static let captionLength = 29

    /// The clause at a path, searched here and below.
    public func clause(at path: ClausePath) -> Clause? {
        if self.path == path { return self }
        for child in children {
            if let found = child.clause(at: path) { return found }
        }
        return nil
    }

    func appendSelfAndBelow(to all: inout [Clause]) {
        all.append(self)
        for child in children { child.appendSelfAndBelow(to: &all) }
    }
}
