/// A text folded for comparing: widths, cases and the usual spelling variants are made one, blanks are dropped.
///
/// Only for matching; nothing folded is ever shown.
struct Folded: Sendable, Hashable {
    let scalars: [UInt32]

    init(_ text: String) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.utf8.count / 3 + 1)
        for scalar in text.unicodeScalars {
            let value = scalar.value
            switch value {
            case 0x20, 0x09, 0x3000: continue
            case 0xFF01...0xFF5E: scalars.append(Self.lowercased(value - 0xFEE0))
            case 0x9771, 0x976D: scalars.append(0x9771)  // 強靱, 強靭
            default: scalars.append(Self.lowercased(value))
            }
        }
        self.scalars = Self.variants.reduce(scalars) { $0.replacing($1.from, with: $1.to) }
    }

    private init(scalars: [UInt32]) { self.scalars = scalars }

    /// Parted at full stops and line breaks; never empty pieces.
    var sentences: [Folded] {
        scalars.split(whereSeparator: { $0 == 0x3002 || $0 == 0x0A }).map { Folded(scalars: Array($0)) }
    }

    /// A heading that names one thing only, so that the sentences below need not name it again.
    var isOfOneSubject: Bool { !Self.joiners.contains { scalars.contains($0) } }

    /// A sentence that only introduces the items below.
    var isLeadIn: Bool { Self.leadIns.contains { scalars.contains($0) } }

    /// A heading of a clause of definitions.
    var isOfDefinitions: Bool { Self.definitions.contains { scalars.contains($0) } }

    private static func lowercased(_ value: UInt32) -> UInt32 {
        (0x41...0x5A).contains(value) ? value + 0x20 : value
    }

    private static func plain(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private static let variants: [(from: [UInt32], to: [UInt32])] = [
        ("漏洩", "漏えい"), ("サーバー", "サーバ"), ("位置づけ", "位置付け"), ("ランサムウエア", "ランサムウェア"),
        ("毀損", "き損"), ("順守", "遵守"), ("身につ", "身に付"),
    ].map { (plain($0.0), plain($0.1)) }

    private static let joiners = ["及び", "並びに", "と", "・", "、", "又は", "(", "/"].map(plain)
    private static let leadIns = ["次の", "以下の", "各号", "次に", "とおり"].map(plain)
    private static let definitions = ["定義", "用語"].map(plain)
}
