import Exchange
import Foundation
import Office
import PolicyText
import Primitives
import Registers
import Storage

/// `policy read`, `policy adopt`, `policy compare`.
enum PolicyCommands {
    static let all = [read, adopt, compare]

    private static let file = Words("ファイル", "FILE")

    private static let read = Command(
        "policy read", Words("基本方針のファイルを読み、条項・定義・気づいた点を示します。", "Read a policy file into clauses."),
        arguments: [file], options: [.json]
    ) { invocation in
        let extracted = try TextExtraction.text(fromFile: invocation.arguments[0])
        let document = PolicyDocument.read(extracted.text)
        if invocation.has("json") {
            invocation.console.write(Array(document.json.utf8))
        } else {
            show(document, extracted.notes, invocation.console)
        }
        return document.allClauses.isEmpty ? .no : .done
    }

    private static func show(_ document: PolicyDocument, _ notes: [String], _ console: Console) {
        for note in notes { console.complain(note) }
        console.say(document.title.isEmpty ? "（題名なし）" : document.title.replacing("\n", with: ""))
        func show(_ clauses: [Clause], depth: Int) {
            for clause in clauses {
                let indent = String(repeating: "  ", count: depth)
                console.say("\(indent)\(clause.path.text)  \(clause.caption)")
                show(clause.children, depth: depth + 1)
            }
        }
        show(document.clauses, depth: 0)
        console.say("")
        console.say(Words("条項 \(document.allClauses.count)", "Clauses: \(document.allClauses.count)"))
        console.say(Words("定義 \(document.definitions.count)", "Definitions: \(document.definitions.count)"))
        for definition in document.definitions {
            console.say("  \(definition.term)（\(definition.clause.text)）")
        }
        console.say(Words("気づいた点 \(document.oddities.count)", "Oddities: \(document.oddities.count)"))
        for oddity in document.oddities {
            console.say("  \(oddity.line)行目：\(oddity.message)　→ \(oddity.proposal)")
        }
        for region in document.unplaced {
            let text = String(decoding: Array(document.text.utf8)[region.range], as: UTF8.self)
            console.say("  どの条項か分からないところ：\(text.prefix(60))")
        }
    }

    private static let adopt = Command(
        "policy adopt",
        Words("基本方針を採用し、条項を要求事項に結び付けます。", "Adopt a policy and bind its clauses to requirements."),
        arguments: [file],
        options: Command.Option.organization + [
            .init(name: "decided", value: Words("日", "DATE"), about: Words("決裁日。", "Day of decision.")),
            .init(name: "in-force", value: Words("日", "DATE"), about: Words("施行日。", "Day in force.")),
            .init(name: "organ", value: Words("機関", "NAME"), about: Words("定めた機関（管理者、議会など）。", "Organ.")),
            .init(name: "published", value: Words("日", "DATE"), about: Words("公表日。", "Day of publication.")),
            .init(name: "published-at", value: Words("場所", "PLACE"), about: Words("公表の場所。", "Place.")),
        ]
    ) { invocation in
        let path = invocation.arguments[0]
        let extracted = try TextExtraction.text(fromFile: path)
        let facts = AdoptionFacts(
            decidedOn: try invocation.day("decided"), inForceOn: try invocation.day("in-force"),
            organs: PolicyAdoption.Organ.organs(named: invocation.options["organ"] ?? ""),
            publishedOn: try invocation.day("published"), publishedAt: invocation.options["published-at"])
        let office = try Wiring.office(invocation)
        let result = try office.adopt(
            text: extracted.text, fileName: URL(fileURLWithPath: path).lastPathComponent,
            fileBytes: try DurableFile.read(path), facts: facts, by: .console)
        let console = invocation.console
        console.say(
            Words(
                "採用しました。条項 \(result.clauseCount)、結び付けた要求事項 \(result.boundCount)、"
                    + "候補 \(result.proposedCount)、引き継いだ対応 \(result.keptCount)。",
                "Adopted: \(result.clauseCount) clauses, \(result.boundCount) bindings, "
                    + "\(result.proposedCount) proposals."
            ))
        if !result.unknown.isEmpty {
            console.say(
                Words(
                    "不明として記録：\(result.unknown.joined(separator: "、"))",
                    "Recorded as unknown: \(result.unknown.joined(separator: ", "))"))
        }
        try office.store.close()
        return .done
    }

    private static let compare = Command(
        "policy compare", Words("2つの版の新旧対照表を出します。", "Compare two revisions clause by clause."),
        arguments: [Words("旧ファイル", "OLD"), Words("新ファイル", "NEW")],
        options: [.init(name: "html", value: nil, about: Words("HTML で出します。", "Print HTML."))]
    ) { invocation in
        let old = PolicyDocument.read(try TextExtraction.text(fromFile: invocation.arguments[0]).text)
        let new = PolicyDocument.read(try TextExtraction.text(fromFile: invocation.arguments[1]).text)
        let comparison = PolicyComparison.between(old, new)
        invocation.console.say(invocation.has("html") ? comparison.html() : comparison.plainText())
        return .done
    }
}

/// JSON as it is printed: keys in a stable order, no escaped slashes, a line end.
enum JSON {
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value)) + [0x0A]
    }
}
