import PolicyText
import Testing

@Suite(.enabled(if: RealPolicy.text != nil, "the folder of real inputs is absent: set TORIDE_SHARED"))
struct RealPolicyTests {
    let document = PolicyDocument.read(RealPolicy.text ?? "")

    @Test func `the real policy has the 36 clauses that a person counts`() {
        let expected =
            ["序", "序1", "序2", "序2(1)", "序2(2)", "序3", "1", "2", "2(1)", "2(2)", "2(3)", "2(4)"]
            + [
                "2(4)・1", "2(4)・2", "2(4)・3", "2(5)", "2(6)", "3", "4", "4(1)", "4(2)", "4(3)", "4(4)",
                "4(5)",
            ]
            + ["5", "6", "6(1)", "6(2)", "6(3)", "6(4)", "6(5)", "6(6)", "7", "8", "9", "10"]
        #expect(document.allClauses.map(\.path.text) == expected)
        #expect(expected.count == 36)
    }

    @Test func `the regions of the real policy partition it and leave nothing unplaced`() {
        expectPartition(document)
        #expect(document.unplaced.isEmpty)
    }
}

extension RealPolicyTests {
    @Test func `the real policy defines six terms, three properties and two short names`() {
        let defined = document.definitions.filter { $0.kind == .defined }
        #expect(
            defined.map(\.clause.text) == [
                "2(1)", "2(2)", "2(3)", "2(4)", "2(4)・1", "2(4)・2", "2(4)・3", "2(5)", "2(6)",
            ])
        #expect(document.definitions.filter { $0.kind == .abbreviation }.map(\.clause.text) == ["1", "1"])
    }

    @Test func `what reads oddly in the real policy is listed where it stands`() {
        let expected: [(Oddity.Kind, Int)] = [
            (.adoptionUnstated, 1), (.severalNames, 42), (.wrongConversion, 42), (.severalNames, 66),
            (.integrityRenamed, 87), (.severalSpellings, 108), (.promisedNotFollowing, 120),
            (.severalSpellings, 124), (.sentenceWithoutEnd, 142), (.contentsDisagree, 152),
        ]
        #expect(document.oddities.map(\.kind) == expected.map(\.0))
        #expect(document.oddities.map(\.line) == expected.map(\.1))
    }
}
