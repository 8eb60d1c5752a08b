/// Follows each record from version to version: whoever supersedes a version is named by it, and only one
/// does.
struct VersionChains {
    private struct Subject: Hashable {
        let register: String
        let record: String

        // The record alone tells subjects apart; registers are few.
        func hash(into hasher: inout Hasher) {
            hasher.combine(record)
        }
    }

    private struct Version {
        let seq: Int
        /// The successor that the row names, nil when none.
        let toSeq: Int?
        /// Whether the row is gone, and cannot say.
        let isSilent: Bool
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
            if !before.isSilent, before.toSeq != header.seq {
                broken.append((before.seq, before.toSeq ?? header.seq))
            }
        } else if header.prev >= start {
            broken.append((header.seq, header.prev))
        }
        current[subject] =
            header.closes ? nil : Version(seq: header.seq, toSeq: row?.toSeq, isSilent: row == nil)
    }

    /// Versions that name a successor that never came.
    mutating func finish() {
        let disappointed = current.values.compactMap { version in version.toSeq.map { (version.seq, $0) } }
        broken += disappointed.sorted { $0.0 < $1.0 }
        current = [:]
    }
}
