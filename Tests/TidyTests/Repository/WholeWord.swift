extension StringProtocol {
    /// Whether the word stands here by itself: `print(` is not in `fingerprint(`, nor `Timer` in `TimerRow`.
    func holds(word: String) -> Bool {
        ranges(of: word).contains { range in
            let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? nil : self[range.upperBound]
            return !(isWordPart(before) && isWordPart(word.first))
                && !(isWordPart(after) && isWordPart(word.last))
        }
    }

    private func isWordPart(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character.isLetter || character.isNumber || character == "_"
    }
}
