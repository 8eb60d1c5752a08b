import Office
import Primitives
import Registers
import WebPages

/// What pages say of rounds and their rows.
enum RoundWords {
    /// The signature, or for how long it has been waited for.
    static func state(_ list: ConfirmationList, on today: Day) -> String {
        if let day = list.signedOn {
            return "\(JapaneseEra.text(day))　\(list.signedName ?? "氏名なし")　\(list.signedCount ?? 0)件"
        }
        if list.closedOn != nil { return "署名のないまま締めた" }
        let late = list.dueOn.days(until: today)
        let waited = max(0, (list.sentBackOn ?? list.startedOn).days(until: today))
        let begun = list.sentBackOn == nil ? "まだ署名していない" : "差し戻して、まだ署名していない"
        return "\(begun)（\(waited)日）" + (late > 0 ? "　期限を\(late)日過ぎた" : "")
    }

    /// What was answered how many times; empty before anything was.
    static func counts(_ counts: [ConfirmationRow.Answer: Int], _ kind: ConfirmationRound.Kind) -> String {
        (ConfirmationRow.Answer.choices(in: kind) + [.new]).compactMap { answer in
            counts[answer].map { "\(answer.title) \($0)" }
        }.joined(separator: "、")
    }

    /// The answer, with how something went.
    static func answer(_ row: ConfirmationRow) -> String {
        guard let answer = row.answer else { return "まだ答えがない" }
        return answer.title + (row.way.map { "（\($0.title)）" } ?? "")
    }

    /// What was said beside an answer, and when an account ended.
    static func note(_ row: ConfirmationRow) -> String {
        [row.note, row.endedOn.map { "\(JapaneseEra.text($0))に終了" }].compactMap(\.self).joined(separator: "　")
    }

    /// What a check found, with its note; nil before one.
    static func check(_ row: ConfirmationRow) -> String? {
        row.checkResult.map { result in
            [result.title, row.checkedOn.map(JapaneseEra.text), row.checkNote].compactMap(\.self)
                .joined(separator: "　")
        }
    }

    /// Where the work goes on that an answer asks for; nil where it is done.
    static func next(_ row: ConfirmationRow, _ id: Identifier, _ list: ConfirmationList?) -> LinkText? {
        if row.answer == .end, row.endedOn == nil, list?.signedOn != nil {
            return LinkText("終了を証明する", .proveEnd(id.text))
        }
        if let report = row.report {
            return LinkText("事象の知らせ", .record(register: EventReport.registerName, id: report.id.text))
        }
        switch row.answer {
        case .gone: return LinkText("台帳の記録", .recordHistory(register: row.source, id: row.subject))
        case .changed, .new, .change, .end:
            return LinkText("台帳の記録", .record(register: row.source, id: row.subject))
        case .same, .goesOn, nil: return nil
        }
    }

    static func facts(_ state: RoundState) -> [(label: String, words: String)] {
        let round = state.round
        let registers = round.registers.split(separator: ",").compactMap {
            AllRegisters.named(String($0))?.title
        }
        var facts = [
            ("種類", round.kind.title), ("対象の台帳", registers.joined(separator: "、")),
            ("始めた日", JapaneseEra.text(round.startedOn)), ("期限", JapaneseEra.text(round.dueOn)),
            ("固定した時点", "記録台帳の\(round.frozenAt)件目まで"), ("抽出する件数", "\(round.sampleSize)件"),
        ]
        if let day = round.closedOn {
            facts.append(("締めた日", JapaneseEra.text(day)))
            // Known beforehand it would tell which rows are looked at.
            facts.append(("抽出の種", round.seed))
            if let note = round.closingNote { facts.append(("所見", note)) }
        }
        return facts.map { (label: $0.0, words: $0.1) }
    }
}
