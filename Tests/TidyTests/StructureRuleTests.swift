import Testing

/// The rules that hold several files against each other can fail as well.
@Suite struct StructureRuleTests {
    let manifest = PackageManifest(
        SourceFile(
            "Package.swift",
            """
            let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
            let package = Package(
                dependencies: [ .package(url: "https://example.com/jpsim/Yams", from: "6.2.0") ],
                targets: [
                    .target(name: "Primitives"),  // .target(name: "Ghost")
                    .target(
                        name: "Duties", dependencies: ["Primitives", yams], swiftSettings: [.define("A")]),
                    .systemLibrary(name: "CLibZip", pkgConfig: "libzip"),
                    .executableTarget(name: "Toride", dependencies: [
                        "Duties", .product(name: "Logging", package: "swift-log"),
                    ]),
                    .target(name: "TestSupport", dependencies: ["Duties"], path: "Tests/TestSupport"),
                    .testTarget(name: "DutiesTests", dependencies: ["Duties"]),
                ])
            """))

    private func architecture(_ rows: String) -> [String: [String]] {
        Imports.table(
            in: SourceFile("docs/architecture.md", "# A\n\n| room | may import |\n|--|--|\n\(rows)\n\nText"))
    }

    @Test func `the manifest is read from its text`() {
        #expect(manifest.rooms.map(\.name) == ["Primitives", "Duties", "Toride"])
        #expect(manifest.rooms.map(\.dependencies) == [[], ["Primitives", "Yams"], ["Duties", "Logging"]])
        #expect(manifest.packages == ["Yams"])
        #expect(manifest.systemLibraries == ["CLibZip"])
    }

    static let rightTable = """
        | `Primitives` | nothing |
        | `Duties` | `Primitives`, `Yams` |
        | `Toride` | `Duties`, `Logging` |
        """

    @Test(arguments: [
        (rightTable, 0),
        ("", 1),  // no table at all
        (rightTable.replacing("`Primitives`, `Yams`", with: "`Yams`"), 1),
        (rightTable.replacing("| nothing |", with: "| `Yams` |"), 1),
        (rightTable + "\n| `Ghost` | nothing |", 1),
        (rightTable.replacing("| `Primitives` | nothing |\n", with: ""), 1),
    ])
    func `the table and the manifest are held against each other`(rows: String, count: Int) {
        #expect(Imports.findings(table: architecture(rows), manifest: manifest).count == count)
    }

    @Test(arguments: [
        ("import Primitives", 0), ("import Foundation", 0), ("@preconcurrency import Yams", 0),
        ("import Storage", 1), ("public import Crypto", 1), ("@testable import Toride", 1),
        ("import struct Storage.Row", 1), ("// import Storage", 0),
    ])
    func `an undeclared import is found`(line: String, count: Int) {
        let file = SourceFile("Sources/Duties/A.swift", line)
        #expect(Imports.findings(in: file, table: architecture(Self.rightTable)).count == count)
    }

    @Test func `a product brings its other modules only to rooms that may use it`() {
        let table = ["Office": ["Hummingbird"], "Storage": ["Primitives"]]
        let brought = ["Hummingbird": ["Logging"]]
        for (room, count) in [("Office", 0), ("Storage", 1)] {
            let file = SourceFile("Sources/\(room)/A.swift", "import Logging")
            #expect(Imports.findings(in: file, table: table, brought: brought).count == count)
        }
    }

    @Test(arguments: [
        ("let files = FileManager.default", 1), ("let bytes = try Data(contentsOf: url)", 1),
        ("let id = UUID()", 1),
        ("let n = Int.random(in: 1...6)", 1), ("list.append(contentsOf: more)", 0),
        ("// FileManager reads", 0),
        ("let word = dice.random(upTo: 6)", 0),
    ])
    func `an engine that reaches outside is found`(line: String, count: Int) {
        #expect(Purity.findings(in: SourceFile("Sources/Duties/A.swift", line)).count == count)
        #expect(Purity.findings(in: SourceFile("Sources/Storage/A.swift", line)).isEmpty)
    }

    @Test func `an exemption that is no longer needed is found`() {
        let file = SourceFile("Sources/Duties/A.swift", "let a = 1")
        #expect(Purity.findings(in: file, exemptions: [file.path: ["FileManager"]]).count == 1)
    }

    @Test(
        arguments: [
            (["0001-yams.md": "Dependencies: Yams, CLibZip"], 0),
            (["0001-yams.md": "Dependencies: Yams"], 1),
            (["0001-yams.md": "Dependencies: Yams, CLibZip, Gone"], 1),
            (["0001-a.md": "Dependencies: Yams, CLibZip", "0003-b.md": ""], 0),
            (["0001-a.md": "Dependencies: Yams, CLibZip", "0001-b.md": ""], 2),
            ([:], 2),
        ] as [([String: String], Int)])
    func `a dependency without a decision is found`(pages: [String: String], count: Int) {
        let pages = pages.map { SourceFile("docs/decisions/\($0.key)", "# T\n\n\($0.value)\n") }
        #expect(Decisions.findings(pages: pages, manifest: manifest).count == count)
    }

    @Test func `a source that nothing uses is found`() {
        let used = SourceFile("Sources/A/Used.swift", "struct Used {}")
        let user = SourceFile("Sources/A/User.swift", "struct User { let used: Used }")
        let caller = SourceFile("Sources/A/main.swift", "let a = User()")
        let lonely = SourceFile("Sources/A/Lonely.swift", "struct Lonely {}  // unlike Used")
        #expect(UnusedFiles.swiftFindings(among: [used, user, caller]).isEmpty)
        #expect(UnusedFiles.swiftFindings(among: [used, user, caller, lonely]).map(\.path) == [lonely.path])
    }

    @Test func `a fixture and a script that nothing names are found`() {
        let test = SourceFile("Tests/ATests/A.swift", "let name = \"old.txt\"")
        let named = SourceFile("Tests/ATests/Fixtures/old.txt", "")
        let unnamed = SourceFile("Tests/ATests/Fixtures/new.txt", "")
        #expect(UnusedFiles.fixtureFindings(among: [test, named, unnamed]).map(\.path) == [unnamed.path])
        let page = SourceFile("README.md", "run scripts/demo")
        let scripts = ["demo", "forgotten"].map { SourceFile("scripts/\($0)", "") }
        #expect(UnusedFiles.scriptFindings(among: [page] + scripts).map(\.path) == ["scripts/forgotten"])
    }

    @Test(arguments: [
        ("`a test is there`", 0), ("`Gate`, `test_it`", 0), ("tests of doors", 1), ("`a test is gone`", 1),
        ("`a test is there`, `Gone` and `test_gone`", 2),
    ])
    func `an attack that nothing holds is found`(heldBy: String, count: Int) {
        let page = SourceFile(
            "docs/threat-model.md",
            "| what | harm | who |\n|--|--|--|\n| a | b | c |\n\n| attack | answer | held by |\n|--|--|--|\n"
                + "| one | answer | \(heldBy) |\n\nText")
        let tests = [
            SourceFile("Tests/ATests/A.swift", "@Test func `a test is there`() {}"),
            SourceFile("Tests/B/test_b.py", "def test_it():"),
        ]
        #expect(ThreatModel.findings(in: page, tests: tests, words: ["Gate"]).count == count)
    }
}
