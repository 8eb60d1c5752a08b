/// What was typed into a form whose fields a page knows itself, and what was wrong with it.
public struct FormInput: Sendable {
    /// By field name; what is missing is empty.
    public var values: [String: String] = [:]
    /// By field name: what is wrong, and what to do.
    public var errors: [String: String] = [:]

    /// Every part by name.
    public init(values: [String: String] = [:], errors: [String: String] = [:]) {
        self.values = values
        self.errors = errors
    }

    func field(
        _ name: String, _ label: String, _ kind: FormField.Kind, isRequired: Bool = false,
        hint: String? = nil,
        guide: FieldGuide? = nil
    ) -> FormField {
        FormField(
            name, label, kind, value: values[name] ?? "", isRequired: isRequired, hint: hint, guide: guide,
            error: errors[name])
    }
}
