/// Finds for each clause of the new text the one of the old text that it was.
struct ClausePairing {
    /// Beyond this many unpaired clauses a side, likeness is not looked for: nothing is in common.
    static let mostUnpaired = 1_000

    let old: ComparedSide
    let new: ComparedSide
    /// For each new clause the old one, -1 if none.
    private(set) var oldOfNew: [Int]
    private var newOfOld: [Int]

    init(old: ComparedSide, new: ComparedSide) {
        self.old = old
        self.new = new
        oldOfNew = Array(repeating: -1, count: new.clauses.count)
        newOfOld = Array(repeating: -1, count: old.clauses.count)
    }

    mutating func pair() {
        pairSamePath { $0.contents[$1] == $2.contents[$3] }
        pairUnique { side, index in side.contents[index].utf8.count >= 24 ? side.contents[index] : "" }
        pairUnique { side, index in side.headings[index] }
        pairBelowPairs { $0.headings[$1] == $2.headings[$3] && !$0.headings[$1].isEmpty }
        pairAlike()
        pairSamePath { Likeness.of($0.contents[$1], $2.contents[$3]) >= 0.2 }
    }

    private mutating func link(_ oldIndex: Int, _ newIndex: Int) {
        oldOfNew[newIndex] = oldIndex
        newOfOld[oldIndex] = newIndex
    }

    /// Clauses that kept their path, if the test holds.
    private mutating func pairSamePath(_ test: (ComparedSide, Int, ComparedSide, Int) -> Bool) {
        var byPath: [ClausePath: Int] = [:]
        for (index, clause) in old.clauses.enumerated() where newOfOld[index] < 0 {
            byPath[clause.path] = index
        }
        for (index, clause) in new.clauses.enumerated() where oldOfNew[index] < 0 {
            if let found = byPath[clause.path], newOfOld[found] < 0, test(old, found, new, index) {
                link(found, index)
            }
        }
    }

    /// Clauses with a key that occurs once among the unpaired of each side.
    private mutating func pairUnique(_ key: (ComparedSide, Int) -> String) {
        var places: [String: Int] = [:]
        for index in old.clauses.indices where newOfOld[index] < 0 {
            let key = key(old, index)
            if !key.isEmpty { places[key] = places[key] == nil ? index : -1 }
        }
        var seen: [String: Int] = [:]
        for index in new.clauses.indices where oldOfNew[index] < 0 {
            let key = key(new, index)
            if !key.isEmpty { seen[key] = seen[key] == nil ? index : -1 }
        }
        for (key, index) in seen where index >= 0 {
            if let found = places[key], found >= 0 { link(found, index) }
        }
    }

    /// Clauses beneath a pair, if the test holds; the first one that fits.
    private mutating func pairBelowPairs(_ test: (ComparedSide, Int, ComparedSide, Int) -> Bool) {
        var children: [Int: [Int]] = [:]
        for index in old.clauses.indices where newOfOld[index] < 0 {
            children[old.parents[index], default: []].append(index)
        }
        for index in new.clauses.indices where oldOfNew[index] < 0 {
            let parent = new.parents[index]
            let oldParent = parent < 0 ? -1 : oldOfNew[parent]
            guard parent < 0 || oldParent >= 0, let candidates = children[oldParent], candidates.count <= 200
            else {
                continue
            }
            if let found = candidates.first(where: { newOfOld[$0] < 0 && test(old, $0, new, index) }) {
                link(found, index)
            }
        }
    }

    /// The likest of the unpaired, the best pair first.
    private mutating func pairAlike() {
        let oldOpen = old.clauses.indices.filter { newOfOld[$0] < 0 }
        let newOpen = new.clauses.indices.filter { oldOfNew[$0] < 0 }
        guard !oldOpen.isEmpty, oldOpen.count <= Self.mostUnpaired, newOpen.count <= Self.mostUnpaired else {
            return
        }
        let index = LikenessIndex(oldOpen.map { old.contents[$0] })
        var pairs: [(score: Double, old: Int, new: Int)] = []
        for newIndex in newOpen {
            for (place, score) in index.alike(new.contents[newIndex], atLeast: 0.45) {
                let oldIndex = oldOpen[place]
                let isSamePlace = old.clauses[oldIndex].path == new.clauses[newIndex].path
                pairs.append((score + (isSamePlace ? 0.15 : 0), oldIndex, newIndex))
            }
        }
        pairs.sort { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) }
        for pair in pairs where newOfOld[pair.old] < 0 && oldOfNew[pair.new] < 0 { link(pair.old, pair.new) }
    }
}
