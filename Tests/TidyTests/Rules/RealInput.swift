import Foundation

/// What ships is in our own words: no long run of characters of the real policy text stands in it.
enum RealInput {
    /// A run of this many characters, blanks left out, is a quotation.
    static let runLength = 12

    /// Terms of law, guideline and trade that nobody can write in other words; each counts as one character.
    static let standardTerms = [
        "情報セキュリティ対策基準", "情報セキュリティ実施手順", "情報セキュリティ基本方針", "情報セキュリティポリシー",
        "情報セキュリティ監査", "情報セキュリティ管理", "情報セキュリティ対策", "情報セキュリティ",
        "ソーシャルメディアサービス", "外部サービス（クラウドサービス）", "クラウドサービス", "電磁的記録媒体",
        "自治体情報システムネットワーク", "内部情報システムネットワーク", "情報システム", "不正プログラム対策",
        "広域行政組合", "不正アクセス", "アクセス制御", "物理的セキュリティ", "人的セキュリティ", "技術的セキュリティ",
        "委託事業者", "業務委託", "職員等", "情報資産", "ネットワーク", "セキュリティ",
        "ホームページ", "（以下「職員等」という。）",
    ].sorted { $0.count > $1.count }

    /// The text without blanks, each standard term folded into one private character.
    static func folded(_ text: String) -> [Character] {
        var text = text
        for (number, term) in standardTerms.enumerated() where text.contains(term) {
            let stand = Unicode.Scalar(0xE000 + UInt32(number)).map(String.init) ?? ""
            text = text.replacing(term, with: stand)
        }
        return text.filter { !$0.isWhitespace && $0 != "\u{3000}" }
    }

    /// Every run of the real text, to look ours up in.
    static func runs(of text: String) -> Set<[Character]> {
        let characters = folded(text)
        guard characters.count >= runLength else { return [] }
        return Set((0...characters.count - runLength).map { Array(characters[$0..<$0 + runLength]) })
    }

    static func findings(in file: SourceFile, runs: Set<[Character]>) -> [Finding] {
        file.lines.enumerated().compactMap { index, line in
            guard line.utf8.count(where: { $0 > 127 }) >= runLength * 2 else { return nil }
            let characters = folded(String(line))
            guard characters.count >= runLength else { return nil }
            let quoted = (0...characters.count - runLength).map { Array(characters[$0..<$0 + runLength]) }
                .first(where: runs.contains)
            return quoted.map {
                Finding(
                    file.path, line: index + 1,
                    "quotes the real policy (\(unfolded($0))): say it in our own words")
            }
        }
    }

    private static func unfolded(_ characters: [Character]) -> String {
        var text = ""
        for character in characters {
            let scalar = character.unicodeScalars.first?.value ?? 0
            let number = Int(scalar) - 0xE000
            text += standardTerms.indices.contains(number) ? standardTerms[number] : String(character)
        }
        return text
    }

    /// The real policy text, where the folder of inputs is there.
    static var text: String? {
        let environment = ProcessInfo.processInfo.environment["TORIDE_SHARED"]
        let shared = environment.map { URL(filePath: $0) } ?? Repository.root.appending(path: "../shared")
        let file = shared.appending(path: "inputs/000_3b563dea01253f5c.txt")
        return (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    }
}
