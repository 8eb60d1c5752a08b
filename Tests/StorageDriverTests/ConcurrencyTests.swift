import Database
import Dispatch
import Synchronization
import Testing
import TestSupport

/// Runs bodies on threads of their own; waits for all.
func atOnce(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let problems = Mutex<[any Error]>([])
    DispatchQueue.concurrentPerform(iterations: count) { index in
        do { try body(index) } catch { problems.withLock { $0.append(error) } }
    }
    if let first = problems.withLock({ $0.first }) { throw first }
}

@Suite(.serialized) struct `Several at once` {
    @Test(arguments: StorageEngine.allCases)
    func `a read sees one state from its first answer to its end`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let (read, written) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let counts = Mutex<[Int64?]>([])
        try atOnce(2) { index in
            if index == 0 {
                try database.read { connection in
                    let before = try connection.integer("SELECT count(*) FROM thing")
                    read.signal()
                    written.wait()
                    let after = try connection.integer("SELECT count(*) FROM thing")
                    counts.withLock { $0 = [before, after] }
                }
            } else {
                read.wait()
                defer { written.signal() }
                try database.write { try $0.insert(1) }
            }
        }
        #expect(counts.withLock { $0 } == [0, 0])
        #expect(try database.count() == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `a read during a write sees what was before it`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let (inserted, counted) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let count = Mutex<Int64>(-1)
        try atOnce(2) { index in
            if index == 0 {
                try database.write { transaction in
                    try transaction.insert(1)
                    inserted.signal()
                    counted.wait()
                }
            } else {
                inserted.wait()
                defer { counted.signal() }
                let seen = try database.count()
                count.withLock { $0 = seen }
            }
        }
        #expect(count.withLock { $0 } == 0)
        #expect(try database.count() == 1)
    }

    @Test(arguments: StorageEngine.allCases)
    func `writers through one and through two handles take turns`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let handles = [try place.open(), try place.open()]
        defer { for handle in handles { try? handle.close() } }
        try handles[0].createThings()
        // Each write reads the highest number and adds the next: a lost update would collide or leave a gap.
        try atOnce(4) { index in
            for _ in 0..<25 {
                try handles[index % 2].write { transaction in
                    let last = try transaction.integer("SELECT max(id) FROM thing") ?? 0
                    try transaction.insert(last + 1)
                }
            }
        }
        #expect(try handles[1].ids() == Array(1...100))
    }

    @Test(arguments: StorageEngine.allCases)
    func `a call inside a call is refused, not a deadlock`(on engine: StorageEngine) throws {
        let database = try engine.emptyThings()
        let other = try engine.emptyThings()
        let calls: [() throws -> Void] = [
            { try database.write { _ in _ = try database.count() } },
            { try database.write { _ in try database.write { try $0.insert(1) } } },
            { try database.read { _ in _ = try database.count() } },
            { try database.read { _ in try database.write { try $0.insert(1) } } },
            { try database.readFenced(limit: 1000) { _ in _ = try database.count() } },
            { try database.read { _ in try database.close() } },
        ]
        for (index, call) in calls.enumerated() {
            #expect(failure(call).contains("inside a read or write"), "call \(index)")
        }
        // Another organization's database may be asked.
        try database.write { transaction in try transaction.insert(try other.count()) }
        #expect(try database.ids() == [0])
    }

    @Test(arguments: StorageEngine.allCases)
    func `more readers than connections wait for their turn`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let database = try place.open(readers: 2)
        defer { try? database.close() }
        try database.createThings()
        try atOnce(8) { _ in for _ in 0..<20 { _ = try database.count() } }
        #expect(try database.count() == 0)
    }

    @Test(arguments: StorageEngine.allCases)
    func `what was answered is there for the next who opens`(on engine: StorageEngine) throws {
        let place = try engine.emptyPlace()
        let first = try place.open()
        try first.createThings()
        try first.write { try $0.insert(1) }
        let second = try place.open()
        #expect(try second.ids() == [1])
        try first.close()
        try second.write { try $0.insert(2) }
        try second.close()
        let third = try place.open()
        #expect(try third.ids() == [1, 2])
        try third.close()
        #expect(throws: DatabaseError.self) { try third.count() }
    }
}
