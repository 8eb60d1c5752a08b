/// How a clause fits a hint, with the words that made it.
struct ClauseMatch: Sendable {
    enum Ground: Sendable {
        /// The clause defines the term.
        case definition(String)
        case words(Words)
    }

    /// Positions of terms in the index.
    struct Words: Sendable {
        /// In the clause's own heading or one above.
        var heading: Int?
        /// In the sentence.
        var found: [Int] = []
        /// Brought in from above.
        var carried: [Int] = []
        /// The first of each group that is nowhere.
        var missing: [Int] = []

        /// The sentence says that it is not done.
        let isDenied: Bool

        init(heading: Int?, isDenied: Bool) {
            self.heading = heading
            self.isDenied = isDenied
        }
    }

    /// 0...100.
    let score: Int
    let ground: Ground

    /// The match in words, in Japanese.
    func explanation(_ index: TermIndex) -> String {
        switch ground {
        case .definition(let term):
            let word = term.hasPrefix("*") ? String(term.dropFirst()) : term
            return "「\(word)」の意味を定めている条項です。"
        case .words(let words):
            return sentences(on: words, index)
        }
    }

    private func sentences(on words: Words, _ index: TermIndex) -> String {
        func list(_ terms: [Int]) -> String { terms.map { "「\(index.terms[$0])」" }.joined() }
        let place = words.heading.map { "見出しに\(list([$0]))があり、" } ?? ""
        let fromAbove = words.carried.isEmpty ? "" : "\(list(words.carried))は見出しなどから補いました。"
        let fits = place + "本文に\(list(words.found))があります。" + fromAbove
        if score >= Matcher.bindingThreshold { return fits }
        if words.isDenied { return fits + "「行わない」などと結ぶ文なので、候補にとどめました。" }
        if words.missing.isEmpty { return fits + "見出しが合わないため、候補にとどめました。" }
        return fits + "\(list(words.missing))にあたる語がないため、候補にとどめました。"
    }
}
