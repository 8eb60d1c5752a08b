import AuditLedger
import Registers

extension Office {
    /// Notes that somebody searched kept logs, and for what: they hold what people did.
    ///
    /// - Throws: `access.refused` for whoever may not search them.
    public func noteLogSearch(_ words: [(name: String, value: String)], by viewer: Viewer) throws {
        try requireLogAccess(viewer)
        try act(viewer) { writer in
            try writer.note("logs.search", .object(words.map { .init($0.name, .string($0.value)) }))
        }
    }

    /// Notes that an hour was given out with its proof.
    public func noteLogExport(segment: String, by viewer: Viewer) throws {
        try requireLogAccess(viewer)
        try act(viewer) { writer in
            try writer.note("logs.export", .object([.init("segment", .string(segment))]))
        }
    }

    /// Kept logs say who went where: the office and the auditors see them, nobody else.
    public func requireLogAccess(_ viewer: Viewer) throws {
        try Refusal.unless(viewer, .office, .auditor)
    }
}
