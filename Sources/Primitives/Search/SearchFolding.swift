/// Makes different writings of the same characters equal, for the search box: width, letter case, Hiragana
/// and Katakana, small and large kana, blanks, and kanji of one name in two forms.
///
/// It looks at one character at a time (and a voice mark at the one before), never at words: so a part of a
/// text folds to a part of the folded text, and a word of one character finds what it stands in.
public enum SearchFolding {
    /// Adds the folded text as UTF-8; no byte of it is below 0x20. Linear in the length.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        var writer = FoldedWriter(bytes: bytes, keepsOrigins: false)
        bytes = []
        writer.take(text)
        bytes = writer.bytes
    }

    /// The folded text as UTF-8.
    public static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    /// A word as it is looked for: folded, without a long vowel at the end of a Katakana word, so that サーバー
    /// finds サーバ and the other way round.
    public static func word(_ text: some StringProtocol) -> [UInt8] {
        let bytes = folded(String(text))
        guard bytes.count >= 9, bytes.suffix(3).elementsEqual(longVowel),
            isKatakana(bytes[(bytes.count - 6)...]), isKatakana(bytes[(bytes.count - 9)...])
        else { return bytes }
        return Array(bytes.dropLast(3))
    }

    /// Where the folded words stand in a text, in order; places that touch or overlap are one.
    public static func places(of words: [[UInt8]], in text: String) -> [Range<String.Index>] {
        var writer = FoldedWriter(bytes: [], keepsOrigins: true)
        writer.take(text)
        var marked = [Bool](repeating: false, count: writer.scalarCount)
        for word in words where !word.isEmpty {
            for start in starts(of: word, in: writer.bytes) {
                let (first, last) = (writer.origins[start].first, writer.origins[start + word.count - 1].last)
                for scalar in first...last { marked[scalar] = true }
            }
        }
        var places: [Range<String.Index>] = []
        let scalars = text.unicodeScalars
        var (index, start) = (scalars.startIndex, scalars.startIndex)
        var isInside = false
        for mark in marked {
            if mark, !isInside { start = index }
            if !mark, isInside { places.append(start..<index) }
            isInside = mark
            index = scalars.index(after: index)
        }
        return isInside ? places + [start..<index] : places
    }

    private static func starts(of word: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard bytes.count >= word.count else { return [] }
        return (0...(bytes.count - word.count)).filter { start in
            bytes[start] == word[0] && bytes[start..<(start + word.count)].elementsEqual(word)
        }
    }

    /// U+30A1 to U+30FC: E3 82 A1 to E3 83 BC in UTF-8.
    private static func isKatakana(_ bytes: ArraySlice<UInt8>) -> Bool {
        let (lead, middle, last) = (
            bytes[bytes.startIndex], bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2]
        )
        return lead == 0xE3 && (middle == 0x82 && last >= 0xA1 || middle == 0x83 && last <= 0xBC)
    }

    private static let longVowel: [UInt8] = [0xE3, 0x83, 0xBC]
}

/// The words that somebody typed into a search box.
public struct SearchWords: Sendable, Hashable {
    /// More than these are not looked at.
    public static let limit = 8
    /// Characters of a word; what is beyond is not looked at.
    public static let lengthLimit = 100
    /// As they were typed.
    public let typed: [String]
    /// As they are looked for, in the same order; none is empty.
    public let folded: [[UInt8]]

    /// The words of a text, parted by blanks of either width; what folds to nothing is no word.
    public init(_ text: some StringProtocol) {
        let pieces = text.split(whereSeparator: \.isWhitespace).prefix(Self.limit)
            .map { String($0.prefix(Self.lengthLimit)) }
        let words = pieces.map { ($0, SearchFolding.word($0)) }.filter { !$0.1.isEmpty }
        typed = words.map(\.0)
        folded = words.map(\.1)
    }

    /// Whether there is nothing to look for.
    public var isEmpty: Bool { folded.isEmpty }

    /// As they are shown in the box.
    public var text: String { typed.joined(separator: " ") }
}
