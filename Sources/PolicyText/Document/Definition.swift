/// A word to which the policy gives a meaning.
public struct Definition: Sendable, Equatable {
    /// How the word came by its meaning.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Defined in a clause of definitions, or by 「…とは、…をいう」.
        case defined
        /// A short name made in running text: 「以下「…」という。」.
        case abbreviation
    }

    /// The word as written.
    public let term: String
    /// The words that give its meaning, as written; for a short name, what it stands for.
    public let meaning: String
    /// The clause where it is given.
    public let clause: ClausePath
    /// How the word came by its meaning.
    public let kind: Kind
}
