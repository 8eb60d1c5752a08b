import Primitives

/// The policy as a document to read, each clause with its verdict, requirements, evidence and gaps beside it.
public struct PolicyPage: Page {
    /// The policy's own title.
    public var documentTitle: String
    /// Adopted, in force, published; as far as recorded.
    public var edition: Edition
    /// All clauses in the order of the document, the preface included.
    public var passages: [Passage]
    /// How many oddities were found in the wording.
    public var oddityCount: Int = 0
    /// False for a reader who sees the words and not how they are kept.
    public var showsVerdicts: Bool
    /// Whether the reader may see which clause is bound to which requirement.
    public var showsBindings: Bool
    /// What the form sends when the reader has read it all; nil where nothing waits to be read.
    public var toConfirm: Confirmation?
    /// Whether the reader may write down what is not known of the edition.
    public var canWrite: Bool

    /// Every part by name.
    public init(
        documentTitle: String, edition: Edition, passages: [Passage], oddityCount: Int = 0,
        showsVerdicts: Bool = true, showsBindings: Bool = true, canWrite: Bool = false,
        toConfirm: Confirmation? = nil
    ) {
        self.showsVerdicts = showsVerdicts
        self.showsBindings = showsBindings
        self.canWrite = canWrite
        self.toConfirm = toConfirm
        self.documentTitle = documentTitle
        self.edition = edition
        self.passages = passages
        self.oddityCount = oddityCount
    }

    /// Which text was read, exactly.
    public struct Confirmation: Sendable {
        /// As the form sends it back.
        public var subject: String
        /// The digest of what is shown.
        public var version: String

        /// Every part by name.
        public init(subject: String, version: String) {
            self.subject = subject
            self.version = version
        }
    }

    public var title: String { documentTitle }
    public var place: MenuPlace? { .policy }

    public func write(into html: inout HTML) {
        html.h1 { $0.titleWithBreaks(documentTitle) }
        html.dl(.class("facts")) { html in edition.write(into: &html) }
        if canWrite, edition.hasUnknown {
            html.p(.class("hint on-screen")) { html in
                html.text("不明なところは、")
                html.a("改定の記録", .href(.revisions))
                html.text("（決裁日、施行日）と、台帳の")
                html.a("「策定と公表」", .href(.register("policy-adoptions")))
                html.text("（機関、公表日）に書けます。")
            }
        }
        if showsVerdicts { ways(into: &html) }
        html.div(.class("document")) { html in
            for passage in passages { passage.write(showsVerdicts: showsVerdicts, into: &html) }
        }
        if let toConfirm { confirmation(toConfirm, into: &html) }
    }

    /// Whoever has read to the end need not look for the button elsewhere.
    private func confirmation(_ confirmation: Confirmation, into html: inout HTML) {
        html.submission(to: .acknowledge, .class("card on-screen")) { html in
            html.field(.hidden("subject", confirmation.subject))
            html.field(.hidden("version", confirmation.version))
            html.p("おわりまで読んだら、押してください。だれが、いつ読んだかが残ります。")
            html.div(.class("actions")) { html in
                html.button("読みました", .type("submit"), .class("primary"))
            }
        }
    }

    private func ways(into html: inout HTML) {
        html.div(.class("actions")) { html in
            if showsBindings { html.a("条項と要求事項の対応", .href(.bindings), .class("button")) }
            html.a(
                oddityCount == 0 ? "文言の気づき" : "文言の気づき（\(oddityCount)件）", .href(.oddities), .class("button"))
            html.a("改定と新旧対照表", .href(.revisions), .class("button"))
        }
        html.verdictLegend()
    }
}

/// When, by whom and from when a revision holds; what nobody recorded reads 不明.
public struct Edition: Sendable {
    /// Who adopted it.
    public var organs: [String]
    /// 決裁日.
    public var decidedOn: Day?
    /// 施行日.
    public var inForceOn: Day?
    /// 公表日.
    public var publishedOn: Day?
    /// Where it was published, in words.
    public var publishedAt: String?
    /// The SHA-256 of the text, as hexadecimal digits.
    public var digest: String?

    /// Every part by name.
    public init(
        organs: [String], decidedOn: Day? = nil, inForceOn: Day? = nil, publishedOn: Day? = nil,
        publishedAt: String? = nil, digest: String? = nil
    ) {
        self.organs = organs
        self.decidedOn = decidedOn
        self.inForceOn = inForceOn
        self.publishedOn = publishedOn
        self.publishedAt = publishedAt
        self.digest = digest
    }

    var hasUnknown: Bool {
        organs.isEmpty || decidedOn == nil || inForceOn == nil || publishedOn == nil
    }

    func write(into html: inout HTML) {
        html.pair("策定した機関", organs.isEmpty ? "不明（記録してください）" : organs.joined(separator: "、"))
        html.pair("決裁日", decidedOn)
        html.pair("施行日", inForceOn)
        html.pair("公表日", publishedOn)
        if let publishedAt { html.pair("公表した場所", publishedAt) }
        if let digest {
            html.pair("本文の照合値") { $0.span("SHA-256 \(digest)", .class("code")) }
        }
    }
}

extension HTML {
    /// A day, or 不明.
    mutating func pair(_ term: String, _ day: Day?) {
        pair(term) { html in
            if let day { html.day(day) } else { html.span("不明", .class("missing")) }
        }
    }
}

/// One clause in the document.
public struct Passage: Sendable {
    /// 0 for clauses of the first level.
    public var depth: Int
    /// The clause.
    public var clause: ClauseReference
    /// The clause's own text, one paragraph each, without its children's.
    public var paragraphs: [String]
    /// How it stands; nil where no requirement is bound to it or to anything under it.
    public var sign: VerdictSign?
    /// The requirements that are bound to this very clause.
    public var requirements: [RequirementState]
    /// Pieces of evidence behind them.
    public var evidenceCount: Int = 0
    /// What is missing here, each in one sentence.
    public var gaps: [String] = []
    /// What a confusing local name means, such as which network is the one with the internet.
    public var explanations: [String] = []

    /// Every part by name.
    public init(
        depth: Int, clause: ClauseReference, paragraphs: [String], sign: VerdictSign? = nil,
        requirements: [RequirementState], evidenceCount: Int = 0, gaps: [String] = [],
        explanations: [String] = []
    ) {
        self.depth = depth
        self.clause = clause
        self.paragraphs = paragraphs
        self.sign = sign
        self.requirements = requirements
        self.evidenceCount = evidenceCount
        self.gaps = gaps
        self.explanations = explanations
    }

    fileprivate func write(showsVerdicts: Bool, into html: inout HTML) {
        let style: StaticString = depth == 0 ? "passage" : depth == 1 ? "passage deep-1" : "passage deep-2"
        html.section(.class(style), .id(clause.path)) { html in
            html.div(.class("words")) { html in
                let heading = "\(clause.path)　\(clause.heading)"
                if depth == 0 {
                    html.h2 { $0.titleWithBreaks(heading) }
                } else {
                    html.h3 { $0.titleWithBreaks(heading) }
                }
                for paragraph in paragraphs { html.p(paragraph) }
            }
            guard showsVerdicts || !explanations.isEmpty else { return }
            html.aside(.class("margin"), .label("\(clause.path)の様子")) { html in
                if showsVerdicts { beside(into: &html) }
                for explanation in explanations { html.p("ことばの注意：\(explanation)") }
            }
        }
    }

    private func beside(into html: inout HTML) {
        if let sign {
            html.p { html in
                html.verdict(sign)
                html.text("　")
                html.a(
                    "くわしく", .href(.clause(clause.path)), .class("on-screen"), .label("\(clause.path)をくわしく"))
            }
        } else if requirements.isEmpty {
            html.p("判断する要求事項はありません。", .class("quiet"))
        }
        html.requirementStates(requirements, besides: sign)
        if evidenceCount > 0 { html.p("証拠 \(evidenceCount)件", .class("quiet")) }
        for gap in gaps { html.p("足りないもの：\(gap)", .class("gap")) }
    }
}

/// A requirement and how it stands.
public struct RequirementState: Sendable {
    /// The requirement.
    public var requirement: RequirementReference
    /// How it stands.
    public var sign: VerdictSign
    /// Why, in one sentence.
    public var reason: String

    /// Every part by name.
    public init(requirement: RequirementReference, sign: VerdictSign, reason: String) {
        self.requirement = requirement
        self.sign = sign
        self.reason = reason
    }
}

extension HTML {
    /// Requirements in a narrow list: sign and word, then the title.
    ///
    /// A single one that stands as what it stands beside does not say it twice.
    mutating func requirementStates(_ states: [RequirementState], besides shown: VerdictSign? = nil) {
        guard !states.isEmpty else { return }
        let saysItTwice = states.count == 1 && states[0].sign == shown
        ul { html in
            for state in states {
                html.li { html in
                    if !saysItTwice {
                        html.verdict(state.sign)
                        html.br()
                    }
                    html.a(state.requirement.title, .href(.requirement(state.requirement.id)))
                }
            }
        }
    }

    /// Titles of policies are one long word; these are the places where a person would break the line.
    mutating func titleWithBreaks(_ title: String) {
        var rest = title[...]
        let parts = ["情報セキュリティ", "基本方針", "対策基準", "実施手順", "ポリシー", "の構成", "広域"]
        while let place = parts.compactMap({ part in rest.dropFirst().firstRange(of: part) })
            .min(by: { $0.lowerBound < $1.lowerBound })
        {
            text(String(rest[..<place.lowerBound]))
            literal("<wbr>")
            rest = rest[place.lowerBound...]
        }
        text(String(rest))
    }
}
