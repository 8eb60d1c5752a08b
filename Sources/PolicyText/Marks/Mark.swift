/// What stands at the head of a line and makes it a clause: 第5条, (1), ア, ・, ## …
struct Mark: Sendable, Equatable {
    /// The way of numbering; marks of one way under one parent are siblings.
    enum Style: UInt8, Sendable {
        // Ranked: a later one stands beneath an earlier one.
        case part, chapter, division, subdivision, subject, article
        // Numbered, nested in the order in which a text uses them.
        case ordinal, decimal, dotted, paren, rightParen, kanji, parenKanji, kana, parenKana, rightParenKana
        case iroha, parenIroha, circled, circledKana, roman, smallRoman, parenRoman, latin, parenLatin,
            rightParenLatin,
            rightParenRoman
        // Without numbers.
        case bullet, heading
        // Standing at the root of a document.
        case preface, supplementary, table, form, attachment, history

        var isRanked: Bool { rawValue <= Style.article.rawValue }
        var isRoot: Bool { rawValue >= Style.preface.rawValue }
        var isNumbered: Bool { !isRoot && self != .bullet && self != .heading }
    }

    var style: Style
    /// The number; of a dotted mark the last component; 0 if it has none.
    var number: Int
    /// All components of a dotted mark, or the branches of 第1条の2.
    var components: [Int] = []
    /// The last number of 「第5条から第7条まで」.
    var through: Int?
    /// The other reading of イ (second of アイウ, first of イロハ) or of I.
    var alternative: Alternative?
    /// The mark as shown.
    var shown: Range<Int>
    /// Where the words after the mark begin.
    var rest: Int
    /// Level of the Markdown heading that carries the mark, 0 if none.
    var hashes = 0
    /// Whether a Markdown list mark stands before the item's own number.
    var isListed = false
    /// Whether space or a sign parts mark and words; without it the number must be the expected one.
    var isDelimited = true
    /// Of a bullet: its sign; of a heading: what marks it; of a number: the sign before it, 0 if none.
    var sign: UInt32 = 0
    var indent = 0

    struct Alternative: Sendable, Equatable {
        var style: Style
        var number: Int
    }

    /// Whether the mark stands further in than another one: a list within a list.
    func isListedDeeper(than other: Mark) -> Bool { indent >= other.indent + 2 && number == 1 }

    /// Whether the mark is a later branch of the same number: 2の2 after 2, 2の5 after 2の3.
    func isLaterBranch(of open: Mark) -> Bool {
        style != .dotted && number == open.lastNumber && open.components.lexicographicallyPrecedes(components)
    }

    /// Whether no branch is left out before the mark: 2の2 after 2, 2の2の2 and 2の3 after 2の2.
    func isNextBranch(after open: Mark) -> Bool {
        guard isLaterBranch(of: open), let last = components.last else { return false }
        let above = components.dropLast()
        guard open.components.prefix(above.count) == above else { return false }
        return last == (open.components.count > above.count ? open.components[above.count] + 1 : 2)
    }

    /// The last number that the mark takes up.
    var lastNumber: Int { through ?? number }
}
