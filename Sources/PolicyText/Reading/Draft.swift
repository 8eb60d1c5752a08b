/// A clause while the text is still being read: positions only, words are cut out at the end.
struct Draft: Sendable {
    var mark: Mark
    /// The draft above, -1 at the root.
    let parent: Int
    let depth: Int
    /// The line of the mark, counted from 0.
    let line: Int
    /// The first line, that of a heading above the mark included.
    let firstLine: Int
    /// The words after the mark on its line.
    let content: Range<Int>
    /// A heading in brackets on the line above.
    let headingAbove: Range<Int>?
    var lines: [OwnLine] = []
    var children: [Int] = []
    /// The last line of the draft itself; its children may go on.
    var lastLine: Int

    /// A line of text that belongs to a draft.
    struct OwnLine: Sendable {
        let index: Int
        let isAfterBlank: Bool
    }
}

/// The drafts of a text and what each of its lines is.
struct Outline: Sendable {
    var drafts: [Draft] = []
    var roots: [Int] = []
    /// What each line is.
    var kinds: [Region.Kind]

    init(lineCount: Int) { kinds = Array(repeating: .unplaced, count: lineCount) }
}
