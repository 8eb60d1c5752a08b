import PolicyText

/// A text folded for comparing, as its scalars. Nothing folded is ever shown.
struct Folded: Sendable, Hashable {
    let scalars: [UInt32]

    /// Folds a text as `Folding` does, and polite endings to plain ones; line breaks are lost.
    init(_ text: String) {
        scalars = Self.plainSpoken(Folding.folded(text).unicodeScalars.map(\.value))
    }

    private init(scalars: [UInt32]) { self.scalars = scalars }

    /// The sentences of a text: parted at line breaks and full stops, but not at those within brackets.
    static func sentences(of text: String) -> [Folded] {
        text.split(separator: "\n").flatMap { Folded(String($0)).sentences }
    }

    private var sentences: [Folded] {
        var pieces: [Folded] = []
        var piece: [UInt32] = []
        var depth = 0
        for scalar in scalars {
            if Self.opening.contains(scalar) { depth += 1 }
            if Self.closing.contains(scalar) { depth = max(0, depth - 1) }
            if scalar == Self.fullStop && depth == 0 {
                if !piece.isEmpty { pieces.append(Folded(scalars: piece)) }
                piece = []
            } else {
                piece.append(scalar)
            }
        }
        if !piece.isEmpty { pieces.append(Folded(scalars: piece)) }
        return pieces
    }

    /// A heading that names one thing only, so that the sentences below need not name it again.
    var isOfOneSubject: Bool {
        !Self.joiners.contains { scalars.contains($0) } && !joinsWithAnd
    }

    /// 「AとB」, but not the と of こと, とき, ところ and their like.
    private var joinsWithAnd: Bool {
        scalars.indices.contains { position in
            guard scalars[position] == Self.and, position > 0, position + 1 < scalars.count else {
                return false
            }
            return !Self.beforeNoAnd.contains(scalars[position - 1])
                && !Self.afterNoAnd.contains(scalars[position + 1])
        }
    }

    /// 公開しません and 公開しない say the same; one word is kept for both.
    private static func plainSpoken(_ scalars: [UInt32]) -> [UInt32] {
        guard scalars.contains(politeMark) else { return scalars }
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count {
            if let (polite, spoken) = politeEndings.first(where: { scalars[index...].starts(with: $0.0) }) {
                result.append(contentsOf: spoken)
                index += polite.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return result
    }

    /// A sentence that only introduces the items below.
    var isLeadIn: Bool { Self.leadIns.contains { scalars.contains($0) } }

    /// 「監査は行わない」, 「行わないこととする」: it denies the duty. What must not be done is a duty like others.
    var isDenial: Bool {
        var end = scalars.count
        for tail in Self.tails where scalars[..<end].reversed().starts(with: tail.reversed()) {
            end -= tail.count
        }
        return Self.denials.contains { scalars[..<end].reversed().starts(with: $0.reversed()) }
    }

    /// A heading of a clause of definitions.
    var isOfDefinitions: Bool { Self.definitions.contains { scalars.contains($0) } }

    func hasSuffix(_ other: Folded) -> Bool {
        scalars.count >= other.scalars.count
            && scalars.suffix(other.scalars.count).elementsEqual(other.scalars)
    }

    private static func plain(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private static let fullStop: UInt32 = 0x3002
    private static let opening = Set(plain("(「『〔[【"))
    private static let closing = Set(plain(")」』〕]】"))
    private static let joiners = ["及び", "並びに", "・", "、", "又は", "(", "/"].map(plain)
    private static let and: UInt32 = 0x3068
    private static let beforeNoAnd = Set(plain("こもひ"))
    private static let afterNoAnd = Set(plain("きこしりなもめ"))
    // ま, as in ます and ません.
    private static let politeMark: UInt32 = 0x307E
    private static let politeEndings: [([UInt32], [UInt32])] = [
        ("しません", "しない"), ("します", "する"), ("できません", "できない"), ("できます", "できる"),
    ].map { (plain($0), plain($1)) }
    private static let leadIns = ["次の", "以下の", "各号", "次に", "とおり"].map(plain)
    private static let tails = ["とする", "こと", "もの"].map(plain)
    private static let denials = [
        "行わない", "実施しない", "置かない", "設けない", "定めない", "策定しない", "適用しない", "要しない",
    ].map(plain)
    private static let definitions = ["定義", "用語", "言葉", "ことば"].map(plain)
}
