import Primitives

@testable import LogMonitoring

/// The organization that the sample logs of the detections are of.
enum SampleOrganization {
    static let facts: OrganizationFacts = {
        var facts = OrganizationFacts()
        facts.networks = [
            .init(name: "庁内業務ネットワーク", ranges: ["10.1.0.0/16"], isClosed: false),
            .init(name: "住民情報ネットワーク", ranges: ["10.2.0.0/16"], isClosed: true),
        ]
        facts.flows = [
            .init(
                name: "住民記録の連携", from: "庁内業務ネットワーク", to: "住民情報ネットワーク", source: "10.1.5.10",
                destination: "10.2.5.20", port: "TCP 1521", until: Day(year: 2027, month: 3, day: 31)),
            .init(
                name: "古い連携", from: "庁内業務ネットワーク", to: "住民情報ネットワーク", source: "10.1.5.12",
                destination: "10.2.5.30", port: "445/tcp", until: Day(year: 2026, month: 3, day: 31)),
            .init(
                name: "更新の取込み", from: "住民情報ネットワーク", source: "10.2.5.21", destination: "203.0.113.10",
                port: "TCP 8443"),
        ]
        facts.exits = ["198.51.100.7"]
        facts.resolvers = ["10.1.0.53"]
        facts.devices = [
            .init(
                name: "PC-0001", addresses: ["00:11:22:33:44:55"], hostNames: ["MZ-PC1001"],
                network: "庁内業務ネットワーク"),
            .init(
                name: "PC-0002", addresses: ["00-11-22-33-44-66"], hostNames: ["MZ-PC1002"],
                network: "住民情報ネットワーク"),
            .init(name: "PC-0003", hostNames: ["MZ-PC1003"]),
        ]
        facts.accounts = [
            .init(login: "s1001"),
            .init(login: "s1002", personLeftOn: Day(year: 2026, month: 3, day: 31)),
            .init(login: "s1003", isDisabled: true),
            .init(login: "s1004", endsOn: Day(year: 2026, month: 10, day: 31)),
            .init(login: "s1005"),
            .init(login: "v2001", contract: .init(endsOn: Day(year: 2026, month: 9, day: 30))),
            .init(
                login: "v2002",
                contract: .init(endsOn: Day(year: 2027, month: 3, day: 31), hours: "平日 9:00-17:30")),
        ]
        facts.clouds = ["files.approved.box.com"]
        facts.ownDomains = ["mizukage-kouiki.example"]
        facts.logSources = [.init(name: "proxy-1", silentAfterMinutes: 30)]
        return facts
    }()
}
