import Registers

/// Numbers in a provider's report, with the words before them: read so that nobody need type them, and shown
/// beside the report so that somebody can compare.
public enum ReportCounts {
    /// Numbers of one report at most.
    static let limit = 40

    /// What reports of gateways count; a number behind other words (a page, a date) is none.
    private static let words = [
        "遮断", "検知", "検出", "攻撃", "ウイルス", "マルウェア", "不正", "侵入", "迷惑", "スパム", "警告", "アラート", "通信",
        "脅威", "IPS", "URL", "ブロック",
    ]

    /// Label and number of each line that holds both, in order; a line may be a row of a CSV.
    public static func read(_ text: String) -> [(label: String, count: Int)] {
        text.split(whereSeparator: \.isNewline).compactMap { counted(String($0)) }.prefix(limit).map(\.self)
    }

    private static func counted(_ line: String) -> (label: String, count: Int)? {
        let pattern = /^(.{1,60}?)[\s,:："\t　]*([0-9０-９][0-9０-９,，]*)[\s"]*(?:件|回|通|台|行)?[\s",]*$/
        guard let match = line.firstMatch(of: pattern) else { return nil }
        let label = FieldChecks.cleaned(
            String(match.1).trimmed { $0.isWhitespace || "\",:：・".contains($0) }, keepsLines: false)
        let digits = match.2.compactMap(\.wholeNumberValue).map(String.init).joined()
        guard words.contains(where: label.contains), !label.isEmpty, digits.count <= 12,
            let count = Int(digits)
        else { return nil }
        return (label, count)
    }
}

extension String {
    fileprivate func trimmed(_ drops: (Character) -> Bool) -> String {
        var rest = Substring(self)
        while let first = rest.first, drops(first) { rest.removeFirst() }
        while let last = rest.last, drops(last) { rest.removeLast() }
        return String(rest)
    }
}
