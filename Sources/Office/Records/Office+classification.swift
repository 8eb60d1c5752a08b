import Primitives
import Registers
import Storage

/// How an outcome is called in the organization's own scheme.
public struct OwnClasses: Sendable {
    /// By axis, where exactly one rung of one scheme stands for it.
    public let names: [ClassificationLevel.Axis: String]
}

extension Office {
    private static let assets = InformationAsset.register

    /// What the organization itself calls the classes of an outcome, by the rungs that hold today; one
    /// statement. Of several schemes the one decided last is meant; an axis without a rung is missing.
    public func ownClasses(
        _ outcome: ClassificationQuestions.Outcome, _ reader: RecordReader
    ) throws -> OwnClasses {
        let rows = try reader.beginning(ClassificationLevel.register.definition, ListQuery(limit: 500))
        let levels = try rows.map { try ClassificationLevel.register.record($0.values) }.filter { level in
            (level.endsOn.map { $0 >= today } ?? true) && (level.decidedOn.map { $0 <= today } ?? true)
        }
        var names: [ClassificationLevel.Axis: String] = [:]
        let byClass = levels.filter {
            ($0.axis ?? .confidentiality) == .confidentiality
                && $0.confidentiality == outcome.confidentiality
        }
        names[.confidentiality] = Self.latest(byClass)?.name
        for (axis, level) in [
            (ClassificationLevel.Axis.integrity, outcome.integrity), (.availability, outcome.availability),
        ] {
            let rungs = Dictionary(
                grouping: levels.filter { $0.axis == axis && $0.rank != nil }, by: \.scheme)
            // Two rungs are two levels; of three nobody has said which stands for which.
            let fitting = rungs.values.filter { $0.count == 2 }.map { scheme in
                scheme.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }[level == .level2 ? 0 : 1]
            }
            names[axis] = Self.latest(fitting)?.name
        }
        return OwnClasses(names: names)
    }

    private static func latest(_ levels: [ClassificationLevel]) -> ClassificationLevel? {
        levels.max { left, right in
            (left.decidedOn?.iso ?? "", right.name) < (right.decidedOn?.iso ?? "", left.name)
        }
    }

    /// Writes what five answers lead to into an asset: the three classes, the reasons with day and person,
    /// and that the classes were confirmed today.
    ///
    /// - Parameters:
    ///   - more: what the person added in words.
    ///   - expected: the version that the person saw.
    /// - Throws: `Problem` `access.refused`, `access.not-found`, `register.conflict`.
    @discardableResult
    public func classify(
        _ id: Identifier, _ answers: ClassificationQuestions.Answers, more: String = "", expected: Int?,
        by viewer: Viewer
    ) throws -> RegisterRow {
        let found = try store.database.read { connection -> (RegisterRow, String)? in
            let reader = RecordReader(connection, viewer: viewer)
            guard let row = try reader.row(Self.assets.definition, id: id) else { return nil }
            // A person's own name, whoever may read the register of people.
            let names = try viewer.person.map {
                try RecordReader(connection, viewer: .console).labels(
                    Person.register.definition, ids: [$0.text])
            }
            return (row, names?.first?.value ?? "サーバーの担当者")
        }
        guard let (row, name) = found else { throw Refusal.notFound }
        let outcome = ClassificationQuestions.outcome(answers)
        let mark = "（\(JapaneseEra.text(today)) \(name)が五つの質問に答えて決めた）"
        let more = FieldChecks.cleaned(more, keepsLines: true)
        func reason(_ text: String) -> StoredValue {
            .text(text + (more.isEmpty ? "" : "\n補足：\(more)") + "\n" + mark)
        }
        var values = row.values
        for (column, value) in [
            ("personal_information", answers.personal.stored),
            ("confidentiality", outcome.confidentiality.stored),
            ("confidentiality_reason", reason(outcome.confidentialityReason)),
            ("integrity", outcome.integrity.stored), ("integrity_reason", reason(outcome.integrityReason)),
            ("availability", outcome.availability.stored),
            ("availability_reason", reason(outcome.availabilityReason)), ("classified_on", today.stored),
        ] {
            if let index = Self.assets.definition.index(of: column) { values[index] = value }
        }
        return try change(Self.assets.definition, id: id, values, expected: expected, by: viewer)
    }
}
