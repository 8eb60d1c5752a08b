/// The unique place of a clause in its document, as people cite it: `序2(1)`, `2(4)`, `第5条2(1)ア`, `附則1`.
///
/// Digits are half-width and brackets ASCII whatever the text shows. An article stands without its chapter
/// (`第5条`), everything else after its parents (`第2章第1節`). A bullet is `・` and its place among the bullets,
/// counted from 1 (`2(4)・1`). A heading without a number stands in `〔 〕`. Where one number occurs twice
/// under one parent, the second carries `[2]`.
public struct ClausePath: Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The path in writing.
    public let text: String

    /// A path from its writing; the writing is taken as it is.
    public init(_ text: String) { self.text = text }

    /// A path written in source code.
    public init(stringLiteral value: String) { text = value }

    /// A path from a JSON string.
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    /// The path as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The path in writing.
    public var description: String { text }
}
