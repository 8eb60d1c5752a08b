/// A name of DNS as people and logs write it, in small letters, without a port or a point at the end.
struct DomainName: Hashable, Sendable {
    let text: String

    /// Nil where it has no two labels, or is an address.
    init?(_ written: String) {
        var text = written.lowercased()
        if let scheme = text.firstRange(of: "://") { text = String(text[scheme.upperBound...]) }
        if let end = text.firstIndex(where: { "/?#".contains($0) }) { text = String(text[..<end]) }
        if let at = text.lastIndex(of: "@") { text = String(text[text.index(after: at)...]) }
        if let port = text.firstIndex(of: ":") { text = String(text[..<port]) }
        if text.hasPrefix("*.") { text.removeFirst(2) }
        // Three other points that browsers take for one.
        text = String(text.map { "。．｡".contains($0) ? "." : $0 })
        while text.hasSuffix(".") { text.removeLast() }
        while text.hasPrefix(".") { text.removeFirst() }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.count > 1, !labels.contains(where: \.isEmpty),
            NetworkAddress(text) == nil
        else { return nil }
        self.text = text
    }

    var labels: [Substring] { text.split(separator: ".") }

    /// What somebody registered: one label and the public suffix behind it.
    var registered: String {
        let labels = labels
        let count = min(labels.count, Self.suffixLabelCount(labels) + 1)
        return labels.suffix(count).joined(separator: ".")
    }

    /// The label that somebody chose.
    var chosenLabel: String {
        let labels = labels
        let suffix = Self.suffixLabelCount(labels)
        return String(labels[max(0, labels.count - suffix - 1)])
    }

    /// Labels that belong to everybody: `jp`, `lg.jp`, `yokohama.jp`, `co.uk`.
    ///
    /// A short list instead of the public suffix list, which changes every week: a suffix that is missing
    /// here makes two registered names one group, no more.
    private static func suffixLabelCount(_ labels: [Substring]) -> Int {
        guard labels.count >= 2 else { return 1 }
        let last = labels[labels.count - 1]
        let second = String(labels[labels.count - 2])
        if last == "jp" { return japanese.contains(second) || prefectures.contains(second) ? 2 : 1 }
        return last.utf8.count == 2 && foreign.contains(second) ? 2 : 1
    }

    private static let japanese: Set<String> = [
        "ac", "ad", "co", "ed", "go", "gr", "lg", "ne", "or",
    ]

    private static let foreign: Set<String> = [
        "ac", "co", "com", "edu", "gob", "gov", "gv", "net", "ne", "or", "org", "nom", "mil",
    ]

    private static let prefectures: Set<String> = [
        "hokkaido", "aomori", "iwate", "miyagi", "akita", "yamagata", "fukushima", "ibaraki", "tochigi",
        "gunma", "saitama", "chiba", "tokyo", "kanagawa", "niigata", "toyama", "ishikawa", "fukui",
        "yamanashi", "nagano", "gifu", "shizuoka", "aichi", "mie", "shiga", "kyoto", "osaka", "hyogo", "nara",
        "wakayama", "tottori", "shimane", "okayama", "hiroshima", "yamaguchi", "tokushima", "kagawa", "ehime",
        "kochi", "fukuoka", "saga", "nagasaki", "kumamoto", "oita", "miyazaki", "kagoshima", "okinawa",
    ]
}

/// Names and everything under them.
struct DomainSet: Sendable {
    private var names: Set<String> = []

    init(_ names: some Sequence<String>) {
        for name in names { if let domain = DomainName(name) { self.names.insert(domain.text) } }
    }

    var isEmpty: Bool { names.isEmpty }

    func contains(_ domain: DomainName) -> Bool {
        if names.isEmpty { return false }
        var rest = Substring(domain.text)
        while true {
            if names.contains(String(rest)) { return true }
            guard let point = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: point)...]
        }
    }
}
