import Primitives

/// A rule of others, field by field or chapter by chapter, with the requirements that answer to it.
///
/// Serves the eight fields of 施行規則16条の3 and the chapters of the guideline.
public struct CoveragePage: Page {
    /// Which of the two.
    public var rule: Rule
    /// In the rule's order.
    public var parts: [Part]
    /// The day that all this holds on.
    public var on: Day

    /// Every part by name.
    public init(rule: Rule, parts: [Part], on: Day) {
        self.rule = rule
        self.parts = parts
        self.on = on
    }

    /// The rules that are shown this way.
    public enum Rule: Sendable {
        /// 施行規則16条の3第1項, with the day from which it is in force.
        case ordinance(inForceOn: Day)
        /// The guideline, with its edition in words.
        case guideline(edition: String)
    }

    /// A field or a chapter.
    public struct Part: Sendable {
        /// 第4号, or 第5章.
        public var number: String
        /// In our own words.
        public var title: String
        /// All of its requirements rolled up.
        public var sign: VerdictSign
        /// How many stand where.
        public var counts: VerdictCounts
        /// The requirements.
        public var requirements: [RequirementState]
        /// What is to be known, such as that contracts of before may stay as they are.
        public var note: String?

        /// Every part by name.
        public init(
            number: String, title: String, sign: VerdictSign, counts: VerdictCounts,
            requirements: [RequirementState], note: String? = nil
        ) {
            self.number = number
            self.title = title
            self.sign = sign
            self.counts = counts
            self.requirements = requirements
            self.note = note
        }
    }

    public var title: String {
        switch rule {
        case .ordinance: "施行規則16条の3の8つの項目"
        case .guideline: "総務省ガイドラインの章ごとの様子"
        }
    }
    public var place: MenuPlace? { .law }

    public func write(into html: inout HTML) {
        html.h1(title)
        html.div(.class("actions")) { html in
            html.a("施行規則の8つの項目", .href(.ordinance), .class("button"), .current(isOrdinance))
            html.a("ガイドラインの章", .href(.guideline), .class("button"), .current(!isOrdinance))
        }
        html.p(.class("lead")) { html in
            switch rule {
            case .ordinance(let day):
                html.text("地方自治法施行規則が方針に求める項目です。")
                html.day(day)
                html.text(on < day ? "に施行されます。それまでは準備として見てください。" : "から施行されています。")
            case .guideline(let edition):
                html.text("\(edition)の章立てで見たものです。法的な義務ではなく、よりどころとなる助言です。")
            }
        }
        html.p("どの項目とどの要求事項が対応するかは、当方の対応付け・未確認のものを含みます。", .class("hint"))
        for part in parts { self.part(part, into: &html) }
    }

    private var isOrdinance: Bool {
        if case .ordinance = rule { true } else { false }
    }

    private func part(_ part: Part, into html: inout HTML) {
        html.section(.class("card")) { html in
            html.div(.class("heading-line")) { html in
                html.h2("\(part.number)　\(part.title)")
                html.verdict(part.sign)
            }
            html.p { $0.counts(part.counts) }
            if let note = part.note { html.p(note, .class("hint")) }
            guard !part.requirements.isEmpty else { return }
            html.details { html in
                html.summary("要求事項を見る")
                html.ul { html in
                    for state in part.requirements {
                        html.li { html in
                            html.verdict(state.sign)
                            html.text("　")
                            html.a(state.requirement.title, .href(.requirement(state.requirement.id)))
                            html.sentence("　\(state.reason)")
                        }
                    }
                }
            }
        }
    }
}
