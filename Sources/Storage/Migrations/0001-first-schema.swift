extension Migration {
    /// What the first release made; there is nothing before it to change.
    static let firstSchema = Migration(1, "first schema", change: { _ in })
}
