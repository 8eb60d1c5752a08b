/// Makes the rows of a 新旧対照表 from paired clauses.
struct ComparisonRows {
    let old: ComparedSide
    let new: ComparedSide
    /// For each new clause the old one, -1 if none.
    let oldOfNew: [Int]

    func rows() -> [ComparisonRow] {
        var newOfOld = Array(repeating: -1, count: old.clauses.count)
        for (newIndex, oldIndex) in oldOfNew.enumerated() where oldIndex >= 0 {
            newOfOld[oldIndex] = newIndex
        }
        let moved = movedClauses()
        // A removed clause follows the clause that stood before it in the old text.
        var removedAfter: [Int: [Int]] = [:]
        var anchor = -1
        for index in old.clauses.indices {
            if newOfOld[index] < 0 { removedAfter[anchor, default: []].append(index) } else { anchor = index }
        }
        var rows = (removedAfter[-1] ?? []).map(removedRow)
        for index in new.clauses.indices {
            let oldIndex = oldOfNew[index]
            rows.append(
                oldIndex < 0 ? addedRow(index) : pairedRow(oldIndex, index, moved: moved.contains(index)))
            if oldIndex >= 0 { rows += (removedAfter[oldIndex] ?? []).map(removedRow) }
        }
        return rows
    }

    private func addedRow(_ index: Int) -> ComparisonRow {
        let clause = new.clauses[index]
        return ComparisonRow(
            old: nil, new: clause, changes: [.added], oldWords: nil, newWords: whole(clause, isChanged: true))
    }

    private func removedRow(_ index: Int) -> ComparisonRow {
        let clause = old.clauses[index]
        return ComparisonRow(
            old: clause, new: nil, changes: [.removed], oldWords: whole(clause, isChanged: true),
            newWords: nil)
    }

    private func pairedRow(_ oldIndex: Int, _ newIndex: Int, moved: Bool) -> ComparisonRow {
        let before = old.clauses[oldIndex]
        let after = new.clauses[newIndex]
        var changes: Set<ComparisonRow.Change> = []
        if moved { changes.insert(.moved) }
        if !moved || hasSameParent(newIndex), old.numbers[oldIndex] != new.numbers[newIndex] {
            changes.insert(.renumbered)
        }
        guard before.heading != after.heading || before.text != after.text else {
            return ComparisonRow(
                old: before, new: after, changes: changes, oldWords: whole(before, isChanged: false),
                newWords: whole(after, isChanged: false))
        }
        changes.insert(.reworded)
        let heading = WordDifference.between(before.heading, after.heading)
        let text = WordDifference.between(before.text, after.text)
        return ComparisonRow(
            old: before, new: after, changes: changes, oldWords: .init(heading: heading.old, text: text.old),
            newWords: .init(heading: heading.new, text: text.new))
    }

    private func whole(_ clause: Clause, isChanged: Bool) -> ComparisonRow.MarkedWords {
        func passages(_ text: String) -> [ComparisonRow.Passage] {
            text.isEmpty ? [] : [ComparisonRow.Passage(text: text, isChanged: isChanged)]
        }
        return ComparisonRow.MarkedWords(heading: passages(clause.heading), text: passages(clause.text))
    }

    private func hasSameParent(_ newIndex: Int) -> Bool {
        let parent = new.parents[newIndex]
        return old.parents[oldOfNew[newIndex]] == (parent < 0 ? -1 : oldOfNew[parent])
    }

    /// Clauses under another parent, and those that break the order that most of their siblings kept.
    private func movedClauses() -> Set<Int> {
        var moved: Set<Int> = []
        var siblings: [Int: [Int]] = [:]
        for index in new.clauses.indices where oldOfNew[index] >= 0 {
            if hasSameParent(index) {
                siblings[new.parents[index], default: []].append(index)
            } else {
                moved.insert(index)
            }
        }
        for row in siblings.values {
            let kept = longestRise(row.map { oldOfNew[$0] })
            for (place, index) in row.enumerated() where !kept.contains(place) { moved.insert(index) }
        }
        return moved
    }

    /// The places of a longest rising row of numbers, found by patience sorting.
    private func longestRise(_ numbers: [Int]) -> Set<Int> {
        var tails: [Int] = []
        var previous = Array(repeating: -1, count: numbers.count)
        for (place, number) in numbers.enumerated() {
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if numbers[tails[middle]] < number { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[place] = tails[low - 1] }
            if low == tails.count { tails.append(place) } else { tails[low] = place }
        }
        var kept: Set<Int> = []
        var place = tails.last ?? -1
        while place >= 0 {
            kept.insert(place)
            place = previous[place]
        }
        return kept
    }
}
