import Foundation
import LogMonitoring
import Primitives

/// Finding and reading the files of rules and pipelines that a command names.
enum RuleFiles {
    /// Every `.yml` and `.yaml` in these folders, in the order of their paths; a file may be named itself.
    ///
    /// - Throws: `Problem` `rules.missing` where a place does not exist or cannot be read.
    static func read(_ places: [String]) throws -> [(name: String, text: String)] {
        var found: [(name: String, text: String)] = []
        for place in places {
            for path in try paths(place) {
                guard let bytes = FileManager.default.contents(atPath: path) else {
                    throw Problem("rules.unreadable", "ルールのファイルを読めません：\(path)。読む権限を確かめてください。")
                }
                found.append((path, String(decoding: bytes, as: UTF8.self)))
            }
        }
        return found
    }

    private static func paths(_ place: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw Problem("rules.missing", "ルールの場所がありません：\(place)。フォルダーの名前を確かめてください。")
        }
        guard isFolder.boolValue else { return [place] }
        let names = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted().map {
            place + (place.hasSuffix("/") ? "" : "/") + $0
        }
    }

    /// The pipelines that `--pipeline` names, or those that ship.
    static func pipelines(_ invocation: Invocation) throws -> [Pipeline] {
        let named = invocation.list("pipeline")
        if named == ["none"] { return [Pipeline.none] }
        let places = named.isEmpty ? [try Wiring.contentFolder(invocation.environment) + "/pipelines"] : named
        return try read(places).map { file in
            do throws(RuleRefusal) {
                return try Pipeline(yaml: file.text)
            } catch {
                throw Problem(
                    "pipeline.unusable", "パイプラインのファイルを使えません：\(file.name)。内容を直してください。",
                    detail: error.reason)
            }
        }
    }

    static func ruleSet(
        _ invocation: Invocation, _ places: [String], isUsed: (RuleDescription) -> Bool = { _ in true }
    ) throws -> RuleSet {
        let files = try read(places)
        guard !files.isEmpty else {
            throw Problem("rules.none", "ルール（.yml）が一つもありません：\(places.joined(separator: "、"))。")
        }
        return RuleSet(files: files, pipelines: try pipelines(invocation), isUsed: isUsed)
    }
}

extension Command.Option {
    static let pipeline = Command.Option(
        name: "pipeline", value: Words("ファイル…", "FILE…"),
        about: Words(
            "項目名とログの種類を読み替える設定。none は読み替えなし。省くと付属のもの。",
            "How field names and log sources are translated; none: not at all; default: those that ship."),
        isList: true)
}
