/// Writes the path of each clause and keeps all of them different.
struct PathWriter {
    let source: SourceText
    private var used: [String: Int] = [:]

    init(source: SourceText) { self.source = source }

    /// The path of a draft.
    ///
    /// - Parameters:
    ///   - parent: The path of the clause above, empty at the root.
    ///   - zone: For an article, the path of the 附則 or 別表 it stands in, empty in the body.
    ///   - place: Of a bullet, its place among the bullets under one parent, counted from 1.
    mutating func path(of mark: Mark, parent: String, zone: String, place: Int, heading: String) -> ClausePath
    {
        let own = own(mark, parent: parent, place: place, heading: heading)
        let base = mark.style == .article ? zone : mark.style.isRoot ? "" : parent
        var path = mark.style == .dotted ? dotted(mark, parent: parent) : joined(base, own)
        if used[path] != nil, mark.style == .article { path = joined(parent, own) }
        return ClausePath(unique(path))
    }

    private mutating func unique(_ path: String) -> String {
        guard var count = used[path] else {
            used[path] = 1
            return path
        }
        var candidate = path
        repeat {
            count += 1
            candidate = "\(path)[\(count)]"
        } while used[candidate] != nil
        used[path] = count
        used[candidate] = 1
        return candidate
    }

    /// Two numbers side by side are parted by a dash: 第5条の2-3, 6-1.
    private func joined(_ base: String, _ own: String) -> String {
        guard let last = base.utf8.last, let first = own.utf8.first, isDigit(last), isDigit(first) else {
            return base + own
        }
        return base + "-" + own
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// 2.1 beneath 2 is 2.1, beneath 第2章 it is 第2章2.1.
    private func dotted(_ mark: Mark, parent: String) -> String {
        let own = mark.components.map(String.init).joined(separator: ".")
        let prefix = mark.components.dropLast().map(String.init).joined(separator: ".")
        guard parent.hasSuffix(prefix) else { return joined(parent, own) }
        return joined(String(parent.dropLast(prefix.count)), own)
    }

    private func own(_ mark: Mark, parent: String, place: Int, heading: String) -> String {
        let base = unbranched(mark, parent: parent, place: place, heading: heading)
        guard mark.style.isNumbered, !mark.style.isRanked, mark.style != .dotted else { return base }
        return base + branches(mark)
    }

    /// の2 of 第1条の2, 2の2, (1)の2.
    private func branches(_ mark: Mark) -> String { mark.components.map { "の\($0)" }.joined() }

    private func unbranched(_ mark: Mark, parent: String, place: Int, heading: String) -> String {
        let number = String(mark.number)
        switch mark.style {
        case .part, .chapter, .division, .subdivision, .subject, .article: return ranked(mark)
        case .ordinal: return "第\(number)"
        case .decimal, .dotted: return number
        case .paren, .parenKanji: return "(\(number))"
        case .rightParen: return number + ")"
        case .kanji: return isBeneathClause(parent) ? "(\(number))" : number
        case .kana: return kana(mark.number)
        case .parenKana: return "(\(kana(mark.number)))"
        case .rightParenKana: return kana(mark.number) + ")"
        case .iroha: return iroha(mark.number)
        case .parenIroha: return "(\(iroha(mark.number)))"
        case .circled: return circled(mark.number)
        case .circledKana: return source.string(mark.shown)
        case .roman: return roman(mark.number)
        case .smallRoman: return roman(mark.number).lowercased()
        case .parenRoman: return "(\(roman(mark.number).lowercased()))"
        case .latin: return cased(mark)
        case .parenLatin: return "(\(cased(mark)))"
        case .rightParenLatin: return cased(mark) + ")"
        case .rightParenRoman: return roman(mark.number).lowercased() + ")"
        case .bullet: return "・\(place)"
        case .heading: return "〔\(heading.prefix(40))〕"
        case .preface, .supplementary, .table, .form, .attachment, .history: return named(mark)
        }
    }

    /// Kanji numerals count items beneath an article or another clause, and clauses elsewhere.
    private func isBeneathClause(_ parent: String) -> Bool {
        guard let last = parent.last else { return false }
        return last != "章" && last != "節" && last != "編" && last != "部" && last != "款" && last != "序"
            && last != "〕" && !parent.hasSuffix("附則")
    }

    private func ranked(_ mark: Mark) -> String {
        let unit: String
        switch mark.style {
        case .part: unit = "編"
        case .chapter: unit = "章"
        case .division: unit = "節"
        case .subdivision: unit = "款"
        case .subject: unit = "目"
        default: unit = "条"
        }
        let first = "第\(mark.number)\(unit)\(branches(mark))"
        return mark.through.map { "\(first)から第\($0)\(unit)まで" } ?? first
    }

    private func named(_ mark: Mark) -> String {
        let shown = source.string(mark.shown).filter { !$0.isWhitespace }
        let branches = branches(mark)
        let number = mark.number > 0 ? "\(mark.number)" : ""
        switch mark.style {
        case .preface: return shown.isEmpty ? "前文" : shown
        case .supplementary: return "附則"
        case .table: return number.isEmpty ? "別表" : "別表第\(number)\(branches)"
        case .form:
            let name = shown.hasPrefix("別記") ? "別記様式" : "様式"
            return number.isEmpty ? name : "\(name)第\(number)号\(branches)"
        case .attachment:
            return String(shown.prefix(while: { !$0.isNumber && $0 != "第" })) + number + branches
        default: return shown
        }
    }

    private func kana(_ number: Int) -> String {
        letter(number, in: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")
    }

    private func iroha(_ number: Int) -> String {
        letter(number, in: "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
    }

    private func letter(_ number: Int, in order: String = "abcdefghijklmnopqrstuvwxyz") -> String {
        guard number >= 1, number <= order.count else { return "\(number)" }
        return String(order[order.index(order.startIndex, offsetBy: number - 1)])
    }

    /// The letter, capital where the text shows a capital.
    private func cased(_ mark: Mark) -> String {
        let isCapital = mark.shown.contains { position in
            let scalar = source.at(position)
            return scalar >= 0x41 && scalar <= 0x5A || scalar >= 0xFF21 && scalar <= 0xFF3A
        }
        let letter = letter(mark.number)
        return isCapital ? letter.uppercased() : letter
    }

    private func circled(_ number: Int) -> String {
        guard number >= 1, number <= 20, let scalar = Unicode.Scalar(0x2460 + UInt32(number) - 1) else {
            return "(\(number))"
        }
        return String(Character(scalar))
    }

    private func roman(_ number: Int) -> String {
        var rest = number
        var text = ""
        for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
