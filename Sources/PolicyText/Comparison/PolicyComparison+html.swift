extension PolicyComparison {
    /// The table as an HTML fragment: `<table>` with caption and headed columns and rows.
    ///
    /// Changed words stand in `<del>` and `<ins>`; everything is escaped; there are no styles and no scripts.
    ///
    /// - Parameter includesUnchanged: Whether clauses in which nothing happened are shown too.
    public func html(includesUnchanged: Bool = true) -> String {
        var html = "<table class=\"comparison\">\n<caption>新旧対照表（\(escaped(summary))）</caption>\n"
        html += "<thead><tr><th scope=\"col\">変更</th>"
        html +=
            "<th scope=\"col\">旧\(titled(oldTitle))</th>"
        html += "<th scope=\"col\">新\(titled(newTitle))</th></tr></thead>\n"
        html += "<tbody>\n"
        let shown = includesUnchanged ? rows : changedRows
        for row in shown { html += row.html }
        if shown.isEmpty { html += "<tr><td colspan=\"3\">変更はありません。</td></tr>\n" }
        return html + "</tbody>\n</table>\n"
    }

    private func titled(_ title: String) -> String { title.isEmpty ? "" : "：" + escaped(title) }
}

extension ComparisonRow {
    fileprivate var html: String {
        "<tr><th scope=\"row\">\(changeNames)</th><td>\(cell(old, oldWords, "del"))</td>"
            + "<td>\(cell(new, newWords, "ins"))</td></tr>\n"
    }

    private func cell(_ clause: Clause?, _ words: MarkedWords?, _ element: String) -> String {
        guard let clause, let words else { return "（なし）" }
        let number =
            changes.contains(.renumbered) || changes.contains(.moved)
            ? "<\(element)>\(escaped(clause.path.text))</\(element)>" : escaped(clause.path.text)
        var html = "<p><b>\(number)</b>"
        if !words.heading.isEmpty { html += "　" + marked(words.heading, element) }
        html += "</p>"
        if !words.text.isEmpty { html += "<p>" + marked(words.text, element) + "</p>" }
        return html
    }

    private func marked(_ passages: [Passage], _ element: String) -> String {
        passages.map { passage in
            let words = escaped(passage.text).split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "<br>")
            return passage.isChanged ? "<\(element)>\(words)</\(element)>" : words
        }.joined()
    }
}

/// Text as HTML text: & < > " ' become references.
private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
