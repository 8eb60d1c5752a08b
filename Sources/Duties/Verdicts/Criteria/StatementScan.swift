/// What can be read off a criterion's text without running it: views, parameters, and what leaves the
/// portable subset.
///
/// A scanner of words, not a parser: criteria are written so that it is enough (docs/adding-a-criterion.md).
struct StatementScan {
    /// Lower-case words, numbers, `:names` and single signs; quoted texts appear as `'`.
    let words: [String]
    /// The contents of quoted texts, in order.
    let literals: [String]

    init(_ sql: String) {
        var words: [String] = []
        var literals: [String] = []
        let bytes = Array(sql.utf8)
        var index = 0
        while index < bytes.count {
            let start = index
            switch bytes[index] {
            case UInt8(ascii: "-") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "-"):
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "'"):
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "'") { index += 1 }
                literals.append(String(decoding: bytes[start + 1..<index], as: UTF8.self))
                words.append("'")
                index += 1
            case let byte where Self.isWordByte(byte) || byte == UInt8(ascii: ":"):
                index += 1
                while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
                words.append(String(decoding: bytes[start..<index], as: UTF8.self).lowercased())
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                index += 1
            default:
                index += 1
                words.append(String(decoding: bytes[start..<index], as: UTF8.self))
            }
        }
        self.words = words
        self.literals = literals
    }

    /// The names that follow FROM or JOIN, without subselects, ascending.
    var views: [String] {
        let names = zip(words, words.dropFirst()).filter { ["from", "join"].contains($0.0) && $0.1 != "(" }
        return Set(names.map(\.1)).sorted()
    }

    var parameters: Set<String> {
        Set(words.filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) })
    }

    /// Everything that one of the two engines would not take, or would take differently; empty for a portable
    /// statement.
    var departures: [String] {
        var found: [String] = []
        if words.first != "select" { found.append("SELECT から始めてください（WITH は使えません。副問い合わせにしてください）。") }
        for word in Set(words).sorted() {
            if let instead = Self.refused[word] { found.append("「\(word)」は使えません。\(instead)") }
            if word.contains(where: { !$0.isASCII }) { found.append("引用符の外に日本語があります（\(word)）。") }
        }
        for name in parameters.subtracting(CriterionParameters.names).sorted() {
            found.append("「:\(name)」という日付はありません。使える名前：\(CriterionParameters.names.joined(separator: ", "))")
        }
        found += separatorDepartures
        if !words.contains("order") { found.append("ORDER BY がありません。行の順を決めてください。") }
        return found
    }

    private var separatorDepartures: [String] {
        var found: [String] = []
        for (first, second) in zip(words, words.dropFirst()) {
            if first == "|" && second == "|" { found.append("「||」は使えません。detail_1 と detail_2 に分けてください。") }
            if first == ">" && second == ">" || first == "-" && second == ">" {
                found.append("JSON の演算子は使えません。")
            }
            if first == "from" || first == "join", second == "'" { found.append("表の名前を引用符で囲めません。") }
        }
        return found
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
            || byte == 0x5F || byte == 0x2E || byte >= 0x80
    }

    private static let noDates = "日付は :on などの決まった名前と文字の比較だけで書いてください。"
    private static let noWriting = "読むだけの文にしてください。"
    private static let refused: [String: String] = [
        "with": "副問い合わせにしてください。", "recursive": "副問い合わせにしてください。",
        "like": "コードの等しさで比べてください。", "ilike": "コードの等しさで比べてください。",
        "glob": "コードの等しさで比べてください。", "regexp": "コードの等しさで比べてください。",
        "date": noDates, "datetime": noDates, "julianday": noDates, "strftime": noDates, "now": noDates,
        "current_date": noDates, "current_timestamp": noDates, "interval": noDates, "extract": noDates,
        "to_date": noDates, "age": noDates,
        "group_concat": "明細は別の行か列にしてください。", "string_agg": "明細は別の行か列にしてください。",
        "array_agg": "明細は別の行か列にしてください。", "json_extract": "列に分けてください。",
        "ifnull": "COALESCE を使ってください。", "nvl": "COALESCE を使ってください。", "iif": "CASE を使ってください。",
        "total": "SUM を使ってください。", "true": "0 と 1 を使ってください。", "false": "0 と 1 を使ってください。",
        "boolean": "0 と 1 を使ってください。", "random": "同じ入力には同じ結果にしてください。",
        "limit": "窓関数か MAX を使ってください。", "offset": "窓関数か MAX を使ってください。", "rowid": "id を使ってください。",
        "insert": noWriting, "update": noWriting, "delete": noWriting, "pragma": noWriting,
        "attach": noWriting,
        "create": noWriting, "drop": noWriting, ";": "文は一つだけにしてください。",
        "\"": "名前を引用符で囲まないでください。", "`": "名前を引用符で囲まないでください。",
        "[": "名前を括弧で囲まないでください。", "?": "名前のあるパラメーターを使ってください。",
    ]
}
