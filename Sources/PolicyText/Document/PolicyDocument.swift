/// A policy as its organization wrote it, read into clauses, definitions and oddities.
///
/// Nothing of the text is lost or changed: `regions` partition it, and every clause holds its range.
public struct PolicyDocument: Sendable, Equatable {
    /// The title, joined where the cover spreads it over several lines; empty if the text shows none.
    public let title: String
    /// The text read, with `\n` as the only line break and without a byte order mark.
    public let text: String
    /// The uppermost clauses in the order of the text.
    public let clauses: [Clause]
    /// Terms defined in a clause of definitions, and short names made in running text.
    public let definitions: [Definition]
    /// What reads oddly, in the order of lines.
    public let oddities: [Oddity]
    /// Cover, contents, tree and blanks: stretches without gap or overlap over the whole text.
    public let regions: [Region]
    /// The entries of the table of contents, as written, without page numbers.
    public let contents: [ContentsEntry]
    /// Dates of making and amendment named on the cover, as written, with their lines.
    public let amendments: [Amendment]

    /// All clauses, each before its children.
    public var allClauses: [Clause] {
        var all: [Clause] = []
        for clause in clauses { clause.appendSelfAndBelow(to: &all) }
        return all
    }

    /// The clause at a path, nil if there is none.
    ///
    /// Walks the tree: keep `allClauses` by path where many are looked up.
    public func clause(at path: ClausePath) -> Clause? {
        for clause in clauses {
            if let found = clause.clause(at: path) { return found }
        }
        return nil
    }

    /// The stretches of text that could not be placed in the tree.
    public var unplaced: [Region] { regions.filter { $0.kind == .unplaced } }
}

/// One stretch of whole lines of a policy's text.
public struct Region: Sendable, Equatable {
    /// What a stretch of text is.
    public enum Kind: String, Sendable, CaseIterable {
        /// Title pages, title lines repeated before the body, dates and numbers of making.
        case cover
        /// The table of contents.
        case contents
        /// Text that belongs to clauses.
        case tree
        /// Empty lines and lines with page numbers only.
        case blank
        /// Text found before any clause that is neither cover nor preface.
        case unplaced
    }

    /// What the stretch is.
    public let kind: Kind
    /// UTF-8 offsets into the document's text.
    public let range: Range<Int>
}

/// One line of the table of contents.
public struct ContentsEntry: Sendable, Equatable {
    /// Where the entry points if its numbers are read like the body's; nil for an entry without a number.
    public let path: ClausePath?
    /// The number as shown, empty if there is none.
    public let number: String
    /// The heading as shown, without leaders and page number.
    public let heading: String
    /// The line, counted from 1.
    public let line: Int
}

/// A date of making, amendment or entry into force that the cover names.
public struct Amendment: Sendable, Equatable {
    /// The words as written.
    public let text: String
    /// The line, counted from 1.
    public let line: Int
}
