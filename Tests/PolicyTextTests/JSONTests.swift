import Foundation
import PolicyText
import Testing

@Suite struct JSONTests {
    struct Shape: Decodable {
        struct Clause: Decodable {
            let number, path, heading, text: String
            let line: Int
            let range: [Int]
            let children: [Clause]
        }
        struct Definition: Decodable { let term, meaning, clause, kind: String }
        struct Oddity: Decodable {
            let kind, message, proposal: String
            let line: Int
        }
        let version: Int
        let title: String
        let clauses: [Clause]
        let definitions: [Definition]
        struct Region: Decodable {
            let kind: String
            let range: [Int]
        }
        let oddities: [Oddity]
        let length: Int
        let regions: [Region]
    }

    @Test func `the JSON of a small text is exactly this`() {
        let text = "令和8年4月1日 町長\n町の方針\n\n1 目的\n「記録」とは、紙をいう。\n"
        #expect(
            PolicyDocument.read(text).json == """
                {
                  "version": 1,
                  "title": "町の方針",
                  "clauses": [
                    {
                      "number": "1",
                      "path": "1",
                      "heading": "目的",
                      "text": "「記録」とは、紙をいう。",
                      "line": 4,
                      "range": [40, 85],
                      "children": []
                    }
                  ],
                  "definitions": [
                    {
                      "term": "記録",
                      "meaning": "紙をいう。",
                      "clause": "1",
                      "kind": "defined"
                    }
                  ],
                  "oddities": [],
                  "length": 86,
                  "regions": [
                    {
                      "kind": "cover",
                      "range": [0, 39]
                    },
                    {
                      "kind": "blank",
                      "range": [39, 40]
                    },
                    {
                      "kind": "tree",
                      "range": [40, 86]
                    }
                  ]
                }

                """)
    }

    @Test(arguments: Sample.all)
    func `the JSON of a sample is read back by another reader`(_ sample: Sample) throws {
        let document = PolicyDocument.read(sample.text)
        let shape = try JSONDecoder().decode(Shape.self, from: Data(document.json.utf8))
        #expect(shape.title == document.title)
        #expect(flat(shape.clauses).map(\.path) == document.allClauses.map(\.path.text))
        #expect(flat(shape.clauses).map(\.text) == document.allClauses.map(\.text))
        #expect(shape.definitions.map(\.term) == document.definitions.map(\.term))
        #expect(shape.oddities.map(\.line) == document.oddities.map(\.line))
        #expect(
            flat(shape.clauses).map(\.range)
                == document.allClauses.map { [$0.range.lowerBound, $0.range.upperBound] })
        #expect(shape.regions.map { $0.range[0] } == [0] + shape.regions.dropLast().map { $0.range[1] })
        #expect(shape.regions.last?.range[1] == shape.length)
    }

    @Test func `control characters and quotes are escaped`() throws {
        let document = PolicyDocument.read("1 目的\n\"\\\u{1}\u{7F}<守る>。\n")
        let shape = try JSONDecoder().decode(Shape.self, from: Data(document.json.utf8))
        #expect(shape.clauses.first?.text == "\"\\\u{1}\u{7F}<守る>。")
    }

    private func flat(_ clauses: [Shape.Clause]) -> [Shape.Clause] {
        clauses.flatMap { [$0] + flat($0.children) }
    }
}
