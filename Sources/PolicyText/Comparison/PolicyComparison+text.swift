extension PolicyComparison {
    /// The table as plain text for a terminal or a mail: one block a clause, removed words in 【－ －】, new ones
    /// in 【＋ ＋】.
    ///
    /// - Parameter includesUnchanged: Whether clauses in which nothing happened are shown too.
    public func plainText(includesUnchanged: Bool = false) -> String {
        var text = "新旧対照表\n旧：\(shown(oldTitle))\n新：\(shown(newTitle))\n"
        let shownRows = includesUnchanged ? rows : changedRows
        if shownRows.isEmpty { return text + "\n変更はありません。\n" }
        for row in shownRows { text += "\n" + row.plainText }
        return text + "\n" + summary + "\n"
    }

    /// 新設1、削除0、移動0、番号変更2、改正3、変更なし40.
    public var summary: String {
        let counts = ComparisonRow.Change.allCases.map { change in
            "\(change.name)\(rows.filter { $0.changes.contains(change) }.count)"
        }
        return counts.joined(separator: "、") + "、変更なし\(rows.filter(\.isUnchanged).count)"
    }

    private func shown(_ title: String) -> String { title.isEmpty ? "（題名なし）" : title }
}

extension ComparisonRow.Change {
    /// The word of a 新旧対照表.
    public var name: String {
        switch self {
        case .added: "新設"
        case .removed: "削除"
        case .moved: "移動"
        case .renumbered: "番号変更"
        case .reworded: "改正"
        }
    }
}

extension ComparisonRow {
    /// What happened in words, 変更なし if nothing.
    public var changeNames: String {
        changes.isEmpty
            ? "変更なし"
            : Change.allCases.filter(changes.contains).map(\.name).joined(separator: "・")
    }

    var plainText: String {
        var text = "［\(changeNames)］"
        switch (old, new) {
        case (let old?, let new?) where old.path != new.path: text += "\(old.path) → \(new.path)\n"
        case (let old?, _): text += "\(old.path)\n"
        case (_, let new?): text += "\(new.path)\n"
        default: break
        }
        if let oldWords, isUnchanged || changes == [.removed] || changes.contains(.reworded) {
            text += "  旧：" + oldWords.plainText(open: "【－", close: "－】") + "\n"
        }
        if let newWords, !isUnchanged { text += "  新：" + newWords.plainText(open: "【＋", close: "＋】") + "\n" }
        return text
    }
}

extension ComparisonRow.MarkedWords {
    fileprivate func plainText(open: String, close: String) -> String {
        let parts = [heading, text].filter { !$0.isEmpty }.map { passages in
            passages.map { $0.isChanged ? open + $0.text + close : $0.text }.joined()
        }
        return parts.joined(separator: "　").split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\n      ")
    }
}
