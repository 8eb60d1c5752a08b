import PolicyText

/// A text folded for comparing, as its scalars. Nothing folded is ever shown.
struct Folded: Sendable, Hashable {
    let scalars: [UInt32]

    /// Folds a text as `Folding` does; line breaks are lost.
    init(_ text: String) {
        scalars = Folding.folded(text).unicodeScalars.map(\.value)
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
    var isOfOneSubject: Bool { !Self.joiners.contains { scalars.contains($0) } }

    /// A sentence that only introduces the items below.
    var isLeadIn: Bool { Self.leadIns.contains { scalars.contains($0) } }

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
    private static let joiners = ["及び", "並びに", "と", "・", "、", "又は", "(", "/"].map(plain)
    private static let leadIns = ["次の", "以下の", "各号", "次に", "とおり"].map(plain)
    private static let definitions = ["定義", "用語"].map(plain)
}
