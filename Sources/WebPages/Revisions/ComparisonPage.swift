/// 新旧対照表: clause by clause, changed words marked, new on the left as Japanese tables of this kind have it.
public struct ComparisonPage: Page {
    /// The name of the older revision.
    public var oldName: String
    /// The name of the newer revision.
    public var newName: String
    /// In the order of the new text, removed clauses where they stood.
    public var rows: [Row]
    /// How many clauses stayed as they were and are left out.
    public var unchangedCount: Int

    /// Every part by name.
    public init(oldName: String, newName: String, rows: [Row], unchangedCount: Int) {
        self.oldName = oldName
        self.newName = newName
        self.rows = rows
        self.unchangedCount = unchangedCount
    }

    /// One clause in both.
    public struct Row: Sendable {
        /// What happened.
        public var change: Change
        /// The path in the old text; nil where added.
        public var oldPath: String?
        /// The path in the new text; nil where removed.
        public var newPath: String?
        /// The old words, in runs.
        public var old: [Run]
        /// The new words, in runs.
        public var new: [Run]

        /// Every part by name.
        public init(
            change: Change, oldPath: String? = nil, newPath: String? = nil, old: [Run], new: [Run]
        ) {
            self.change = change
            self.oldPath = oldPath
            self.newPath = newPath
            self.old = old
            self.new = new
        }
    }

    /// What happened to a clause.
    public enum Change: Sendable {
        /// 追加.
        case added
        /// 削除.
        case removed
        /// 移動.
        case moved
        /// 番号の変更.
        case renumbered
        /// 文言の変更.
        case reworded
        /// 移動と文言の変更.
        case movedAndReworded
    }

    /// A run of words that is marked, or not.
    public struct Run: Sendable {
        /// The words.
        public var text: String
        /// True for words that only this side has.
        public var isChanged: Bool

        /// Every part by name.
        public init(text: String, isChanged: Bool) {
            self.text = text
            self.isChanged = isChanged
        }
    }

    public var title: String { "新旧対照表" }
    public var place: MenuPlace? { .revisions }

    public func write(into html: inout HTML) {
        html.trail([LinkText("改定の記録", .revisions)])
        html.h1("新旧対照表")
        html.p(
            "\(newName)（新）と\(oldName)（旧）。変わった条項は\(rows.count)、変わらない条項は\(unchangedCount)あります。", .class("lead"))
        html.p(.class("hint")) { html in
            html.text("しるし：")
            html.ins("新しくした文言")
            html.text("　")
            html.element("<del", "</del>", []) { $0.text("なくした文言") }
        }
        guard !rows.isEmpty else { return html.p("変わったところはありません。") }
        html.div(.class("comparison")) { html in
            html.dataTable("変わった条項", ["変更", "新", "旧"].map { TableColumn($0) }, hidesCaption: true) { html in
                for row in rows { row.write(into: &html) }
            }
        }
    }
}

extension ComparisonPage.Row {
    fileprivate func write(into html: inout HTML) {
        html.tr { html in
            html.cell(.text(change.word), isRowHeading: true)
            html.td { html in side(newPath, new, isNew: true, into: &html) }
            html.td { html in side(oldPath, old, isNew: false, into: &html) }
        }
    }

    private func side(
        _ path: String?, _ runs: [ComparisonPage.Run], isNew: Bool, into html: inout HTML
    ) {
        guard let path else { return html.span("（なし）", .class("quiet")) }
        html.strong("\(path)　")
        for run in runs {
            switch (run.isChanged, isNew) {
            case (false, _): html.text(run.text)
            case (true, true): html.ins(run.text)
            case (true, false): html.element("<del", "</del>", []) { $0.text(run.text) }
            }
        }
    }
}

extension ComparisonPage.Change {
    fileprivate var word: String {
        switch self {
        case .added: "追加"
        case .removed: "削除"
        case .moved: "移動"
        case .renumbered: "番号の変更"
        case .reworded: "文言の変更"
        case .movedAndReworded: "移動と文言の変更"
        }
    }
}
