import Yams

/// A detection that no condition over one event can say: its file turns a behaviour on and sets its
/// thresholds.
public struct BehaviourRule: Sendable {
    /// What is watched.
    public enum Kind: String, Sendable, CaseIterable {
        case beaconing
        case newDomains = "new-domains"
        case largeUpload = "large-upload"
        case silentSource = "silent-source"
        case clockOffset = "clock-offset"
    }

    public let about: RuleDescription
    public let kind: Kind
    /// Domains and addresses that never count.
    public let knownGood: [String]
    private let settings: [String: Double]

    init(_ about: RuleDescription, _ toride: Node.Mapping, isAlone: Bool) throws(RuleRefusal) {
        guard isAlone else { throw RuleRefusal(.guidance, "a behaviour has no detection beside it") }
        guard about.guidance != nil else {
            throw RuleRefusal(.guidance, "a behaviour needs its toride block")
        }
        guard let word = YAML.text(toride["behaviour"]), let kind = Kind(rawValue: word) else {
            throw RuleRefusal(
                .guidance,
                "toride: behaviour is one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.about = about
        self.kind = kind
        knownGood = YAML.texts(toride["known-good"])
        var settings = kind.settings.mapValues(\.usual)
        for (key, value) in YAML.mapping(toride["settings"]) ?? [:] {
            let name = key.string ?? ""
            guard let known = kind.settings[name] else {
                throw RuleRefusal(.guidance, "toride: \(kind.rawValue) has no setting \(name)")
            }
            guard let number = value.float ?? value.int.map(Double.init), known.limits.contains(number) else {
                throw RuleRefusal(
                    .guidance,
                    "toride: \(name) is a number from \(known.limits.lowerBound) to "
                        + "\(known.limits.upperBound)"
                )
            }
            settings[name] = number
        }
        self.settings = settings
    }

    /// The number that the file or, where it says none, the kind gives.
    func number(_ name: String) -> Double { settings[name] ?? 0 }

    func seconds(_ name: String, of unit: Double) -> Int64 { Int64(number(name) * unit) * 1_000_000 }
}

extension BehaviourRule.Kind {
    /// A threshold: what it is where the file says nothing, and how far it may be moved.
    struct Setting {
        let usual: Double
        let limits: ClosedRange<Double>
    }

    var settings: [String: Setting] {
        switch self {
        case .beaconing:
            [
                // Events of a pair before it is judged, over at least so many hours.
                "least-events": Setting(usual: 12, limits: 6...1_000),
                "least-hours": Setting(usual: 4, limits: 1...48),
                "least-score": Setting(usual: 0.8, limits: 0.3...1),
                // A busy place comes as evenly as a clock; a beacon waits.
                "least-seconds": Setting(usual: 20, limits: 3...3_600),
                // What more hosts than that talk to is a service.
                "most-sources": Setting(usual: 4, limits: 1...7),
                "pairs": Setting(usual: 50_000, limits: 100...1_000_000),
            ]
        case .newDomains:
            [
                "learning-days": Setting(usual: 14, limits: 1...90),
                "names": Setting(usual: 500_000, limits: 1_000...10_000_000),
            ]
        case .largeUpload:
            [
                "megabytes": Setting(usual: 1_000, limits: 1...1_000_000),
                "night-megabytes": Setting(usual: 200, limits: 1...1_000_000),
            ]
        case .silentSource:
            [
                // Where the register says nothing.
                "least-minutes": Setting(usual: 60, limits: 5...10_080),
                "learning-hours": Setting(usual: 24, limits: 1...720),
                "times-usual": Setting(usual: 4, limits: 1.5...100),
            ]
        case .clockOffset: ["most-seconds": Setting(usual: 180, limits: 5...86_400)]
        }
    }
}
