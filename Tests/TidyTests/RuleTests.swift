import Testing

/// Each rule can fail: a bad sample is found, and the good one beside it is not.
@Suite struct RuleTests {
    private func swift(_ text: String, at path: String = "Sources/Storage/Sample.swift") -> SourceFile {
        SourceFile(path, text)
    }

    @Test(arguments: [
        ("let a = try! parse()", true), ("let a = try? parse()", false),
        ("fatalError(\"no\")", true), ("// fatalError( is banned", false), ("let a = \"fatalError(\"", false),
        ("let now = Date()", true), ("let day = makeDate()", false), ("let now = Date.now", true),
        ("print(row)", true), ("fingerprint(row)", false), ("console.print(row)", false),
        ("// FIX" + "ME later", true), ("let x = 1 // TO" + "DO", true), ("let mastodon = 1", false),
        ("func `a call of print() is found`() {}", false),
        ("let a = \"\"\"\n  print(\n  \"\"\"", false), ("let a = #\"\\\"print(\"#", false),
        ("let a = \"\\(f(\"x\")) print(\"; print(a)", true),
    ])
    func `banned words are found in code and only there`(code: String, isBad: Bool) {
        #expect(BannedWords.findings(in: swift(code)).isEmpty != isBad)
    }

    @Test func `the executable may print`() {
        #expect(BannedWords.findings(in: swift("print(1)", at: "Sources/Toride/Console.swift")).isEmpty)
    }

    @Test(arguments: [(400, false), (401, true)])
    func `a file has at most 400 lines`(count: Int, isBad: Bool) {
        let file = swift(String(repeating: "let a = 1\n", count: count))
        #expect(Sizes.findings(in: file).isEmpty != isBad)
    }

    @Test(arguments: [(110, false), (111, true)])
    func `a line has at most 110 columns`(count: Int, isBad: Bool) {
        #expect(Sizes.findings(in: swift(String(repeating: "漢", count: count))).isEmpty != isBad)
    }

    @Test(arguments: [(68, false), (69, true)])
    func `a function has at most 70 lines with its braces`(count: Int, isBad: Bool) {
        let body = String(repeating: "    step()\n", count: count)
        #expect(
            Sizes.findings(in: swift("func long(a: [Int] = [1].map { $0 }) {\n\(body)}\n")).isEmpty != isBad)
    }

    @Test func `a function's length is its own`() {
        let code = """
            protocol P { func bare()
                func other() -> Int }
            struct S { init(a: Int) { self.init() }
                func f() {
                    g { "}" }
                }
            }
            """
        #expect(FunctionLength.all(in: swift(code)).map(\.lines) == [1, 3])
    }

    @Test(arguments: [(20, false), (21, true)])
    func `a folder has at most 20 files`(count: Int, isBad: Bool) {
        let files = (0..<count).map { swift("", at: "Sources/Storage/File\($0).swift") }
        #expect(Sizes.findings(inFoldersOf: files).isEmpty != isBad)
    }

    @Test(arguments: [
        ("Sources/Storage/Utils/A.swift", "", true), ("Sources/Core/A.swift", "", true),
        ("Sources/Storage/Misc.swift", "", true), ("Sources/Storage/Commonplace.swift", "", false),
        ("Sources/Storage/A.swift", "struct RiskManager {}", true),
        ("Sources/Storage/A.swift", "struct HTTPHandler: X {}", true),
        ("Sources/Storage/A.swift", "// class RiskManager", false),
        ("Sources/Storage/A.swift", "case sectionManager", false),
    ])
    func `drawers and jobless types are found`(path: String, code: String, isBad: Bool) {
        #expect(Names.findings(in: swift(code, at: path)).isEmpty != isBad)
    }

    @Test(arguments: Places.machinePaths + Places.registryHosts)
    func `a place of one machine is found`(place: String) {
        #expect(!Places.findings(in: SourceFile("scripts/a", "cp '\(place)x' .")).isEmpty)
    }

    @Test(arguments: ["docs/wo" + "rk/plan.md", "$data/ro" + "ot/x", "the work/life of a clerk"])
    func `a path inside the repository is no place of a machine`(text: String) {
        #expect(Places.findings(in: SourceFile("docs/a.md", text)).isEmpty)
    }

    @Test func `a quotation of the real text is found across blanks`() {
        let real = "本組合は、次に掲げる脅威から利用者を守り、毎年その方法を改める。"
        let runs = RealInput.runs(of: real)
        let quoting = SourceFile("Content/a.yaml", "title: 次に掲げる 脅威から利用者を守り")
        let own = SourceFile("Content/a.yaml", "title: 利用者を守るため、脅威への備えを毎年改める")
        #expect(!RealInput.findings(in: quoting, runs: runs).isEmpty)
        #expect(RealInput.findings(in: own, runs: runs).isEmpty)
    }

    @Test func `a standard term alone is no quotation`() {
        let term = "情報セキュリティ実施手順"
        let runs = RealInput.runs(of: "\(term)は、別に定めるところによる。")
        #expect(RealInput.findings(in: SourceFile("Content/a.yaml", "title: \(term)がある"), runs: runs).isEmpty)
    }

    @Test(arguments: [
        (["docs/adding-a-page.md", "docs/adding-a-register.md"], false), (["docs/adding-a-page.md"], true),
    ])
    func `a guide that is pointed to must exist`(there: [String], isBad: Bool) {
        let file = swift("/// As docs/adding-a-page.md and adding-a-register.md say.")
        #expect(Links.findings(in: file, exists: there.contains).isEmpty != isBad)
    }

    @Test func `a link is resolved from its page`() {
        let page = SourceFile(
            "docs/manual/01.md", "[次](02.md) [図](../architecture.md#rooms) [外](https://example.com/x)")
        let there = ["docs/manual/02.md", "docs/architecture.md"]
        #expect(Links.findings(in: page, exists: there.contains).isEmpty)
        #expect(Links.findings(in: page, exists: { $0 == there[0] }).count == 1)
    }

    @Test func `a glossary word that the code does not know is found`() {
        let page = SourceFile("docs/glossary.md", "| 台帳 | register | `Register.list`, later | what |")
        #expect(Glossary.findings(in: page, words: ["Register", "list"]).isEmpty)
        #expect(Glossary.findings(in: page, words: ["Register"]).count == 1)
    }
}
