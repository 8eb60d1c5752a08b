import Foundation

@testable import LogMonitoring

/// Where these tests find what they read.
enum DetectionPlaces {
    static let package: String = {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
        return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    /// The folder of real inputs; nil where it is not here.
    static let inputs: String? = {
        let named = ProcessInfo.processInfo.environment["TORIDE_SHARED"].map { $0 + "/inputs" }
        let beside = URL(filePath: package).deletingLastPathComponent().path + "/shared/inputs"
        return [named, beside].compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0 + "/sigma")
        }
    }()

    static let absent = "the real inputs are not here: set TORIDE_SHARED to their folder"

    static func files(under folder: String, ending: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
    }

    static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    static let pipelines: [Pipeline] = files(under: package + "/Content/pipelines", ending: ".yml").compactMap
    {
        try? Pipeline(yaml: text($0))
    }

    /// Every rule of the public set.
    static let publicRules: [(name: String, text: String)] = {
        guard let inputs else { return [] }
        return ["rules", "rules-emerging-threats", "rules-threat-hunting"].flatMap { folder in
            files(under: inputs + "/sigma/" + folder, ending: ".yml").map { ($0, text($0)) }
        }
    }()

    static let publicRuleSet = RuleSet(files: publicRules, pipelines: pipelines)
}
