import Primitives
import WebPages

extension FormInput {
    /// What was typed, with the problems at their fields; problems without a field stand at the first one.
    ///
    /// - Parameter names: what a field of a problem is called in the form, where it differs.
    init(
        _ fields: FormFields, problems: [Problem] = [], names: [String: String] = [:],
        without hidden: [String] = []
    ) {
        var values: [String: String] = [:]
        for (name, all) in fields.values where name != "csrf" && !hidden.contains(name) {
            values[name] = all.joined(separator: ",")
        }
        var errors: [String: String] = [:]
        for problem in problems {
            let field = problem.field ?? ""
            errors[names[field] ?? field] = problem.sentence
        }
        self.init(values: values, errors: errors)
    }
}

/// The problems in an error that a person can mend at the form; nil for anything else.
func formProblems(_ error: any Error) -> [Problem]? {
    switch error {
    case let problems as Problems: problems.all
    case let problem as Problem where problem.field != nil: [problem]
    default: nil
    }
}
