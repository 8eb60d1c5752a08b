import Duties
import PolicyText
import Primitives
import Registers
import Storage

/// What a search found, as far as the viewer may see it.
public struct SearchResult: Sendable {
    /// What was looked for.
    public let words: SearchWords
    /// Clauses of the policy in use, in its order, with how many there are.
    public let clauses: (first: [Clause], total: Int)
    /// Requirements, in the catalogue's order, with how many there are.
    public let requirements: (first: [Requirement], total: Int)
    /// Registers with records, in the menu's order.
    public let groups: [SearchGroup]

    /// Whether nothing was found that this viewer may see.
    public var isEmpty: Bool { clauses.total == 0 && requirements.total == 0 && groups.isEmpty }
}

extension Office {
    /// The registers that a search goes through: those that people work in.
    public static let searchedRegisters = AllRegisters.menu

    /// Looks for records, clauses and requirements in which all of the words stand.
    ///
    /// - Parameter limit: how many of each kind are shown; all are counted.
    /// - Throws: `Problem` `access.refused` for who reads no content.
    public func search(_ words: SearchWords, limit: Int, by viewer: Viewer) throws -> SearchResult {
        guard viewer.readsContent else { throw Refusal.access }
        guard !words.isEmpty else {
            return SearchResult(words: words, clauses: ([], 0), requirements: ([], 0), groups: [])
        }
        let clauses = try policyClauses().filter { words.stand(in: [$0.number, $0.heading, $0.text]) }
        let requirements =
            viewer.readsVerdicts
            ? catalogue.judged.filter { words.stand(in: [$0.id.rawValue, $0.title, $0.action]) } : []
        return SearchResult(
            words: words, clauses: (Array(clauses.prefix(limit)), clauses.count),
            requirements: (Array(requirements.prefix(limit)), requirements.count),
            groups: try searchRecords(words, in: Self.searchedRegisters, limit: limit, by: viewer))
    }

    /// Looks for records in some of the searched registers.
    ///
    /// - Parameter skipped: so many of the best of each register are left out.
    public func searchRecords(
        _ words: SearchWords, in registers: [RegisterDefinition], limit: Int, skipping skipped: Int = 0,
        by viewer: Viewer
    ) throws -> [SearchGroup] {
        guard viewer.readsContent else { throw Refusal.access }
        while true {
            do {
                return try store.database.read { connection in
                    try SearchReader(connection, viewer: viewer, index: store.search).groups(
                        words, in: registers, all: Self.searchedRegisters, limit: limit, skipping: skipped)
                }
            } catch is SearchIndex.SnapshotTooOld {
                // The text was read anew by somebody with a newer snapshot; a new one of ours is as new.
                continue
            }
        }
    }

    /// Reads the text of all records, so that the first search need not.
    public func prepareSearch() throws {
        try store.database.read { try store.search.prepare($0, Self.searchedRegisters) }
    }

    private func policyClauses() throws -> [Clause] {
        let versions = try store.database.read { try RegisterVersions($0).changed }
        return try readPolicy(versions, today, nil).document?.allClauses ?? []
    }
}

extension SearchWords {
    /// Whether each word stands in one of the texts.
    func stand(in texts: [String]) -> Bool {
        let folded = texts.map(SearchFolding.folded)
        return self.folded.allSatisfy { word in folded.contains { $0.firstRange(of: word) != nil } }
    }
}
