/// What is known of a domain, remembered: the same few thousand names make up most of a day.
final class DomainAnswers {
    enum Kind: Int { case own, approved, knownGood, lookalike, unknown }

    struct Answer {
        let kind: Kind
        let registered: [UInt8]
        /// Of a lookalike, the name of ours.
        let resembles: [UInt8]?
        let isApprovedCloud: Bool
    }

    private struct Entry {
        let name: [UInt8]
        let answer: Answer?
    }

    private let facts: FactIndex
    private var entries: [Entry?]
    private static let size = 8_192

    init(_ facts: FactIndex) {
        self.facts = facts
        entries = Array(repeating: nil, count: Self.size)
    }

    /// Nil where it is no name of DNS.
    func answer(_ name: UnsafeBufferPointer<UInt8>) -> Answer? {
        guard (3...300).contains(name.count) else { return nil }
        let place = Int(truncatingIfNeeded: FieldIndex.hash(name) >> 13) & (Self.size - 1)
        if let known = entries[place], known.name.count == name.count,
            known.name.withUnsafeBufferPointer({ ByteSearch.equal($0, name, at: 0) })
        {
            return known.answer
        }
        let answer = DomainName(String(decoding: name, as: UTF8.self)).map(decide)
        entries[place] = Entry(name: Array(name), answer: answer)
        return answer
    }

    private func decide(_ domain: DomainName) -> Answer {
        let isApproved = facts.clouds.contains(domain)
        let resemblance =
            facts.ownDomains.contains(domain) || facts.knownGoodDomains.contains(domain) || isApproved
            ? nil : facts.lookalikes.resemblance(domain)
        let kind: Kind =
            facts.ownDomains.contains(domain)
            ? .own
            : isApproved
                ? .approved
                : facts.knownGoodDomains.contains(domain)
                    ? .knownGood : resemblance == nil ? .unknown : .lookalike
        return Answer(
            kind: kind, registered: Array(domain.registered.utf8),
            resembles: resemblance.map { Array($0.of.utf8) }, isApprovedCloud: isApproved)
    }
}
