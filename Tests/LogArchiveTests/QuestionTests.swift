import Foundation
import LogArchive
import Primitives
import Testing

/// Questions to kept logs, open and sealed alike.
@Suite struct QuestionTests {
    private let noon = TemporaryArchive.noon

    /// A day of two sources, each hour sealed but the last.
    private func filled(_ place: TemporaryArchive) throws {
        for hour in 0..<3 {
            let at = noon.adding(seconds: Int64(hour) * 3600)
            let lines =
                TemporaryArchive.traffic(100, from: at)
                + TemporaryArchive.traffic(
                    20, from: at, source: "10.1.0.77", to: "198.51.100.\(hour)", policy: "IPS")
            let name = try place.write(lines, at: at)
            let proxy = try place.write(
                [
                    "1796040000.123    45 10.1.0.9 TCP_MISS/200 1234 GET "
                        + "http://www.Example.jp/a suzuki HIER_DIRECT/192.0.2.1 text/html",
                    "nobody understands this",
                ],
                source: "proxy", at: at)
            if hour < 2 {
                _ = try place.archive.seal(name)
                _ = try place.archive.seal(proxy)
            }
        }
    }

    private func question(_ change: (inout LogQuestion) -> Void) -> LogQuestion {
        var question = LogQuestion()
        change(&question)
        return question
    }

    @Test func `each condition finds what it names, in open and sealed segments`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        try filled(place)
        let count = { (change: (inout LogQuestion) -> Void) in place.archive.search(question(change)).total }
        #expect(count { _ in } == 366)
        #expect(count { $0.address = "10.1.0.77" } == 60)
        #expect(count { $0.address = "198.51.100.2" } == 20)
        #expect(count { $0.user = "SUZUKI" } == 3)
        #expect(count { $0.domain = "example.jp" } == 3)
        #expect(count { $0.domain = "xample.jp" } == 0)
        #expect(count { $0.rule = "ips" } == 60)
        #expect(count { $0.text = "UNDERSTANDS" } == 3)
        #expect(
            count {
                $0.text = "srcip=10.1.0.77"; $0.address = "203.0.113.9"
            } == 0)
        #expect(count { $0.sources = ["proxy"] } == 6)
        #expect(
            count {
                $0.from = noon.adding(seconds: 3600); $0.to = noon.adding(seconds: 3609); $0.rule = "lan"
            } == 10)
    }

    @Test func `the newest come first, whole, with the time of their receipt`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        try filled(place)
        let answer = place.archive.search(
            question {
                $0.address = "10.1.0.77"; $0.limit = 3
            })
        #expect(answer.total == 60)
        #expect(answer.hits.map(\.at) == [19, 18, 17].map { noon.adding(seconds: 7200 + $0) })
        let first = try #require(answer.hits.first)
        #expect(String(decoding: first.raw, as: UTF8.self).contains("srcip=10.1.0.77 srcport=40019"))
        #expect(first.receivedAt >= noon.adding(seconds: 7200))
    }

    @Test func `columns that are gone or damaged change no answer`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        try filled(place)
        let asked = question { $0.address = "10.1.0.77" }
        for (number, name) in place.archive.places().filter(\.isSealed).map(\.name).enumerated() {
            let path = URL(fileURLWithPath: place.folder + "/" + name.path + ".col")
            if number % 2 == 0 {
                try FileManager.default.removeItem(at: path)
            } else {
                try Data("TRCOL1\n\nrubbish rubbish".utf8).write(to: path)
            }
        }
        #expect(place.archive.search(asked).total == 60)
        for place2 in place.archive.places() where place2.isSealed { try place.archive.rebuild(place2.name) }
        #expect(place.archive.search(asked).total == 60)
    }

    @Test func `counts by destination and by rule and hour agree with the lines`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        try filled(place)
        let top = place.archive.counts(by: .destination).counts
        #expect(top.first?.value == "203.0.113.9")
        #expect(top.first?.records == 300)
        #expect(top.first?.bytes == 300_000)
        // The proxy names the server that it asked.
        #expect(top.count == 5)
        let rules = place.archive.rulesByHour(from: noon, to: noon.adding(seconds: 3599)).counts
        #expect(rules.map(\.rule) == ["IPS", "lan to internet"])
        #expect(rules.map(\.records) == [20, 100])
    }

    @Test func `names of columns before a line go with it`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        let name = try place.write(
            [
                "#separator \\x09", "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto",
                "#types\ttime\tstring\taddr\tport\taddr\tport\tenum",
                "1796040000.5\tC1\t10.9.9.9\t4000\t192.0.2.9\t443\ttcp",
            ])
        _ = try place.archive.seal(name)
        let answer = place.archive.search(question { $0.address = "10.9.9.9" })
        #expect(answer.total == 1)
        #expect(answer.hits.first?.headings.count == 3)
    }

    @Test func `whoever asks can stop`() throws {
        let place = TemporaryArchive()
        defer { place.remove() }
        try filled(place)
        let answer = place.archive.search(LogQuestion()) { done, _, _ in done < 2 }
        #expect(answer.isStopped)
        #expect(answer.total < 366)
    }
}
