import Foundation
import LogArchive
import Primitives

/// A folder of its own that is gone afterwards, and records to put into it.
struct TemporaryArchive {
    let archive: LogArchive
    var folder: String { archive.folder }

    init() {
        archive = LogArchive(folder: NSTemporaryDirectory() + "toride-archive-\(UUID().uuidString)")
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    static let noon = Instant(iso: "2026-11-30T12:00:00Z") ?? Instant(microseconds: 0)

    /// One block of lines, received one millisecond after the other.
    static func block(_ lines: [String], at moment: Instant = noon, dropped: Int = 0) -> LogBlock? {
        var pending = PendingRecords()
        if dropped > 0 { pending.drop(dropped) }
        for (number, line) in lines.enumerated() {
            Array(line.utf8).withUnsafeBytes {
                pending.append($0, at: moment.microseconds + Int64(number) * 1000, mayHoldLineFeeds: true)
            }
        }
        return pending.take()
    }

    /// FortiGate traffic, one line a second.
    static func traffic(
        _ count: Int, from moment: Instant = noon, source: String = "10.1.0.5", to: String = "203.0.113.9",
        policy: String = "lan to internet"
    ) -> [String] {
        (0..<count).map { number in
            let at = moment.microseconds / 1_000_000 + Int64(number)
            return
                "date=2026-11-30 time=21:00:00 devname=\"FGT\" devid=\"FGT60F\" eventtime=\(at)000000000 "
                + "tz=\"+0900\" "
                + "logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" level=\"notice\" vd=\"root\" "
                + "srcip=\(source) srcport=\(40_000 + number) "
                + "dstip=\(to) dstport=443 proto=6 action=\"accept\" "
                + "policyid=3 policyname=\"\(policy)\" service=\"HTTPS\" sentbyte=100 rcvdbyte=900"
        }
    }

    /// Writes the lines as blocks of ten into a segment of a source, and leaves it open.
    @discardableResult
    func write(_ lines: [String], source: String = "gateway", at moment: Instant = noon) throws -> SegmentName
    {
        let writer = try archive.begin(source: source, at: moment)
        var rest = lines[...]
        while !rest.isEmpty {
            if let block = Self.block(Array(rest.prefix(10)), at: moment) { try writer.append(block) }
            rest = rest.dropFirst(10)
        }
        try writer.sync()
        return writer.name
    }
}
