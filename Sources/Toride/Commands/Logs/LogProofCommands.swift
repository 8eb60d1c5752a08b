import AuditLedger
import Foundation
import LogArchive
import Office
import Primitives
import Registers
import Storage

/// `logs verify`, `logs export`, `logs rebuild`, `logs dispose`.
enum LogProofCommands {
    static let all = [verify, export, rebuild, dispose]

    private static let verify = Command(
        "logs verify",
        Words(
            "保存したログが書き換えられていないかを、記録台帳と突き合わせて調べます。", "Hold kept logs against the ledger."),
        options: [
            .init(
                name: "data", value: Words("フォルダー", "DIR"),
                about: Words("団体のデータのフォルダー。", "The organization's data folder.")),
            .database, .schema,
            .init(
                name: "export", value: Words("フォルダー", "DIR"),
                about: Words(
                    "logs export で受け取ったフォルダーだけを、団体のデータなしで調べます。",
                    "Verify what logs export wrote, without the organization's data.")),
            .json,
        ]
    ) { invocation in
        if let folder = invocation.options["export"] {
            let proof = try ExportedHour(folder: folder).verify()
            let console = invocation.console
            if invocation.has("json") {
                console.write(try JSON.bytes(proof))
            } else {
                for line in proof.lines { console.say(line) }
            }
            return proof.holds ? .done : .no
        }
        guard invocation.has("data") else { throw WrongUse.missingOption("data") }
        let station = try LogStation(invocation)
        let office = station.office
        let console = invocation.console
        let recorded = try station.recordedHours().map {
            ($0.hour.segment, $0.hour.disposedOn == nil ? $0.hour.root : nil)
        }
        let report = station.archive.verify(
            recorded: Dictionary(recorded.map { ($0.0, $0.1) }) { first, _ in first }
        ) { done, all in
            console.progress("\(done) / \(all)")
            return true
        }
        console.endProgress()
        if invocation.has("json") {
            console.write(try JSON.bytes(Answer(report)))
        } else {
            for finding in report.findings { console.say(LogWords.sentence(finding)) }
            console.say(
                report.holds
                    ? Words(
                        "\(report.segments) 時間分、\(report.records) 行を計算し直し、すべて記録台帳と合いました。",
                        "\(report.segments) segments, \(report.records) lines recomputed: "
                            + "all agree with the ledger."
                    )
                    : Words(
                        "\(report.segments) 時間分を計算し直し、\(report.findings.count) 件の食い違いがありました。",
                        "\(report.segments) segments recomputed, \(report.findings.count) findings."))
        }
        try office.store.close()
        return report.holds ? .done : .no
    }

    private struct Answer: Encodable {
        let version = 1
        let holds: Bool
        let segments: Int
        let records: Int
        let bytes: Int
        let findings: [Finding]

        struct Finding: Encodable {
            let code: String
            let segment: String
            let sentence: String
        }

        init(_ report: LogVerification) {
            holds = report.holds
            segments = report.segments
            records = report.records
            bytes = report.bytes
            findings = report.findings.map {
                Finding(code: $0.code, segment: $0.path, sentence: LogWords.sentence($0)[.japanese])
            }
        }
    }

    private static let export = Command(
        "logs export",
        Words(
            "一時間分のログを、あとで誰でも確かめられる証明とともに書き出します。", "Write an hour of logs with a proof that others can verify."
        ),
        arguments: [Words("出力フォルダー", "DIR")],
        options: Command.Option.organization + [
            .init(
                name: "source", value: Words("送信元", "SOURCE"), about: Words("送信元の名称。", "The source's name."),
                isRequired: true),
            .init(
                name: "hour", value: Words("時間", "HOUR"),
                about: Words("2026-11-30T21（日本時間）の形。", "Such as 2026-11-30T21, in Japan."), isRequired: true),
        ]
    ) { invocation in
        let written = try invocation.required("hour")
        guard let begin = Instant(iso: written + ":00") else {
            throw WrongUse.unusableValue(
                option: "hour", value: written,
                wanted: Words("2026-11-30T21 の形で書いてください。", "Write it as 2026-11-30T21."))
        }
        let station = try LogStation(invocation)
        let office = station.office
        try station.catchUp()
        let hour = SegmentName.text(hour: SegmentName.hour(of: begin))
        let source = try station.folder(named: try invocation.required("source"))
        let found = try station.recordedHours().filter {
            $0.hour.hour == hour && $0.hour.source.id.text == source && $0.hour.disposedOn == nil
        }
        guard !found.isEmpty else {
            throw Problem(
                "logs.no-hour", "その時間の、封をしたログはありません。いまの時間は、終わってから書き出せます。時間と送信元を確かめてください。")
        }
        for (number, (row, kept)) in found.sorted(by: { $0.row.fromSeq < $1.row.fromSeq }).enumerated() {
            let folder = invocation.arguments[0] + (found.count == 1 ? "" : "/\(number)")
            let lines = try HourExport(station).write(kept, entry: row.fromSeq, to: folder)
            try office.noteLogExport(segment: kept.segment, by: .console)
            invocation.console.say(
                Words(
                    "\(folder) に \(lines) 行と証明を書き出しました。確かめるには：toride logs verify --export \(folder)",
                    "\(lines) lines and their proof are in \(folder). "
                        + "To verify: toride logs verify --export \(folder)"
                ))
        }
        try office.store.close()
        return .done
    }

    private static let rebuild = Command(
        "logs rebuild",
        Words(
            "探すための索引を、保存したログから作り直します。封をしたのに記録台帳に無いものも載せます。",
            "Make the columns for questions anew, and enter sealed hours that the ledger lacks."),
        options: Command.Option.organization
    ) { invocation in
        let station = try LogStation(invocation)
        let office = station.office
        try station.catchUp()
        let console = invocation.console
        let sealed = station.archive.places().filter(\.isSealed)
        var failed = 0
        for (done, place) in sealed.enumerated() {
            do throws(LogArchiveError) {
                try station.archive.rebuild(place.name)
            } catch {
                failed += 1
                console.complain(LogWords.sentence(error)[console.language])
            }
            console.progress("\(done + 1) / \(sealed.count)")
        }
        console.endProgress()
        console.say(
            Words(
                "\(sealed.count - failed) 時間分の索引を作り直しました。",
                "Columns of \(sealed.count - failed) segments made anew."))
        try office.store.close()
        return failed == 0 ? .done : .no
    }

    private static let dispose = Command(
        "logs dispose",
        Words(
            "保存日数を過ぎたログを消します。件数と照合値は記録台帳に残ります。", "Remove logs past their retention; counts and roots stay."),
        options: Command.Option.organization + [
            .init(
                name: "days", value: Words("日数", "DAYS"),
                about: Words(
                    "送信元に保存日数が書かれていないときの日数。省くと、その送信元は消しません。",
                    "For sources whose record says nothing; without it they are kept.")),
            .init(name: "dry-run", value: nil, about: Words("消さずに、何が消えるかを出します。", "Only say what would go.")),
        ]
    ) { invocation in
        let days = try invocation.options["days"].map { written -> Int in
            guard let days = Int(written), days > 0 else {
                throw WrongUse.unusableValue(
                    option: "days", value: written, wanted: Words("1 以上の数を書いてください。", "Write a number."))
            }
            return days
        }
        let station = try LogStation(invocation)
        let office = station.office
        let expired = try station.expired(daysUnlessSaid: days)
        for (_, hour) in expired { invocation.console.say("\(hour.segment)\t\(hour.lineCount)") }
        if !invocation.has("dry-run") { try station.dispose(expired) }
        invocation.console.say(
            invocation.has("dry-run")
                ? Words(
                    "\(expired.count) 時間分が保存日数を過ぎています。", "\(expired.count) hours are past their retention.")
                : Words("\(expired.count) 時間分を消しました。", "\(expired.count) hours removed."))
        try office.store.close()
        return .done
    }
}
