import Office
import Primitives
import Registers
import Storage

/// `search`.
enum SearchCommand {
    static let all = [search]

    private static let search = Command(
        "search",
        Words(
            "記録、条項、要求事項から、すべての言葉を含むものをさがします。",
            "Find records, clauses and requirements in which all of the words stand."),
        arguments: [Words("言葉", "WORDS")], isLastRepeated: true,
        options: Command.Option.organization + [
            .json,
            .init(
                name: "limit", value: Words("件数", "COUNT"),
                about: Words("種類ごとに示す件数（初期値20）。", "Shown of each kind (default 20).")),
        ]
    ) { invocation in
        let limit = try limit(invocation)
        let words = SearchWords(invocation.arguments.joined(separator: " "))
        let office = try Wiring.office(invocation)
        let result = try office.search(words, limit: limit, by: .console)
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(Found(result)))
        } else {
            for line in lines(result, invocation.language) { invocation.console.say(line) }
        }
        try office.store.close()
        return result.isEmpty ? .no : .done
    }

    private static func limit(_ invocation: Invocation) throws -> Int {
        guard let written = invocation.options["limit"] else { return 20 }
        guard let limit = Int(written), (1...1_000).contains(limit) else {
            throw WrongUse.unusableValue(
                option: "limit", value: written,
                wanted: Words("1 から 1000 までの数を書いてください。", "Write a number from 1 to 1000."))
        }
        return limit
    }

    private static func lines(_ result: SearchResult, _ language: Language) -> [String] {
        if result.isEmpty { return [Words("見つかりませんでした。", "Nothing was found.")[language]] }
        var lines: [String] = []
        func add(_ title: String, _ total: Int, _ hits: [String]) {
            guard total > 0 else { return }
            lines.append("\(title)\t\(total)")
            lines += hits.map { "  " + $0.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined() }
        }
        add(
            Words("基本方針の条項", "Clauses")[language], result.clauses.total,
            result.clauses.first.map { "\($0.path.text) \($0.caption)" })
        add(
            Words("要求事項", "Requirements")[language], result.requirements.total,
            result.requirements.first.map { "\($0.id.rawValue) \($0.title)" })
        for group in result.groups {
            add(
                "\(group.register.name) \(group.register.title)", group.total,
                group.hits.map { hit in
                    "\(hit.id.text) \(hit.label)" + (hit.found.map { "（\($0.text.prefix(60))）" } ?? "")
                })
        }
        return lines
    }
}

/// What `search --json` prints.
private struct Found: Encodable {
    let words: [String]
    let clauses: Kind<ClauseLine>
    let requirements: Kind<RequirementLine>
    let registers: [RegisterLine]

    struct Kind<Hit: Encodable>: Encodable {
        let total: Int
        let hits: [Hit]
    }

    struct ClauseLine: Encodable {
        let path: String
        let heading: String
    }

    struct RequirementLine: Encodable {
        let id: String
        let title: String
    }

    struct RegisterLine: Encodable {
        let name: String
        let title: String
        let total: Int
        let hits: [RecordLine]
    }

    struct RecordLine: Encodable {
        let id: String
        let label: String
        /// The column in which a word stands that is not in the label.
        let column: String?
        let text: String?
    }

    init(_ result: SearchResult) {
        words = result.words.typed
        clauses = Kind(
            total: result.clauses.total,
            hits: result.clauses.first.map { ClauseLine(path: $0.path.text, heading: $0.caption) })
        requirements = Kind(
            total: result.requirements.total,
            hits: result.requirements.first.map { RequirementLine(id: $0.id.rawValue, title: $0.title) })
        registers = result.groups.map { group in
            RegisterLine(
                name: group.register.name, title: group.register.title, total: group.total,
                hits: group.hits.map {
                    RecordLine(
                        id: $0.id.text, label: $0.label, column: $0.found?.column, text: $0.found?.text)
                })
        }
    }
}
