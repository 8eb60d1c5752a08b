import Database
import Primitives
import Registers
import Storage

/// A watch sheet as it is read: as it was signed, or as it would be signed now.
public struct WatchSheetState: Sendable {
    /// The day or month.
    public let period: WatchPeriod
    /// The signed record; nil before the signature.
    public let signed: WatchSheet?
    /// What stands on it.
    public let lines: [WatchContent.Line]
    /// What is signed.
    public let hash: String
    /// Whether the kept text still has the hash that was signed; true before the signature.
    public let isIntact: Bool
    /// What would stand on it now and did not when it was signed; empty where nothing is.
    public let later: [WatchContent.Line]
    /// Whether the period is over: before that nobody can sign for it.
    public let isOver: Bool
}

/// A sheet that waits for a signature.
public struct DueSheet: Sendable {
    /// The day or month.
    public let period: WatchPeriod
    /// By when it should be signed.
    public let dueOn: Day
}

extension Office {
    /// Days back for which a missing daily sheet is still asked; the month's sheet says how many were missed.
    static let sheetHorizonDays = 14

    /// One sheet.
    public func watchSheet(_ period: WatchPeriod, for viewer: Viewer) throws -> WatchSheetState {
        let register = WatchSheet.register
        guard register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        let now = store.surroundings.now()
        return try store.database.read { connection in
            let stored = try RecordReader(connection, viewer: viewer).first(
                register.definition, ListQuery(filters: ["period": .text(period.text)]))
            let isOver = period.last < now.dayInJapan
            let content = try WatchContent(period, connection, now: now)
            guard let signed = try stored.map({ try register.record($0.values) }) else {
                return WatchSheetState(
                    period: period, signed: nil, lines: content.lines, hash: content.hash, isIntact: true,
                    later: [], isOver: isOver)
            }
            let lines = WatchContent.lines(of: signed.content)
            let known = Set(lines)
            return WatchSheetState(
                period: period, signed: signed, lines: lines, hash: signed.contentHash,
                isIntact: WatchContent.hash(of: signed.content) == signed.contentHash,
                later: content.lines.filter { !known.contains($0) }, isOver: isOver)
        }
    }

    /// Freezes a sheet as the person saw it, and signs it.
    ///
    /// - Parameter hash: of the content that was seen; refused where it has changed since.
    /// - Throws: `watch.not-over`, `watch.signed`, `watch.changed`; `Problems` at `remark` where something
    ///   was not seen or waits and nothing is said of it.
    @discardableResult
    public func sign(
        sheet period: WatchPeriod, hash: String, remark: String, by viewer: Viewer
    ) throws -> Identifier {
        let register = WatchSheet.register
        let (now, today) = (store.surroundings.now(), today)
        let remark = FieldChecks.cleaned(remark, keepsLines: true)
        guard register.definition.condition(for: .write).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        guard period.last < today else {
            throw Problem("watch.not-over", "まだ終わっていない期間です。終わってから署名してください。")
        }
        return try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            let query = ListQuery(filters: ["period": .text(period.text)])
            guard try reader.first(register.definition, query) == nil else {
                throw Problem("watch.signed", "この確認票は署名済みです。開き直してください。")
            }
            let content = try WatchContent(period, writer.transaction, now: now)
            guard content.hash == hash else {
                throw Problem("watch.changed", "見ているあいだに中身が変わりました。もう一度確かめてから署名してください。")
            }
            guard !remark.isEmpty || (content.openCount == 0 && content.gapCount == 0) else {
                throw Problems([
                    Problem(
                        "watch.remark", "見られなかったものか、まだ判断していない警報があります。どうするかを所見に書いてください。",
                        field: "remark")
                ])
            }
            let names = try RecordReader(writer.transaction, viewer: .console).labels(
                Person.register.definition, ids: Set([viewer.person?.text].compactMap(\.self)))
            let values = register.values {
                $0.title = period.title
                $0.kind = period.kind
                $0.period = period.text
                $0.startsOn = period.first
                $0.endsOn = period.last
                $0.alertCount = content.alertCount
                $0.openCount = content.openCount
                $0.gapCount = content.gapCount
                $0.content = content.text
                $0.contentHash = content.hash
                $0.signedBy = viewer.person.map { Link($0) }
                $0.signedName = viewer.person.flatMap { names[$0.text] }
                $0.signedOn = today
                $0.signedAt = writer.at.iso
                $0.remark = remark.isEmpty ? nil : remark
            }
            return try writer.create(register.definition, values).id
        }
    }

    /// Sheets that wait, the oldest first: days of the last fortnight and the month before, since logs are
    /// received.
    public func dueSheets(for viewer: Viewer) throws -> [DueSheet] {
        guard WatchSheet.register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            return []
        }
        let today = today
        return try store.database.read { connection in
            var watched = WatchedSince(today: today)
            try connection.forEachRow(WatchedSince.statement(since: watched.horizon)) {
                watched.note($0.text(0), $0.text(1), $0.text(2))
            }
            return watched.due
        }
    }

    /// The signed sheets, the newest first.
    public func signedSheets(for viewer: Viewer) throws -> [WatchSheet] {
        let register = WatchSheet.register
        guard register.definition.condition(for: .read).isUnconditional(for: viewer) else {
            throw Refusal.access
        }
        return try store.database.read { connection in
            try RecordReader(connection, viewer: viewer).page(
                register.definition, ListQuery(sortColumn: "ends_on", descending: true, limit: 100)
            ).rows.map { try register.record($0.values) }
        }
    }
}
