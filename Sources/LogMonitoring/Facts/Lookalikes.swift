import Foundation

/// Names that are made to be taken for one of the organization's own.
struct Lookalikes: Sendable {
    /// How a name resembles one of ours.
    enum Resemblance: String, Sendable, CaseIterable {
        /// Letters that look the same: `rn` for `m`, `0` for `o`, letters of other scripts, full width.
        case sameLook = "same-look"
        /// Our label under another ending.
        case otherEnding = "other-ending"
        /// A letter more, less, changed or moved.
        case nearName = "near-name"
        /// Our label together with words that invite to sign in, or our whole name before a foreign one.
        case ourNameInside = "our-name-inside"
    }

    private struct Own: Sendable {
        let domain: String
        let registered: String
        let label: String
        let look: String
    }

    private let own: [Own]
    private let domains: DomainSet

    init(_ names: [String]) {
        domains = DomainSet(names)
        own = names.compactMap(DomainName.init).flatMap { domain in
            Self.telling(domain).map {
                Own(domain: domain.text, registered: domain.registered, label: $0, look: Self.look($0))
            }
        }
    }

    /// Nil where the name is ours, or like none of ours.
    func resemblance(_ domain: DomainName) -> (kind: Resemblance, of: String)? {
        guard !domains.contains(domain) else { return nil }
        let (labels, registered) = (domain.labels.map { Punycode.shown($0) }, domain.registered)
        // The chosen label, and those before it: a whole name of ours may stand in front of a foreign one.
        let chosen = Punycode.shown(Substring(domain.chosenLabel))
        for own in own where own.registered != registered {
            if let kind = Self.resemblance(chosen, own) { return (kind, own.domain) }
            let isInFront = labels.joined(separator: ".").hasPrefix(own.domain + ".")
            if isInFront || labels.contains(where: { Self.invites($0, own.label) }) {
                return (.ourNameInside, own.domain)
            }
        }
        return nil
    }

    private static func resemblance(_ label: String, _ own: Own) -> Resemblance? {
        if label == own.label { return own.label.count >= 4 ? .otherEnding : nil }
        let look = look(label)
        if look == own.look { return own.label.count >= 4 ? .sameLook : nil }
        let allowed = own.label.count >= 12 ? 2 : own.label.count >= 6 ? 1 : 0
        guard allowed > 0, abs(look.count - own.look.count) <= allowed else { return nil }
        return distance(Array(look.unicodeScalars), Array(own.look.unicodeScalars), limit: allowed) <= allowed
            ? .nearName : nil
    }

    /// `mizukage-login`, `loginmizukage`: our label and a word that belongs to signing in, nothing else.
    private static func invites(_ label: String, _ own: String) -> Bool {
        guard own.count >= 5, label.count > own.count, let found = label.firstRange(of: own) else {
            return false
        }
        let rest = (label[..<found.lowerBound] + "-" + label[found.upperBound...])
            .split { $0 == "-" || $0 == "_" }
        return rest.allSatisfy { inviting.contains(String($0)) }
    }

    private static let inviting: Set<String> = [
        "account", "accounts", "admin", "city", "cloud", "gov", "help", "jp", "lg", "lgjp", "login", "mail",
        "members", "my", "office", "official", "online", "password", "pay", "portal", "pref", "secure",
        "security", "service", "signin", "site", "soc", "sso", "support", "town", "update", "verify", "vill",
        "village", "vpn", "web", "webmail", "www",
    ]

    /// The labels of a name of ours that tell whose it is: not `www`, not `city`, not the suffix.
    private static func telling(_ domain: DomainName) -> [String] {
        let labels = domain.labels.map(String.init)
        let ending = domain.registered.split(separator: ".").count - 1
        let plain: Set<String> = ["www", "city", "town", "vill", "pref", "mail", "office", "web", "portal"]
        return labels.dropLast(ending).filter { !plain.contains($0) && $0.count >= 3 }.map {
            Punycode.shown(Substring($0))
        }
    }

    // MARK: What looks the same

    /// The label with everything that looks alike written in one way.
    ///
    /// Full width becomes narrow, marks above and below letters fall away.
    static func look(_ label: String) -> String {
        var text = ""
        for scalar in label.lowercased().unicodeScalars {
            let plain =
                (0xFF01...0xFF5E).contains(scalar.value)
                ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            for part in String(plain).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            where !(0x300...0x36F).contains(part.value) {
                text.unicodeScalars.append(alike[part] ?? part)
            }
        }
        for (pair, one) in [("rn", "m"), ("vv", "w"), ("cl", "d")] {
            text = text.replacing(pair, with: one)
        }
        return text.filter { $0 != "-" && $0 != "_" }
    }

    private static let alike: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [
            "0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "3": "e", "8": "b", "9": "g", "6": "b",
            "q": "g",
            "ı": "l", "ǀ": "l", "ø": "o", "đ": "d", "ł": "l", "ß": "b", "ɡ": "g", "ɑ": "a",
            "ー": "-", "‐": "-", "–": "-", "—": "-", "一": "-", "〇": "o",
        ]
        // Cyrillic and Greek letters that are drawn as Latin ones.
        let pairs =
            "аa вb сc ԁd еe ԍg һh іl јj кk ӏl мm оo рp ԛg ѕs "
            + "тt уy ѵv ԝw хx αa βb γy εe ιl κk νv οo ρp τt υu χx ωw"
        for pair in pairs.split(separator: " ") {
            let scalars = Array(pair.unicodeScalars)
            table[scalars[0]] = scalars[1]
        }
        return table
    }()

    /// Insertions, deletions, changes and swaps of neighbours; more than the limit is the limit and one.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
        if abs(left.count - right.count) > limit { return limit + 1 }
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                var best = min(
                    last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1,
                    next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                next.append(best)
            }
            (before, last) = (last, next)
        }
        return min(last[right.count], limit + 1)
    }
}
