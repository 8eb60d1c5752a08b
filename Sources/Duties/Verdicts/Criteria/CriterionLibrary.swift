import Foundation
import Primitives
import Yams

/// All criteria that ship with the product: each a statement and its sheet of reasons.
public struct CriterionLibrary: Sendable {
    /// In the order of their names.
    public let files: [CriterionFile]
    private let positions: [String: Int]

    init(files: [CriterionFile]) {
        self.files = files
        positions = Dictionary(
            files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The criterion with this file name, as `vacant-roles.sql`; nil where there is none.
    public subscript(name: String) -> CriterionFile? { positions[name].map { files[$0] } }

    /// The criterion that answers the requirement; nil where a person does.
    public func statement(of requirement: Requirement) -> CriterionFile? {
        guard case .statement(let statement) = requirement.criterion else { return nil }
        return self[statement.file]
    }

    /// The criteria that can refute what people answer for the requirement.
    public func refuting(_ requirement: RequirementID) -> [CriterionFile] {
        files.filter { $0.refutes.contains(requirement) }
    }

    /// Reads every `.sql` file of a folder and the `.yaml` sheet beside it.
    ///
    /// - Throws: all mistakes of all files at once: what cannot be read, what leaves the portable subset,
    ///   what is not said.
    public static func load(fromFolder folder: String) throws(CatalogueError) -> CriterionLibrary {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw CatalogueError(problems: [.init("判定のフォルダー「\(folder)」を開けません。場所と読み取りの許可を確かめてください。")])
        }
        var problems: [CatalogueProblem] = []
        var texts: [(name: String, sql: String, sheet: String)] = []
        for name in names where name.hasSuffix(".sql") {
            let sheet = name.dropLast(4) + ".yaml"
            guard let sql = text(folder + "/" + name), let words = text(folder + "/" + sheet) else {
                problems.append(.init(file: name, "UTF-8 で読めません。同じ名前の \(sheet) があるかも確かめてください。"))
                continue
            }
            texts.append((name, sql, words))
        }
        for name in names where name.hasSuffix(".yaml") && !names.contains(name.dropLast(5) + ".sql") {
            problems.append(.init(file: name, "対になる .sql がありません。名前を確かめてください。"))
        }
        guard problems.isEmpty else { throw CatalogueError(problems: problems) }
        return try parse(texts)
    }

    /// Reads criteria from texts.
    ///
    /// - Throws: all mistakes at once.
    public static func parse(
        _ texts: [(name: String, sql: String, sheet: String)]
    ) throws(CatalogueError) -> CriterionLibrary {
        var problems: [CatalogueProblem] = []
        var files: [CriterionFile] = []
        for text in texts {
            var reader = CriterionSheetReader(file: text.name)
            if let file = reader.file(sql: text.sql, sheet: text.sheet) { files.append(file) }
            problems += reader.problems
        }
        guard problems.isEmpty else { throw CatalogueError(problems: problems) }
        return CriterionLibrary(files: files)
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
    }
}

/// Reads one criterion: lints its statement and takes its sheet apart.
struct CriterionSheetReader {
    let file: String
    private(set) var problems: [CatalogueProblem] = []

    init(file: String) { self.file = file }

    mutating func file(sql: String, sheet: String) -> CriterionFile? {
        let scan = StatementScan(sql)
        problems += scan.departures.map { CatalogueProblem(file: file, $0) }
        var entry: YAMLEntry
        do {
            guard let mapping = try Yams.compose(yaml: sheet)?.mapping else {
                problems.append(.init(file: file, "判定の説明は title、met、empty、reasons の項目で書いてください。"))
                return nil
            }
            entry = YAMLEntry(file: String(file.dropLast(4)) + ".yaml", id: nil, mapping: mapping)
        } catch {
            problems.append(.init(file: file, "説明を YAML として読めません。字下げと引用符を確かめてください。（\(error)）"))
            return nil
        }
        let title = entry.text("title", longest: 40)
        let met = entry.template("met")
        let refutes = entry.texts("refutes").map(RequirementID.init(rawValue:))
        let dueMonths =
            entry.mapping["due-plus-months"] == nil ? 0 : entry.number("due-plus-months", in: 1...60)
        let empty = entry.empty()
        let reasons = entry.reasons()
        entry.noteUnknownFields()
        problems += entry.problems
        guard let title, let met, let empty, let dueMonths, problems.isEmpty else { return nil }
        return CriterionFile(
            name: file, sql: Self.withoutHead(sql), title: title, metSentence: met, empty: empty,
            reasons: reasons,
            refutes: refutes, dueMonths: dueMonths, views: scan.views, parameters: scan.parameters)
    }
}

extension CriterionSheetReader {
    /// The statement without the comment lines above it: fences look at the first word.
    private static func withoutHead(_ sql: String) -> String {
        let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0.hasPrefix("--") || $0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    }
}

extension YAMLEntry {
    fileprivate mutating func template(_ field: String) -> Template? {
        guard let text = text(field) else { return nil }
        guard let template = Template(text) else {
            note(field, "波括弧の中は \(Template.names.sorted().joined(separator: ", ")) か、前に day を付けた形だけです。")
            return nil
        }
        return template
    }

    fileprivate mutating func empty() -> CriterionFile.Empty? {
        guard let mapping = node("empty")?.mapping else {
            note("empty", "対象が一つもないときの sentence と next を書いてください。")
            return nil
        }
        var part = YAMLEntry(file: file, id: "empty", mapping: mapping)
        let verdict =
            mapping["verdict"] == nil ? Verdict.undetermined : part.code("verdict", as: Verdict.self)
        let (sentence, next) = (part.text("sentence"), part.text("next"))
        part.noteUnknownFields()
        take(part.problems)
        guard let verdict, let sentence, let next else { return nil }
        return CriterionFile.Empty(verdict: verdict, sentence: sentence, next: next)
    }

    fileprivate mutating func reasons() -> [String: CriterionFile.Reason] {
        var reasons: [String: CriterionFile.Reason] = [:]
        guard let list = node("reasons")?.mapping, !list.isEmpty else {
            note("reasons", "満たさない理由のコードごとに sentence と next を書いてください。")
            return [:]
        }
        for (key, value) in list {
            guard let code = key.string, let mapping = value.mapping else {
                note("reasons", "コードの下に sentence と next を書いてください。", at: value)
                continue
            }
            var part = YAMLEntry(file: file, id: code, mapping: mapping)
            reasons[code] = part.reason()
            part.noteUnknownFields()
            take(part.problems)
        }
        return reasons
    }

    private mutating func reason() -> CriterionFile.Reason? {
        let (sentence, next) = (template("sentence"), template("next"))
        let minutes = number("minutes", in: 1...960)
        let role = mapping["role"] == nil ? nil : code("role", as: DutyRole.self)
        let untilDue = mapping["until-due"] == nil ? nil : code("until-due", as: Verdict.self)
        let isTogether = flag("together", whenMissing: false)
        guard let sentence, let next, let minutes else { return nil }
        return CriterionFile.Reason(
            sentence: sentence, next: next, role: role, minutes: minutes, isTogether: isTogether,
            untilDue: untilDue)
    }
}
