/// Writings that mean the same word; the first of each row is what the others fold to.
enum SpellingVariants {
    /// Writings of which one text should use one; several of a row in one text are reported.
    static let rows: [[String]] = [
        ["強靭", "強靱"],
        ["漏えい", "漏洩", "漏泄"],
        ["改ざん", "改竄"],
        ["毀損", "き損", "棄損"],
        ["講じる", "講ずる"],
        ["生じる", "生ずる"],
        ["及び", "および"],
        ["又は", "または"],
        ["並びに", "ならびに"],
        ["全て", "すべて", "総て"],
        ["基づき", "もとづき"],
        ["位置付け", "位置づけ"],
        ["ウイルス", "ウィルス"],
        ["ソフトウェア", "ソフトウエア"],
        ["ハードウェア", "ハードウエア"],
        ["マルウェア", "マルウエア"],
        ["インターフェース", "インタフェース", "インターフェイス"],
        ["ファイアウォール", "ファイアーウォール", "ファイヤウォール", "ファイヤーウォール"],
    ]

    /// Writings that official spelling allows side by side, as verb and in compounds; folded, not reported.
    static let quietRows: [[String]] = [
        ["取扱い", "取り扱い", "取扱"],
        ["取扱う", "取り扱う"],
        ["持ち出し", "持出し", "持出"],
        ["取組", "取り組み", "取組み"],
        ["引継ぎ", "引き継ぎ", "引継"],
        ["貸出し", "貸し出し", "貸出"],
        ["切離し", "切り離し"],
        ["受渡し", "受け渡し"],
        ["問合せ", "問い合わせ", "問合わせ"],
        ["手引", "手引き"],
        ["組合せ", "組み合わせ", "組合わせ"],
    ]

    /// Bodies that call themselves 当… or 本…; the prefix goes in folding.
    static let bodies = [
        "組合", "広域連合", "連合", "企業団", "協議会", "市", "町", "村", "県", "区", "団体", "機構", "法人", "病院", "院",
    ]

    /// A writing, what it folds to, and whether it counts only at the start of a Kanji word.
    typealias Variant = (written: [UInt32], folded: [UInt32], isWordStart: Bool)

    /// The writings by their first scalar, longest first.
    static let byFirst: [UInt32: [Variant]] = {
        var table: [UInt32: [Variant]] = [:]
        func add(_ written: String, _ folded: String, isWordStart: Bool) {
            let scalars = written.unicodeScalars.map(\.value)
            guard let first = scalars.first else { return }
            table[first, default: []].append((scalars, folded.unicodeScalars.map(\.value), isWordStart))
        }
        // The first writing maps to itself, or 取扱い would be read as 取扱 and い.
        for row in rows + quietRows {
            for written in row { add(written, row[0], isWordStart: false) }
        }
        for body in bodies {
            add("当" + body, body, isWordStart: true)
            add("本" + body, body, isWordStart: true)
        }
        return table.mapValues { variants in variants.sorted { $0.written.count > $1.written.count } }
    }()
}
