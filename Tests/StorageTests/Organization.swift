import Database
import Foundation
import Primitives
import Registers
import Storage
import StorageSQLite
import Synchronization
import TestSupport

/// A fixed day that moves a second with every look, so that order in time is certain.
final class TestClock: Sendable {
    private let moment = Mutex(Instant(microseconds: 1_780_000_000_000_000))
    var now: Instant {
        moment.withLock { moment in
            moment = moment.adding(seconds: 1)
            return moment
        }
    }
}

/// An organization in a database of its own.
struct TestOrganization {
    let store: OrganizationStore
    let database: any DatabaseDriver

    init(
        _ database: any DatabaseDriver, seed: UInt64 = 1,
        registers: [RegisterDefinition] = AllRegisters.definitions,
        migrations: [Migration] = Migration.shipped, folder: String? = nil
    ) throws {
        let clock = TestClock()
        let folder =
            folder ?? NSTemporaryDirectory() + "toride-storage-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        self.database = database
        store = try OrganizationStore(
            database: database, folder: folder, registers: registers,
            surroundings: .seeded(seed, now: { clock.now }), release: "9.9", migrations: migrations,
            snapshot: Self.snapshot)
    }

    /// As the program does it: PostgreSQL through a copy of its tables.
    static let snapshot = DatabaseSnapshot { database, path in
        guard database.dialect == .postgresql else { return try database.copy(toFile: path) }
        let target = try SQLiteDatabase(path: path)
        try TableCopy.copy(from: database, to: target)
        try target.close()
    }

    static let sites = Site.register
    static let assets = InformationAsset.register

    func site(_ name: String) -> [StoredValue] { Self.sites.values(Site(name: name)) }

    /// Seeded creates, changes and closes over two registers; returns the states that a reader should find.
    func live(_ acts: Int, seed: UInt64) throws -> [History] {
        let source = SeededSource(seed: seed)
        var known: [Identifier: History] = [:]
        for number in 0..<acts {
            let choice = source.below(10)
            let open = known.values.filter { $0.versions.last?.values != nil }.sorted { $0.id < $1.id }
            if choice < 5 || open.isEmpty {
                let values = site("施設 \(number) \(source.below(1000))")
                let row = try store.commit.perform(actor: nil) {
                    try $0.create(Self.sites.definition, values)
                }
                known[row.id] = History(id: row.id, versions: [(row.fromSeq, values)])
            } else if choice < 8 {
                let id = source.pick(open).id
                let values = site("改めた施設 \(number)")
                let row = try store.commit.perform(actor: nil) {
                    try $0.change(Self.sites.definition, id: id, values)
                }
                known[id]?.versions.append((row.fromSeq, values))
            } else if choice < 9 {
                let id = source.pick(open).id
                let size = try store.commit.perform(actor: nil) { writer in
                    try writer.close(Self.sites.definition, id: id)
                    return writer.ledgerSize
                }
                known[id]?.versions.append((size - 1, nil))
            } else {
                try store.commit.perform(actor: nil) { try $0.note("session.sign-in") }
            }
        }
        return known.values.sorted { $0.id < $1.id }
    }
}

/// What a test remembers of one record: at which entry it got which values; nil is its end.
struct History {
    let id: Identifier
    var versions: [(seq: Int, values: [StoredValue]?)]

    func values(atSize size: Int) -> [StoredValue]? { versions.last { $0.seq < size }?.values }
}
