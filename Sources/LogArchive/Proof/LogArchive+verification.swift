import AuditLedger

/// What does not hold of kept logs.
public enum LogFinding: Hashable, Sendable {
    /// The ledger has an entry of this segment, and its file is gone.
    case missing(path: String)
    /// The file holds something else than what it says or what the ledger has.
    case changed(path: String, reason: String)
    /// A sealed segment of which the ledger knows nothing.
    case unrecorded(path: String)
    /// The end of an open segment that is no whole block: cut by a power failure, or changed.
    case torn(path: String, bytes: Int)
    case unreadable(path: String, reason: String)

    /// Stable; for programs.
    public var code: String {
        switch self {
        case .missing: "missing"
        case .changed: "changed"
        case .unrecorded: "unrecorded"
        case .torn: "torn"
        case .unreadable: "unreadable"
        }
    }

    public var path: String {
        switch self {
        case .missing(let path), .changed(let path, _), .unrecorded(let path), .torn(let path, _),
            .unreadable(let path, _):
            path
        }
    }
}

/// What was looked at, and what was found.
public struct LogVerification: Sendable {
    public internal(set) var segments = 0
    public internal(set) var records = 0
    public internal(set) var bytes = 0
    public internal(set) var findings: [LogFinding] = []

    /// Nothing was found.
    public var holds: Bool { findings.isEmpty }
}

extension LogArchive {
    /// Recomputes every leaf and root, and holds them against what the ledger has.
    ///
    /// - Parameters:
    ///   - recorded: by the segment's path, the root that the ledger has of it; nil where it was disposed of.
    ///   - progress: called after each segment; false stops.
    public func verify(
        recorded: [String: String?], progress: (Int, Int) -> Bool = { _, _ in true }
    ) -> LogVerification {
        var report = LogVerification()
        let places = places()
        for (done, place) in places.enumerated() {
            do throws(LogArchiveError) {
                if place.isSealed {
                    try verifySealed(place.name, recorded, &report)
                } else {
                    try verifyOpen(place.name, &report)
                }
            } catch {
                report.findings.append(.unreadable(path: place.name.path, reason: error.code))
            }
            report.segments += 1
            guard progress(done + 1, places.count) else { break }
        }
        let present = Set(places.map(\.name.path))
        for (path, root) in recorded.sorted(by: { $0.key < $1.key })
        where root != nil && !present.contains(path) {
            report.findings.append(.missing(path: path))
        }
        return report
    }

    private func verifySealed(
        _ name: SegmentName, _ recorded: [String: String?], _ report: inout LogVerification
    ) throws(LogArchiveError) {
        let sealed = try SealedSegment(name, in: folder)
        let root = try sealed.recomputedRoot().hex
        report.records += sealed.statement.records
        report.bytes += sealed.statement.bytes
        if root != sealed.statement.root {
            report.findings.append(.changed(path: name.path, reason: "seal"))
        } else if let known = recorded[name.path] {
            if let known, known != root {
                report.findings.append(.changed(path: name.path, reason: "ledger"))
            }
        } else {
            report.findings.append(.unrecorded(path: name.path))
        }
    }

    private func verifyOpen(_ name: SegmentName, _ report: inout LogVerification) throws(LogArchiveError) {
        let open = try OpenSegment(name, in: folder)
        report.records += open.recordCount
        report.bytes += open.soundLength
        if open.tornLength > 0 { report.findings.append(.torn(path: name.path, bytes: open.tornLength)) }
        for mark in RunningRoots.marks(name, in: folder)
        where mark.blocks > open.blockCount || open.root(afterBlocks: mark.blocks)?.hex != mark.root {
            report.findings.append(.changed(path: name.path, reason: "running root"))
            break
        }
    }
}
