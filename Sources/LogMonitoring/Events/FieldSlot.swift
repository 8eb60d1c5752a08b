/// One field of a record before anybody asked for its value: its name, and where its bytes lie.
///
/// Sixteen bytes, because a record has fifty of them and two million records are read in a second.
struct FieldSlot: Sendable {
    var name: LogWord
    var kind: Kind
    /// One of several under the same name, even where it is the only one (a JSON array of one).
    var isListed = false
    /// Offset in the record; for `word` the number of the word, for `given` the place in the list of values.
    var start: UInt32
    var length: UInt32

    init(_ name: LogWord, _ kind: Kind, _ range: Range<Int>) {
        self.name = name
        self.kind = kind
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        length = UInt32(truncatingIfNeeded: range.count)
    }

    init(_ name: LogWord, word: LogWord) {
        self.name = name
        kind = .word
        start = word.id
        length = 0
    }

    init(_ name: LogWord, whole: Int64) {
        self.name = name
        kind = .whole
        start = UInt32(truncatingIfNeeded: whole)
        length = UInt32(truncatingIfNeeded: whole >> 32)
    }

    /// How the bytes are to be read when the value is asked for.
    enum Kind: UInt8, Sendable {
        case text
        /// With the escapes of JSON.
        case jsonText
        /// A backslash makes the next byte itself; `\n`, `\r` and `\t` are what they are elsewhere.
        case slashText
        /// A doubled quote is one quote.
        case csvText
        /// Bytes written as `\x2c`.
        case hexEscapedText
        case lowered
        /// `(3)www(7)example(0)`, as Microsoft's DNS server writes names.
        case countedLabels
        /// Digits; anything else stays text.
        case integer
        case number
        case boolean
        case null
        case emptyList
        /// A `LogWord`.
        case word
        /// 64 bits in the slot itself.
        case whole
        /// A value made while reading, kept beside the slots.
        case given
        /// Read for something else (the time); not a field of the event.
        case consumed
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

    var whole: Int64 { Int64(length) << 32 | Int64(start) }
}
