import Duties
import PolicyText
import WebPages

extension PolicyReading {
    /// What was read from a text, and how many requirements found their clause.
    init(_ document: PolicyDocument, catalogue: Catalogue) {
        var lines: [Line] = []
        func add(_ clauses: [Clause], depth: Int) {
            for clause in clauses {
                let reference = ClauseReference(path: clause.path.text, heading: clause.caption)
                lines.append(Line(depth: depth, clause: reference))
                add(clause.children, depth: depth + 1)
            }
        }
        add(document.clauses, depth: 0)
        let matches = Matcher(catalogue).bindings(for: document)
        let bytes = Array(document.text.utf8)
        self.init(
            title: document.title, clauses: lines, definitions: document.definitions.map(\.term),
            oddities: document.oddities.map { "\($0.line)行目：\($0.message)" },
            unplaced: document.unplaced.map { String(decoding: bytes[$0.range], as: UTF8.self) },
            boundCount: Set(matches.bindings.filter { $0.strength == .bound }.map(\.requirement)).count,
            proposedCount: matches.bindings.filter { $0.strength == .proposed }.count)
    }
}
