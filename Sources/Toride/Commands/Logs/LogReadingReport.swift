import LogFiles
import LogMonitoring

/// What is said on standard error when a source was read: lines by format, and those not understood.
struct LogReadingReport {
    private let tally: ReadingTally
    private let source: String

    init(_ tally: ReadingTally, source: String) {
        self.tally = tally
        self.source = source
    }

    func lines(_ language: Language) -> [String] {
        let counted = tally.counted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let formats = counted.isEmpty ? Words("なし", "none")[language] : counted
        let blank =
            tally.blankLines == 0
            ? "" : Words("（ほかに空の行 \(tally.blankLines)）", " (and \(tally.blankLines) blank lines)")[language]
        var lines = [
            Words(
                "\(source)：\(tally.recordCount) 行を読みました。形式：\(formats)\(blank)",
                "\(source): \(tally.recordCount) lines read. Formats: \(formats)\(blank)")[
                    language]
        ]
        guard tally.faultCount > 0 else { return lines }
        lines.append(
            Words(
                "\(source)：読み切れなかった行が \(tally.faultCount) 行あります（残して出しました）。",
                "\(source): \(tally.faultCount) lines are not understood (kept in the output).")[language])
        for (fault, found) in tally.faults.sorted(by: { $0.value.count > $1.value.count }) {
            let places = found.firstLines.map(String.init).joined(separator: ", ")
            let more = found.count > found.firstLines.count ? ", …" : ""
            lines.append(
                Words(
                    "  \(fault.japanese)：\(found.count) 行（\(places)\(more) 行目。\(fault.code)）",
                    "  \(fault.english): \(found.count) (line \(places)\(more); \(fault.code))")[language])
        }
        return lines
    }

    static func sentence(_ error: LogFileError) -> Words {
        switch error {
        case .cannotOpen(let path, let reason):
            Words(
                "\(path) を開けません。場所と権限を確かめてください。（\(error.code)：\(reason)）",
                "Cannot open \(path). Check the place and the permissions. (\(error.code): \(reason))")
        case .cannotRead(let path, let reason):
            Words(
                "\(path) を最後まで読めません。（\(error.code)：\(reason)）",
                "Cannot read \(path) to its end. (\(error.code): \(reason))")
        case .damaged(let path, let reason):
            Words(
                "\(path) は途中で切れているか壊れています。読めたところまでを出しました。（\(error.code)：\(reason)）",
                "\(path) is cut short or damaged. What could be read was printed. (\(error.code): \(reason))")
        }
    }
}
