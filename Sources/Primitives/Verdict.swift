/// What is known of a requirement on a day. Unknown is never a pass.
public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// 確認できた
    case met
    /// 対応が必要
    case notMet = "not-met"
    /// まだ確認できない
    case undetermined

    /// Several into one: met only if there are some and all are met, not met if one is not, else
    /// undetermined.
    public static func rolledUp(_ verdicts: some Sequence<Verdict>) -> Verdict {
        var seen = false
        var result = Verdict.met
        for verdict in verdicts {
            seen = true
            if verdict == .notMet { return .notMet }
            if verdict == .undetermined { result = .undetermined }
        }
        return seen ? result : .undetermined
    }
}
