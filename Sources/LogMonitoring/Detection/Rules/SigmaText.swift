/// A text of a rule: literal stretches and wildcards, with Sigma's escapes undone.
///
/// `\*`, `\?` and `\\` are the character behind the backslash; a backslash before anything else is itself.
struct SigmaText: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case literal([UInt8])
        /// `*`: any characters, also none.
        case many
        /// `?`: exactly one character.
        case one
        /// `%name%`, after the modifier expand.
        case placeholder(String)
    }

    var pieces: [Piece]

    init(pieces: [Piece]) { self.pieces = pieces }

    /// A text without wildcards.
    init(literal: String) { pieces = literal.isEmpty ? [] : [.literal(Array(literal.utf8))] }

    init(escaped text: String) {
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        func endLiteral() {
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = []
        }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\\"):
                if index < bytes.count, [UInt8(ascii: "*"), UInt8(ascii: "?"), byte].contains(bytes[index]) {
                    literal.append(bytes[index])
                    index += 1
                } else {
                    literal.append(byte)
                }
            case UInt8(ascii: "*"):
                endLiteral()
                if pieces.last != .many { pieces.append(.many) }
            case UInt8(ascii: "?"):
                endLiteral()
                pieces.append(.one)
            default: literal.append(byte)
            }
        }
        endLiteral()
        self.pieces = pieces
    }

    /// The bytes, where there is no wildcard and no placeholder.
    var literal: [UInt8]? {
        var bytes: [UInt8] = []
        for piece in pieces {
            guard case .literal(let more) = piece else { return nil }
            bytes += more
        }
        return bytes
    }

    func openAtStart() -> SigmaText {
        pieces.first == .many ? self : SigmaText(pieces: [.many] + pieces)
    }

    func openAtEnd() -> SigmaText { pieces.last == .many ? self : SigmaText(pieces: pieces + [.many]) }

    var hasPlaceholder: Bool {
        pieces.contains { if case .placeholder = $0 { true } else { false } }
    }

    /// `%name%` inside literals becomes a placeholder; a name is letters, digits, `_`, `-` and `.`.
    func withPlaceholders() -> SigmaText {
        SigmaText(
            pieces: pieces.flatMap { piece -> [Piece] in
                guard case .literal(let bytes) = piece else { return [piece] }
                return Self.placeholders(in: String(decoding: bytes, as: UTF8.self))
            })
    }

    private static func placeholders(in text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /%([A-Za-z0-9_.\-]+)%/) {
            let before = rest[..<match.range.lowerBound]
            if !before.isEmpty { pieces.append(.literal(Array(before.utf8))) }
            pieces.append(.placeholder(String(match.1)))
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.literal(Array(rest.utf8))) }
        return pieces
    }

    /// One text for each combination of values.
    ///
    /// - Parameter values: nil leaves the name unknown, and the answer nil.
    func filled(_ values: (String) -> [String]?) -> [SigmaText]? {
        var done: [[Piece]] = [[]]
        for piece in pieces {
            guard case .placeholder(let name) = piece else {
                for index in done.indices { done[index].append(piece) }
                continue
            }
            guard let filling = values(name) else { return nil }
            done = done.flatMap { begun in filling.map { begun + SigmaText(escaped: $0).pieces } }
        }
        return done.map(SigmaText.init(pieces:))
    }
}
