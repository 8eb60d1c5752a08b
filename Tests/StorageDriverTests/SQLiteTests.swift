import Database
import Foundation
import StorageSQLite
import Testing
import TestSupport

@Suite struct `A SQLite file` {
    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `is synchronous on the writer that writes`() throws {
        let database = try StorageEngine.sqlite.emptyDatabase()
        let settings = try database.write { transaction in
            try ["synchronous", "foreign_keys", "secure_delete", "application_id"].map { name in
                try transaction.integer(SQL(unboundText: "PRAGMA \(name)"))
            }
        }
        // 2 is FULL; the number is "Trde".
        #expect(settings == [2, 1, 1, 0x5472_6465])
        #expect(try database.write { try $0.text("PRAGMA journal_mode") } == "wal")
        #expect(try database.write { try $0.integer("PRAGMA synchronous") } == 2)
    }

    @Test func `is its owner's alone, and so are the files beside it`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let database = try place.open()
        defer { try? database.close() }
        try database.createThings()
        for end in ["", "-wal", "-shm"] { #expect(try mode(of: place.name + end) == 0o600, "\(end)") }
    }

    @Test func `is whole without its log once it is closed`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let database = try place.open()
        try database.createThings()
        try database.write { try $0.insert(1) }
        try database.close()
        let alone = place.folder + "/alone.sqlite"
        try FileManager.default.copyItem(atPath: place.name, toPath: alone)
        let copy = try SQLiteDatabase(path: alone)
        #expect(try copy.ids() == [1])
        try copy.close()
    }

    @Test func `is copied whole while others write`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let database = try place.open()
        defer { try? database.close() }
        try database.createThings()
        // Every write adds two, so a copy with an odd count was torn.
        try atOnce(2) { index in
            for round in 0..<10 {
                if index == 0 {
                    try database.write { transaction in
                        try transaction.insert(round * 2)
                        try transaction.insert(round * 2 + 1)
                    }
                } else {
                    try database.copy(toFile: place.folder + "/copy-\(round).sqlite")
                }
            }
        }
        for round in 0..<10 {
            let path = place.folder + "/copy-\(round).sqlite"
            let copy = try SQLiteDatabase(path: path, readOnly: true)
            defer { try? copy.close() }
            let count = try copy.count()
            #expect(count % 2 == 0)
            #expect(try copy.read { try $0.text("PRAGMA integrity_check") } == "ok")
            #expect(try mode(of: path) == 0o600)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder).filter {
            $0.hasSuffix(".unfinished")
        }
        #expect(left.isEmpty)
    }

    @Test func `is never copied over another file`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let database = try place.open()
        defer { try? database.close() }
        let taken = place.folder + "/taken"
        try Data("precious".utf8).write(to: URL(filePath: taken))
        #expect(failure { try database.copy(toFile: taken) }.contains("there already"))
        #expect(try Data(contentsOf: URL(filePath: taken)) == Data("precious".utf8))
        #expect(failure { try database.copy(toFile: place.folder + "/missing/copy") }.contains("cannotOpen"))
    }

    @Test func `opened to be read is not written`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let writer = try place.open()
        try writer.createThings()
        let reader = try SQLiteDatabase(path: place.name, readOnly: true)
        #expect(failure { try reader.write { try $0.insert(1) } }.contains("unsupported"))
        #expect(
            failure { try reader.read { try $0.forEachRow("DELETE FROM thing") { _ in } } }.contains(
                "readonly"))
        try writer.write { try $0.insert(1) }
        #expect(try reader.ids() == [1])
        try reader.close()
        try writer.close()
    }

    @Test func `that is not ours is refused and left alone`() throws {
        let place = try StorageEngine.sqlite.emptyPlace()
        let path = place.folder + "/other"
        #expect(failure { try SQLiteDatabase(path: place.folder + "/missing/file") }.contains("cannotOpen"))
        #expect(failure { try SQLiteDatabase(path: path, readOnly: true) }.contains("cannotOpen"))
        try Data("this is a letter, not a database, and long enough to look at".utf8).write(
            to: URL(filePath: path))
        #expect(failure { try SQLiteDatabase(path: path) }.contains("cannotOpen"))

        let database = try place.open()
        try database.createThings()
        try database.write { try $0.forEachRow("PRAGMA application_id = 7") { _ in } }
        try database.close()
        let before = try Data(contentsOf: URL(filePath: place.name))
        #expect(failure { try place.open() }.contains("another program"))
        #expect(try Data(contentsOf: URL(filePath: place.name)) == before)
    }

    @Test func `is busy while another process holds the lock for long`() throws {
        // A second handle is to SQLite what another process is: nothing is shared but the file.
        let place = try StorageEngine.sqlite.emptyPlace()
        let (first, second) = (try place.open(), try place.open(lockWait: .milliseconds(50)))
        try first.createThings()
        try first.write { transaction in
            try transaction.insert(1)
            guard
                case .busy? = #expect(
                    throws: DatabaseError.self, performing: { try second.write { try $0.insert(2) } })
            else {
                Issue.record("not busy")
                return
            }
        }
        try second.write { try $0.insert(3) }
        #expect(try first.ids() == [1, 3])
        try first.close()
        try second.close()
    }
}
