import Office
import Primitives
import Registers

/// What writes logs, from yesterday on. What they wrote is taken in by `DemonstrationFeed`.
extension Demonstration {
    func monitoring(_ scene: DemonstrationScene) throws {
        clock.move(to: today.adding(days: -2))
        let sources: [(name: String, kind: LogOrigin.Kind, address: String, silentAfter: Int?)] = [
            ("本部のUTM", .gateway, "10.20.0.1", 60), ("プロキシ", .proxy, DemonstrationAddresses.proxy, nil),
            ("DNSサーバ", .dns, DemonstrationAddresses.nameServer, nil),
            ("認証サーバ", .directory, "10.20.0.2", 60), ("DHCPサーバ", .dhcp, "10.20.0.3", nil),
            ("指令系のスイッチ", .switchgear, "10.30.0.4", nil),
        ]
        _ = try create(LogOrigin.register, sources) { source, each, _ in
            source.name = each.name
            source.kind = each.kind
            source.address = each.address
            source.network = Link(each.kind == .switchgear ? scene.networks.closed : scene.networks.open)
            source.keeper = scene.unit("事務局総務課")
            source.retentionDays = 365
            source.silentAfterMinutes = each.silentAfter
            source.startsOn = today.adding(days: -1)
        }
    }
}
