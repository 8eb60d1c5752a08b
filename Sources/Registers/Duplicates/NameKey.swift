import Primitives

/// What is left of a name when two writings of it are made equal: width, kana, blanks, kinds of company, long
/// vowels, marks and leading zeros say nothing of which thing is meant.
public struct NameKey: Hashable, Sendable {
    /// The folded name as UTF-8.
    public let bytes: [UInt8]
    /// The numbers in it, in order: two names that differ in a number name two things.
    public let numbers: [[UInt8]]

    public init(_ name: String) {
        var text = name
        for word in Self.kindsOfCompany { text = text.replacing(word, with: "") }
        let folded = SearchFolding.folded(Self.withDigits(text))
        var bytes: [UInt8] = []
        var numbers: [[UInt8]] = []
        bytes.reserveCapacity(folded.count)
        var index = 0
        while index < folded.count {
            if Self.isDigit(folded[index]) {
                var end = index
                while end < folded.count, Self.isDigit(folded[end]) { end += 1 }
                let digits = Array(folded[index..<end].drop { $0 == UInt8(ascii: "0") })
                let number = digits.isEmpty ? [UInt8(ascii: "0")] : digits
                numbers.append(number)
                bytes += number
                index = end
            } else if let length = Self.silentLength(folded, index) {
                index += length
            } else {
                bytes.append(folded[index])
                index += 1
            }
        }
        self.bytes = bytes
        self.numbers = numbers
    }

    /// Whether one character was mistyped, left out, or added: in names of four characters and more, and
    /// never in a number.
    public func isNear(_ other: NameKey) -> Bool {
        guard numbers == other.numbers, bytes != other.bytes else { return false }
        let (one, two) = (
            Array(String(decoding: bytes, as: UTF8.self).unicodeScalars),
            Array(String(decoding: other.bytes, as: UTF8.self).unicodeScalars)
        )
        guard min(one.count, two.count) >= 4, abs(one.count - two.count) <= 1 else { return false }
        var start = 0
        while start < min(one.count, two.count), one[start] == two[start] { start += 1 }
        var (endOne, endTwo) = (one.count, two.count)
        while endOne > start, endTwo > start, one[endOne - 1] == two[endTwo - 1] {
            endOne -= 1
            endTwo -= 1
        }
        return endOne - start <= 1 && endTwo - start <= 1
    }

    /// The key with each one of its characters left out, hashed: two near names share one of these, so that
    /// no name has to be compared with every other.
    public func shortened() -> [Int] {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        // Long names are compared where they are equal in all but one of their first characters.
        guard scalars.count >= 4, scalars.count <= 60 else { return [] }
        return ([-1] + Array(scalars.indices)).map { left in
            var hasher = Hasher()
            for (index, scalar) in scalars.enumerated() where index != left { hasher.combine(scalar.value) }
            return hasher.finalize()
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Marks and long vowels; nil for what is part of the name.
    private static func silentLength(_ bytes: [UInt8], _ index: Int) -> Int? {
        if [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~")].contains(bytes[index])
        {
            return 1
        }
        // U+30FC, the long vowel.
        let isLong =
            bytes[index] == 0xE3 && index + 2 < bytes.count && bytes[index + 1] == 0x83
            && bytes[index + 2] == 0xBC
        return isLong ? 3 : nil
    }

    /// 第一課 is 第1課: kanji between 第 and what is counted are digits.
    private static func withDigits(_ text: String) -> String {
        guard text.contains("第") else { return text }
        var result = ""
        var isCounting = false
        for character in text {
            if isCounting, let digit = kanjiDigits[character] {
                result += digit
            } else {
                isCounting = character == "第"
                result.append(character)
            }
        }
        return result
    }

    private static let kanjiDigits: [Character: String] = [
        "〇": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9",
    ]

    private static let kindsOfCompany = [
        "株式会社", "有限会社", "合同会社", "合資会社", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "（株）", "(株)", "㈱", "㍿",
        "（有）", "(有)", "㈲", "（同）", "(同)", "（一社）", "(一社)", "（一財）", "(一財)",
    ]
}
