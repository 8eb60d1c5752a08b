/// One thing that a form asks for.
public struct FormField: Sendable {
    /// The name that is sent; also the id that its label and its errors point to.
    public var name: String
    /// What is asked, always visible.
    public var label: String
    /// How it is answered.
    public var kind: Kind
    /// What stands there now, in the form that is sent: text, an id, 2026-11-22, `true`.
    public var value: String = ""
    /// Shows ※必須 and asks the browser to insist.
    public var isRequired = false
    /// Offers a way back to nothing where it is answered by radio buttons, which stay on once they are.
    public var mayBeEmptied = false
    /// How to fill it, in one line.
    public var hint: String?
    /// Why it is asked, on which clause it rests, and an example.
    public var guide: FieldGuide?
    /// What is wrong with `value`, and what to do about it.
    public var error: String?

    /// The ways to answer.
    public enum Kind: Sendable {
        /// One line.
        case text(maximumLength: Int?)
        /// Several lines.
        case longText(rows: Int)
        /// Digits, and the unit written behind them.
        case number(unit: String)
        /// はい or いいえ; neither until somebody chooses. Sent as `true` and `false`.
        case yesNo
        /// One of a few, all in sight; more than six become a list that folds.
        case choice([FormChoice])
        /// One of some, in a list that folds; an empty value is among them or means "not chosen yet".
        case list([FormChoice])
        /// Any number of a few, each sent under the field's name; `value` holds them parted by commas.
        case several([FormChoice])
        /// A day, typed in any way that `JapaneseEra.day` reads; give `value` as ISO or as it was typed.
        case day
        /// A record of another register, found by searching on the server.
        case link(LinkPicker)
        /// A file; `accepting` in the form of the attribute `accept`.
        case file(accepting: String?)
        /// Never shown again; the hint tells the browser which password it is.
        case password(isNew: Bool)
        /// A name to sign in with.
        case userName
        /// Sent along unseen.
        case hidden
    }

    /// A field without a value yet.
    public init(
        _ name: String, _ label: String, _ kind: Kind, value: String = "", isRequired: Bool = false,
        hint: String? = nil, guide: FieldGuide? = nil, error: String? = nil
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.value = value
        self.isRequired = isRequired
        self.hint = hint
        self.guide = guide
        self.error = error
    }

    /// What goes along unseen.
    public static func hidden(_ name: String, _ value: String) -> FormField {
        FormField(name, "", .hidden, value: value)
    }
}

/// One of the answers to choose from.
public struct FormChoice: Sendable {
    /// What is sent.
    public var value: String
    /// What is read.
    public var label: String
    /// What it means, in one line.
    public var note: String?

    /// An answer.
    public init(_ value: String, _ label: String, note: String? = nil) {
        self.value = value
        self.label = label
        self.note = note
    }
}

/// なぜ必要か・根拠条文・記入例, each in one line.
public struct FieldGuide: Sendable {
    /// なぜ必要か.
    public var reason: String
    /// 根拠条文, such as 2(4)・5; nil where none asks for it.
    public var clauses: String?
    /// 記入例.
    public var example: String?

    /// A guide; the reason is never missing.
    public init(reason: String, clauses: String? = nil, example: String? = nil) {
        self.reason = reason
        self.clauses = clauses
        self.example = example
    }
}

/// A choice among more records than a form could hold.
///
/// The search is a button of the same form: it sends everything typed so far with `search` = the field's
/// name and the words in `NAME.search`, and the server answers with the same form and `candidates`.
public struct LinkPicker: Sendable {
    /// The record chosen now.
    public var chosen: FormChoice?
    /// The words searched for.
    public var words: String = ""
    /// What was found; nil before a search.
    public var candidates: [FormChoice]?
    /// How many more were found than are listed.
    public var moreCount: Int = 0

    /// A picker; without candidates it shows what is chosen and the search box.
    public init(
        chosen: FormChoice? = nil, words: String = "", candidates: [FormChoice]? = nil, moreCount: Int = 0
    ) {
        self.chosen = chosen
        self.words = words
        self.candidates = candidates
        self.moreCount = moreCount
    }
}
