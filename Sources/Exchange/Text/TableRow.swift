/// A row of a table as lines of text.
enum TableRow {
    /// One line with a tab between cells; a row that only lays out the page gives the lines of its cells in
    /// order.
    static func lines(_ cells: [[String]], longestCell: Int) -> [String] {
        let filled = cells.filter { !$0.isEmpty }
        guard let first = filled.first else { return [] }
        if filled.count == 1 { return first }
        if filled.contains(where: { $0.count > longestCell }) { return filled.flatMap { $0 } }
        let texts = cells.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
        return [texts.joined(separator: "\t")]
    }
}
