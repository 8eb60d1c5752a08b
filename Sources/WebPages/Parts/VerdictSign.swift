/// How something stands, in words; the sign and the color only repeat the word.
public enum VerdictSign: Sendable, CaseIterable {
    /// The evidence is there.
    case confirmed
    /// Something falls short, and we know what.
    case actionNeeded
    /// Nobody can say yet.
    case notYetConfirmed
    /// A yearly duty that last year's proof still carries.
    case beforeDue
    /// Somebody confirmed, with a reason, that there is nothing here to do it on.
    case outOfScope
    /// Its law is not in force yet: preparation.
    case notInForce

    /// The word that stands beside the sign, always.
    public var word: String {
        switch self {
        case .confirmed: "確認できた"
        case .actionNeeded: "対応が必要"
        case .notYetConfirmed: "まだ確認できない"
        case .beforeDue: "期限前"
        case .outOfScope: "対象なし"
        case .notInForce: "施行前"
        }
    }

    var styleClass: StaticString {
        switch self {
        case .confirmed: "verdict confirmed"
        case .actionNeeded: "verdict action-needed"
        case .notYetConfirmed: "verdict not-yet"
        case .beforeDue: "verdict before-due"
        case .outOfScope: "verdict out-of-scope"
        case .notInForce: "verdict not-in-force"
        }
    }

    /// Six outlines that differ without color: tick in a circle, triangle, dotted circle, clock, bar,
    /// diamond.
    var drawing: StaticString {
        switch self {
        case .confirmed: "<circle cx=\"10\" cy=\"10\" r=\"8.5\"/><path d=\"M6 10.3l2.8 2.9L14 7.4\"/>"
        case .actionNeeded: "<path d=\"M10 2L18.6 17.5H1.4Z\"/><path d=\"M10 7.5v5M10 14.9v.2\"/>"
        case .notYetConfirmed:
            """
            <circle cx="10" cy="10" r="8.5" stroke-dasharray="2.6 2.7"/>\
            <path d="M7.6 8a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.7M10 14.3v.2"/>
            """
        case .beforeDue: "<circle cx=\"10\" cy=\"10\" r=\"8.5\"/><path d=\"M10 5.2V10l3.2 2\"/>"
        case .outOfScope:
            "<rect x=\"1.5\" y=\"1.5\" width=\"17\" height=\"17\" rx=\"3\"/><path d=\"M6 10h8\"/>"
        case .notInForce: "<path d=\"M10 1.5L18.5 10 10 18.5 1.5 10Z\"/><path d=\"M10 6.5v7\"/>"
        }
    }
}

/// How many requirements stand where, for a clause, a field or a chapter.
public struct VerdictCounts: Sendable, Equatable {
    /// 確認できた.
    public var confirmed = 0
    /// 対応が必要.
    public var actionNeeded = 0
    /// まだ確認できない.
    public var notYetConfirmed = 0
    /// 期限前.
    public var beforeDue = 0
    /// 対象なし.
    public var outOfScope = 0
    /// 施行前.
    public var notInForce = 0

    /// Every part by name.
    public init(
        confirmed: Int = 0, actionNeeded: Int = 0, notYetConfirmed: Int = 0, beforeDue: Int = 0,
        outOfScope: Int = 0, notInForce: Int = 0
    ) {
        self.confirmed = confirmed
        self.actionNeeded = actionNeeded
        self.notYetConfirmed = notYetConfirmed
        self.beforeDue = beforeDue
        self.outOfScope = outOfScope
        self.notInForce = notInForce
    }

    /// All of them.
    public var total: Int {
        confirmed + actionNeeded + notYetConfirmed + beforeDue + outOfScope + notInForce
    }

    /// Those that are not zero, the most urgent first.
    var shown: [(VerdictSign, Int)] {
        [
            (.actionNeeded, actionNeeded), (.notYetConfirmed, notYetConfirmed), (.beforeDue, beforeDue),
            (.confirmed, confirmed), (.outOfScope, outOfScope), (.notInForce, notInForce),
        ].filter { $0.1 > 0 }
    }
}

extension HTML {
    /// Sign and word together; there is no way to write the one without the other.
    mutating func verdict(_ sign: VerdictSign) {
        span(.class(sign.styleClass)) { html in
            html.signDrawing(sign)
            html.text(sign.word)
        }
    }

    /// 対応が必要 2・確認できた 5; says so where nothing is counted.
    mutating func counts(_ counts: VerdictCounts) {
        guard counts.total > 0 else { return span("要求事項なし", .class("counts quiet")) }
        span(.class("counts")) { html in
            for (index, (sign, count)) in counts.shown.enumerated() {
                if index > 0 { html.text(" ") }
                html.span("\(sign.word) \(count)", .class("count"))
            }
        }
    }

    /// The signs and what they mean, for pages where they appear for the first time.
    mutating func verdictLegend() {
        ul(.class("legend"), .label("しるしの意味")) { html in
            for sign in VerdictSign.allCases { html.li { $0.verdict(sign) } }
        }
    }

    private mutating func signDrawing(_ sign: VerdictSign) {
        literal("<svg class=\"sign\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\">")
        literal(sign.drawing)
        literal("</svg>")
    }
}
