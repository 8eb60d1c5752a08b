extension HTML {
    /// A form that changes something: sent by POST, and never without the session's token.
    ///
    /// The first button that a form holds is the one that Enter presses; where a field brings buttons of
    /// its own, an unseen one goes before it so that Enter means "send".
    mutating func submission(
        to address: Address, withFiles: Bool = false, _ attributes: Attribute...,
        content: (inout HTML) -> Void
    ) {
        var all: [Attribute] = [.method("post"), .action(address)]
        if withFiles { all.append(.multipart) }
        element("<form", "</form>", all + attributes) { html in
            html.open("<input", [.type("hidden"), .name("csrf"), .value(html.formToken)])
            content(&html)
        }
    }

    /// A form that only asks: its fields go into the address.
    mutating func query(to address: Address, _ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<form", "</form>", [.method("get"), .action(address)] + attributes, content)
    }

    /// All fields of a form, with the list of errors before them.
    mutating func fields(_ fields: [FormField]) {
        errorList(fields)
        if fields.contains(where: \.bringsButton) {
            button("送る", .type("submit"), .class("unseen"), .focusable, .hiddenFromReaders)
        }
        for field in fields { self.field(field) }
    }

    /// The errors at the top, each a link to its field.
    mutating func errorList(_ fields: [FormField]) {
        let wrong = fields.filter { $0.error != nil }
        guard !wrong.isEmpty else { return }
        div(.class("errors"), .role("alert"), .focusable, .improvement("focus")) { html in
            html.h2("入力を確かめてください（\(wrong.count)か所）")
            html.p("書いた内容は残っています。次の項目を直して、もう一度送ってください。")
            html.ul { html in
                for field in wrong {
                    html.li { $0.a("\(field.label)：\(field.error ?? "")", .anchor(field.focusId)) }
                }
            }
        }
    }

    /// One field: label, guide, hint, error and the control, tied to each other.
    mutating func field(_ field: FormField) {
        if case .hidden = field.kind {
            return open("<input", [.type("hidden"), .name(field.name), .value(field.value)])
        }
        let failed: StaticString = field.error == nil ? "field" : "field failed"
        if field.isGroup {
            fieldset(.class(failed), .describedBy(field.describedBy)) { html in
                html.legend { $0.labelText(field) }
                html.fieldNotes(field)
                html.control(field)
            }
        } else {
            div(.class(failed)) { html in
                html.label(.for(field.id)) { $0.labelText(field) }
                html.fieldNotes(field)
                html.control(field)
            }
        }
    }

    private mutating func labelText(_ field: FormField) {
        text(field.label)
        guard field.isRequired else { return }
        text(" ")
        span("※必須", .class("required"))
    }

    private mutating func fieldNotes(_ field: FormField) {
        if let hint = field.shownHint { p(hint, .class("hint"), .id(field.id + "-hint")) }
        if let guide = field.guide {
            details(.class("guide")) { html in
                html.summary("なぜ必要か・根拠・記入例")
                html.dl { html in
                    html.pair("なぜ必要か", guide.reason)
                    if let clauses = guide.clauses { html.pair("根拠条文", clauses) }
                    if let example = guide.example { html.pair("記入例", example) }
                }
            }
        }
        if let error = field.error {
            p(.class("error"), .id(field.id + "-error")) { html in
                html.strong("直してください：")
                html.text(error)
            }
        }
    }

    /// The last row of a form: what sends it, and the way back that changes nothing.
    mutating func buttons(_ label: String, cancel: Address? = nil, minutes: Int? = nil) {
        div(.class("buttons")) { html in
            html.button(label, .type("submit"), .class("primary"))
            if let cancel { html.a("やめて戻る", .href(cancel), .class("button")) }
            if let minutes { html.span("目安 \(spokenMinutes(minutes))", .class("quiet")) }
        }
    }

    /// One term and its meaning.
    mutating func pair(_ term: String, _ meaning: String) {
        dt(term)
        dd(meaning)
    }

    /// One term and its meaning, which is more than words.
    mutating func pair(_ term: String, meaning: (inout HTML) -> Void) {
        dt(term)
        dd(content: meaning)
    }
}

extension FormField {
    /// Prefixed, so that no register's field can take the id of a part of the page.
    var id: String { "f-" + name }

    /// Where a link to this field should land: the first control of a group.
    var focusId: String { isGroup && !optionsFold ? id + "-0" : id }

    /// A day can be written in many ways, which nobody would guess of a plain field.
    var shownHint: String? {
        if case .day = kind { return hint ?? "「R8.11.22」「令和8年11月22日」「2026/11/22」のどれでも書けます。" }
        return hint
    }

    /// The field's notes that exist, for `aria-describedby`.
    var describedBy: String? {
        let ids = [shownHint == nil ? nil : id + "-hint", error == nil ? nil : id + "-error"].compactMap {
            $0
        }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// Several controls under one question: their question is a legend, not a label.
    var isGroup: Bool {
        switch kind {
        case .yesNo, .several: true
        case .choice: !optionsFold
        case .link: true
        default: false
        }
    }

    var optionsFold: Bool {
        switch kind {
        case .choice(let choices): choices.count > 6
        case .list: true
        default: false
        }
    }

    var bringsButton: Bool {
        if case .link = kind { true } else { false }
    }
}
