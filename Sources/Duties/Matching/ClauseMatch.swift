import PolicyText

/// How a clause fits a hint, with the words that made it.
struct ClauseMatch: Sendable {
    enum Ground: Sendable {
        case definition(String)
        case words
    }

    let score: Int
    let ground: Ground
    let heading: String?
    let terms: [String]
    let carried: [String]
    let missing: [String]

    /// The match in words.
    func explanation(for clause: Clause) -> String {
        if case .definition(let term) = ground {
            let word = term.hasPrefix("*") ? String(term.dropFirst()) : term
            return "「\(word)」の意味を定めている条項です。"
        }
        let place = heading.map { "見出しに「\($0)」があり、" } ?? ""
        let words = "本文に\(Self.list(terms))があります。"
        let fromAbove = carried.isEmpty ? "" : "\(Self.list(carried))は見出しから補いました。"
        if score >= Matcher.bindingThreshold { return place + words + fromAbove }
        let lack =
            missing.isEmpty
            ? "見出しが合わないため、候補にとどめました。" : "\(Self.list(missing))にあたる語がないため、候補にとどめました。"
        return place + words + fromAbove + lack
    }

    private static func list(_ terms: [String]) -> String { terms.map { "「\($0)」" }.joined() }
}
