/// Marks the words in which two texts differ (Myers, 1986).
enum WordDifference {
    /// Beyond this many differing words the whole middle counts as changed: cost grows with its square.
    static let mostSteps = 600

    typealias Passage = ComparisonRow.Passage

    /// Both texts cut into passages; joined they give the texts again.
    static func between(_ old: String, _ new: String) -> (old: [Passage], new: [Passage]) {
        if old == new { return (merged([(old, false)]), merged([(new, false)])) }
        let one = tokens(old)
        let other = tokens(new)
        var head = 0
        while head < min(one.count, other.count), one[head] == other[head] { head += 1 }
        var tail = 0
        while tail < min(one.count, other.count) - head,
            one[one.count - 1 - tail] == other[other.count - 1 - tail]
        {
            tail += 1
        }
        let oldMiddle = Array(one[head..<(one.count - tail)])
        let newMiddle = Array(other[head..<(other.count - tail)])
        let (oldKept, newKept) = kept(oldMiddle, newMiddle)
        let start = one[..<head].map { ($0, false) }
        let end = one[(one.count - tail)...].map { ($0, false) }
        return (
            merged(start + zip(oldMiddle, oldKept).map { ($0, !$1) } + end),
            merged(start + zip(newMiddle, newKept).map { ($0, !$1) } + end)
        )
    }

    /// Words: runs of Kanji, Katakana or letters and digits; every other character by itself, so too those of
    /// 及び, 又は, 並びに and 若しくは, or 係 and 係及び委託先 would have no word in common.
    static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var run = String.UnicodeScalarView()
        var runClass = 0
        for scalar in text.unicodeScalars {
            let own = runClassOf(scalar.value)
            if own == 0 || own != runClass, !run.isEmpty {
                tokens.append(String(run))
                run = String.UnicodeScalarView()
            }
            run.append(scalar)
            runClass = own
        }
        if !run.isEmpty { tokens.append(String(run)) }
        return tokens
    }

    private static let joints: Set<UInt32> = [0x53CA, 0x53C8, 0x4E26, 0x82E5]

    private static func runClassOf(_ scalar: UInt32) -> Int {
        if joints.contains(scalar) { return 0 }
        if scalar.isKanji { return 1 }
        if scalar.isKatakana { return 2 }
        return scalar.isLatin || scalar.digit != nil ? 3 : 0
    }

    private static func merged(_ parts: [(String, Bool)]) -> [Passage] {
        var passages: [Passage] = []
        for (text, isChanged) in parts where !text.isEmpty {
            if let last = passages.last, last.isChanged == isChanged {
                passages[passages.count - 1] = Passage(text: last.text + text, isChanged: isChanged)
            } else {
                passages.append(Passage(text: text, isChanged: isChanged))
            }
        }
        return passages
    }

    /// Which words of each side the other side has too.
    private static func kept(_ old: [String], _ new: [String]) -> ([Bool], [Bool]) {
        var oldKept = Array(repeating: false, count: old.count)
        var newKept = Array(repeating: false, count: new.count)
        guard !old.isEmpty, !new.isEmpty else { return (oldKept, newKept) }
        for (x, y) in withoutIslands(common(old, new), old) {
            oldKept[x] = true
            newKept[y] = true
        }
        return (oldKept, newKept)
    }

    /// A single particle kept between two changes is noise to a reader; it counts as changed.
    private static func withoutIslands(_ pairs: [(Int, Int)], _ old: [String]) -> [(Int, Int)] {
        pairs.enumerated().filter { place, pair in
            let joinsBefore = place > 0 && pairs[place - 1] == (pair.0 - 1, pair.1 - 1)
            let joinsAfter = place + 1 < pairs.count && pairs[place + 1] == (pair.0 + 1, pair.1 + 1)
            return joinsBefore || joinsAfter || (old[pair.0].unicodeScalars.first?.value.isHiragana == false)
        }.map(\.element)
    }

    /// The shortest script of Myers, as the pairs of equal words.
    private static func common(_ old: [String], _ new: [String]) -> [(Int, Int)] {
        let limit = min(old.count + new.count, mostSteps)
        var furthest = [Int](repeating: 0, count: 2 * limit + 3)
        var history: [[Int]] = []
        for step in 0...limit {
            history.append(furthest)
            for diagonal in stride(from: -step, through: step, by: 2) {
                let at = diagonal + limit + 1
                let goesDown = diagonal == -step || diagonal != step && furthest[at - 1] < furthest[at + 1]
                var x = goesDown ? furthest[at + 1] : furthest[at - 1] + 1
                while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal]
                {
                    x += 1
                }
                furthest[at] = x
                if x >= old.count, x - diagonal >= new.count { return traced(history, old, new, limit) }
            }
        }
        return []
    }

    private static func traced(_ history: [[Int]], _ old: [String], _ new: [String], _ limit: Int) -> [(
        Int, Int
    )] {
        var pairs: [(Int, Int)] = []
        var x = old.count
        var y = new.count
        for step in stride(from: history.count - 1, through: 0, by: -1) {
            let furthest = history[step]
            let diagonal = x - y
            let at = diagonal + limit + 1
            let goesDown = diagonal == -step || diagonal != step && furthest[at - 1] < furthest[at + 1]
            let before = step == 0 ? 0 : goesDown ? diagonal + 1 : diagonal - 1
            let startX = step == 0 ? 0 : furthest[before + limit + 1]
            let startY = startX - before
            while x > startX, y > startY, x > 0, y > 0, old[x - 1] == new[y - 1] {
                x -= 1
                y -= 1
                pairs.append((x, y))
            }
            x = startX
            y = startY
        }
        return pairs.reversed()
    }
}
