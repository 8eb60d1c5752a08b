import Yams

/// One mapping of a YAML file, read field by field; a mistake is noted with its place, and reading goes on.
///
/// A value that could not be read comes back as nil or empty: callers look at `problems` before using
/// anything.
struct YAMLEntry {
    let file: String
    let id: String?
    let mapping: Node.Mapping
    // The mapping's own lookup compares whole nodes, one after the other.
    private let fields: [String: Node]
    private(set) var problems: [CatalogueProblem] = []
    private var asked: Set<String> = []

    init(file: String, id: String?, mapping: Node.Mapping) {
        self.file = file
        self.id = id
        self.mapping = mapping
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            if let name = key.string { fields[name] = value }
        }
        self.fields = fields
    }

    /// The names of all fields that are written, in order.
    var names: [String] { mapping.keys.compactMap(\.string) }

    func has(_ field: String) -> Bool { fields[field] != nil }

    mutating func note(_ field: String?, _ message: String, at node: Node? = nil) {
        let line = (node ?? field.flatMap { fields[$0] })?.mark?.line ?? mapping.mark?.line
        problems.append(CatalogueProblem(file: file, id: id, field: field, line: line, message))
    }

    mutating func take(_ other: [CatalogueProblem]) { problems += other }

    mutating func node(_ field: String) -> Node? {
        asked.insert(field)
        return fields[field]
    }

    /// A text that has to be there.
    mutating func text(_ field: String, longest: Int = 400) -> String? {
        guard let node = node(field) else {
            note(field, "書かれていません。この項目を書き足してください。")
            return nil
        }
        return text(of: node, field, longest: longest)
    }

    mutating func optionalText(_ field: String) -> String? {
        guard let node = node(field) else { return nil }
        return text(of: node, field, longest: 400)
    }

    /// A list of texts; a single text counts as a list of one, a missing field as none.
    mutating func texts(_ field: String) -> [String] {
        guard let node = node(field) else { return [] }
        return texts(of: node, field)
    }

    mutating func texts(of node: Node, _ field: String) -> [String] {
        guard let sequence = node.sequence else {
            return text(of: node, field, longest: 400).map { [$0] } ?? []
        }
        return sequence.compactMap { text(of: $0, field, longest: 400) }
    }

    private mutating func text(of node: Node, _ field: String, longest: Int) -> String? {
        guard let scalar = node.scalar?.string, !scalar.allSatisfy(\.isWhitespace) else {
            note(field, "文字列を書いてください。", at: node)
            return nil
        }
        guard scalar.count <= longest else {
            note(field, "\(longest)文字までにしてください（今は\(scalar.count)文字）。", at: node)
            return nil
        }
        return scalar
    }

    mutating func flag(_ field: String, whenMissing: Bool) -> Bool {
        guard let node = node(field) else { return whenMissing }
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            note(field, "true か false を書いてください。", at: node)
            return whenMissing
        }
    }

    mutating func number(_ field: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(field) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            note(field, "\(range.lowerBound)から\(range.upperBound)までの整数を書いてください（今は「\(text)」）。")
            return nil
        }
        return number
    }

    /// One code out of a closed list that has to be there.
    mutating func code<Code: RawRepresentable & CaseIterable>(_ field: String, as type: Code.Type) -> Code?
    where Code.RawValue == String {
        guard let text = text(field) else { return nil }
        if let code = Code(rawValue: text) { return code }
        let known = Code.allCases.map(\.rawValue).joined(separator: ", ")
        note(field, "「\(text)」は使えません。次から選んでください：\(known)")
        return nil
    }

    /// Notes the fields that nobody asked for, so that a misspelled field is never silently ignored.
    mutating func noteUnknownFields() {
        for key in mapping.keys {
            guard let name = key.string, !asked.contains(name) else { continue }
            let known = asked.sorted().joined(separator: ", ")
            note(name, "この項目はありません。つづりを確かめてください（書ける項目：\(known)）。", at: key)
        }
    }
}
