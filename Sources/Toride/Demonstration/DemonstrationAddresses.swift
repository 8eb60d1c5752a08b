import Primitives

/// Where the machines of the demonstration are on its networks: what its registers say and its day of logs
/// shows. Addresses are those of documentation on the outside, private ones inside.
enum DemonstrationAddresses {
    static let open = "10.20.0.0/16"
    static let closed = "10.30.0.0/16"
    static let exit = "198.51.100.20"
    static let nameServer = "10.20.0.53"
    static let proxy = "10.20.0.80"
    static let domain = "mizukage-kouiki.example"
    /// The one that somebody else has registered.
    static let falseDomain = "rnizukage-kouiki.example"

    static func isClosed(_ machine: Int) -> Bool { machine % 3 == 1 }

    static func machine(_ index: Int) -> String {
        "10.\(isClosed(index) ? 30 : 20).\(1 + index / 200).\(20 + index % 200)"
    }

    static func server(_ index: Int, isClosed: Bool) -> String { "10.\(isClosed ? 30 : 20).0.\(100 + index)" }

    static func hostName(_ machine: Int) -> String { "MZ-PC\(1_000 + machine)" }

    /// Six bytes of those that are nobody's.
    static func card(_ machine: Int) -> String {
        let hex = String(machine, radix: 16)
        return "02005e10" + String(repeating: "0", count: 4 - hex.count) + hex
    }

    /// Domains of the cloud services in `DemonstrationWords.clouds`, in their order.
    static let clouds = [
        "kaigi-kun.example", "moushikomi-bin.example", "chizu-town.example", "uketori-bako.example",
        "shashin-hiroba.example", "honyaku-pocket.example", "kinmu-calendar.example",
    ]

    /// Source, destination and port of the flows in `DemonstrationWords.flows`.
    static let flows = [
        (source: "10.20.0.110", destination: "10.30.0.103", port: "TCP 8443"),
        (source: "10.30.0.105", destination: "10.20.0.111", port: "TCP 443"),
        (source: "10.20.0.112", destination: "10.30.0.101", port: "TCP 25"),
        (source: "10.30.0.103", destination: "10.20.0.113", port: "TCP 443"),
        (source: "10.20.0.114", destination: "10.30.0.105", port: "TCP 443"),
    ]
}
