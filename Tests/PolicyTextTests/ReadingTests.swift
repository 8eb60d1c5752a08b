import PolicyText
import Testing

@Suite struct ReadingTests {
    @Test func `an empty text gives an empty document`() {
        let document = PolicyDocument.read("")
        #expect(document.clauses.isEmpty)
        #expect(document.regions.isEmpty)
    }
}
