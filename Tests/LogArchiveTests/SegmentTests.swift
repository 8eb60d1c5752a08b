import AuditLedger
import Foundation
import LogArchive
import Primitives
import Testing

/// What is received stays to the byte, and whatever was changed is found.
@Suite struct SegmentTests {
    private let odd = ["", "plain", "two\nlines", "\r", "日本語", "\u{0}nul", "ends with a line feed\n"]

    @Test func `a block gives back every record to the byte`() throws {
        let block = try #require(TemporaryArchive.block(odd, dropped: 3))
        let read = try #require(block.bytes.withUnsafeBytes { LogBlock($0, at: 0) })
        #expect(read.records().map { String(decoding: read.bytes[$0], as: UTF8.self) } == odd)
        #expect(read.dropped == 3)
        #expect(read.leaf == block.leaf)
        #expect(read.receipt(of: 2) == TemporaryArchive.noon.microseconds + 2000)
    }

    @Test func `sealing keeps every byte and the root`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let lines = TemporaryArchive.traffic(500) + odd
        let name = try place.write(lines)
        let root = try place.archive.open(name).frontier.root.hex
        let sealed = try place.archive.seal(name)
        #expect(sealed.statement.root == root)
        #expect(sealed.statement.records == lines.count)
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/" + name.path + ".open"))
        var found: [String] = []
        try place.archive.sealed(name).forEachBlock { _, block in
            found += block.records().map { String(decoding: block.bytes[$0], as: UTF8.self) }
            return true
        }
        #expect(found == lines)
        #expect(place.archive.verify(recorded: [name.path: root]).holds)
    }

    @Test func `a torn end is cut off and kept, and nothing before it is lost`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(TemporaryArchive.traffic(95))
        let path = place.folder + "/" + name.path + ".open"
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        // Every length at which a power cut may have stopped the last write, in steps that hit each part of
        // it.
        for missing in stride(from: 1, to: 1500, by: 97) {
            try whole.dropLast(missing).write(to: URL(fileURLWithPath: path))
            #expect(place.archive.verify(recorded: [:]).findings.map(\.code) == ["torn"])
            let writer = try SegmentWriter(continuing: name, in: place.folder)
            #expect(writer.recordCount == 90, "\(missing) bytes missing")
            let block = try #require(TemporaryArchive.block(["later"]))
            try writer.append(block)
            try writer.sync()
            #expect(try place.archive.open(name).recordCount == 91)
        }
    }

    @Test func `two writers of one segment are kept apart`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let writer = try place.archive.begin(source: "gateway", at: TemporaryArchive.noon)
        #expect(throws: LogArchiveError.self) { try SegmentWriter(continuing: writer.name, in: place.folder) }
        #expect(throws: LogArchiveError.self) { try place.archive.seal(writer.name) }
        let other = try place.archive.begin(source: "gateway", at: TemporaryArchive.noon)
        #expect(other.name.serial == writer.name.serial + 1)
    }

    @Test func `sealing that was cut short is done again`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(TemporaryArchive.traffic(50))
        let open = place.folder + "/" + name.path + ".open"
        let kept = try Data(contentsOf: URL(fileURLWithPath: open))
        let first = try place.archive.seal(name)
        try kept.write(to: URL(fileURLWithPath: open))
        try FileManager.default.removeItem(atPath: place.folder + "/" + name.path + ".col")
        #expect(place.archive.places().map(\.isSealed) == [true])
        #expect(try place.archive.seal(name).statement == first.statement)
        #expect(!FileManager.default.fileExists(atPath: open))
    }

    @Test func `every changed byte of a sealed segment is found`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(TemporaryArchive.traffic(200))
        let root = try place.archive.seal(name).statement.root
        let path = URL(fileURLWithPath: place.folder + "/" + name.path + ".seg")
        let whole = try Data(contentsOf: path)
        for at in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
            var changed = whole
            changed[at] ^= 0x10
            try changed.write(to: path)
            #expect(!place.archive.verify(recorded: [name.path: root]).holds, "byte \(at) of \(whole.count)")
        }
    }

    @Test func `what the ledger has and the disk has not, and the reverse, is named`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(TemporaryArchive.traffic(20))
        let root = try place.archive.seal(name).statement.root
        let other = String(repeating: "0", count: 64)
        let codes = { (recorded: [String: String?]) in
            place.archive.verify(recorded: recorded).findings.map(\.code)
        }
        #expect(codes([:]) == ["unrecorded"])
        #expect(codes([name.path: other]) == ["changed"])
        #expect(codes([name.path: root, "gateway/2026-11-30/11-0": other]) == ["missing"])
        #expect(codes([name.path: root, "gateway/2026-11-30/11-0": String?.none]) == [])
    }

    @Test func `a running root finds what was changed in an open segment with its leaves`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name: SegmentName
        do {
            let writer = try place.archive.begin(source: "gateway", at: TemporaryArchive.noon)
            try writer.append(try #require(TemporaryArchive.block(["a", "b"])))
            try writer.sync()
            try RunningRoots.note(writer, at: TemporaryArchive.noon, in: place.folder)
            name = writer.name
        }
        #expect(place.archive.verify(recorded: [:]).holds)
        // A forger who knows the layout writes the segment anew, leaves and all.
        let block = try #require(TemporaryArchive.block(["a", "forged"]))
        let forged = name.headline + block.bytes + block.leaf.bytes
        try Data(forged).write(to: URL(fileURLWithPath: place.folder + "/" + name.path + ".open"))
        #expect(place.archive.verify(recorded: [:]).findings.map(\.code) == ["changed"])
    }

    @Test func `files that are no segments are refused`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(TemporaryArchive.traffic(20))
        _ = try place.archive.seal(name)
        let path = URL(fileURLWithPath: place.folder + "/" + name.path + ".seg")
        for bytes in [Data(), Data("TRSEAL1\n".utf8), Data(repeating: 0xFF, count: 4096)] {
            try bytes.write(to: path)
            #expect(throws: LogArchiveError.self) { try place.archive.sealed(name) }
            #expect(place.archive.search(LogQuestion()).unreadable.count == 1)
        }
    }
}
