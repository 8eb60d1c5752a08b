import Primitives
import Registers
import Storage

/// A round in words that need no program to be read: what was asked, who signed what, row by row.
struct RoundRecord {
    let state: RoundState
    let reader: RecordReader
    let today: Day

    var text: String {
        get throws {
            let round = state.round
            var lines = [
                round.title, "種類：\(round.kind.title)",
                "始めた日：\(JapaneseEra.text(round.startedOn))　期限：\(JapaneseEra.text(round.dueOn))"
                    + "　締めた日：\(JapaneseEra.text(today))",
                "固定した時点：記録台帳の\(round.frozenAt)件目まで", "抽出の種：\(round.seed)", "",
            ]
            for line in state.lists { lines += try list(line) + [""] }
            lines.append("抽出して確かめた結果（\(state.sample.count)件）")
            lines += state.sample.map { _, row in
                "\(row.label)\t\(row.checkResult?.title ?? "まだ確かめていない")\t\(row.checkNote ?? "")"
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private func list(_ line: RoundState.Line) throws -> [String] {
        let list = line.list
        let signature =
            list.signedOn.map { day in
                "署名：\(list.signedName ?? "")　\(JapaneseEra.text(day))　\(list.signedCount ?? 0)件　照合値 "
                    + (list.signedHash ?? "")
            } ?? "署名なし"
        guard let rows = try ListState(line.id, reader.connection, reader.viewer, today: today) else {
            return []
        }
        return ["【\(line.unit)】\(signature)"]
            + rows.rows.map { row in
                [
                    AllRegisters.named(row.row.source)?.title ?? row.row.source, row.row.label,
                    row.row.answer?.title ?? "答えなし", row.row.way?.title ?? "", row.row.note ?? "",
                    row.row.endedOn.map { "終了 \(JapaneseEra.text($0))" } ?? "",
                ].joined(separator: "\t")
            }
    }
}
