/// What looks like a number at the head of a line and is a word of the sentence.
extension MarkReader {
    /// 及び, 又は, から, の, 各号 … after 「(1)」 or 「第5条」: the line goes on with a reference.
    ///
    /// Whole words where one character would also begin a heading: 各課の点検, 中央監視.
    func isReference(_ position: Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        if MarkReader.referenceFollowers.contains(source.at(position)) { return true }
        return MarkReader.referenceWords.contains { stands($0, at: position, end) }
    }

    /// 年, 人, 件 … after a bare number.
    func isCounter(_ scalar: UInt32) -> Bool { MarkReader.counters.contains(scalar) }

    /// 「10 人以上」, 「3 か月ごと」: an amount written with a space, unlike 「3 人的対策」.
    func isAmount(_ position: Int, _ end: Int) -> Bool {
        guard position < end, isCounter(source.at(position)) else { return false }
        let follower = source.at(position + 1)
        return position + 1 >= end || !follower.isKanji || MarkReader.amountFollowers.contains(follower)
    }

    private func stands(_ word: [UInt32], at position: Int, _ end: Int) -> Bool {
        guard position + word.count <= end else { return false }
        return word.indices.allSatisfy { source.at(position + $0) == word[$0] }
    }

    /// 「4 月 1 日」 and 「10 年」: a date with spaces.
    func isDateLike(_ position: Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        let scalar = source.at(position)
        return (scalar == 0x5E74 || scalar == 0x6708 || scalar == 0x65E5)
            && (position + 1 == end || source.at(position + 1).isSpace
                || source.at(position + 1).digit != nil)
    }

    func latinPlace(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x41...0x5A: Int(scalar - 0x41) + 1
        case 0x61...0x7A: Int(scalar - 0x61) + 1
        case 0xFF21...0xFF3A: Int(scalar - 0xFF21) + 1
        case 0xFF41...0xFF5A: Int(scalar - 0xFF41) + 1
        default: nil
        }
    }

    /// I to XX in capitals.
    func largeRoman(_ position: Int, _ end: Int) -> (value: Int, next: Int)? {
        roman(position, end, letters: [0x49: 1, 0x56: 5, 0x58: 10])
    }

    /// i to xx in small letters.
    func smallRoman(_ position: Int, _ end: Int) -> (value: Int, next: Int)? {
        roman(position, end, letters: [0x69: 1, 0x76: 5, 0x78: 10])
    }

    private func roman(_ position: Int, _ end: Int, letters: [UInt32: Int]) -> (value: Int, next: Int)? {
        var values: [Int] = []
        var next = position
        while next < end, values.count < 6, let value = letters[source.at(next)] {
            values.append(value)
            next += 1
        }
        guard !values.isEmpty else { return nil }
        var total = 0
        for (index, value) in values.enumerated() {
            total += index + 1 < values.count && value < values[index + 1] ? -value : value
        }
        return total > 0 ? (total, next) : nil
    }

    private static let referenceFollowers = Set("のにをとはで、，".unicodeScalars.map(\.value))
    private static let referenceWords = [
        "及び", "又は", "または", "から", "まで", "中「", "中の", "中、", "各号", "各項", "並びに", "若しくは",
    ].map { $0.unicodeScalars.map(\.value) }
    private static let amountFollowers = Set("以未間目前後毎程当単".unicodeScalars.map(\.value))
    private static let counters = Set(
        "年月日項号条章節人名回個時分秒つ箇か所ヶケ部種階点万千百十億台円%％度割倍以未週件者桁字本枚系第級版か国社課市町村、，".unicodeScalars.map(\.value))
}
