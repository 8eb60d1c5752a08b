import Foundation
import Office
import Primitives
import Storage

/// `demo`: a fictional association to try things on.
enum DemoCommand {
    static let all = [demo]

    private static let demo = Command(
        "demo", Words("架空の組合の見本データを作ります（画面は出しません）。", "Fill a folder with a fictional association."),
        options: Command.Option.organization + [
            .init(
                name: "seed", value: Words("数", "NUMBER"), about: Words("乱数の種（初期値 20260401）。", "Seed number.")
            ),
            .init(
                name: "logs", value: Words("フォルダー", "DIR"),
                about: Words("昨日一日分の見本のログも、このフォルダーに作ります。", "Also write yesterday's sample logs here.")),
        ]
    ) { invocation in
        let folder = try invocation.required("data")
        let note = folder + "/sign-in.txt"
        let console = invocation.console
        guard let seed = UInt64(invocation.options["seed"] ?? "20260401") else {
            throw WrongUse.unusableValue(
                option: "seed", value: invocation.options["seed"] ?? "",
                wanted: Words("0 以上の整数を書いてください。", "A whole number."))
        }
        let today = Wiring.surroundings.now().dayInJapan
        if let place = invocation.options["logs"] { try writeLogs(place, seed, today, console) }
        if Wiring.hasOrganization(folder) {
            guard FileManager.default.fileExists(atPath: note) else {
                throw Problem("setup.done", "このフォルダーには別の団体の記録があります：\(folder)。空のフォルダーを指定してください。")
            }
            console.say(Words("見本データは既にあります：\(folder)", "The demonstration is there already: \(folder)"))
            console.say(String(decoding: try DurableFile.read(note), as: UTF8.self))
            return .done
        }
        let clock = DemonstrationClock(Demonstration.firstDay(today: today))
        let office = try Wiring.open(
            invocation.place(), invocation, surroundings: .seeded(seed, now: { clock.now }), makesSchema: true
        )
        // Sign-in must not be guessable even in a demonstration: the passwords alone come from the system.
        let passwords = (0..<5).map { _ in Secret(Self.password()) }
        let demonstration = Demonstration(office: office, clock: clock, seed: seed, today: today)
        let counts = try demonstration.fill(
            contentFolder: try Wiring.contentFolder(invocation.environment), passwords: passwords)
        let raised = try DemonstrationFeed(office, clock, folder: folder).take(
            DemonstrationLogs(seed: seed, day: today.adding(days: -1)), day: today.adding(days: -1),
            invocation)
        try office.store.writeCheckpoint()
        try office.store.close()
        let lines = zip(
            [
                "jimukyoku（事務局・設定担当）", "shochou（所属長：中央消防署）", "shokuin（職員）", "kansa（監査）", "settei（設定担当）",
            ], passwords
        ).map { "  \($0)  パスワード：\($1.revealed)" }
        let text = (["利用者名とパスワード（見本データ用）："] + lines).joined(separator: "\n")
        try DurableFile.write(Array((text + "\n").utf8), toPath: note)
        console.say(
            Words(
                "見本データを作りました：\(folder)"
                    + "（職員等 \(counts.people) 人、情報資産 \(counts.assets) 件、契約 \(counts.contracts) 件）",
                "Made a demonstration in \(folder) (\(counts.people) people, \(counts.assets) assets)"))
        console.say(raised.sentence)
        console.say(text)
        return .done
    }

    /// The day before, by source, as the devices would have written it.
    private static func writeLogs(_ folder: String, _ seed: UInt64, _ today: Day, _ console: Console) throws {
        try DurableFile.makeFolder(folder)
        for source in DemonstrationLogs(seed: seed, day: today.adding(days: -1)).sources {
            let text = source.lines.map(\.text).joined(separator: "\n") + "\n"
            try DurableFile.write(Array(text.utf8), toPath: folder + "/" + source.fileName)
        }
        console.say(Words("見本のログを作りました：\(folder)", "Wrote a day of sample logs to \(folder)"))
    }

    /// Three short words that can be typed, with two digits: about 40 bits.
    private static func password() -> String {
        let words = [
            "asagi", "botan", "chidori", "dango", "enoki", "fuji", "genko", "hotaru", "ichigo", "juzu",
            "kaede", "matsu",
            "nazuna", "ohagi", "pokari", "rindou", "sakura", "tsubame", "uguisu", "wasabi", "yuzu", "zabuton",
        ]
        let bytes = Wiring.surroundings.random(5)
        return bytes.prefix(4).map { words[Int($0) % words.count] }.joined(separator: "-")
            + String(10 + Int(bytes[4]) % 90)
    }
}
