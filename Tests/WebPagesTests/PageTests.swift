import Foundation
import Testing

@testable import WebPages

@Suite struct PageTests {
    @Test(arguments: Sample.pages.map(\.name))
    func `a page nests, names its language and has one heading of the first level`(name: String) throws {
        let page = try markup(name)
        #expect(page.faults == [])
        #expect(page.all("html").first?.attributes["lang"] == "ja")
        #expect(page.all("h1").count == 1)
        #expect(page.all("title").first?.text.hasSuffix("｜\(Sample.organization)") == true)
        let skip = page.all("a").first
        #expect(skip?.attributes["href"] == "#main" && page.all("main").first?.attributes["id"] == "main")
        var level = 1
        for heading in page.elements where ["h1", "h2", "h3", "h4"].contains(heading.name) {
            let next = Int(heading.name.suffix(1)) ?? 0
            #expect(next <= level + 1, "\(heading.text) skips a level")
            level = next
        }
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `every form that changes something carries the session's token`(name: String) throws {
        let page = try markup(name)
        for (index, form) in page.elements.enumerated() where form.name == "form" {
            let tokens = page.descendants(of: index).filter { $0.attributes["name"] == "csrf" }
            if form.attributes["method"] == "post" {
                #expect(tokens.count == 1 && tokens.first?.attributes["value"] == "token-of-session")
            } else {
                #expect(tokens.isEmpty, "a token must not get into an address")
            }
        }
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `every field has a label and everything pointed to exists`(name: String) throws {
        let page = try markup(name)
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(
            Set(ids).count == ids.count, "an id twice: \(ids.filter { id in ids.count { $0 == id } > 1 })")
        let labelled = Set(page.all("label").compactMap { $0.attributes["for"] })
        for field in page.elements where ["input", "select", "textarea"].contains(field.name) {
            if field.attributes["type"] == "hidden" { continue }
            let isLabelled = field.attributes["id"].map(labelled.contains) == true
            // A cell of a table is named by its row and its column.
            #expect(
                isLabelled || field.attributes["aria-labelledby"] != nil, "\(field.attributes) has no label")
        }
        for element in page.elements {
            for key in ["for", "aria-describedby", "aria-labelledby"] {
                for id in (element.attributes[key] ?? "").split(separator: " ") {
                    #expect(ids.contains(String(id)), "\(element.name) \(key) points to \(id)")
                }
            }
            if let href = element.attributes["href"], href.hasPrefix("#") {
                #expect(ids.contains(String(href.dropFirst())), "no \(href)")
            }
        }
    }

    /// The scripts that there are.
    private var scripts: [String] {
        [Address.script, .gridScript, .gridKeysScript, .alertScript].map(\.path)
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `nothing of a page runs or styles itself or comes from outside`(name: String) throws {
        for element in try markup(name).elements {
            #expect(element.name != "style")
            if element.name == "script" {
                #expect(element.text.isEmpty && scripts.contains(element.attributes["src"] ?? ""))
            }
            for (key, value) in element.attributes {
                #expect(key != "style" && !key.hasPrefix("on"), "\(element.name) has \(key)")
                if ["href", "src", "action"].contains(key) {
                    #expect(value.hasPrefix("#") || (value.hasPrefix("/") && !value.hasPrefix("//")))
                }
            }
        }
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `every row of a table has a cell for each heading`(name: String) throws {
        let page = try markup(name)
        for (index, table) in page.elements.enumerated() where table.name == "table" {
            let inside = page.descendants(of: index)
            let headings = inside.count { $0.name == "th" && $0.attributes["scope"] == "col" }
            let cells = inside.count { $0.name == "td" || $0.attributes["scope"] == "row" }
            #expect(inside.contains { $0.name == "caption" })
            #expect(headings > 0 && cells % headings == 0, "\(cells) cells under \(headings) headings")
        }
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `a verdict is never a sign without its word, and never a percentage`(name: String) throws {
        let page = try markup(name)
        for element in page.elements where element.attributes["class"]?.hasPrefix("verdict ") == true {
            #expect(VerdictSign.allCases.contains { $0.word == element.text })
        }
        let read = page.all("main").first?.text ?? "%"
        #expect(!read.contains("%") && !read.contains("％"))
    }

    @Test(arguments: Sample.pages.map(\.name))
    func `a page reads as its snapshot does`(name: String) throws {
        let read = try markup(name).outline.lines.joined(separator: "\n") + "\n"
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
        let file = folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["TORIDE_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try read.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept == read, "record again with TORIDE_RECORD=1 and read the difference")
    }

    private func markup(_ name: String) throws -> PageMarkup {
        let sample = try #require(Sample.pages.first { $0.name == name })
        return PageMarkup(sample.frame.render(sample.page))
    }
}
