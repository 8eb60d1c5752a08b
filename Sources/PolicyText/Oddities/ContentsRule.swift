/// The table of contents and the headings of the body say the same.
struct ContentsRule: OddityRule {
    func oddities(in text: ReviewedText) -> [Oddity] {
        let entries = text.document.contents
        guard !entries.isEmpty else { return [] }
        var byPath: [ClausePath: Clause] = [:]
        var headings: Set<String> = [Folding.folded(text.document.title)]
        for clause in text.clauses {
            byPath[clause.path] = clause
            headings.insert(Folding.folded(clause.heading))
            headings.insert(Folding.folded(clause.number))
            headings.insert(Folding.folded(clause.number + clause.heading))
        }
        var listed: Set<ClausePath> = []
        var found: [Oddity] = []
        for entry in entries {
            if let path = entry.path { listed.insert(path) }
            if let oddity = compared(entry, entry.path.flatMap { byPath[$0] }, headings) {
                found.append(oddity)
            }
        }
        return found + unlisted(text.document.clauses, listed)
    }

    private func compared(_ entry: ContentsEntry, _ clause: Clause?, _ headings: Set<String>) -> Oddity? {
        let folded = Folding.folded(entry.heading)
        guard let clause, entry.path != nil else {
            guard !headings.contains(folded) else { return nil }
            return Oddity(
                kind: .contentsDisagree, line: entry.line,
                message: "目次の「\(shown(entry))」に当たる見出しが、本文に見当たりません。",
                proposal: "本文の見出しを確かめ、目次と本文の一方を直してください。")
        }
        guard !folded.isEmpty, !clause.heading.isEmpty, folded != Folding.folded(clause.heading) else {
            return nil
        }
        return Oddity(
            kind: .contentsDisagree, line: clause.line,
            message: "\(clause.path)の見出しが、目次（\(entry.line)行目）では「\(entry.heading)」、"
                + "本文では「\(clause.heading)」となっています。",
            proposal: "どちらが正しいかを確かめ、目次と本文をそろえてください。")
    }

    private func shown(_ entry: ContentsEntry) -> String {
        entry.number.isEmpty ? entry.heading : "\(entry.number) \(entry.heading)"
    }

    /// A headed clause whose neighbors the contents name and which they leave out.
    private func unlisted(_ clauses: [Clause], _ listed: Set<ClausePath>) -> [Oddity] {
        var found: [Oddity] = []
        var names: [Clause.Kind: (listed: Int, missing: [Clause])] = [:]
        for clause in clauses {
            found += unlisted(clause.children, listed)
            guard !clause.heading.isEmpty, clause.kind != .supplementary else { continue }
            if listed.contains(clause.path) {
                names[clause.kind, default: (0, [])].listed += 1
            } else {
                names[clause.kind, default: (0, [])].missing.append(clause)
            }
        }
        for (count, missing) in names.values where count > missing.count {
            for clause in missing {
                found.append(
                    Oddity(
                        kind: .contentsDisagree, line: clause.line,
                        message: "本文の\(clause.path)「\(clause.heading)」が、目次にありません。",
                        proposal: "目次に加えるか、見出しの要否を確かめてください。"))
            }
        }
        return found.sorted { $0.line < $1.line }
    }
}
