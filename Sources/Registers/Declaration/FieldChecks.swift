import Primitives

/// What can be said of a row field by field, before it has a type.
public enum FieldChecks {
    /// One line of text, at most; long text may be a hundred times that.
    public static let textLimit = 1_000
    /// The largest integer, and the smallest but for its sign: what JSON carries exactly (RFC 8785).
    public static let integerLimit: UInt64 = (1 << 53) - 1

    /// All findings; empty where every field can be read.
    public static func problems(_ values: [StoredValue], fields: [FieldDescription]) -> [Problem] {
        guard values.count == fields.count else {
            return [Problem("register.wrong-shape", "項目の数が台帳の定義と合いません。画面を開き直してください。")]
        }
        return zip(values, fields).compactMap { problem($0, field: $1) }
    }

    static func problem(_ value: StoredValue, field: FieldDescription) -> Problem? {
        if value == .null || value == .text("") {
            guard field.isRequired else { return nil }
            return Problem(
                "register.required", "「\(field.title)」が空です。入力してください。", field: field.column)
        }
        switch (field.kind, value) {
        case (.text, .text(let text)): return length(text, textLimit, field)
        case (.longText, .text(let text)): return length(text, textLimit * 2_000, field)
        case (.integer, .integer(let number)) where number.magnitude <= integerLimit: return nil
        case (.flag, .integer(let flag)) where flag == 0 || flag == 1: return nil
        case (.day, .text(let text)) where Day(iso: text) != nil: return nil
        case (.choice(let options), .text(let text)) where options.contains { $0.code == text }: return nil
        case (.link, .text(let text)) where Identifier(text)?.text == text: return nil
        default: return unusable(field)
        }
    }

    /// Days that lie before those that they may not precede; each found at the later field.
    static func orderProblems(_ values: [StoredValue], fields: [FieldDescription]) -> [Problem] {
        fields.indices.compactMap { index in
            let field = fields[index]
            guard let earlier = field.notBefore.flatMap({ name in fields.firstIndex { $0.column == name } }),
                let first = values[earlier].text, let last = values[index].text, last < first
            else { return nil }
            return Problem(
                "register.dates", "「\(field.title)」が「\(fields[earlier].title)」より前です。どちらかを直してください。",
                field: field.column)
        }
    }

    static func unusable(_ field: FieldDescription) -> Problem {
        let wanted =
            switch field.kind {
            case .text, .longText: "文字で入力してください。"
            case .integer: "整数で入力してください。"
            case .flag: "「はい」か「いいえ」を選んでください。"
            case .day: "日付を 2026-04-01 や 令和8年4月1日 の形で入力してください。"
            case .choice(let options): "次から選んでください：" + options.map(\.title).joined(separator: "、")
            case .link: "一覧から選んでください。"
            }
        return Problem("register.unusable", "「\(field.title)」を読み取れません。" + wanted, field: field.column)
    }

    private static func length(_ text: String, _ limit: Int, _ field: FieldDescription) -> Problem? {
        guard text.unicodeScalars.count > limit else { return nil }
        return Problem(
            "register.too-long", "「\(field.title)」が長すぎます。\(limit)文字以内にしてください。", field: field.column)
    }

    /// The text without control characters (but line ends and tabs where `keepsLines`) and blanks at both
    /// ends.
    ///
    /// Word and Excel leave vertical tabs and the like behind; they break XML and spreadsheets on the way
    /// out.
    public static func cleaned(_ text: String, keepsLines: Bool) -> String {
        if isClean(text) { return text }
        var scalars = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: scalars.append(keepsLines ? "\n" : " ")
            case 0x0A:
                if last != "\r" { scalars.append(keepsLines ? "\n" : " ") }
            case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: scalars.append(keepsLines ? "\n" : " ")
            case 0x09: scalars.append(keepsLines ? "\t" : " ")
            case 0x00..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: break
            default: scalars.append(scalar)
            }
            last = scalar
        }
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\u{3000}"]
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let final = scalars.last, blanks.contains(final) { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether nothing in the text could need cleaning; nearly all texts are such, and an import has a
    /// million.
    private static func isClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20 else {
                return bytes.isEmpty
            }
            for index in bytes.indices {
                switch bytes[index] {
                case 0..<0x20, 0x7F, 0xC2, 0xEF: return false
                // U+2000 to U+203F, and the ideographic space.
                case 0xE2 where bytes[index + 1] == 0x80: return false
                case 0xE3 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80:
                    if index == 0 || index + 3 == bytes.count { return false }
                default: break
                }
            }
            return true
        }
    }
}
