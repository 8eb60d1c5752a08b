/// Runs of entry numbers, added in ascending order and joined where they touch.
struct EntryRanges {
    private var runs: [Range<Int>] = []

    var isEmpty: Bool { runs.isEmpty }

    mutating func append(_ run: Range<Int>) {
        if let last = runs.last, last.upperBound == run.lowerBound {
            runs[runs.count - 1] = last.lowerBound..<run.upperBound
        } else {
            runs.append(run)
        }
    }

    func contains(_ seq: Int) -> Bool { overlaps(seq..<seq + 1) }

    /// Logarithmic in the number of runs.
    func overlaps(_ entries: Range<Int>) -> Bool {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].upperBound <= entries.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < runs.count && runs[low].overlaps(entries)
    }
}
