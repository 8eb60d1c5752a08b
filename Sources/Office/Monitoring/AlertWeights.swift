import Database
import Primitives
import Registers
import Storage

/// What the registers know of whom an alert is about, and how much that weighs.
struct AlertWeights {
    private let devices: [DeviceLine]
    private let networks: [String: (name: String, isClosed: Bool, manager: String?)]
    private let sources: [String: String]
    /// The systems that hold information of 機密性3, and the devices' networks that do.
    private let graveSystems: Set<String>

    private struct DeviceLine {
        let id: Identifier
        let names: Set<String>
        let keeper: Identifier?
        let network: String?
        let system: String?
    }

    /// What was found of one alert.
    struct Found {
        var network: Identifier?
        var source: Identifier?
        var device: Identifier?
        var unit: Identifier?
        var system: Identifier?
        var score = 0
        /// The reasons of the score, in words, each with its points.
        var reasons: [String] = []
        var reasonText: String { reasons.joined(separator: "、") }
    }

    /// Four statements, however many alerts there are.
    init(_ connection: any Connection) throws {
        devices = try connection.rows(
            """
            SELECT id, name, host_name, addresses, keeper, network, system
            FROM \(name: Device.register.definition.table)
            WHERE to_seq IS NULL AND COALESCE(state, '') <> \(DeviceState.disposed.rawValue)
            """
        ) { row -> DeviceLine? in
            guard let id = Identifier(row.text(0)) else { return nil }
            let words = [row.text(1), row.text(2)] + Self.lines(row.text(3))
            return DeviceLine(
                id: id, names: Set(words.map { $0.lowercased() }.filter { !$0.isEmpty }),
                keeper: Identifier(row.text(4)), network: Identifier(row.text(5))?.text,
                system: Identifier(row.text(6))?.text)
        }.compactMap(\.self)
        var networks: [String: (String, Bool, String?)] = [:]
        try connection.forEachRow(
            """
            SELECT id, name, exposure, manager FROM \(name: Network.register.definition.table)
            WHERE to_seq IS NULL
            """
        ) {
            networks[$0.text(0)] = (
                $0.text(1), $0.text(2) == Network.Exposure.closed.rawValue, Identifier($0.text(3))?.text
            )
        }
        self.networks = networks
        var sources: [String: String] = [:]
        try connection.forEachRow(
            "SELECT id, name FROM \(name: LogOrigin.register.definition.table) WHERE to_seq IS NULL"
        ) { sources[$0.text(0)] = $0.text(1) }
        self.sources = sources
        var grave: Set<String> = []
        try connection.forEachRow(
            """
            SELECT DISTINCT system FROM \(name: InformationAsset.register.definition.table)
            WHERE to_seq IS NULL AND system IS NOT NULL
                AND confidentiality IN (\(SQL.list(Self.graveClasses.map(\.rawValue))))
            """
        ) { grave.insert($0.text(0)) }
        graveSystems = grave
    }

    private static let graveClasses: [InformationAsset.Confidentiality] = [.level3A, .level3B, .level3C]

    /// Points of a level; the rest is added to them.
    static func points(_ level: MonitoringAlert.Level) -> Int {
        switch level {
        case .informational: 10
        case .low: 20
        case .medium: 40
        case .high: 60
        case .critical: 80
        }
    }

    /// What an asset of 機密性3 adds, and a closed network.
    static let gravePoints = 20
    static let closedPoints = 20

    /// Whom the alert is about, and its score with its reasons.
    func find(_ alert: RaisedAlert) -> Found {
        var found = Found()
        let subject = alert.subject?.lowercased() ?? ""
        let device = subject.isEmpty ? nil : devices.first { $0.names.contains(subject) }
        found.device = device?.id
        found.system = device?.system.flatMap { Identifier($0) }
        found.source = Self.match(alert.source, sources).flatMap { Identifier($0) }
        let network = Self.match(alert.network, networks.mapValues(\.name)) ?? device?.network
        found.network = network.flatMap { Identifier($0) }
        let zone = network.flatMap { networks[$0] }
        found.unit = device?.keeper ?? zone?.manager.flatMap { Identifier($0) }
        found.score = Self.points(alert.level) + max(0, min(100, alert.score))
        found.reasons = ["重さ「\(alert.level.title)」\(Self.points(alert.level))点"]
        if alert.score > 0 { found.reasons.append("検知ルールの\(min(100, alert.score))点") }
        if let system = device?.system, graveSystems.contains(system) {
            found.score += Self.gravePoints
            found.reasons.append("機密性3の情報資産を扱う機器で\(Self.gravePoints)点")
        }
        if let zone, zone.isClosed {
            found.score += Self.closedPoints
            found.reasons.append("閉域「\(zone.name)」で\(Self.closedPoints)点")
        }
        return found
    }

    /// The key of a record that is named by its identifier or by its name.
    private static func match(_ word: String?, _ names: [String: String]) -> String? {
        guard let word, !word.isEmpty else { return nil }
        if let id = Identifier(word)?.text, names[id] != nil { return id }
        return names.filter { $0.value == word }.keys.min()
    }

    /// The entries of a list that people type: one a line, or parted by commas and blanks.
    static func lines(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == "、" || $0 == ";" }.map(String.init)
    }
}
