import Duties
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
    private static let hitsPerPage = 50
    /// The best so many can be gone through page by page; who has more hits needs another word.
    private static let reach = 1_000
    /// Characters of an excerpt.
    private static let excerptLength = 80

    var routes: [Route] { [Route(.get, "/search", .signedIn, search)] }

    private func search(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let words = SearchWords(visit.fields["q"])
        if let register = Office.searchedRegisters.first(where: { $0.name == visit.fields["in"] }) {
            return try site.page(page(register, words, visit.fields["from"], viewer), visit)
        }
        let result = try site.office.search(words, limit: Self.hitsPerGroup, by: viewer)
        let groups = clauses(result) + requirements(result) + result.groups.map { group($0, words) }
        return try site.page(SearchPage(words: words.text, groups: groups), visit)
    }

    /// All hits of one register, page by page.
    private func page(
        _ register: RegisterDefinition, _ words: SearchWords, _ from: String, _ viewer: Viewer
    ) throws -> SearchPage {
        let skipped = max(0, min(Int(from) ?? 0, Self.reach - Self.hitsPerPage))
        let found = try site.office.searchRecords(
            words, in: [register], limit: Self.hitsPerPage, skipping: skipped, by: viewer
        ).first
        let total = found?.total ?? 0
        let next = skipped + Self.hitsPerPage
        var page = SearchPage(
            words: words.text, groups: found.map { [group($0, words, isWhole: true)] } ?? [])
        page.register = QueryItem("in", register.name)
        let pages = [
            (skipped > 0, "前の\(Self.hitsPerPage)件", skipped - Self.hitsPerPage),
            (next < min(total, Self.reach), "次の\(Self.hitsPerPage)件", next),
        ]
        page.neighbours = pages.filter(\.0).map { _, title, start in
            LinkText(
                title, .search,
                query: Self.query(words, register) + [QueryItem("from", String(max(0, start)))])
        }
        if total > Self.reach, next >= Self.reach {
            page.remark = "よく合うものから\(Self.reach)件までを示しました。言葉を足すと絞り込めます。"
        }
        return page
    }

    private static func query(_ words: SearchWords, _ register: RegisterDefinition) -> [QueryItem] {
        [QueryItem("q", words.text), QueryItem("in", register.name)]
    }

    private func group(_ group: SearchGroup, _ words: SearchWords, isWhole: Bool = false) -> SearchPage.Group
    {
        let hits = group.hits.map { hit in
            SearchPage.Hit(
                link: .record(register: group.register.name, id: hit.id.text),
                title: Self.marked(RecordText.label(hit.label, group.register, site.office.catalogue), words),
                place: hit.found.flatMap { found in
                    group.register.index(of: found.column).map { group.register.fields[$0].title }
                } ?? "",
                excerpt: hit.found.map { Self.marked(Self.excerpt($0.text, words), words) } ?? [])
        }
        let all = LinkText("すべて見る", .search, query: Self.query(words, group.register))
        return SearchPage.Group(
            title: group.register.title, hits: hits, totalCount: group.total, all: isWhole ? nil : all)
    }

    private func clauses(_ result: SearchResult) -> [SearchPage.Group] {
        guard result.clauses.total > 0 else { return [] }
        let hits = result.clauses.first.map { clause in
            let reference = VerdictText.reference(clause)
            return SearchPage.Hit(
                link: .clause(reference.path),
                title: Self.marked("\(reference.path) \(reference.heading)", result.words), place: "",
                excerpt: Self.marked(Self.excerpt(clause.text, result.words), result.words))
        }
        return [SearchPage.Group(title: "基本方針の条項", hits: hits, totalCount: result.clauses.total)]
    }

    private func requirements(_ result: SearchResult) -> [SearchPage.Group] {
        guard result.requirements.total > 0 else { return [] }
        let hits = result.requirements.first.map { requirement in
            SearchPage.Hit(
                link: .requirement(requirement.id.rawValue),
                title: Self.marked(requirement.title, result.words),
                place: "", excerpt: Self.marked(Self.excerpt(requirement.action, result.words), result.words))
        }
        return [SearchPage.Group(title: "要求事項", hits: hits, totalCount: result.requirements.total)]
    }

    /// A stretch of a long text around the first place of a word.
    static func excerpt(_ text: String, _ words: SearchWords) -> String {
        guard text.count > excerptLength else { return text }
        let first = SearchFolding.places(of: words.folded, in: text).first?.lowerBound ?? text.startIndex
        let before = excerptLength / 4
        let start = text.index(first, offsetBy: -before, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(start, offsetBy: excerptLength, limitedBy: text.endIndex) ?? text.endIndex
        return (start > text.startIndex ? "…" : "") + text[start..<end] + (end < text.endIndex ? "…" : "")
    }

    /// The text in runs; the words are marked wherever they stand, however they are written.
    static func marked(_ text: String, _ words: SearchWords) -> [ComparisonPage.Run] {
        var runs: [ComparisonPage.Run] = []
        var end = text.startIndex
        for place in SearchFolding.places(of: words.folded, in: text) {
            if end < place.lowerBound {
                runs.append(.init(text: String(text[end..<place.lowerBound]), isChanged: false))
            }
            runs.append(.init(text: String(text[place]), isChanged: true))
            end = place.upperBound
        }
        if end < text.endIndex { runs.append(.init(text: String(text[end...]), isChanged: false)) }
        return runs
    }
}
