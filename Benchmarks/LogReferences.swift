import CByteScan
import Foundation
import Glibc

/// What reading is held against, on the same file in the same run: programs that only look for line ends or
/// for one word, the barest loop over byte masks, and what everybody writes first.
struct LogReferences {
    let path: String
    let bytes: Int
    let lines: Int

    func showAll() throws {
        LogFigures.show("reference: wc -l", try child(["wc", "-l", path]))
        let word = "198.51.100.77"
        if FileManager.default.isExecutableFile(atPath: "/usr/bin/rg") {
            LogFigures.show("reference: ripgrep of a literal", try child(["rg", "-c", "-F", word, path]))
        } else {
            LogFigures.show(
                "reference: grep of a literal (no ripgrep)", try child(["grep", "-cF", word, path]))
        }
        let content = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        LogFigures.show(
            "reference: a loop over byte masks that counts them", measured(lines) { masks(content) })
        let few = min(lines, 50_000)
        let part = content.prefix(content.count / lines * few)
        LogFigures.show(
            "reference: Strings split at blanks and equals", measured(few, part.count) { splitting(part) })
    }

    private func child(_ words: [String]) throws -> LogFigures.Run {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
        process.standardOutput = Pipe()
        let before = LogFigures.processorSeconds(RUSAGE_CHILDREN.rawValue)
        let seconds = try Clock.seconds {
            try process.run()
            process.waitUntilExit()
        }
        return LogFigures.Run(
            records: lines, bytes: bytes, seconds: seconds,
            processorSeconds: LogFigures.processorSeconds(RUSAGE_CHILDREN.rawValue) - before)
    }

    private func measured(_ records: Int, _ size: Int? = nil, _ body: () -> Int) -> LogFigures.Run {
        let before = LogFigures.processorSeconds(RUSAGE_SELF.rawValue)
        var count = 0
        let seconds = Clock.seconds { count = body() }
        precondition(count > 0)
        return LogFigures.Run(
            records: records, bytes: size ?? bytes, seconds: seconds,
            processorSeconds: LogFigures.processorSeconds(RUSAGE_SELF.rawValue) - before)
    }

    private func masks(_ content: Data) -> Int {
        content.withUnsafeBytes { buffer in
            guard let base = buffer.bindMemory(to: UInt8.self).baseAddress else { return 0 }
            var count = 0
            for block in stride(from: 0, to: buffer.count - 64, by: 64) {
                let masks = toride_masks_of(base + block, 0x3D, 0x22, 0x20)
                count &+=
                    masks.first.nonzeroBitCount &+ masks.second.nonzeroBitCount
                    &+ masks.third.nonzeroBitCount
            }
            return count
        }
    }

    private func splitting(_ content: Data) -> Int {
        String(decoding: content, as: UTF8.self).split(separator: "\n").reduce(0) { count, line in
            var fields: [String: String] = [:]
            for word in line.split(separator: " ") {
                let halves = word.split(separator: "=", maxSplits: 1)
                if halves.count == 2 { fields[String(halves[0])] = String(halves[1]) }
            }
            return count + fields.count
        }
    }
}
