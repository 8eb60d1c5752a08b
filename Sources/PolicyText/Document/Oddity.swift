/// Something in the text that a careful reader would ask about.
public struct Oddity: Sendable, Equatable {
    /// What is odd; the raw value is the stable code in JSON.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The table of contents and the body name a clause differently, or one of them lacks it.
        case contentsDisagree = "contents-disagree"
        /// One thing is called by several names.
        case severalNames = "several-names"
        /// One word is written in several ways.
        case severalSpellings = "several-spellings"
        /// A sentence lacks its 。.
        case sentenceWithoutEnd = "sentence-without-end"
        /// A number is left out under one parent.
        case numberSkipped = "number-skipped"
        /// A number occurs twice, or goes back, under one parent.
        case numberTwice = "number-twice"
        /// 完全性 is called by another word.
        case integrityRenamed = "integrity-renamed"
        /// A text announces measures for which no heading follows.
        case promisedNotFollowing = "promised-not-following"
        /// A word looks like a wrong conversion while typing.
        case wrongConversion = "wrong-conversion"
        /// A bracket is opened and not closed, or closed and not opened.
        case bracketUnbalanced = "bracket-unbalanced"
        /// A reference to an article or clause that the text does not have.
        case referenceMissing = "reference-missing"
        /// One term is given a meaning twice.
        case definedTwice = "defined-twice"
        /// The text names no date of making or entry into force, or nobody who made it.
        case adoptionUnstated = "adoption-unstated"
        /// Text that could not be placed in the tree.
        case unplaced
        /// Characters that were broken before they came here.
        case brokenCharacters = "broken-characters"
    }

    /// What is odd.
    public let kind: Kind
    /// The line, counted from 1; 1 where the whole text is meant.
    public let line: Int
    /// What was found, in a Japanese sentence.
    public let message: String
    /// What to do about it, in a Japanese sentence.
    public let proposal: String
}
