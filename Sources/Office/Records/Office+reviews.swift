import Primitives
import Registers
import Storage

/// A unit's assets as a section head sees them before saying 「前回と同じ」.
public struct UnitAssets: Sendable {
    /// The unit.
    public let unit: Identifier
    /// How many there are.
    public let count: Int
    /// Those that can be confirmed as they are: three values, each with its reason.
    public let completeCount: Int
    /// The first names, for the page.
    public let names: [String]
    /// The oldest day on which one was looked at; nil where one never was, or where there is none.
    public let oldestReview: Day?
    /// Changes as soon as one of them does.
    public let version: String
}

extension Office {
    /// The assets of a unit, as far as the viewer may see them.
    public func assets(of unit: Identifier, for viewer: Viewer) throws -> UnitAssets {
        let rows = try store.database.read { connection in
            try Self.assetRows(unit, RecordReader(connection, viewer: viewer))
        }
        let records = try rows.map { try InformationAsset.register.record($0.values) }
        let days = records.compactMap(\.classifiedOn)
        return UnitAssets(
            unit: unit, count: rows.count, completeCount: records.count(where: \.isRated),
            names: records.prefix(5).map(\.name),
            oldestReview: days.count == records.count ? days.min() : nil,
            version: Self.version(rows))
    }

    /// 前回と同じ: the day goes into every asset of the unit that is rated with its reasons, in one act with one
    /// entry for each, and one more that tells who said so. What is not rated stays as it is.
    ///
    /// - Parameter version: what the person saw; refused where the list has changed since.
    /// - Returns: how many were confirmed and how many were left.
    @discardableResult
    public func confirmAssets(
        of unit: Identifier, version: String, by viewer: Viewer
    ) throws -> (confirmed: Int, left: Int) {
        try Refusal.unless(viewer, .sectionHead)
        let (assets, day) = (InformationAsset.register, today)
        guard viewer.units.contains(unit) else { throw Refusal.access }
        return try act(viewer) { writer in
            let rows = try Self.assetRows(unit, RecordReader(writer.transaction, viewer: viewer))
            guard Self.version(rows) == version else {
                throw Problem(
                    "review.changed", "見ているあいだに一覧が変わりました。もう一度確かめてください。")
            }
            guard let place = assets.definition.index(of: "classified_on") else { throw Refusal.notFound }
            var confirmed = 0
            for row in rows where try assets.record(row.values).isRated {
                var values = row.values
                values[place] = .text(day.iso)
                confirmed += 1
                if values != row.values { try writer.change(assets.definition, id: row.id, values) }
            }
            let review = UnitReview(
                list: .informationAssets, unit: Link(unit), reviewedOn: day,
                reviewedBy: viewer.person.map { Link($0) }, confirmedCount: confirmed,
                leftCount: rows.count - confirmed)
            try writer.create(UnitReview.register.definition, UnitReview.register.values(review))
            return (confirmed, rows.count - confirmed)
        }
    }

    /// The last time that a unit's list was confirmed as a whole, and by whom.
    public func lastReview(of unit: Identifier, for viewer: Viewer) throws -> (on: Day, by: String?)? {
        let register = UnitReview.register
        return try store.database.read { connection in
            let query = ListQuery(
                filters: ["unit": .text(unit.text)], sortColumn: "reviewed_on", descending: true, limit: 1)
            let reader = RecordReader(connection, viewer: viewer)
            guard let row = try reader.page(register.definition, query).rows.first else { return nil }
            let review = try register.record(row.values)
            // Who said so stands beside it for everybody who may see the review.
            let names = try RecordReader(connection, viewer: .console).labels(
                Person.register.definition, ids: Set([review.reviewedBy?.id.text].compactMap(\.self)))
            return (review.reviewedOn, review.reviewedBy.flatMap { names[$0.id.text] })
        }
    }

    private static func assetRows(_ unit: Identifier, _ reader: RecordReader) throws -> [RegisterRow] {
        let register = InformationAsset.register.definition
        var rows: [RegisterRow] = []
        var query = ListQuery(filters: ["keeper": .text(unit.text)], limit: 500)
        repeat {
            let page = try reader.page(register, query)
            rows += page.rows
            query.after = page.next
        } while query.after != nil
        return rows
    }

    private static func version(_ rows: [RegisterRow]) -> String {
        "\(rows.count)-\(rows.map(\.fromSeq).max() ?? 0)"
    }
}
