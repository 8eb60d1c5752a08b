import AuditLedger
import Foundation
import LogArchive
import LogMonitoring
import Office
import Primitives
import Storage

/// `logs search`: questions to kept logs.
enum LogSearchCommand {
    static let all = [search]

    private static let search = Command(
        "logs search",
        Words("保存したログから探します。探したことは履歴に残ります。", "Search kept logs. Each search is noted in the ledger."),
        options: Command.Option.organization + [
            .init(name: "from", value: time, about: Words("この時刻から。", "Not before this moment.")),
            .init(name: "to", value: time, about: Words("この時刻まで。", "Not after this moment.")),
            .init(
                name: "source", value: Words("送信元", "SOURCE"), about: Words("この送信元だけ。", "Only this source.")),
            .init(
                name: "address", value: word,
                about: Words("送信元か宛先の IP アドレス。", "Source or destination address.")),
            .init(name: "user", value: word, about: Words("利用者名。", "User name.")),
            .init(name: "host", value: word, about: Words("コンピューター名。", "Host name.")),
            .init(
                name: "domain", value: word, about: Words("ドメイン（その下も含む）。", "Domain, and what is below it.")),
            .init(
                name: "rule", value: word, about: Words("機器の規則名の一部。", "Part of the device's rule name.")),
            .init(name: "text", value: word, about: Words("行に含まれる文字。", "Part of the line.")),
            .init(
                name: "limit", value: Words("件数", "COUNT"),
                about: Words("出す件数（初期値 100。数えるのはすべて）。", "Lines to print (default 100; all are counted).")),
            .init(
                name: "top", value: Words("項目", "COLUMN"),
                about: Words(
                    "行の代わりに、通信量の多い値を出します（destination、source、user、domain など）。",
                    "Print the values with most traffic (destination, source, user, domain …).")),
            .init(
                name: "rules-by-hour", value: nil,
                about: Words("行の代わりに、規則と時間ごとの件数を出します。", "Print counts by rule and hour.")),
            .json,
        ]
    ) { invocation in
        let station = try LogStation(invocation)
        let office = station.office
        let question = try question(invocation, station)
        try office.noteLogSearch(words(invocation), by: .console)
        let isWhole: Bool
        if let name = invocation.options["top"] {
            isWhole = try top(name, question, station, invocation)
        } else if invocation.has("rules-by-hour") {
            isWhole = try rulesByHour(question, station, invocation)
        } else {
            isWhole = try lines(question, station, invocation)
        }
        try office.store.close()
        return isWhole ? .done : .no
    }

    private static let time = Words("時刻", "TIME")
    private static let word = Words("語", "WORD")

    private static func question(_ invocation: Invocation, _ station: LogStation) throws -> LogQuestion {
        var question = LogQuestion()
        question.from = try invocation.beginning("from")
        question.to = try invocation.moment("to")
        if let name = invocation.options["source"] { question.sources = [try station.folder(named: name)] }
        question.address = invocation.options["address"]
        question.user = invocation.options["user"]
        question.host = invocation.options["host"]
        question.domain = invocation.options["domain"]
        question.rule = invocation.options["rule"]
        question.text = invocation.options["text"]
        if let written = invocation.options["limit"] {
            guard let limit = Int(written), (0...1_000_000).contains(limit) else {
                throw WrongUse.unusableValue(
                    option: "limit", value: written, wanted: Words("0 以上の数を書いてください。", "Write a number."))
            }
            question.limit = limit
        }
        return question
    }

    /// What was asked, for the ledger.
    private static func words(_ invocation: Invocation) -> [(String, String)] {
        ["from", "to", "source", "address", "user", "host", "domain", "rule", "text", "top"].compactMap {
            name in
            invocation.options[name].map { (name, $0) }
        }
    }

    private static func lines(_ question: LogQuestion, _ station: LogStation, _ invocation: Invocation) throws
        -> Bool
    {
        let console = invocation.console
        let answer = station.archive.search(question) { done, all, found in
            console.progress(
                Words("\(done)/\(all) 時間分、\(found) 件", "\(done)/\(all) segments, \(found) found")[
                    console.language])
            return true
        }
        console.endProgress()
        if invocation.has("json") {
            for hit in answer.hits { console.write(json(hit)) }
        } else {
            for hit in answer.hits {
                console.say("\(hit.at.textInJapan)  \(station.name(folder: hit.source))  \(text(hit.raw))")
            }
        }
        for problem in answer.unreadable { console.complain(LogWords.sentence(problem)[console.language]) }
        console.complain(
            Words(
                "\(answer.examined) 行を調べ、\(answer.total) 件ありました（新しい順に \(answer.hits.count) 件を出しました）。",
                "\(answer.examined) lines looked at, \(answer.total) found, "
                    + "the newest \(answer.hits.count) printed."
            )[
                console.language])
        return answer.unreadable.isEmpty
    }

    /// The event as `logs read` prints it, with the line as received.
    private static func json(_ hit: LogHit) -> [UInt8] {
        var json = EventJSON()
        json.hasOriginal = true
        var reader = LogReader(ReadingSettings(times: TimeSettings(year: .nearest(hit.receivedAt))))
        var lines: [UInt8] = []
        for line in hit.headings { lines += line + [0x0A] }
        lines += hit.raw.map { $0 == 0x0A ? 0x20 : $0 } + [0x0A]
        var given = 0
        while given < lines.count {
            given += reader.fill { room in
                let count = min(room.count, lines.count - given)
                room.copyBytes(from: lines[given..<given + count])
                return count
            }
            while reader.next() { json.write(reader.draft, source: "\(hit.segment)#\(hit.record)") }
        }
        return json.output
    }

    /// The line for people: no control character may steer their terminal.
    private static func text(_ raw: [UInt8]) -> String {
        String(
            String.UnicodeScalarView(
                String(decoding: raw, as: UTF8.self).unicodeScalars.map { scalar in
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar
                }))
    }

    private static func top(
        _ name: String, _ question: LogQuestion, _ station: LogStation, _ invocation: Invocation
    ) throws -> Bool {
        guard let column = EventColumns.Column.allCases.first(where: { $0.name == name }) else {
            let known = EventColumns.Column.allCases.map(\.name).joined(separator: " ")
            throw WrongUse.unusableValue(
                option: "top", value: name, wanted: Words("使える項目：\(known)", "Known columns: \(known)"))
        }
        let (counts, unreadable) = station.archive.counts(
            by: column, from: question.from, to: question.to, sources: question.sources, limit: question.limit
        )
        for count in counts {
            if invocation.has("json") {
                invocation.console.write(
                    try JSON.bytes(
                        CountAnswer(value: count.value, records: count.records, bytes: count.bytes)))
            } else {
                invocation.console.say("\(count.value)\t\(count.records)\t\(count.bytes)")
            }
        }
        return complain(unreadable, invocation.console)
    }

    private struct CountAnswer: Encodable {
        let value: String
        let records: Int
        let bytes: UInt64
    }

    private static func rulesByHour(
        _ question: LogQuestion, _ station: LogStation, _ invocation: Invocation
    ) throws -> Bool {
        let (counts, unreadable) = station.archive.rulesByHour(
            from: question.from, to: question.to, sources: question.sources)
        for count in counts {
            let hour = SegmentName.text(hour: count.hour) + "Z"
            if invocation.has("json") {
                invocation.console.write(
                    try JSON.bytes(HourAnswer(hour: hour, rule: count.rule, records: count.records)))
            } else {
                invocation.console.say("\(hour)\t\(count.rule)\t\(count.records)")
            }
        }
        return complain(unreadable, invocation.console)
    }

    private struct HourAnswer: Encodable {
        let hour: String
        let rule: String
        let records: Int
    }

    private static func complain(_ problems: [LogArchiveError], _ console: Console) -> Bool {
        for problem in problems { console.complain(LogWords.sentence(problem)[console.language]) }
        return problems.isEmpty
    }
}

extension Invocation {
    /// A moment in an option from which something is asked: a day alone means its beginning in Japan.
    func beginning(_ name: String) throws -> Instant? {
        guard let text = options[name], Day(iso: text[...]) != nil else { return try moment(name) }
        return Instant(iso: text + "T00:00")
    }
}
