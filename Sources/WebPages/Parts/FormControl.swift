import Primitives

extension HTML {
    /// The control of a field, without its label and notes.
    mutating func control(_ field: FormField) {
        switch field.kind {
        case .text(let maximumLength):
            input(field, .type("text"), .maxLength(maximumLength))
        case .longText(let rows):
            textArea(field.value, field.shared + [.rows(rows)])
        case .number(let unit):
            span(.class("with-unit")) { html in
                html.input(field, .type("text"), .inputMode("numeric"), .class("short"))
                if !unit.isEmpty { html.span(unit, .class("unit")) }
            }
        case .day:
            open("<input", field.shared + [.value(field.shownDay), .type("text"), .class("day")])
        case .yesNo:
            options([FormChoice("true", "はい"), FormChoice("false", "いいえ")], of: field)
        case .choice(let choices):
            if field.optionsFold { folded(choices, of: field) } else { options(choices, of: field) }
        case .list(let choices): folded(choices, of: field)
        case .several(let choices): several(choices, of: field)
        case .link(let picker): linkPicker(picker, of: field)
        case .file(let types): open("<input", field.withoutValue + [.type("file"), .accept(types)])
        case .password(let isNew):
            let hint: Attribute = .autocomplete(isNew ? "new-password" : "current-password")
            open("<input", field.withoutValue + [.type("password"), hint])
        case .userName: input(field, .type("text"), .autocomplete("username"))
        case .hidden: break
        }
    }

    private mutating func input(_ field: FormField, _ more: Attribute...) {
        open("<input", field.shared + [.value(field.value)] + more)
    }

    private mutating func options(_ offered: [FormChoice], of field: FormField) {
        // Without a way back, a slip of the hand would stand as an answer.
        let choices = field.isRequired ? offered : offered + [FormChoice("", "未記入")]
        let isShort = offered.count <= 4 && offered.allSatisfy { $0.note == nil }
        div(.class(isShort ? "options in-line" : "options")) { html in
            for (index, choice) in (choices + field.wayBack).enumerated() {
                html.option(choice, index, of: field, type: "radio", isOn: choice.value == field.value)
            }
        }
    }

    private mutating func several(_ choices: [FormChoice], of field: FormField) {
        let chosen = Set(field.value.split(separator: ",").map(String.init))
        div(.class("options")) { html in
            for (index, choice) in choices.enumerated() {
                html.option(choice, index, of: field, type: "checkbox", isOn: chosen.contains(choice.value))
            }
        }
    }

    private mutating func option(
        _ choice: FormChoice, _ index: Int, of field: FormField, type: StaticString, isOn: Bool
    ) {
        let id = "\(field.id)-\(index)"
        div(.class("choice")) { html in
            html.input(
                .type(type), .id(id), .name(field.name), .value(choice.value), .checked(isOn),
                .required(field.isRequired && field.isRadio))
            html.label(.for(id)) { html in
                html.span(choice.label)
                if let note = choice.note {
                    html.text(" ")
                    html.span(note, .class("hint"))
                }
            }
        }
    }

    private mutating func folded(_ choices: [FormChoice], of field: FormField) {
        element("<select", "</select>", field.shared) { html in
            if !choices.contains(where: \.value.isEmpty) {
                html.option("選んでください", .value(""), .selected(field.value.isEmpty))
            }
            for choice in choices {
                html.option(choice.label, .value(choice.value), .selected(choice.value == field.value))
            }
        }
    }

    /// What is chosen, what was found, and the search box, all inside the form that is being filled.
    private mutating func linkPicker(_ picker: LinkPicker, of field: FormField) {
        let found = picker.candidates ?? []
        let kept = picker.chosen.map { [$0] } ?? []
        let listed = kept + found.filter { $0.value != picker.chosen?.value }
        div(.class("picker")) { html in
            for (index, choice) in (listed + (kept.isEmpty ? [] : field.wayBack)).enumerated() {
                let isOn = choice.value == (field.value.isEmpty ? picker.chosen?.value : field.value)
                html.option(choice, index, of: field, type: "radio", isOn: isOn)
            }
            if !field.isRequired, !listed.isEmpty {
                let isOn = field.value.isEmpty && picker.chosen == nil
                html.option(FormChoice("", "未記入"), listed.count, of: field, type: "radio", isOn: isOn)
            }
            if let candidates = picker.candidates, candidates.isEmpty {
                html.p("「\(picker.words)」は見つかりませんでした。言葉を短くして探してください。", .class("hint"))
            }
            if picker.moreCount > 0 {
                html.p("ほかに\(grouped(picker.moreCount))件あります。言葉を足すと絞り込めます。", .class("hint"))
            }
            // All there is stands above: nothing is left to search for.
            if !found.isEmpty, picker.moreCount == 0, picker.words.isEmpty { return }
            html.div(.class("search-line")) { html in
                let id = listed.isEmpty ? field.focusId : field.id + "-words"
                html.label("名称の一部で探す", .for(id))
                html.input(
                    .type("text"), .id(id), .name(field.name + ".search"), .value(picker.words),
                    .autocomplete("off"))
                html.button("探す", .type("submit"), .name("search"), .value(field.name), .skipsChecks)
            }
        }
    }
}

extension FormField {
    fileprivate var wayBack: [FormChoice] {
        mayBeEmptied && !value.isEmpty ? [FormChoice("", "空にする")] : []
    }

    fileprivate var withoutValue: [Attribute] {
        [.id(id), .name(name), .required(isRequired), .describedBy(describedBy), .invalid(error != nil)]
    }

    fileprivate var shared: [Attribute] { withoutValue }

    /// What was typed and cannot be read stays as it was typed.
    fileprivate var shownDay: String { Day(iso: value)?.japanese ?? value }

    fileprivate var isRadio: Bool {
        switch kind {
        case .yesNo, .choice: true
        default: false
        }
    }
}
