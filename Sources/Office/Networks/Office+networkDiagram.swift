import Primitives
import Registers
import Storage

/// The registers of which the network diagram is drawn, as they stand.
public struct NetworkPicture: Sendable {
    /// Zones, each with its record.
    public let networks: [(id: Identifier, network: Network)]
    /// Ways between them that are not closed.
    public let connections: [(id: Identifier, connection: ZoneConnection)]
    /// Ways out that are not closed.
    public let exits: [(id: Identifier, exit: InternetExit)]
    /// The ledger entry that changed one of these registers last: what the picture was drawn from.
    public let seen: Int
    /// The day from which every zone's drawing is confirmed; nil where one never was.
    public let confirmedOn: Day?
    /// The entry with which the last of them was confirmed on that day.
    public let confirmedBy: Int?
}

extension Office {
    /// The registers of which the diagram is drawn.
    public static let diagramRegisters = [
        Network.register.definition, ZoneConnection.register.definition, InternetExit.register.definition,
    ]
    /// Zones and ways that a diagram shows at most.
    public static let diagramLimit = 500

    /// Whether the viewer may see all of which the diagram is drawn. A part of it would look like the whole.
    public static func mayReadDiagram(_ viewer: Viewer) -> Bool {
        diagramRegisters.allSatisfy { $0.condition(for: .read).isUnconditional(for: viewer) }
    }

    /// What the diagram is drawn of.
    ///
    /// - Throws: `Problem` `access.refused`.
    public func networkPicture(_ reader: RecordReader) throws -> NetworkPicture {
        guard Self.mayReadDiagram(reader.viewer) else { throw Refusal.access }
        let query = ListQuery(limit: Self.diagramLimit)
        let rows = try reader.beginning(Self.diagramRegisters[0], query)
        let networks = try rows.map { ($0.id, try Network.register.record($0.values)) }
        let connections = try reader.beginning(Self.diagramRegisters[1], query).map {
            ($0.id, try ZoneConnection.register.record($0.values))
        }
        let exits = try reader.beginning(Self.diagramRegisters[2], query).map {
            ($0.id, try InternetExit.register.record($0.values))
        }
        let days = networks.map(\.1.diagramConfirmedOn)
        let oldest = days.contains(nil) ? nil : days.compactMap(\.self).min()
        let last = networks.first { $0.1.diagramConfirmedOn == oldest }?.0
        let confirmation = try oldest.flatMap { day in
            try last.flatMap { id in
                try reader.versions(Self.diagramRegisters[0], id: id).first { row in
                    try Network.register.record(row.values).diagramConfirmedOn == day
                }?.fromSeq
            }
        }
        return NetworkPicture(
            networks: networks,
            connections: connections.filter { $0.1.endsOn.map { $0 >= today } ?? true },
            exits: exits.filter { $0.1.endsOn.map { $0 >= today } ?? true },
            seen: try RegisterVersions.newest(
                reader.connection, of: Self.diagramRegisters.map(\.name)),
            confirmedOn: oldest, confirmedBy: confirmation)
    }

    /// Says that the diagram is as things are: every network's drawing is confirmed today, in one act.
    ///
    /// - Parameter seen: what the diagram that the person looked at was drawn from.
    /// - Returns: how many networks were confirmed anew.
    /// - Throws: `Problem` `access.refused`, `diagram.has-changed`.
    @discardableResult
    public func confirmDiagram(seen: Int, by viewer: Viewer) throws -> Int {
        let register = Self.diagramRegisters[0]
        guard Self.mayReadDiagram(viewer), register.condition(for: .write).isUnconditional(for: viewer),
            let column = register.index(of: "diagram_confirmed_on")
        else { throw Refusal.access }
        let today = today
        return try act(viewer) { writer in
            let newest = try RegisterVersions.newest(
                writer.transaction, of: Self.diagramRegisters.map(\.name))
            guard newest == seen else {
                throw Problem(
                    "diagram.has-changed", "見ている間に台帳が変わり、図も変わりました。新しい図を確かめてから、もう一度押してください。")
            }
            let rows = try RecordReader(writer.transaction, viewer: viewer).current(register)
            let open = rows.filter { $0.values[column] != today.stored }
            for row in open {
                var values = row.values
                values[column] = today.stored
                try writer.change(register, id: row.id, values, expected: row.fromSeq)
            }
            return open.count
        }
    }
}
