import Foundation
import Glibc
import Primitives

/// Logs made for measuring: the same seed gives the same bytes.
enum GeneratedLogs {
    /// Traffic lines of about 630 bytes, as FortiOS 7 writes them.
    ///
    /// - Returns: bytes written.
    static func fortigate(_ path: String, lines: Int) throws -> Int {
        let chance = SeededSource(seed: 20_261_125)
        let start: Int64 = 1_795_568_400_000_000_000
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
        defer { try? file.close() }
        var (text, written) = ("", 0)
        for index in 0..<lines {
            text += firewallLine(index, start + Int64(index) * 1_234_567, chance)
            if text.utf8.count > 1 << 20 || index == lines - 1 {
                try file.write(contentsOf: Data(text.utf8))
                written += text.utf8.count
                text.removeAll(keepingCapacity: true)
            }
        }
        return written
    }

    private static let services = ["HTTPS", "DNS", "HTTP", "SMB", "NTP"]
    private static let actions = ["accept", "close", "deny", "timeout"]

    static func firewallLine(_ index: Int, _ nanoseconds: Int64, _ chance: SeededSource) -> String {
        let seconds = index * 1_234_567 / 1_000_000_000
        let clock = [10 + seconds / 3600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let port = 1024 + chance.below(60_000)
        let source = (0..<3).map { _ in String(chance.below(200)) }.joined(separator: ".")
        return "date=2026-11-25 time=\(clock) devname=\"FGT-HQ-01\" devid=\"FGT60FTK20012345\""
            + " eventtime=\(nanoseconds) tz=\"+0900\" logid=\"0000000013\" type=\"traffic\""
            + " subtype=\"forward\" level=\"notice\" vd=\"root\" srcip=10.\(source)"
            + " srcport=\(port) srcintf=\"lan\" srcintfrole=\"lan\" dstip=203.0.113.\(chance.below(250))"
            + " dstport=\(chance.pick([443, 53, 80, 445])) dstintf=\"wan1\" dstintfrole=\"wan\""
            + " srccountry=\"Reserved\" dstcountry=\"Japan\" sessionid=\(100_000 + index)"
            + " proto=\(chance.pick([6, 17])) action=\"\(chance.pick(actions))\" policyid=\(chance.below(40))"
            + " policytype=\"policy\" poluuid=\"2f8d7e2a-5c1b-51ee-8d6d-3f7c6a0e7b11\""
            + " policyname=\"lan to internet\" service=\"\(chance.pick(services))\" trandisp=\"snat\""
            + " transip=198.51.100.7 transport=\(port) duration=\(chance.below(600))"
            + " sentbyte=\(chance.below(100_000)) rcvdbyte=\(chance.below(1_000_000))"
            + " sentpkt=\(chance.below(100)) rcvdpkt=\(chance.below(1000)) appcat=\"unscanned\"\n"
    }
}
