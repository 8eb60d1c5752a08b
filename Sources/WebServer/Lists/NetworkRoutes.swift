import Office
import Primitives
import Registers
import Storage
import WebPages

/// The diagram of the networks: drawn, looked through, confirmed.
struct NetworkRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/network-diagram", .signedIn, show),
            Route(.post, "/network-diagram", .signedIn, confirm),
        ]
    }

    private func show(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer
        let (picture, author) = try site.office.store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer)
            let picture = try site.office.networkPicture(reader)
            let author = try picture.confirmedBy.map { try Authors(reader, [$0]).change($0).by }
            return (picture, author)
        }
        let described = DescribedNetworks(picture: picture, today: site.office.today)
        let mayConfirm = Network.register.definition.condition(for: .write).isUnconditional(for: viewer)
        let page = NetworkDiagramPage(
            drawing: NetworkDrawing(zones: described.zones, ways: described.ways.map(\.0)),
            zones: described.lines, ways: described.ways.map(\.1), warnings: described.warnings,
            confirmedOn: picture.confirmedOn, confirmedBy: author,
            seen: mayConfirm ? String(picture.seen) : nil)
        return try site.page(page, visit)
    }

    private func confirm(_ visit: Visit) throws -> Reply {
        do {
            let count = try site.office.confirmDiagram(
                seen: Int(visit.fields["seen"]) ?? -2, by: try visit.viewer)
            site.say(
                visit, Notice(.done, "構成図を確かめたことを記録しました（ネットワーク \(count)件）。来年の同じころに、また確かめてください。"))
        } catch let problem as Problem where problem.code == "diagram.has-changed" {
            site.say(visit, Notice(.caution, problem.sentence))
        }
        return .redirect(Address.networkDiagram.path)
    }
}

/// The networks in the words of the page, and what about them has to be looked at.
struct DescribedNetworks {
    let zones: [NetworkDrawing.Zone]
    let lines: [NetworkDiagramPage.Line]
    let ways: [(NetworkDrawing.Way, NetworkDiagramPage.Way)]
    let warnings: [LinkText]

    init(picture: NetworkPicture, today: Day) {
        let names = Dictionary(
            picture.networks.map { ($0.id.text, $0.network.name) }, uniquingKeysWith: { one, _ in one })
        func name(_ id: Identifier?) -> String { id.flatMap { names[$0.text] } ?? "（書かれていない）" }
        var ways: [(NetworkDrawing.Way, NetworkDiagramPage.Way)] = []
        for (id, exit) in picture.exits {
            let number = String(ways.count + 1)
            ways.append(
                (
                    .init(number: number, from: exit.network?.id.text ?? "", to: nil),
                    .init(
                        number: number,
                        name: LinkText(exit.name, .record(register: InternetExit.registerName, id: id.text)),
                        course: "\(name(exit.network?.id)) → インターネット",
                        how: exit.guardName.map { "守る仕組み：\($0)" } ?? "守る仕組み：未記入")
                ))
        }
        for (id, connection) in picture.connections {
            let number = String(ways.count + 1)
            ways.append(
                (
                    // A way whose end nobody wrote down has no place in the drawing, only in the table.
                    .init(
                        number: number, from: connection.fromNetwork?.id.text ?? "",
                        to: connection.toNetwork?.id.text ?? "-"),
                    .init(
                        number: number,
                        name: LinkText(
                            connection.name, .record(register: ZoneConnection.registerName, id: id.text)),
                        course: "\(name(connection.fromNetwork?.id)) → \(name(connection.toNetwork?.id))",
                        how: connection.kind?.title ?? "つなぎ方：未記入")
                ))
        }
        self.ways = ways
        let found = NetworkFindings(picture: picture, today: today)
        warnings = found.warnings
        zones = picture.networks.map { id, network in
            NetworkDrawing.Zone(
                id: id.text, name: network.name,
                kind: network.tier?.title ?? (network.exposure == .closed ? "閉域" : "インターネットにつながる"),
                isFacing: network.exposure == .internetFacing, isMarked: found.marked.contains(id))
        }
        lines = picture.networks.map { id, network in
            let others = picture.connections.compactMap { _, connection -> String? in
                if connection.fromNetwork?.id == id { return connection.toNetwork.map { name($0.id) } }
                if connection.toNetwork?.id == id { return connection.fromNetwork.map { name($0.id) } }
                return nil
            }
            let out = picture.exits.contains { $0.exit.network?.id == id } ? ["インターネット"] : []
            let joined = out + others.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            return NetworkDiagramPage.Line(
                name: LinkText(network.name, .record(register: Network.registerName, id: id.text)),
                kind: [network.exposure.title, network.tier?.title].compactMap(\.self).joined(separator: "・"),
                joined: joined.isEmpty ? "つながる先の登録がありません" : joined.joined(separator: "、"),
                confirmedOn: network.diagramConfirmedOn)
        }
    }
}

/// What about the networks has to be looked at.
struct NetworkFindings {
    private(set) var warnings: [LinkText] = []
    private(set) var marked: Set<Identifier> = []

    init(picture: NetworkPicture, today: Day) {
        let yearAgo = today.adding(months: -12)
        for (id, network) in picture.networks {
            let exits = picture.exits.filter { $0.exit.network?.id == id }
            let joined = picture.connections.contains {
                $0.connection.fromNetwork?.id == id || $0.connection.toNetwork?.id == id
            }
            if network.exposure == .closed, !exits.isEmpty {
                zone(id, "「\(network.name)」は閉域なのに、インターネットとの接続口があります。")
            }
            if network.exposure == .internetFacing, exits.isEmpty {
                zone(id, "「\(network.name)」はインターネットにつながるのに、接続口の登録がありません。")
            }
            if exits.isEmpty, !joined, network.exposure == .closed {
                zone(id, "「\(network.name)」は、どこともつながっていません。媒体の受渡しも、接続として登録します。")
            }
            if let day = network.diagramConfirmedOn {
                if day < yearAgo {
                    zone(id, "「\(network.name)」の構成図は、\(JapaneseEra.text(day))に確かめたままで、一年を過ぎています。")
                }
            } else {
                zone(id, "「\(network.name)」の構成図は、まだ確かめていません。")
            }
        }
        for (id, connection) in picture.connections { look(id, connection, today, yearAgo) }
        for (id, exit) in picture.exits where exit.network == nil {
            warnings.append(
                LinkText(
                    "接続口「\(exit.name)」が、どのネットワークのものか書かれていません。",
                    .record(register: InternetExit.registerName, id: id.text)))
        }
    }

    private mutating func look(_ id: Identifier, _ connection: ZoneConnection, _ today: Day, _ yearAgo: Day) {
        let address = Address.record(register: ZoneConnection.registerName, id: id.text)
        func warn(_ words: String) { warnings.append(LinkText("接続「\(connection.name)」\(words)", address)) }
        if connection.fromNetwork == nil || connection.toNetwork == nil {
            warn("は、どこからどこへつながるかが書かれていません。図には出ません。")
        }
        if let until = connection.permittedUntil, until < today {
            warn("は、許可の期限（\(JapaneseEra.text(until))）を過ぎています。")
        }
        if let day = connection.checkedOn {
            if day < yearAgo { warn("の設定は、\(JapaneseEra.text(day))に確かめたままで、一年を過ぎています。") }
        } else {
            warn("の設定は、まだ確かめていません。")
        }
    }

    private mutating func zone(_ id: Identifier, _ words: String) {
        marked.insert(id)
        warnings.append(LinkText(words, .record(register: Network.registerName, id: id.text)))
    }
}
