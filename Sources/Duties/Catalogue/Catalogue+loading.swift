import Foundation

extension Catalogue {
    /// Reads every `.yaml` file of a folder, in the order of their names.
    ///
    /// - Throws: all mistakes of all files at once, each with file, entry, field and line.
    public static func load(fromFolder folder: String) throws(CatalogueError) -> Catalogue {
        var files: [(name: String, text: String)] = []
        var problems: [CatalogueProblem] = []
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw CatalogueError(problems: [.init("要求一覧のフォルダー「\(folder)」を開けません。場所と読み取りの許可を確かめてください。")])
        }
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let data = FileManager.default.contents(atPath: folder + "/" + name)
            guard let data, let text = String(data: data, encoding: .utf8) else {
                problems.append(.init(file: name, "UTF-8 の文書として読めません。文字コードを UTF-8 にして保存し直してください。"))
                continue
            }
            files.append((name, text))
        }
        guard problems.isEmpty else { throw CatalogueError(problems: problems) }
        guard !files.isEmpty else {
            throw CatalogueError(problems: [.init("フォルダー「\(folder)」に要求の YAML がありません。場所を確かめてください。")])
        }
        return try parse(files: files)
    }

    /// Reads the catalogue from texts, in the given order; the vocabulary may stand anywhere among them.
    ///
    /// - Throws: all mistakes of all files at once.
    public static func parse(files: [(name: String, text: String)]) throws(CatalogueError) -> Catalogue {
        var requirements: [Requirement] = []
        var problems: [CatalogueProblem] = []
        var vocabulary = Vocabulary()
        for file in files where file.name == Vocabulary.fileName {
            problems += vocabulary.read(file.text)
        }
        for file in files where file.name != Vocabulary.fileName {
            var reader = CatalogueFileReader(file: file.name, vocabulary: vocabulary)
            requirements += reader.requirements(in: file.text)
            problems += reader.problems
        }
        guard problems.isEmpty else { throw CatalogueError(problems: problems) }
        return try Catalogue(requirements: requirements)
    }
}
