extension Migration {
    /// Refused sign-ins were counted for a name alone, so that anybody could lock another out; the counts of
    /// two days are worth nothing under the new rule.
    static let refusalsByAddress = Migration(
        2, "refusals by address",
        change: { work in try work.transaction.execute("DROP TABLE sign_in_refusals") })
}
