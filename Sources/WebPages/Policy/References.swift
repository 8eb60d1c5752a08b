/// A clause as it is referred to: 6(6) 業務委託と外部サービスの利用.
public struct ClauseReference: Sendable {
    /// Its path in the policy, such as 序2(1) or 6(6).
    public var path: String
    /// Its heading; empty where it has none.
    public var heading: String

    /// Every part by name.
    public init(path: String, heading: String) {
        self.path = path
        self.heading = heading
    }
}

/// A requirement as it is referred to.
public struct RequirementReference: Sendable, Equatable {
    /// The stable id of the catalogue.
    public var id: String
    /// What is to be done, as a title.
    public var title: String

    /// Every part by name.
    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

extension HTML {
    /// 「6(6) 業務委託」, as a link.
    mutating func clause(_ clause: ClauseReference, short: Bool = false) {
        a(.href(.clause(clause.path))) { html in
            html.text("方針 ")
            html.text(clause.path)
            if !short && !clause.heading.isEmpty { html.text("「\(clause.heading)」") }
        }
    }

    /// A few clauses, parted by commas.
    mutating func clauses(_ clauses: [ClauseReference]) {
        for (index, clause) in clauses.enumerated() {
            if index > 0 { text("、") }
            self.clause(clause)
        }
    }

    /// The way from the top to this page; the last is the page itself.
    mutating func trail(_ links: [LinkText]) {
        nav(.label("いまの場所")) { html in
            html.ol(.class("trail")) { html in for link in links { html.li { $0.follow(link) } } }
        }
    }
}
