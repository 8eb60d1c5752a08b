import Primitives
import Registers
import Storage

extension Office {
    /// Records sealed hours of the archive, as one act: each becomes a leaf in the ledger, by which the hour
    /// is proved later.
    ///
    /// An hour that stands there already with the same root is left as it is, so that a run that was cut
    /// short can simply be run again.
    ///
    /// - Returns: how many were new.
    /// - Throws: `access.refused` for all but the server itself; `log-hour.differs` where an hour was sealed
    ///   with another root.
    @discardableResult
    public func recordLogHours(_ hours: [LogHour], by viewer: Viewer) throws -> Int {
        let register = LogHour.register
        guard viewer == .console else { throw Refusal.access }
        for hour in hours {
            guard LogTime.hour(hour.hour) != nil else {
                throw Problem("log-hour.hour", "時間の書き方が違います。", detail: hour.hour)
            }
        }
        guard !hours.isEmpty else { return 0 }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            var known: [String: String] = [:]
            let names = Set(hours.map(\.hour)).map { StoredValue.text($0) }
            var query = ListQuery(conditions: [FieldCondition("hour", .oneOf(names))], limit: 500)
            repeat {
                let page = try reader.page(register.definition, query)
                for row in page.rows {
                    let hour = try register.record(row.values)
                    known[Self.key(hour)] = hour.root
                }
                query.after = page.next
            } while query.after != nil
            var fresh: [LogHour] = []
            for hour in hours {
                if let root = known[Self.key(hour)] {
                    guard root == hour.root else {
                        throw Problem(
                            "log-hour.differs", "この時間のログは、別の照合値で封がされています。保存先を確かめてください。", detail: hour.hour)
                    }
                } else {
                    known[Self.key(hour)] = hour.root
                    fresh.append(hour)
                }
            }
            for hour in fresh { try Self.checkLinks(register.definition, register.values(hour), writer) }
            try writer.createAll(
                register.definition, fresh.map { (writer.newIdentifier(), register.values($0)) })
            return fresh.count
        }
    }

    /// One sealed hour.
    @discardableResult
    public func recordLogHour(_ hour: LogHour, by viewer: Viewer) throws -> Int {
        try recordLogHours([hour], by: viewer)
    }

    /// Says that the bytes of these hours are no longer kept; counts and root stay.
    ///
    /// - Returns: how many were marked.
    @discardableResult
    public func markDisposed(logHours ids: Set<Identifier>, by viewer: Viewer) throws -> Int {
        let (register, today) = (LogHour.register, today)
        guard viewer == .console else { throw Refusal.access }
        return try act(viewer) { writer in
            let rows = try RecordReader(writer.transaction, viewer: viewer).rows(
                register.definition, ids: Set(ids.map(\.text)))
            let changes = try rows.filter { try register.record($0.values).disposedOn == nil }.map { row in
                (
                    id: row.id, expected: row.fromSeq,
                    values: register.values(row.values) { $0.disposedOn = today }
                )
            }
            try writer.changeAll(register.definition, changes)
            return changes.count
        }
    }

    /// An hour may have several segments: files taken in beside what was received.
    private static func key(_ hour: LogHour) -> String {
        "\(hour.source.id.text) \(hour.hour) \(hour.segment)"
    }
}

/// Hours of logs: in UTC where they are kept, in Japan where people read them.
enum LogTime {
    /// The beginning of an hour written `2026-11-30T12`, in UTC; nil for anything else.
    static func hour(_ text: String) -> Instant? {
        text.count == 13 ? Instant(iso: text + ":00Z") : nil
    }

    /// How records write the hour in which a moment lies.
    static func text(_ moment: Instant) -> String { String(moment.iso.prefix(13)) }

    /// Midnight in Japan, at which a day begins.
    static func beginning(of day: Day) -> Instant {
        Instant(microseconds: (Int64(day.daysSince1970) * 86_400 - 9 * 3_600) * 1_000_000)
    }
}
