import Foundation
import PolicyText
import Testing
import Yams

@testable import Duties

/// Labels made by hand for one text: which clause says which requirement.
struct Gold: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// Whether the hints of the catalogue were written with this text in view.
    let isTunedOn: Bool
    let labels: [RequirementID: Label]
    let absent: Set<RequirementID>

    /// The clauses where a binding is right; without `primary` none is asked for.
    struct Label: Sendable {
        let primary: ClausePath?
        let also: [ClausePath]

        func accepts(_ path: ClausePath) -> Bool { path == primary || also.contains(path) }
    }

    var testDescription: String { name }

    /// Those that the text says, so that a binding is missed if there is none.
    var said: [RequirementID] { labels.filter { $0.value.primary != nil }.map(\.key) }

    static func read(_ name: String) throws -> Gold {
        let text = try String(contentsOfFile: Places.gold + "/\(name).yaml", encoding: .utf8)
        let top = try Yams.compose(yaml: text)?.mapping ?? [:]
        var labels: [RequirementID: Label] = [:]
        for (key, value) in top["labels"]?.mapping ?? [:] {
            guard let id = key.string, let label = value.mapping else { continue }
            labels[RequirementID(rawValue: id)] = Label(
                primary: (label["primary"]?.string).map { ClausePath($0) },
                also: label["also"]?.sequence?.compactMap(\.string).map { ClausePath($0) } ?? [])
        }
        let absent = top["absent"]?.sequence?.compactMap(\.string).map(RequirementID.init(rawValue:)) ?? []
        return Gold(
            name: name, text: top["text"]?.string ?? "", isTunedOn: top["tuned-on"]?.string == "true",
            labels: labels,
            absent: Set(absent))
    }

    static let samples: [Gold] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Places.gold)) ?? []
        return names.filter { $0.hasSuffix(".yaml") && $0 != "real.yaml" }.sorted()
            .compactMap { try? read(String($0.dropLast(5))) }
    }()

    /// The labelled text as a document; nil where it is not on this machine.
    func document() throws -> PolicyDocument? {
        guard let source = try source() else { return nil }
        return PolicyDocument.read(source)
    }

    func source() throws -> String? {
        guard let path else { return nil }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    /// Samples that PolicyText reads too stand there; those for the matcher alone beside their labels.
    private var path: String? {
        switch text {
        case "real": Places.realInput
        case "demonstration": Places.package + "/Content/demonstration/policy-revised.txt"
        case _ where text.hasPrefix("full-"): Places.samples + "/" + text
        default: Places.gold + "/" + text
        }
    }
}

/// How bindings compare with the labels of one text.
struct Score: Sendable, CustomStringConvertible {
    /// Bindings to an acceptable clause.
    var right = 0
    /// Bindings to another clause, or of what the text does not say.
    var wrong: [String] = []
    /// Requirements that the text says and that have a right binding.
    var found = 0
    /// Requirements that the text says and that have none.
    var missed: [String] = []

    init() {}

    init(_ result: MatchResult, against gold: Gold) {
        var recalled: Set<RequirementID> = []
        for binding in result.bindings where binding.counts {
            if gold.labels[binding.requirement]?.accepts(binding.clause) == true {
                right += 1
                recalled.insert(binding.requirement)
            } else {
                wrong.append(
                    "\(gold.name): \(binding.requirement) → \(binding.clause) (\(binding.explanation))")
            }
        }
        for id in gold.said.sorted() {
            if recalled.contains(id) { found += 1 } else { missed.append("\(gold.name): \(id)") }
        }
    }

    static func + (left: Score, right: Score) -> Score {
        var sum = left
        sum.right += right.right
        sum.wrong += right.wrong
        sum.found += right.found
        sum.missed += right.missed
        return sum
    }

    var precision: Double { right + wrong.count == 0 ? 0 : Double(right) / Double(right + wrong.count) }
    var recall: Double { found + missed.count == 0 ? 0 : Double(found) / Double(found + missed.count) }

    var description: String {
        "precision \(right)/\(right + wrong.count) = \(Self.rounded(precision)), "
            + "recall \(found)/\(found + missed.count) = \(Self.rounded(recall))"
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}
