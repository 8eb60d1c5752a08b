import Office
import PolicyText
import Primitives
import Registers
import Storage
import WebPages

/// One box over everything that the viewer may see.
struct SearchRoutes {
    let site: Site
    private static let hitsPerGroup = 5

    var routes: [Route] { [Route(.get, "/search", .signedIn, search)] }

    private func search(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let words = visit.fields.words("q")
        guard !words.isEmpty else {
            return try site.page(SearchPage(words: "", groups: []), visit)
        }
        var groups = try clauses(words, viewer)
        groups += try site.office.store.database.read { connection in
            try records(words, RecordReader(connection, viewer: viewer))
        }
        return try site.page(SearchPage(words: words.joined(separator: " "), groups: groups), visit)
    }

    private func records(_ words: [String], _ reader: RecordReader) throws -> [SearchPage.Group] {
        let registers = AllRegisters.menu.filter { register in
            register.condition(for: .read).mayAllowSomething(reader.viewer)
                && register.fields.contains { $0.isSearched && !$0.isHidden }
        }
        let query = ListQuery(words: words, limit: Self.hitsPerGroup)
        let found = try reader.beginnings(registers.map { ($0, query) })
        return zip(registers, found).filter { $1.total > 0 }.map { register, found in
            let hits = found.records.map { record in
                let label = RecordText.label(record.label, register)
                return SearchPage.Hit(
                    link: LinkText(label, .record(register: register.name, id: record.id)),
                    excerpt: Self.marked(label, words))
            }
            let all = LinkText(
                "すべて見る", .register(register.name), query: [QueryItem("q", words.joined(separator: " "))])
            return SearchPage.Group(title: register.title, hits: hits, totalCount: found.total, all: all)
        }
    }

    private func clauses(_ words: [String], _ viewer: Viewer) throws -> [SearchPage.Group] {
        let text = try site.assessed(for: viewer)
        let found = (text.policy.document?.allClauses ?? []).filter { clause in
            words.allSatisfy { clause.heading.contains($0) || clause.text.contains($0) }
        }
        let requirements =
            viewer.readsVerdicts
            ? site.office.catalogue.judged.filter { each in
                words.allSatisfy { each.title.contains($0) || each.action.contains($0) }
            } : []
        let clauseHits = found.prefix(Self.hitsPerGroup).map { clause in
            let reference = VerdictText.reference(clause)
            return SearchPage.Hit(
                link: LinkText("\(reference.path) \(reference.heading)", .clause(reference.path)),
                excerpt: Self.marked(String(clause.text.prefix(80)), words))
        }
        let requirementHits = requirements.prefix(Self.hitsPerGroup).map { requirement in
            SearchPage.Hit(
                link: LinkText(requirement.title, .requirement(requirement.id.rawValue)),
                excerpt: Self.marked(String(requirement.action.prefix(80)), words))
        }
        var groups: [SearchPage.Group] = []
        if !clauseHits.isEmpty {
            groups.append(
                SearchPage.Group(title: "基本方針の条項", hits: Array(clauseHits), totalCount: found.count))
        }
        if !requirementHits.isEmpty {
            groups.append(
                SearchPage.Group(title: "要求事項", hits: Array(requirementHits), totalCount: requirements.count))
        }
        return groups
    }

    /// The text with the words marked where they stand.
    static func marked(_ text: String, _ words: [String]) -> [ComparisonPage.Run] {
        var runs: [ComparisonPage.Run] = []
        var rest = text[...]
        while !rest.isEmpty {
            let next = words.compactMap { rest.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
            guard let next, !next.isEmpty else { break }
            if next.lowerBound > rest.startIndex {
                runs.append(.init(text: String(rest[..<next.lowerBound]), isChanged: false))
            }
            runs.append(.init(text: String(rest[next]), isChanged: true))
            rest = rest[next.upperBound...]
        }
        if !rest.isEmpty { runs.append(.init(text: String(rest), isChanged: false)) }
        return runs
    }
}
