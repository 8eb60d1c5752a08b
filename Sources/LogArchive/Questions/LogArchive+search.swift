import Primitives

extension LogArchive {
    /// Looks for records, the newest segments first.
    ///
    /// - Parameter progress: called after each segment with how many of how many are done and what was found
    ///   so
    ///   far; false stops.
    public func search(_ question: LogQuestion, progress: (Int, Int, Int) -> Bool = { _, _, _ in true })
        -> LogAnswer
    {
        var answer = LogAnswer()
        let places = places(sources: question.sources)
        for (done, place) in places.reversed().enumerated() {
            do throws(LogArchiveError) {
                try search(place, question, &answer)
            } catch {
                answer.unreadable.append(error)
            }
            guard progress(done + 1, places.count, answer.total) else {
                answer.isStopped = true
                break
            }
        }
        answer.hits.sort { ($1.at, $1.segment, $1.record) < ($0.at, $0.segment, $0.record) }
        answer.hits = Array(answer.hits.prefix(max(0, question.limit)))
        return answer
    }

    private func search(
        _ place: Place, _ question: LogQuestion, _ answer: inout LogAnswer
    ) throws(LogArchiveError) {
        let segment = try ReadSegment(place, in: folder)
        let columns = try columns(segment)
        let search = SegmentSearch(question: question, columns: columns)
        guard search.mayHold else { return }
        answer.examined += columns.rowCount
        guard var rows = search.rows() else {
            throw .damaged(path: place.name.path, reason: "columns")
        }
        guard !rows.isEmpty else { return }
        let reading = RowReading(segment, columns, place.name)
        if let text = question.text {
            let words = Array(text.utf8)
            rows = try reading.rows(rows) { Folded.contains($0, words) }
        }
        answer.total += rows.count
        let missing = question.limit - answer.hits.count
        guard missing > 0, let times = columns.allTimes() else { return }
        let newest = rows.sorted { (times[$1], $1) < (times[$0], $0) }.prefix(missing).sorted()
        answer.hits += try reading.hits(newest, times: times)
    }
}

/// Fetches records of one segment by their row.
private struct RowReading {
    private let segment: ReadSegment
    private let name: SegmentName
    private let firstRows: [UInt32]
    private let headings: [UInt32]
    private let rowCount: Int

    init(_ segment: ReadSegment, _ columns: any ColumnSource, _ name: SegmentName) {
        self.segment = segment
        self.name = name
        firstRows = columns.blockRows() ?? []
        headings = columns.headings() ?? []
        rowCount = columns.rowCount
    }

    /// Those of the rows, ascending, whose line fits.
    func rows(
        _ rows: [Int], _ fits: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(LogArchiveError) -> [Int] {
        var found: [Int] = []
        try forEach(rows) { row, block, _, range in
            block.bytes.withUnsafeBufferPointer { bytes in
                if fits(UnsafeBufferPointer(rebasing: bytes[range])) { found.append(row) }
            }
        }
        return found
    }

    func hits(_ rows: [Int], times: [Int64]) throws(LogArchiveError) -> [LogHit] {
        var found: [LogHit] = []
        let lines = try headingLines(before: rows.last ?? 0)
        try forEach(rows) { row, block, offset, range in
            found.append(
                LogHit(
                    source: name.source, segment: name.path, record: row,
                    at: Instant(microseconds: times[row]),
                    receivedAt: Instant(microseconds: block.receipt(of: offset)),
                    raw: Array(block.bytes[range]),
                    headings: lines.filter { $0.row < row }.map(\.line)))
        }
        return found
    }

    private func headingLines(before row: Int) throws(LogArchiveError) -> [(row: Int, line: [UInt8])] {
        let wanted = headings.map(Int.init).filter { $0 < row }.suffix(20)
        var found: [(row: Int, line: [UInt8])] = []
        try forEach(Array(wanted)) { row, block, _, range in found.append((row, Array(block.bytes[range]))) }
        return found
    }

    /// Calls the body with each row, its block, its number in the block, and where it lies in the block's
    /// bytes.
    private func forEach(
        _ rows: [Int], _ body: (Int, LogBlock, Int, Range<Int>) -> Void
    ) throws(LogArchiveError) {
        var next = 0
        while next < rows.count {
            guard let number = block(of: rows[next]) else {
                throw .damaged(path: name.path, reason: "columns")
            }
            let (first, blocks) = try segment.blocks(holding: number)
            let before = next
            for (place, block) in blocks.enumerated() {
                guard first + place < firstRows.count else { break }
                let begin = Int(firstRows[first + place])
                guard next < rows.count, rows[next] < begin + block.recordCount else { continue }
                let ranges = block.records()
                while next < rows.count, rows[next] < begin + block.recordCount {
                    let offset = rows[next] - begin
                    guard offset >= 0, offset < ranges.count else {
                        throw .damaged(path: name.path, reason: "columns")
                    }
                    body(rows[next], block, offset, ranges[offset])
                    next += 1
                }
            }
            guard next > before else { throw .damaged(path: name.path, reason: "columns") }
        }
    }

    private func block(of row: Int) -> Int? {
        guard !firstRows.isEmpty, row < rowCount else { return nil }
        var (low, high) = (0, firstRows.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(firstRows[middle]) <= row { low = middle } else { high = middle }
        }
        return low
    }
}
