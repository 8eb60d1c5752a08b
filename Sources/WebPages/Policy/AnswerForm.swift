/// The form that records an answer to a requirement: only what has an effect on its verdict.
public struct AnswerForm: Sendable {
    /// `outcome`, `done_on`, `answered_by`, `unit`, `valid_until` and `reason` as the register of answers
    /// names them; `evidence` is the file and never comes back.
    public var input: FormInput
    /// What an answer can say here.
    public var kind: Kind
    /// Whether it counts only until a register holds something.
    public var isProvisional: Bool
    /// Whose hands it can be in; the value is a person's id.
    public var people: LinkPicker
    /// The units that an answer can be about; empty where nobody asks.
    public var units: [FormChoice]
    /// What a good note says, for this very requirement.
    public var example: String?

    /// What an answer can say.
    public enum Kind: Sendable {
        /// Done, not done, or nothing to do it on: people answer the requirement.
        case question
        /// Done or not done, with what shows it: registers answer, and count such records.
        case proof
        /// Nothing to do it on: registers answer, and found nothing in scope.
        case absence
    }

    /// Every part by name.
    public init(
        input: FormInput, kind: Kind = .question, isProvisional: Bool = false, people: LinkPicker,
        units: [FormChoice] = [],
        example: String? = nil
    ) {
        self.input = input
        self.kind = kind
        self.isProvisional = isProvisional
        self.people = people
        self.units = units
        self.example = example
    }

    func write(for requirement: String, into html: inout HTML) {
        html.section(.class("card"), .id("answer")) { html in
            html.h2(heading)
            if let explanation { html.p(explanation, .class("hint")) }
            html.submission(
                to: .answer(requirement: requirement), withFiles: true, .class("form"), .improvement("guard")
            ) { html in
                if kind == .absence { html.field(.hidden("outcome", "not-applicable")) }
                html.fields(fields)
                html.buttons("記録する", minutes: 3)
            }
        }
    }

    private var heading: String {
        switch kind {
        case .question: "記録する"
        case .proof: "実施した記録と証拠を残す"
        case .absence: "対象がないことを記録する"
        }
    }

    private var explanation: String? {
        switch kind {
        case .question:
            isProvisional ? "台帳に一件でも登録すると、台帳から自動で判定します。それまでは、ここに記録したことで判定します。" : nil
        case .proof: "判定は台帳の人数や件数と比べて行います。名簿などの証拠が付いた記録だけが数えられます。"
        case .absence: "台帳に登録すれば、そちらで判定します。本当に一つもないときだけ、理由とともに記録してください。"
        }
    }

    var fields: [FormField] {
        let outcomes = [
            FormChoice("done", "実施した"),
            FormChoice("not-done", "実施していない", note: "このままでも記録できます。理由をメモに書いてください。"),
            FormChoice("not-applicable", "対象がない", note: "対象がないと確認した人・日・理由が記録されます。"),
        ]
        let isAbsence = kind == .absence
        var fields: [FormField] = []
        if !isAbsence {
            let possible = kind == .proof ? Array(outcomes.prefix(2)) : outcomes
            fields.append(input.field("outcome", "実施しましたか", .choice(possible), isRequired: true))
        }
        if !units.isEmpty {
            fields.append(input.field("unit", "どの所属の記録ですか", .list(units)))
        }
        fields += [
            input.field("done_on", isAbsence ? "いつ確かめましたか" : "いつの時点ですか", .day, isRequired: true),
            input.field(
                "answered_by", isAbsence ? "だれが確かめましたか" : "だれが行いましたか", .link(people), isRequired: true),
        ]
        if kind == .question {
            fields.append(
                input.field(
                    "valid_until", "いつまで有効ですか", .day,
                    guide: FieldGuide(
                        reason: "この日を過ぎると、もう一度確認する仕事としてお知らせします。空けておくと、要求事項の周期から決まります。",
                        example: "年に1回のものなら、次の年度の末日")))
        }
        fields.append(
            input.field(
                "reason", isAbsence ? "対象がない理由" : "メモ", .longText(rows: 3), isRequired: isAbsence,
                guide: FieldGuide(reason: "担当が替わっても、何をどう確かめたかが分かるように残します。", example: example)))
        if let known = input.values["known_evidence"], !known.isEmpty, known != "new", !isAbsence {
            // A browser does not send a file twice by itself: whoever keeps both chooses it again below.
            fields.append(
                input.field(
                    "known_evidence", "同じ中身の証拠があります",
                    .choice([
                        FormChoice(known, "登録されている証拠を使う"),
                        FormChoice("new", "別の証拠として登録する", note: "下でもう一度ファイルを選びます。"),
                    ]), isRequired: true))
        }
        if !isAbsence {
            fields.append(
                input.field(
                    "evidence", "証拠のファイル", .file(accepting: nil),
                    hint: "起案文書、写真、一覧表など。20MBまで。あとから足すこともできます。"))
        }
        return fields
    }
}
