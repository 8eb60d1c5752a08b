import Foundation
import Testing

/// The rules on the repository as it lies there. Each prints every place at once.
@Suite struct RepositoryTests {
    let ours = Repository.ours

    private func hold(_ findings: [Finding]) {
        #expect(findings.isEmpty, "\n\(findings.listed)")
    }

    @Test func `there is a repository to look at`() {
        #expect(
            ours.swift.count > 20, "found only \(ours.swift.count) Swift files under \(Repository.root.path)")
    }

    @Test func `no banned word stands in the code`() {
        hold(ours.swift.flatMap(BannedWords.findings))
    }

    @Test func `files, lines, functions and folders keep their size`() {
        hold(ours.swift.flatMap { Sizes.findings(in: $0) } + Sizes.findings(inFoldersOf: ours.files))
    }

    @Test func `no folder is a drawer and no type is jobless`() {
        hold(ours.files.flatMap(Names.findings))
    }

    @Test func `no file knows the machine it was written on`() {
        hold(ours.files.flatMap(Places.findings))
    }

    @Test func `the table of imports, the manifest and the import lines agree`() throws {
        let page = try #require(ours.file("docs/architecture.md"))
        let manifest = PackageManifest(try #require(ours.file("Package.swift")))
        let table = Imports.table(in: page)
        let brought = Imports.table(in: page, head: "| product | also brings |")
        hold(Imports.findings(table: table, manifest: manifest))
        hold(ours.swift.flatMap { Imports.findings(in: $0, table: table, brought: brought) })
    }

    @Test func `the engines are pure`() {
        hold(ours.swift.flatMap { Purity.findings(in: $0) })
    }

    @Test func `every exemption names a file that exists`() {
        hold(
            Purity.exemptions.keys.filter { ours.file($0) == nil }.map {
                Finding($0, "exempted and not there")
            })
    }

    @Test func `every dependency was decided on`() throws {
        let manifest = PackageManifest(try #require(ours.file("Package.swift")))
        hold(Decisions.findings(pages: ours.files(under: "docs/decisions"), manifest: manifest))
    }

    @Test func `every page and guide that is pointed to exists`() {
        hold(ours.files.flatMap { Links.findings(in: $0, exists: Repository.exists) })
    }

    @Test func `no file is without use`() {
        hold(
            UnusedFiles.swiftFindings(among: ours.files) + UnusedFiles.fixtureFindings(among: ours.files)
                + UnusedFiles.scriptFindings(among: ours.files))
    }

    @Test func `every script can be run`() {
        let scripts =
            ours.files(under: "scripts").filter { $0.folder == "scripts" } + ours.files(under: ".ci")
        hold(scripts.filter { !Repository.isExecutable($0.path) }.map { Finding($0.path, "chmod +x") })
    }

    @Test func `the program and the archive have one version`() throws {
        let version = try #require(ours.file("scripts/parts/version")).text.split(separator: "\n").first ?? ""
        let program = ours.files(under: "Sources/Toride")
        #expect(
            program.contains { $0.text.contains("version = \"\(version)\"") },
            "scripts/parts/version: \(version)")
    }

    @Test func `the glossary's words are the code's words`() throws {
        let page = try #require(ours.file("docs/glossary.md"))
        let words = ours.files(under: "Sources").reduce(into: Set<Substring>()) { $0.formUnion($1.words) }
        hold(Glossary.findings(in: page, words: words))
    }

    @Test func `what the threat model names exists`() throws {
        let page = try #require(ours.file("docs/threat-model.md"))
        let words = ours.files(under: "Sources").reduce(into: Set<Substring>()) { $0.formUnion($1.words) }
        hold(ThreatModel.findings(in: page, tests: ours.files(under: "Tests"), words: words))
    }

    @Test(
        .enabled(if: RealInput.text != nil, "the real inputs are not here: set TORIDE_SHARED to their folder")
    )
    func `nothing that ships quotes the real policy`() throws {
        let runs = RealInput.runs(of: try #require(RealInput.text))
        hold(
            (ours.files(under: "Content") + ours.files(under: "Sources")).flatMap {
                RealInput.findings(in: $0, runs: runs)
            })
    }
}
