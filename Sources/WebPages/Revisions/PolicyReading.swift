/// What was read from a policy's text, shown before anything is adopted.
public struct PolicyReading: Sendable {
    /// The title as it was read.
    public var title: String
    /// All clauses in order.
    public var clauses: [Line]
    /// Terms that the text defines.
    public var definitions: [String]
    /// What is odd, each in one sentence.
    public var oddities: [String]
    /// What could not be placed, as it stands in the text.
    public var unplaced: [String] = []
    /// How many requirements found their clause.
    public var boundCount: Int
    /// How many are proposals to be confirmed.
    public var proposedCount: Int

    /// Every part by name.
    public init(
        title: String, clauses: [Line], definitions: [String], oddities: [String],
        unplaced: [String] = [], boundCount: Int, proposedCount: Int
    ) {
        self.title = title
        self.clauses = clauses
        self.definitions = definitions
        self.oddities = oddities
        self.unplaced = unplaced
        self.boundCount = boundCount
        self.proposedCount = proposedCount
    }

    /// One clause.
    public struct Line: Sendable {
        /// 0 for the first level.
        public var depth: Int
        /// Path and heading.
        public var clause: ClauseReference

        /// Every part by name.
        public init(depth: Int, clause: ClauseReference) {
            self.depth = depth
            self.clause = clause
        }
    }

    func write(into html: inout HTML) {
        html.section(.class("card")) { html in
            html.h2("読み取った内容")
            html.dl(.class("facts")) { html in
                html.pair("題名", title)
                html.pair("条項", "\(clauses.count)")
                html.pair("定義された言葉", definitions.isEmpty ? "なし" : definitions.joined(separator: "、"))
                html.pair("要求事項との対応", "\(boundCount)件を結びつけ、\(proposedCount)件を提案しています")
            }
            html.details(.open(true)) { html in
                html.summary("条項の一覧")
                html.ul(.class("plain-list")) { html in
                    for line in clauses {
                        html.li(.class(line.depth == 0 ? "level-0" : line.depth == 1 ? "level-1" : "level-2"))
                        { html in
                            html.strong(line.clause.path)
                            html.text("　\(line.clause.heading)")
                        }
                    }
                }
            }
            list("気づいたこと", oddities, into: &html)
            list("どの条項か分からなかったところ（このまま残します）", unplaced, into: &html)
        }
    }

    private func list(_ heading: String, _ lines: [String], into html: inout HTML) {
        guard !lines.isEmpty else { return }
        html.details { html in
            html.summary("\(heading)（\(lines.count)件）")
            html.ul { html in for line in lines { html.li(line) } }
        }
    }
}
