import CZstd
import Foundation
import LogArchive
import Primitives

/// `toride-bench archive [EVENTS] [CSV]`: what a month of kept lines takes on the disk, and how fast it
/// answers.
enum ArchiveFigures {
    private static let hosts = 300
    private static let hours = 30 * 24
    /// 2026-11-01T00:00 in Japan.
    private static let begin = Instant(microseconds: 1_793_458_800_000_000)

    /// - Parameter csv: where the same facts go, for another engine in the same run; nil for nowhere.
    static func printAll(events: Int, csv: String?) throws {
        let archive = LogArchive(folder: NSTemporaryDirectory() + "toride-bench-archive-\(getpid())")
        defer { try? FileManager.default.removeItem(atPath: archive.folder) }
        let (raw, packed) = try fill(archive, events, csv)
        let (kept, columns) = sizes(archive.folder)
        Clock.show(
            "kept: bytes an event, blocks and columns packed",
            String(format: "%.1f B", Double(kept) / Double(events)),
            String(
                format: "%.2f x zstd -1 of the raw lines; %d B raw, %.1f B zstd -1, columns %.1f B",
                Double(kept) / Double(packed), raw / events, Double(packed) / Double(events),
                Double(columns) / Double(events)))
        let month = begin.adding(seconds: Int64(hours) * 3600)
        let day = begin.adding(seconds: 15 * 86_400)
        try ask("top destinations of a day, \(events) events in a month") {
            let found = archive.counts(
                by: .destination, from: day, to: day.adding(seconds: 86_399), limit: 10)
            return (found.counts.count, found.unreadable.count)
        }
        try ask("alerts of the device by rule and hour, the month") {
            let found = archive.rulesByHour(from: begin, to: month)
            return (found.counts.count, found.unreadable.count)
        }
        var question = LogQuestion()
        question.address = address(host: 77)
        question.from = begin
        question.to = month
        question.limit = 100
        try ask("all events of one host in 30 days, counted, the newest 100 whole") {
            let found = archive.search(question)
            return (found.total, found.unreadable.count)
        }
        question.address = nil
        question.domain = "none.example"
        try ask("a domain that nobody asked for, 30 days") {
            let found = archive.search(question)
            return (found.total + 1, found.unreadable.count)
        }
        question.domain = nil
        question.text = "session-that-never-was"
        let took = Clock.seconds { _ = archive.search(question) }
        Clock.show(
            "a word that stands in no line, 30 days, every line read", Clock.milliseconds(took),
            String(format: "%.0f MB of lines a second", Double(raw) / took / 1e6))
        let verified = Clock.seconds {
            let report = archive.verify(recorded: [:])
            if report.records != events { Clock.show("verified", "records are missing") }
        }
        Clock.show(
            "verified: every leaf and root recomputed", Clock.perSecond(events, verified),
            String(format: "%.0f MB of lines a second", Double(raw) / verified / 1e6))
    }

    private static func ask(_ what: String, _ body: () throws -> (found: Int, failed: Int)) throws {
        var found = 0
        let took = try Clock.median(5) {
            let answer = try body()
            guard answer.found > 0, answer.failed == 0 else {
                throw Problem("bench.answer", "no answer: \(what)")
            }
            found = answer.found
        }
        Clock.show(what, Clock.milliseconds(took), "\(found) found, median of 5")
    }

    private static func address(host: Int) -> String { "10.1.\(host / 250).\(host % 250)" }

    /// - Returns: bytes of the raw lines, and what zstd -1 makes of each hour of them.
    private static func fill(_ archive: LogArchive, _ events: Int, _ csv: String?) throws -> (Int, Int) {
        let chance = SeededSource(seed: 20_261_130)
        var (raw, packed, done) = (0, 0, 0)
        var rows = csv == nil ? "" : "at,source,destination,rule,bytes\n"
        let took = try Clock.seconds {
            for hour in 0..<hours {
                let count = events * (hour + 1) / hours - done
                let at = begin.adding(seconds: Int64(hour) * 3600)
                let writer = try archive.begin(source: "gateway", at: at)
                var (pending, text) = (PendingRecords(), [UInt8]())
                for number in 0..<count {
                    let moment = at.microseconds + Int64(number) * (3_600_000_000 / Int64(max(1, count)))
                    let event = Event(chance, hosts: hosts)
                    let line = Array(event.line(done + number, moment, chance).utf8)
                    text += line
                    if csv != nil {
                        rows +=
                            "\(moment),\(event.source),\(event.destination),\(event.rule),"
                            + "\(event.sent + event.received)\n"
                    }
                    line.withUnsafeBytes { pending.append(lines: $0, count: 1, at: moment) }
                    if pending.isFull, let block = pending.take() { try writer.append(block) }
                }
                if let block = pending.take() { try writer.append(block) }
                _ = try archive.finish(writer)
                raw += text.count
                packed += zstd(text)
                done += count
            }
        }
        Clock.show(
            "kept: lines generated, hashed, durable, sealed", Clock.perSecond(events, took), "one thread")
        if let csv { try rows.write(toFile: csv, atomically: false, encoding: .utf8) }
        return (raw, packed)
    }

    /// What varies from line to line.
    private struct Event {
        let source: String
        let destination: String
        let rule: String
        let sent: Int
        let received: Int

        init(_ chance: SeededSource, hosts: Int) {
            source = ArchiveFigures.address(host: chance.below(hosts))
            // A few destinations have most of the traffic.
            let place = min(chance.below(2000), chance.below(2000))
            destination = "203.0.\(place / 250).\(place % 250)"
            rule = chance.below(100) == 0 ? "IPS-\(chance.below(40))" : "lan to internet"
            sent = chance.below(100_000)
            received = chance.below(1_000_000)
        }

        func line(_ index: Int, _ microseconds: Int64, _ chance: SeededSource) -> String {
            let port = 1024 + chance.below(60_000)
            let seconds = microseconds / 1_000_000 + 9 * 3600
            let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
                .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            let day = Instant(microseconds: microseconds).dayInJapan.iso
            return "date=\(day) time=\(clock) devname=\"FGT-HQ-01\" devid=\"FGT60FTK20012345\""
                + " eventtime=\(microseconds)000 tz=\"+0900\" logid=\"0000000013\" type=\"traffic\""
                + " subtype=\"forward\" level=\"notice\" vd=\"root\" srcip=\(source)"
                + " srcport=\(port) srcintf=\"lan\" srcintfrole=\"lan\" dstip=\(destination)"
                + " dstport=\(chance.pick([443, 53, 80, 445])) dstintf=\"wan1\" dstintfrole=\"wan\""
                + " srccountry=\"Reserved\" dstcountry=\"Japan\" sessionid=\(100_000 + index)"
                + " proto=\(chance.pick([6, 17]))"
                + " action=\"\(chance.pick(["accept", "close", "deny", "timeout"]))\""
                + " policyid=\(chance.below(40)) policytype=\"policy\""
                + " poluuid=\"2f8d7e2a-5c1b-51ee-8d6d-3f7c6a0e7b11\""
                + " policyname=\"\(rule)\" service=\"\(chance.pick(["HTTPS", "DNS", "HTTP", "SMB"]))\""
                + " trandisp=\"snat\""
                + " transip=198.51.100.7 transport=\(port) duration=\(chance.below(600))"
                + " sentbyte=\(sent) rcvdbyte=\(received)"
                + " sentpkt=\(chance.below(100)) rcvdpkt=\(chance.below(1000)) appcat=\"unscanned\"\n"
        }
    }

    private static func zstd(_ bytes: [UInt8]) -> Int {
        let room = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { room, count in
            count = bytes.withUnsafeBytes {
                ZSTD_compress(room.baseAddress, room.count, $0.baseAddress, $0.count, 1)
            }
        }
        return room.count
    }

    private static func sizes(_ folder: String) -> (all: Int, columns: Int) {
        var (all, columns) = (0, 0)
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for path in paths {
            let size =
                (try? FileManager.default.attributesOfItem(atPath: folder + "/" + path))?[.size] as? Int ?? 0
            guard path.hasSuffix(".seg") || path.hasSuffix(".col") else { continue }
            all += size
            if path.hasSuffix(".col") { columns += size }
        }
        return (all, columns)
    }
}
