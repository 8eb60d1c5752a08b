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
