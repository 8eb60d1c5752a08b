import Foundation
import LogFiles
import LogMonitoring
import Primitives

/// Files of logs as a stream of events: what every command that reads logs shares.
struct LogInput {
    /// How a file ended.
    enum Ending {
        /// Every line was understood.
        case whole
        /// A line was not.
        case notUnderstood
        /// The file could not be opened, or not read to its end.
        case unreadable
        /// The caller wants no more.
        case stopped
    }

    private let console: Console
    private let language: Language
    private let forced: ReadingSettings?
    private let reference: TimeSettings.YearRule?

    init(_ invocation: Invocation) throws {
        console = invocation.console
        language = invocation.language
        reference = try Self.reference(invocation)
        forced = try Self.forced(invocation)
    }

    /// Every file that the command line names, those of folders in the order of their paths.
    static func files(_ invocation: Invocation) -> [String] {
        invocation.arguments.flatMap(LogFolder.files)
    }

    /// Reads one file and says on standard error what was read.
    ///
    /// - Parameters:
    ///   - take: gets each event; false ends the reading.
    ///   - pause: called after each piece of the file; false ends the reading.
    func read(
        _ path: String, pause: () -> Bool, _ take: (borrowing EventDraft) -> Bool
    ) -> Ending {
        let file: LogFile
        do {
            file = try LogFile(path)
        } catch {
            console.complain(LogReadingReport.sentence(error)[language])
            return .unreadable
        }
        var reader = LogReader(settings(for: file))
        var problem: LogFileError?
        var isOver = false
        while !isOver {
            do throws(LogFileError) {
                isOver = try reader.fill { room throws(LogFileError) in try file.read(into: room) } == 0
            } catch {
                (problem, isOver) = (error, true)
            }
            if isOver { reader.finish() }
            while reader.next() { guard take(reader.draft) else { return .stopped } }
            guard pause() else { return .stopped }
            console.progress(
                Words("\(path)：\(reader.tally.recordCount) 行", "\(path): \(reader.tally.recordCount) lines")[
                    language])
        }
        console.endProgress()
        LogReadingReport(reader.tally, source: path).lines(language).forEach(console.complain)
        if let problem {
            console.complain(LogReadingReport.sentence(problem)[language])
            return .unreadable
        }
        return reader.tally.faultCount == 0 ? .whole : .notUnderstood
    }

    private func settings(for file: LogFile) -> ReadingSettings {
        let times = TimeSettings(year: reference ?? .notAfter(file.lastChange ?? Wiring.surroundings.now()))
        var settings = forced ?? ReadingSettings(times: times)
        settings.times = times
        return settings
    }
}

// MARK: Options

extension LogInput {
    private static let names = ReadingSettings.formatNames.joined(separator: " ")

    static let options: [Command.Option] = [
        .init(
            name: "format", value: Words("形式", "NAME"),
            about: Words("内容から見分けずに、この形式として読みます：\(names)。", "Read as this format: \(names).")),
        .init(
            name: "mapping", value: Words("ファイル", "FILE"),
            about: Words(
                "JSON の名前を ECS の名前に対応させるファイル（--format json とともに）。",
                "A file that maps the names of JSON lines to ECS (with --format json).")),
        .init(
            name: "year-from", value: Words("日", "DATE"),
            about: Words(
                "年のない時刻を、この日にいちばん近い年として読みます（省くとファイルの更新日を過ぎない年）。",
                "Stamps without a year lie nearest to this day (else not after the file's last change).")),
    ]

    private static func reference(_ invocation: Invocation) throws -> TimeSettings.YearRule? {
        guard let text = invocation.options["year-from"] else { return nil }
        guard let instant = Instant(iso: text.count == 10 ? text + "T12:00" : text) else {
            throw WrongUse.unusableValue(
                option: "year-from", value: text,
                wanted: Words("2026-01-31 のように書いてください。", "Write a day like 2026-01-31."))
        }
        return .nearest(instant)
    }

    private static func forced(_ invocation: Invocation) throws -> ReadingSettings? {
        let times = TimeSettings(year: .notAfter(Wiring.surroundings.now()))
        guard let name = invocation.options["format"] ?? invocation.options["mapping"].map({ _ in "json" })
        else {
            return nil
        }
        guard var settings = ReadingSettings(format: name, times: times) else {
            throw WrongUse.unusableValue(
                option: "format", value: name, wanted: Words("使える形式：\(names)", "Known formats: \(names)"))
        }
        guard let path = invocation.options["mapping"] else { return settings }
        guard let bytes = FileManager.default.contents(atPath: path), let mapping = JSONMapping(bytes: bytes)
        else {
            throw WrongUse.unusableValue(
                option: "mapping", value: path,
                wanted: Words(
                    "{\"fields\": {\"元の名前\": \"ECS の名前\"}} の形の JSON を書いてください。",
                    "It must be JSON like {\"fields\": {\"name\": \"ECS name\"}}."))
        }
        settings.mapping = mapping
        return settings
    }
}
