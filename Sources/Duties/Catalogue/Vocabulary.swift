import Yams

/// Words of the field that stand for one another, by the name of the set.
///
/// Hints name a set instead of listing its words, so that a new word is added in one place.
struct Vocabulary: Sendable {
    /// The one file of Content/requirements that declares no requirements.
    static let fileName = "vocabulary.yaml"

    private var sets: [String: [String]] = [:]

    subscript(name: String) -> [String]? { sets[name] }

    /// Adds the sets of a file and returns its mistakes.
    mutating func read(_ text: String) -> [CatalogueProblem] {
        let file = Self.fileName
        guard let top = try? Yams.compose(yaml: text)?.mapping else {
            return [.init(file: file, "words の下に「名前: [語, …]」の形で書いてください。")]
        }
        var head = YAMLEntry(file: file, id: nil, mapping: top)
        if let mapping = head.node("words")?.mapping {
            var list = YAMLEntry(file: file, id: nil, mapping: mapping)
            for name in list.names {
                sets[name] = list.texts(name)
                if sets[name]?.isEmpty ?? true { list.note(name, "語を一つ以上書いてください。") }
            }
            head.take(list.problems)
        } else {
            head.note("words", "語の組の一覧がありません。「名前: [語, …]」の形で書いてください。")
        }
        head.noteUnknownFields()
        return head.problems
    }
}
