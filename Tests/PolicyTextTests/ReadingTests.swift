import PolicyText
import Testing

@Suite struct ReadingTests {
    @Test func `an empty text gives an empty document`() {
        let document = PolicyDocument.read("")
        #expect(document.clauses.isEmpty)
        #expect(document.regions.isEmpty)
    }

    @Test func `there are at least twelve samples and six of them are whole policies`() {
        #expect(Sample.all.count >= 12)
        #expect(Sample.all.filter { $0.name.hasPrefix("full-") }.count >= 6)
    }

    @Test(arguments: Sample.all)
    func `a sample has the outline that a person reads in it`(_ sample: Sample) {
        let found = outline(of: PolicyDocument.read(sample.text))
        let missing = sample.outline.filter { !found.contains($0) }
        let extra = found.filter { !sample.outline.contains($0) }
        #expect(found == sample.outline, "missing \(missing), unexpected \(extra)")
    }

    @Test(arguments: Sample.all)
    func `regions partition the text of a sample`(_ sample: Sample) {
        expectPartition(PolicyDocument.read(sample.text))
    }

    @Test(arguments: Sample.all)
    func `every path of a sample is its own and every range lies within its parent`(_ sample: Sample) {
        let document = PolicyDocument.read(sample.text)
        let paths = document.allClauses.map(\.path)
        #expect(Set(paths).count == paths.count)
        expectNested(document.clauses, within: 0..<document.text.utf8.count)
    }
}

/// Checks that regions follow each other without gap or overlap from the first byte to the last.
func expectPartition(_ document: PolicyDocument) {
    var end = 0
    let gap = document.regions.first { region in
        defer { end = region.range.upperBound }
        return region.range.lowerBound != end || region.range.isEmpty
    }
    #expect(gap == nil)
    #expect(end == document.text.utf8.count)
}

/// Checks that siblings follow each other and stay within their parent.
func expectNested(_ clauses: [Clause], within range: Range<Int>) {
    #expect(firstOutside(clauses, within: range) == nil)
}

/// The path of the first clause that overlaps its neighbor or leaves its parent.
///
/// One expectation for a whole tree: one for each of 40,000 clauses would take longer than reading them.
private func firstOutside(_ clauses: [Clause], within range: Range<Int>) -> ClausePath? {
    var end = range.lowerBound
    for clause in clauses {
        if clause.range.lowerBound < end || clause.range.upperBound > range.upperBound { return clause.path }
        if let found = firstOutside(clause.children, within: clause.range) { return found }
        end = clause.range.upperBound
    }
    return nil
}
