import Foundation
import PolicyText
import Testing

/// One sample text beside the outline that a person reads in it.
struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    /// `path<TAB>heading` per line.
    let outline: [String]

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

    /// All samples, in the order of their names: policies, then the ways of writing one by one.
    static let all: [Sample] = samples(in: "") + samples(in: "Styles/")

    private static func samples(in place: String) -> [Sample] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + place)) ?? []
        return names.filter { $0.hasSuffix(".outline") }.sorted().compactMap {
            named(place + $0.dropLast(8))
        }
    }

    static func named(_ name: String) -> Sample? {
        guard
            let outline = try? String(contentsOf: folder.appending(path: name + ".outline"), encoding: .utf8)
        else {
            return nil
        }
        for ending in [".txt", ".md"] {
            if let text = try? String(contentsOf: folder.appending(path: name + ending), encoding: .utf8) {
                return Sample(
                    name: name, text: text,
                    outline: outline.split(separator: "\n").map { trimmedEnd(String($0)) })
            }
        }
        return nil
    }
}

/// The outline of a document in the form of the samples.
func outline(of document: PolicyDocument) -> [String] {
    document.allClauses.map { trimmedEnd("\($0.path)\t\($0.heading)") }
}

private func trimmedEnd(_ line: String) -> String {
    var line = line
    while line.hasSuffix("\t") { line.removeLast() }
    return line
}

/// The policy that Toride must run, where the folder beside the package holds it.
enum RealPolicy {
    static let text: String? = {
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared").path
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? beside
        return try? String(contentsOfFile: shared + "/inputs/000_3b563dea01253f5c.txt", encoding: .utf8)
    }()
}
