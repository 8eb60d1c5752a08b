import Primitives
import Registers
import Storage

extension Office {
    /// The last time before this list that the unit's head confirmed one of its kind: with a signature, or as
    /// it was done before there were rounds.
    public func lastConfirmation(
        before state: ListState, for viewer: Viewer
    ) throws -> (on: Day, by: String?)? {
        let lists = ConfirmationList.register
        return try store.database.read { connection in
            let query = ListQuery(
                filters: [
                    "unit": .text(state.list.unit.id.text), "kind": .text(state.list.kind.rawValue),
                ], sortColumn: "started_on", descending: true, limit: 12)
            let earlier = try RecordReader(connection, viewer: viewer).page(lists.definition, query).rows
                .filter { $0.id != state.id }.map { try lists.record($0.values) }
                .filter { $0.startedOn <= state.list.startedOn && $0.signedOn != nil }
            if let last = earlier.first { return last.signedOn.map { ($0, last.signedName) } }
            guard state.list.kind == .inventory else { return nil }
            return try Self.lastReview(of: state.list.unit.id, RecordReader(connection, viewer: viewer))
        }
    }

    private static func lastReview(
        of unit: Identifier, _ reader: RecordReader
    ) throws -> (on: Day, by: String?)? {
        let register = UnitReview.register
        let query = ListQuery(
            filters: ["unit": .text(unit.text)], sortColumn: "reviewed_on", descending: true)
        guard let row = try reader.first(register.definition, query) else { return nil }
        let review = try register.record(row.values)
        // Who said so stands beside it for everybody who may see the review.
        let names = try RecordReader(reader.connection, viewer: .console).labels(
            Person.register.definition, ids: Set([review.reviewedBy?.id.text].compactMap(\.self)))
        return (review.reviewedOn, review.reviewedBy.flatMap { names[$0.id.text] })
    }
}
