import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import TestSupport
import Testing

@testable import Storage

/// What an archive and a leaf give away, and what they do not.
@Suite struct SecrecyTests {
    @Test(arguments: [
        "../evil", "/etc/evil", "files/../../evil", "files/..", "..", "files/aa/../../../evil",
        "keys/ledger.key", "toride.sqlite-journal", "toride.sqlite-wal", "backups/x.tar", "database", "./a",
        "files/aa/bb", "files//x", "files/aa/" + String(repeating: "b", count: 64),
        "files/AA/" + String(repeating: "A", count: 64),
        "files/aa/" + String(repeating: "a", count: 64) + "/x",
    ])
    func `a name in an archive that leaves the folder is refused`(name: String) throws {
        let folder = NSTemporaryDirectory() + "toride-tar-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try DurableFile.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let writer = try TarWriter(path: folder + "/a.tar")
        try writer.add(name: "toride-backup", bytes: Array("version 1\norigin x\n".utf8))
        try writer.add(name: "toride.sqlite", bytes: [])
        try writer.add(name: name, bytes: Array("evil".utf8))
        try writer.finish()
        let problem = #expect(throws: Problem.self) {
            try Backup.unpack(folder + "/a.tar", into: folder + "/new")
        }
        #expect(problem?.code == "backup.damaged")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left == ["a.tar"], "nothing of it stays, and nothing went elsewhere")
    }

    @Test func `the same content twice gives two leaves that tell nothing of each other`() throws {
        let organization = try TestOrganization(StorageEngine.sqlite.emptyDatabase())
        let values = InformationAsset.register.values(
            InformationAsset(name: "同じ", kind: .files, confidentiality: .level2, place: "本部"))
        try organization.store.commit.perform(actor: nil) { writer in
            for _ in 0..<50 { try writer.create(InformationAsset.register.definition, values) }
        }
        let rows = try organization.database.read { connection in
            try connection.rows("SELECT salt FROM r_information_assets") { $0.bytes(0) }
        }
        let leaves = try organization.database.read { connection in
            try connection.rows("SELECT leaf FROM ledger_entries") { $0.bytes(0) }
        }
        #expect(rows.allSatisfy { $0.count == LedgerLeaf.saltByteCount } && Set(rows).count == 50)
        #expect(Set(leaves).count == leaves.count)
    }
}
