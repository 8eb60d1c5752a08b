/// Kanji that people write in two forms, in names above all; the first of each row stands for the others.
///
/// For finding only: who wants 髙橋 also gets 高橋, and what is shown is what was written.
enum KanjiVariants {
    /// What each character from U+4E00 to U+9FFF folds to.
    static let folded: [UInt16] = {
        var table = (UInt16(0x4E00)...0x9FFF).map(\.self)
        for (variant, common) in pairs where variant >= 0x4E00 && variant <= 0x9FFF {
            table[Int(variant - 0x4E00)] = UInt16(common)
        }
        return table
    }()

    /// The same for characters outside that block.
    static let beyond = Dictionary(uniqueKeysWithValues: pairs.filter { $0.0 < 0x4E00 || $0.0 > 0x9FFF })

    private static let pairs: [(UInt32, UInt32)] = rows.flatMap { row in
        let scalars = row.unicodeScalars.map(\.value)
        return scalars.dropFirst().map { ($0, scalars[0]) }
    }

    private static let rows = [
        "高髙", "崎﨑嵜碕", "浜濱濵", "辺邊邉", "斎齋", "斉齊", "沢澤", "広廣", "国國圀", "桜櫻", "真眞", "恵惠", "徳德", "瀬瀨", "清淸", "曽曾",
        "円圓", "島嶋嶌", "吉𠮷", "土𡈽", "靭靱", "槙槇", "渕淵", "関關", "塚\u{FA10}", "羽\u{FA1E}", "館舘", "竜龍", "滝瀧", "戸戶",
        "豊豐", "黒黑", "検檢", "学學",
        "会會", "区區", "図圖", "県縣", "鉄鐵鐡", "横橫", "富冨", "峰峯", "秋穐", "朗\u{F929}", "隆\u{F9DC}", "祥\u{FA1A}",
        "福\u{FA1B}", "神\u{FA19}", "都\u{FA26}", "緑綠",
    ]
}
