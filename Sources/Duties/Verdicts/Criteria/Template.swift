import Primitives

/// A Japanese sentence with places for what a row says: `{label}`, `{detail_1}`, `{detail_2}`, `{due}`,
/// `{count}`.
///
/// `{day detail_1}` writes an ISO day as 令和8年11月22日. A value that is missing is written as 不明.
public struct Template: Sendable, Hashable {
    private enum Piece: Hashable {
        case text(String)
        case value(String, isDay: Bool)
    }

    private let pieces: [Piece]

    /// The names that may stand in braces.
    public static let names: Set<String> = ["label", "detail_1", "detail_2", "due", "count"]

    /// The template; nil where a brace is left open or names something else.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            pieces.append(.text(String(rest[..<open])))
            var name = rest[rest.index(after: open)..<close]
            let isDay = name.hasPrefix("day ")
            if isDay { name = name.dropFirst(4) }
            guard Self.names.contains(String(name)) else { return nil }
            pieces.append(.value(String(name), isDay: isDay))
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    /// The sentence for these values.
    public func filled(_ value: (String) -> String?) -> String {
        var sentence = ""
        for piece in pieces {
            switch piece {
            case .text(let text): sentence += text
            case .value(let name, let isDay):
                let text = value(name) ?? "不明"
                sentence += isDay ? (Day(iso: text).map(JapaneseEra.text) ?? text) : text
            }
        }
        return sentence
    }
}
