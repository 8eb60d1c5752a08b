import Primitives

/// The revisions of the policy, the newest first.
public struct RevisionsPage: Page {
    /// Newest first.
    public var revisions: [Revision]
    /// False for a reader who may not adopt.
    public var canAdopt: Bool

    /// Every part by name.
    public init(revisions: [Revision], canAdopt: Bool) {
        self.revisions = revisions
        self.canAdopt = canAdopt
    }

    /// One revision.
    public struct Revision: Sendable {
        /// Its id, for the comparison.
        public var id: String
        /// 第3版 or whatever it is called.
        public var name: String
        /// When and by whom; what nobody recorded reads 不明.
        public var edition: Edition
        /// True for the one that holds today.
        public var isInForce: Bool
        /// The one before, to compare with.
        public var previousId: String?
        /// Days as they were typed, and what was wrong with them.
        public var input: FormInput

        /// Every part by name.
        public init(
            id: String, name: String, edition: Edition, isInForce: Bool, previousId: String? = nil,
            input: FormInput = FormInput()
        ) {
            self.id = id
            self.name = name
            self.edition = edition
            self.isInForce = isInForce
            self.previousId = previousId
            self.input = input
        }
    }

    public var title: String { "改定の記録" }
    public var place: MenuPlace? { .revisions }

    public func write(into html: inout HTML) {
        html.div(.class("heading-line")) { html in
            html.h1(title)
            if canAdopt { html.a("＋ 新しい版を採り入れる", .href(.adopt), .class("button primary on-screen")) }
        }
        if revisions.isEmpty { html.p("まだ基本方針が取り込まれていません。「新しい版を採り入れる」から始めてください。") }
        html.ol(.class("versions")) { html in
            for revision in revisions { html.li { revision.write(canWrite: canAdopt, into: &$0) } }
        }
        if revisions.count > 1 { chooser(into: &html) }
    }

    private func chooser(into html: inout HTML) {
        html.h2("2つの版を比べる")
        let choices = revisions.map { FormChoice($0.id, $0.name) }
        html.query(to: .comparison, .class("form")) { html in
            html.field(FormField("from", "古い版", .list(choices), value: revisions.dropFirst().first?.id ?? ""))
            html.field(FormField("to", "新しい版", .list(choices), value: revisions.first?.id ?? ""))
            html.buttons("新旧対照表を見る")
        }
    }
}

extension RevisionsPage.Revision {
    fileprivate func write(canWrite: Bool, into html: inout HTML) {
        html.div(.class("heading-line")) { html in
            html.h2(name)
            if isInForce { html.strong("いま効力のある版") }
        }
        html.dl(.class("facts")) { edition.write(into: &$0) }
        if canWrite { dates(into: &html) }
        guard let previousId else { return }
        html.div(.class("actions")) { html in
            html.a(
                "前の版と比べる",
                .href(.comparison, query: [QueryItem("from", previousId), QueryItem("to", id)]),
                .class("button"))
        }
    }

    /// What was not known when it was adopted is written down when it is found.
    private func dates(into html: inout HTML) {
        let isUnknown = edition.decidedOn == nil || edition.inForceOn == nil
        html.details(.open(!input.errors.isEmpty)) { html in
            html.summary(isUnknown ? "不明な日を書く" : "日付を直す")
            html.submission(to: .revisionDates, .class("form")) { html in
                html.fields([
                    .hidden("revision", id),
                    FormField(
                        "decided-on-\(id)", "決裁日", .day,
                        value: input.values["decided-on-\(id)"] ?? edition.decidedOn?.iso ?? "",
                        error: input.errors["decided-on-\(id)"]),
                    FormField(
                        "in-force-on-\(id)", "施行日", .day,
                        value: input.values["in-force-on-\(id)"] ?? edition.inForceOn?.iso ?? "",
                        error: input.errors["in-force-on-\(id)"]),
                ])
                html.buttons("日付を保存する")
            }
            html.p(.class("hint")) { html in
                html.text("策定した機関、公表日、公表した場所は、台帳の")
                html.a("「策定と公表」", .href(.register("policy-adoptions")))
                html.text("に書きます。")
            }
        }
    }
}
