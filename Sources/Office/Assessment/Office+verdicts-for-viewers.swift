import Duties
import Primitives
import Registers
import Storage

extension Office {
    /// The assessment as it may be told to a viewer: 事務局 and 監査 read it whole, everybody else without the
    /// names, files and words of records that they may not see.
    ///
    /// Narrowed once until something changes: every page of a section head asks.
    public func assess(
        on day: Day, knownSize: Int? = nil, for viewer: Viewer
    ) throws -> AssessedPolicy {
        guard viewer.roles.isDisjoint(with: [.office, .auditor]) else {
            return try assess(on: day, knownSize: knownSize)
        }
        let versions = try store.database.read { try RegisterVersions($0).changed }
        let key =
            store.registers.map { versions[$0.name] ?? -1 } + [day.daysSince1970, knownSize ?? -1]
        if let known = told.withLock({ $0[viewer]?.key == key ? $0[viewer]?.policy : nil }) { return known }
        var policy = try assess(on: day, knownSize: knownSize)
        let seen = try store.database.read { connection in
            try RecordReader(connection, viewer: viewer, knownSize: knownSize).visible(store.registers)
        }
        // What is no record of any register (a role, an organ) has no unit, and its sentence may name a
        // person.
        policy.verdicts = policy.verdicts.map { verdict in
            verdict.narrowed { register, id in
                AllRegisters.named(register) != nil && (seen[register]?.contains(id) ?? true)
            }
        }
        let narrowed = policy
        told.withLock { kept in
            if kept.count >= Self.listenersKept { kept.removeAll() }
            kept[viewer] = (key, narrowed)
        }
        return narrowed
    }

    /// People whose narrowed assessment is kept; beyond them all are made anew.
    private static var listenersKept: Int { 128 }
}
