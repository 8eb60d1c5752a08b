import Foundation
import LogReceiving
import Testing

/// Records out of streams, however they are cut up on the way.
@Suite struct FrameTests {
    private func records(_ stream: [UInt8], piece: Int) -> [String] {
        var frames = SyslogFrames()
        var found: [String] = []
        func take(_ part: SyslogFrames.Part) {
            switch part {
            case .record(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
            case .lines(let bytes, let count):
                let lines = String(decoding: bytes.dropLast(), as: UTF8.self)
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                #expect(lines.count == count)
                found += lines
            }
        }
        for start in stride(from: 0, to: stream.count, by: piece) {
            stream[start..<min(start + piece, stream.count)].withUnsafeBytes { frames.add($0, take) }
        }
        frames.finish(take)
        return found
    }

    static let streams: [(String, [String])] = [
        ("<13>one\n<13>two\n", ["<13>one", "<13>two"]),
        ("7 <13>one7 <13>two", ["<13>one", "<13>two"]),
        ("15 <13>two\nlines\n!7 <13>end", ["<13>two\nlines\n!", "<13>end"]),
        ("<13>line\n7 <13>one<13>line\n", ["<13>line", "<13>one", "<13>line"]),
        ("2026 looks like a length\n12\n<13>x\n", ["2026 looks like a length", "12", "<13>x"]),
        ("\n\n<13>after blanks\n", ["", "", "<13>after blanks"]),
        ("no end", ["no end"]),
        ("99999999999 <13>absurd\n", ["99999999999 <13>absurd"]),
    ]

    @Test(arguments: streams) func `every cut gives the same records`(_ stream: String, _ wanted: [String]) {
        let bytes = Array(stream.utf8)
        for piece in 1...bytes.count { #expect(records(bytes, piece: piece) == wanted, "pieces of \(piece)") }
    }

    @Test func `a record without an end comes in pieces, and memory stays bounded`() {
        let long = [UInt8](repeating: 0x41, count: 3 * SyslogFrames.longestRecord + 5)
        let found = records(long, piece: 1 << 16)
        #expect(found.map(\.utf8.count).reduce(0, +) == long.count)
        #expect(found.allSatisfy { $0.utf8.count <= SyslogFrames.longestRecord })
    }
}
