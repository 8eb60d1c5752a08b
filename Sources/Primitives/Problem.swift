/// What went wrong, for two readers: a sentence in Japanese for the person, a detail for the operator's log.
///
/// `code` is stable and ASCII; logic may look at it and never at the sentence. Neither text holds secrets or
/// personal data.
public struct Problem: Error, Sendable, Hashable {
    /// Stable, ASCII, dotted: `register.required-field`.
    public let code: String
    /// One or two sentences in Japanese; the last says what to do next.
    public let sentence: String
    /// The field (its column name) that is at fault, where one is.
    public let field: String?
    /// For the log; may be empty.
    public let detail: String

    /// A problem with its stable code and the sentence for the person.
    public init(_ code: String, _ sentence: String, field: String? = nil, detail: String = "") {
        self.code = code
        self.sentence = sentence
        self.field = field
        self.detail = detail
    }
}

/// Several problems found in one go, each to be shown; never empty.
public struct Problems: Error, Sendable {
    /// In the order in which they were found.
    public let all: [Problem]

    /// The problems together.
    public init(_ all: [Problem]) { self.all = all }
}
