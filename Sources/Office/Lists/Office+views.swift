import Primitives
import Registers
import Storage

/// The saved views of one register that somebody may choose from.
public struct ViewChoice: Sendable {
    /// By name.
    public let views: [View]

    /// One of them.
    public struct View: Sendable {
        /// The record.
        public let id: Identifier
        /// What it is called.
        public let name: String
        /// Conditions, order and columns, as the query of an address.
        public let query: String
        /// Who may choose it.
        public let reach: SavedView.Reach
        /// Whether the viewer may change and remove it.
        public let isOwn: Bool
        /// Whether the viewer sees it first.
        public let isDefault: Bool
    }

    /// The view that the viewer sees first; nil for none.
    public var standard: View? { views.first(where: \.isDefault) }
}

extension Office {
    /// Views that one register offers one viewer at most.
    public static let viewLimit = 100
    /// Characters of a view's name.
    public static let viewNameLimit = 60
    private static let views = SavedView.register.definition
    private static let defaults = DefaultView.register.definition

    /// Whether this viewer may save views at all.
    public static func mayKeepViews(_ viewer: Viewer) -> Bool {
        viewer.person != nil && views.condition(for: .write).mayAllowSomething(viewer)
    }

    /// The views of a register that the viewer may choose from; two statements.
    public func views(_ register: RegisterDefinition, _ reader: RecordReader) throws -> ViewChoice {
        let viewer = reader.viewer
        guard Self.views.condition(for: .read).mayAllowSomething(viewer) else { return ViewChoice(views: []) }
        let ofList: [String: StoredValue] = ["list": .text(register.name)]
        let saved = try reader.beginning(Self.views, ListQuery(filters: ofList, limit: Self.viewLimit))
        var standard: StoredValue = .null
        if let person = viewer.person, !saved.isEmpty {
            let own = ListQuery(filters: ofList.merging(["person": .text(person.text)]) { $1 }, limit: 1)
            standard = try reader.beginning(Self.defaults, own).first?.values[2] ?? .null
        }
        return ViewChoice(
            views: try saved.compactMap { row in
                let view = try SavedView.register.record(row.values)
                // Auditors read everything; what others saved for themselves is nothing to choose from.
                guard view.reach == .office || view.person?.id == viewer.person else { return nil }
                return ViewChoice.View(
                    id: row.id, name: view.name, query: view.query, reach: view.reach,
                    isOwn: allows(Self.views, .write, viewer, row.values),
                    isDefault: standard == .text(row.id.text))
            })
    }

    /// Saves a view under a name; the one that the viewer has under the same name for the same people is
    /// written anew.
    ///
    /// - Throws: `Problem` `access.refused`, `view.name`, `view.too-many`.
    @discardableResult
    public func saveView(
        _ register: RegisterDefinition, name: String, query: String, reach: SavedView.Reach,
        by viewer: Viewer
    ) throws -> Identifier {
        guard register.condition(for: .read).mayAllowSomething(viewer), let person = viewer.person else {
            throw Refusal.access
        }
        let name = FieldChecks.cleaned(name, keepsLines: false)
        guard !name.isEmpty, name.unicodeScalars.count <= Self.viewNameLimit else {
            throw Problem("view.name", "見方の名前を \(Self.viewNameLimit) 文字以内で付けてください。", field: "view-name")
        }
        let known = try store.database.read { connection in
            try views(register, RecordReader(connection, viewer: viewer)).views
        }
        let same = known.first { $0.name == name && $0.reach == reach && $0.isOwn }
        let values = SavedView.register.values(
            SavedView(
                name: name, list: register.name, query: query, reach: reach, person: Link(person),
                savedOn: today))
        if let same {
            return try change(Self.views, id: same.id, values, expected: nil, by: viewer).id
        }
        guard known.count < Self.viewLimit else {
            throw Problem("view.too-many", "見方が多すぎます。使わないものを消してから残してください。", field: "view-name")
        }
        return try create(Self.views, values, by: viewer).id
    }

    /// Removes a view, and with it that somebody sees it first.
    public func removeView(_ id: Identifier, by viewer: Viewer) throws {
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            guard let row = try reader.row(Self.views, id: id) else { throw Refusal.notFound }
            guard allows(Self.views, .write, viewer, row.values) else { throw Refusal.access }
            // Other people's choice of what they see first ends with what they chose. They would otherwise
            // keep the view from ever being removed; nothing else of theirs is touched.
            for choice in try Self.rows(of: "view", id, writer) {
                try writer.close(Self.defaults, id: choice.id, expected: choice.fromSeq)
            }
            try writer.close(Self.views, id: id, expected: row.fromSeq)
        }
    }

    /// Sets what the viewer sees first in a list; nil for everything.
    public func showFirst(_ id: Identifier?, of register: RegisterDefinition, by viewer: Viewer) throws {
        guard let person = viewer.person, Self.mayKeepViews(viewer) else { throw Refusal.access }
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: viewer)
            let own = try Self.rows(of: "person", person, writer).filter {
                $0.values[0] == .text(register.name)
            }
            guard let id else {
                for row in own { try writer.close(Self.defaults, id: row.id, expected: row.fromSeq) }
                return
            }
            guard let view = try reader.row(Self.views, id: id), view.values[1] == .text(register.name) else {
                throw Refusal.notFound
            }
            let values = DefaultView.register.values(
                DefaultView(list: register.name, person: Link(person), view: Link(id)))
            if let row = own.first {
                try writer.change(Self.defaults, id: row.id, values, expected: row.fromSeq)
            } else {
                try writer.create(Self.defaults, values)
            }
        }
    }

    private static func rows(of column: String, _ id: Identifier, _ writer: ActWriter) throws
        -> [RegisterRow]
    {
        try RecordReader(writer.transaction, viewer: .console).everyonesRows(
            defaults, where: column, is: id)
    }
}
