/// All requirements that ship with the product, in the order of the model policy, those of law last.
public struct Catalogue: Sendable {
    public let requirements: [Requirement]
    private let positions: [RequirementID: Int]

    /// - Throws: the doubled ids, and pointers to what does not exist.
    public init(requirements: [Requirement]) throws(CatalogueError) {
        var positions: [RequirementID: Int] = [:]
        var problems: [CatalogueProblem] = []
        for (position, requirement) in requirements.enumerated() {
            if positions.updateValue(position, forKey: requirement.id) != nil {
                problems.append(
                    .init(id: requirement.id.rawValue, field: "id", "同じ ID の要求がすでにあります。別の ID にしてください。"))
            }
        }
        for requirement in requirements {
            for target in requirement.pointsTo where positions[target] == nil {
                problems.append(
                    .init(
                        id: requirement.id.rawValue, field: "points-to",
                        "「\(target)」という要求はありません。ID を確かめてください。"))
            }
        }
        guard problems.isEmpty else { throw CatalogueError(problems: problems) }
        self.requirements = requirements
        self.positions = positions
    }

    /// The requirement with this id, or nil where the catalogue has none.
    public subscript(id: RequirementID) -> Requirement? {
        positions[id].map { requirements[$0] }
    }

    /// Those that get a verdict, in order.
    public var judged: [Requirement] { requirements.filter(\.isJudged) }
}

/// Everything that is wrong with the catalogue's files, collected before giving up.
public struct CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Never empty.
    public let problems: [CatalogueProblem]

    /// One line for each problem, in Japanese.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One mistake in the catalogue and where it stands.
public struct CatalogueProblem: Sendable, Hashable, CustomStringConvertible {
    /// File name without folder; nil where several files are concerned.
    public let file: String?
    /// The entry's id, as far as it could be read.
    public let id: String?
    /// The field's name as written in YAML.
    public let field: String?
    /// Line in the file, from 1.
    public let line: Int?
    /// What is wrong and what to do, in Japanese.
    public let message: String

    init(file: String? = nil, id: String? = nil, field: String? = nil, line: Int? = nil, _ message: String) {
        self.file = file
        self.id = id
        self.field = field
        self.line = line
        self.message = message
    }

    public var description: String {
        let place = [
            file.map { "ファイル \($0)" }, line.map { "\($0)行目" }, id.map { "ID \($0)" },
            field.map { "項目 \($0)" },
        ]
        let known = place.compactMap(\.self)
        return known.isEmpty ? message : known.joined(separator: "、") + "：" + message
    }
}
