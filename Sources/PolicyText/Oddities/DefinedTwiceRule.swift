/// A term has one meaning.
struct DefinedTwiceRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        var first: [String: Definition] = [:]
        var found: [Oddity] = []
        var lines: [ClausePath: Clause] = [:]
        for clause in text.clauses { lines[clause.path] = clause }
        for definition in text.document.definitions {
            let term = Folding.folded(definition.term)
            guard let earlier = first[term] else {
                first[term] = definition
                continue
            }
            guard earlier.clause != definition.clause, earlier.meaning != definition.meaning,
                let clause = lines[definition.clause]
            else { continue }
            found.append(
                Oddity(
                    kind: .definedTwice, line: text.line(of: definition.term, in: clause),
                    message: "「\(definition.term)」の意味が、\(earlier.clause)と\(definition.clause)の2か所で定められています。",
                    proposal: "一方に改めるか、別の言葉にしてください。"))
        }
        return found
    }
}
