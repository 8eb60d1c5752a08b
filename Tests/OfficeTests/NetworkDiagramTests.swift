import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// The network diagram: drawn from what stands in the registers, confirmed as one act, by who may.
@Suite struct NetworkDiagramTests {
    typealias Place = OfficeTests.Place

    private func picture(_ place: Place, _ viewer: Viewer = .console) throws -> NetworkPicture {
        try place.office.store.database.read {
            try place.office.networkPicture(RecordReader($0, viewer: viewer))
        }
    }

    private func network(_ place: Place, _ name: String, confirmed: String? = nil) throws -> Identifier {
        try place.office.create(
            Network.register.definition,
            Network.register.values(
                Network(name: name, exposure: .closed, diagramConfirmedOn: confirmed.flatMap { Day(iso: $0) })
            ),
            by: .console
        ).id
    }

    @Test(arguments: StorageEngine.allCases)
    func `it is confirmed whole, and only as it was seen`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let one = try network(place, "基幹系", confirmed: "2025-05-01")
        #expect(try picture(place).confirmedOn == Day(iso: "2025-05-01"))
        _ = try network(place, "情報系")
        #expect(try picture(place).confirmedOn == nil, "a part was never confirmed")
        let seen = try picture(place).seen
        try place.office.create(
            ZoneConnection.register.definition,
            ZoneConnection.register.values {
                $0.name = "連携"
                $0.fromNetwork = Link(one)
                $0.endsOn = place.office.today.adding(days: -1)
            }, by: .console)
        let problem = #expect(throws: Problem.self) {
            try place.office.confirmDiagram(seen: seen, by: .console)
        }
        #expect(problem?.code == "diagram.has-changed")
        let now = try picture(place)
        #expect(now.connections.isEmpty, "what is closed is not drawn")
        #expect(try place.office.confirmDiagram(seen: now.seen, by: .console) == 2)
        let after = try picture(place)
        #expect(after.confirmedOn == place.office.today && after.confirmedBy != nil)
        #expect(try place.office.confirmDiagram(seen: after.seen, by: .console) == 0, "today it is confirmed")
        let entry = try #require(after.confirmedBy)
        let acts = try place.office.store.database.read { connection in
            let headers = try LedgerReader(connection).headers([entry, entry - 1, entry + 1])
            return headers.values.filter { $0.act == headers[entry]?.act }.count
        }
        #expect(acts == 2, "both in one act")
    }

    @Test(arguments: StorageEngine.allCases)
    func `who does not see all of it sees none of it`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let unit = try place.unit("総務課")
        _ = try network(place, "基幹系")
        let head = Viewer(person: nil, roles: [.sectionHead], units: [unit])
        let auditor = Viewer(person: nil, roles: [.auditor], units: [])
        #expect(throws: Problem.self) { try picture(place, head) }
        let seen = try picture(place, auditor).seen
        for viewer in [head, auditor] {
            #expect(throws: Problem.self) { try place.office.confirmDiagram(seen: seen, by: viewer) }
        }
    }
}
