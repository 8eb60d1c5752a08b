import Foundation
import Primitives

/// A form that arrived after its session had run out: it waits until the same person has signed in again.
struct PendingForm: Sendable {
    /// Longer ones are not kept: memory is for everybody.
    static let byteLimit = 200_000

    /// Whose session it was; nobody else gets to see or send it, for PCs are shared.
    let account: Identifier
    /// Where it was sent.
    let segments: [String]
    /// What was typed; files are not kept.
    let fields: FormFields

    /// Nil where the form is too long to be kept, or holds a password.
    init?(account: Identifier, route: Route, values: [String], fields: FormFields) {
        guard route.method == .post, route.door == .signedIn else { return nil }
        let size = fields.values.reduce(0) { sum, field in
            sum + field.key.utf8.count + field.value.reduce(0) { $0 + $1.utf8.count }
        }
        guard size <= Self.byteLimit else { return nil }
        self.account = account
        segments = route.segments(values)
        self.fields = fields.withoutFiles
    }
}

extension Route {
    /// The parts of the address that has these values at its stars.
    func segments(_ values: [String]) -> [String] {
        var rest = values[...]
        return pattern.map { $0 == "*" ? rest.popFirst() ?? "" : $0 }
    }

    /// The address, percent-encoded.
    func path(_ values: [String]) -> String {
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~()"))
            .intersection(CharacterSet(charactersIn: Unicode.Scalar(0)...Unicode.Scalar(127)))
        return "/"
            + segments(values).map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
            .joined(separator: "/")
    }
}
