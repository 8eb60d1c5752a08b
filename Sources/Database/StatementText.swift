/// The text of a statement that runs ten thousand times a second, made once and shared.
///
/// A driver finds what it has prepared for it by which object it is, without looking at the text.
public final class StatementText: Sendable {
    /// Text pieces; between piece n and n + 1 stands value n.
    public let pieces: [String]
    /// What stands in the place of each value, where it is not NULL: with it a NULL needs no plan of its own.
    public let kinds: [Kind]

    /// The kinds of the portable subset.
    public enum Kind: Sendable {
        case integer
        case text
        case bytes
    }

    /// A text from a trusted place.
    ///
    /// - Precondition: one piece more than kinds.
    public init(unboundPieces pieces: [String], kinds: [Kind]) {
        precondition(pieces.count == kinds.count + 1, "one piece more than values")
        self.pieces = pieces
        self.kinds = kinds
    }
}
