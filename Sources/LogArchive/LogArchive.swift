import AuditLedger
import LogMonitoring
import Primitives
import Synchronization

/// The kept logs of one organization: segments of raw lines by source and hour, and columns beside them.
public final class LogArchive: Sendable {
    /// The archive's folder; below it `source/2026-11-30/12-0.open`, `.seg`, `.col`.
    public let folder: String
    private let openColumns = Mutex<[SegmentName: (length: Int, columns: EventColumns)]>([:])

    public init(folder: String) { self.folder = folder }

    /// One segment on the disk.
    public struct Place: Hashable, Sendable {
        public let name: SegmentName
        public let isSealed: Bool
    }

    /// Every segment, in the order of their hours.
    public func places(sources: Set<String> = []) -> [Place] {
        var found: [Place] = []
        for source in SegmentFiles.names(in: folder) where sources.isEmpty || sources.contains(source) {
            for day in SegmentFiles.names(in: folder + "/" + source) {
                let files = Set(SegmentFiles.names(in: "\(folder)/\(source)/\(day)"))
                for file in files {
                    let isSealed = file.hasSuffix(SegmentFiles.sealed)
                    guard isSealed || file.hasSuffix(SegmentFiles.open),
                        let dot = file.lastIndex(of: "."),
                        let name = SegmentName(path: "\(source)/\(day)/\(file[..<dot])")
                    else { continue }
                    // Both are there where sealing was cut short before the open one was removed.
                    if !isSealed, files.contains(file[..<dot] + SegmentFiles.sealed) { continue }
                    found.append(Place(name: name, isSealed: isSealed))
                }
            }
        }
        return found.sorted { $0.name < $1.name }
    }

    /// Sources that have segments.
    public var sources: [String] { SegmentFiles.names(in: folder).filter(SegmentName.isSource) }

    /// The next free number in an hour of a source.
    public func nextSerial(source: String, hour: Int) -> Int {
        guard let zero = SegmentName(source: source, hour: hour, serial: 0) else { return 0 }
        let path = zero.path
        let names = SegmentFiles.names(in: folder + "/" + path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        let prefix = zero.hourText.suffix(2) + "-"
        let taken = names.compactMap { name in
            name.hasPrefix(prefix) ? Int(name.dropFirst(3).prefix { $0 != "." }) : nil
        }
        return (taken.max() ?? -1) + 1
    }

    /// Begins a segment for a source at a moment.
    public func begin(source: String, at moment: Instant) throws(LogArchiveError) -> SegmentWriter {
        let hour = SegmentName.hour(of: moment)
        for _ in 0..<100 {
            guard
                let name = SegmentName(
                    source: source, hour: hour, serial: nextSerial(source: source, hour: hour))
            else { break }
            do {
                return try SegmentWriter(beginning: name, in: folder)
            } catch .system(_, let reason)
                where SegmentFiles.exists(folder + "/" + name.path + SegmentFiles.open)
            {
                // Another program was faster with this number.
                _ = reason
            }
        }
        throw .system(path: folder + "/" + source, reason: "no free number")
    }

    public func open(_ name: SegmentName) throws(LogArchiveError) -> OpenSegment {
        try OpenSegment(name, in: folder)
    }

    public func sealed(_ name: SegmentName) throws(LogArchiveError) -> SealedSegment {
        try SealedSegment(name, in: folder)
    }

    /// Seals what a writer has written; the writer is closed.
    public func finish(_ writer: SegmentWriter) throws(LogArchiveError) -> Sealed {
        try writer.sync()
        writer.close()
        return try seal(writer.name)
    }

    /// Throws away what a writer has written: nothing of it was promised to anybody.
    public func abandon(_ writer: SegmentWriter) throws(LogArchiveError) {
        writer.close()
        try SegmentFiles.remove(folder + "/" + writer.name.path + SegmentFiles.open)
    }

    /// What a sealed segment says of itself, with the lines that were not understood.
    public struct Sealed: Sendable {
        public let name: SegmentName
        public let statement: SealStatement
        public let notUnderstood: Int
    }

    /// Seals a segment that nobody writes any more: packs it, makes its columns, and removes the open file.
    ///
    /// May be cut short at any point and called again.
    /// - Throws: `inUse` where another program still writes it.
    public func seal(_ name: SegmentName) throws(LogArchiveError) -> Sealed {
        let path = folder + "/" + name.path
        if !SegmentFiles.exists(path + SegmentFiles.sealed) {
            // Holds the lock, and cuts off what is torn.
            let writer = try SegmentWriter(continuing: name, in: folder)
            let open = try OpenSegment(name, in: folder)
            _ = try SealedSegment.seal(open, in: folder)
            withExtendedLifetime(writer) {}
        }
        let sealed = try SealedSegment(name, in: folder)
        let notUnderstood = try writeColumns(sealed)
        try SegmentFiles.remove(path + SegmentFiles.open)
        try SegmentFiles.remove(path + RunningRoots.ending)
        openColumns.withLock { $0[name] = nil }
        return Sealed(name: name, statement: sealed.statement, notUnderstood: notUnderstood)
    }

    /// Makes the columns of a sealed segment anew.
    ///
    /// - Returns: lines that were not understood.
    @discardableResult
    public func rebuild(_ name: SegmentName) throws(LogArchiveError) -> Int {
        try writeColumns(try SealedSegment(name, in: folder))
    }

    /// Lines of a sealed segment that were not understood, as its columns say; nil where they cannot be read.
    public func notUnderstood(_ name: SegmentName) -> Int? {
        guard let sealed = try? SealedSegment(name, in: folder) else { return nil }
        return ColumnFile(folder + "/" + name.path + SegmentFiles.columns, root: sealed.statement.root)?
            .head.notUnderstood
    }

    private func writeColumns(_ sealed: SealedSegment) throws(LogArchiveError) -> Int {
        let builder = ColumnBuilder(Self.times(sealed.name))
        try sealed.forEachBlock { _, block in
            builder.add(block)
            return true
        }
        try ColumnFile.write(
            builder.columns, notUnderstood: builder.notUnderstood, root: sealed.statement.root,
            to: folder + "/" + sealed.name.path + SegmentFiles.columns)
        return builder.notUnderstood
    }

    static func times(_ name: SegmentName) -> TimeSettings {
        TimeSettings(year: .nearest(Instant(microseconds: Int64(name.hour) * 3_600_000_000 + 1_800_000_000)))
    }

    /// Removes a segment with its columns; its root stays wherever it was written down.
    public func remove(_ name: SegmentName) throws(LogArchiveError) {
        for ending in [SegmentFiles.columns, SegmentFiles.sealed] {
            try SegmentFiles.remove(folder + "/" + name.path + ending)
        }
    }

    /// The columns of a segment; those of an open one are made for the question and kept until it grows.
    func columns(_ segment: ReadSegment) throws(LogArchiveError) -> any ColumnSource {
        switch segment {
        case .sealed(let sealed):
            let path = folder + "/" + sealed.name.path + SegmentFiles.columns
            guard let file = ColumnFile(path, root: sealed.statement.root), let unpacker = Unpacker() else {
                let builder = ColumnBuilder(Self.times(sealed.name))
                try sealed.forEachBlock { _, block in
                    builder.add(block)
                    return true
                }
                return builder.columns
            }
            return ColumnFileSource(file: file, unpacker: unpacker)
        case .open(let open):
            let known = openColumns.withLock { $0[open.name] }
            if let known, known.length == open.soundLength { return known.columns }
            let builder = ColumnBuilder(Self.times(open.name))
            for number in 0..<open.blockCount { builder.add(try open.block(number)) }
            openColumns.withLock { $0[open.name] = (open.soundLength, builder.columns) }
            return builder.columns
        }
    }
}

/// A segment to be read, whichever it is.
enum ReadSegment {
    case sealed(SealedSegment)
    case open(OpenSegment)

    init(_ place: LogArchive.Place, in folder: String) throws(LogArchiveError) {
        if place.isSealed {
            self = .sealed(try SealedSegment(place.name, in: folder))
            return
        }
        do {
            self = .open(try OpenSegment(place.name, in: folder))
        } catch {
            // It may have been sealed meanwhile.
            guard let sealed = try? SealedSegment(place.name, in: folder) else { throw error }
            self = .sealed(sealed)
        }
    }

    /// Blocks with the number of the first: one, or those that are packed together.
    func blocks(holding block: Int) throws(LogArchiveError) -> (first: Int, blocks: [LogBlock]) {
        switch self {
        case .sealed(let sealed): try sealed.frame(holding: block)
        case .open(let open): (block, [try open.block(block)])
        }
    }
}
