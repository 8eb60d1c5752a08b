/// Follows each record from version to version: whoever supersedes a version is named by it, and only one
/// does.
struct VersionChains {
    private struct Subject: Hashable {
        let register: String
        let record: String
    }

    private struct Version {
        let seq: Int
        /// nil when the row is gone and cannot say.
        let row: StoredEntry.Row?
    }

    private(set) var broken: [(seq: Int, named: Int)] = []
    private var current: [Subject: Version] = [:]
    // Versions before this entry were followed by an earlier verification.
    private let start: Int

    init(start: Int) {
        self.start = start
    }

    mutating func follow(_ header: LeafHeader, row: StoredEntry.Row?) {
        guard header.isVersion || header.closes else { return }
        let subject = Subject(register: header.register, record: header.record)
        if let before = current[subject] {
            if header.prev != before.seq { broken.append((header.seq, header.prev)) }
            if let row = before.row, row.toSeq != header.seq {
                broken.append((before.seq, row.toSeq ?? header.seq))
            }
        } else if header.prev >= start {
            broken.append((header.seq, header.prev))
        }
        current[subject] = header.closes ? nil : Version(seq: header.seq, row: row)
    }

    /// Versions that name a successor that never came.
    mutating func finish() {
        for version in current.values.sorted(by: { $0.seq < $1.seq }) {
            if let named = version.row?.toSeq { broken.append((version.seq, named)) }
        }
        current = [:]
    }
}
