import AuditLedger
import Database
import Primitives
import Registers
import Storage

/// A unit's list of a round with its rows, as whoever may see it finds it now.
public struct ListState: Sendable {
    /// The list's identifier.
    public let id: Identifier
    /// The version of the list that was read.
    let version: Int
    /// What stands of it, and its signature.
    public let list: ConfirmationList
    /// The frozen rows and, once it is signed, those that came new, in their order.
    public let rows: [Row]
    /// What the unit keeps now and did not when the list was frozen; empty once it is signed.
    public let fresh: [Fresh]
    let kept: [KeptRecord]

    /// A row and how its record stands now.
    public struct Row: Sendable {
        /// The row's identifier.
        public let id: Identifier
        let version: Int
        let values: [StoredValue]
        /// What was frozen and what was answered.
        public let row: ConfirmationRow
        /// How its record stands against the frozen version.
        public let standing: Standing

        /// What it counts as: what was answered, else what the register itself says.
        public func answer(in kind: ConfirmationRound.Kind) -> ConfirmationRow.Answer {
            if let said = row.answer { return said }
            if kind.isOfAccounts { return standing == .elsewhere ? .end : .goesOn }
            return switch standing {
            case .same: .same
            case .changed: .changed
            case .elsewhere: .gone
            }
        }
    }

    /// How a record stands against its frozen version.
    public enum Standing: Sendable {
        /// Unchanged.
        case same
        /// Changed since.
        case changed
        /// Ended, disposed of, or in other hands.
        case elsewhere
    }

    /// A record that came after the list was frozen.
    public struct Fresh: Sendable {
        /// The register's name.
        public let register: String
        /// The record.
        public let id: Identifier
        /// Its name.
        public let label: String
    }

    /// The SHA-256 over every row and what it counts as, in order; what is signed.
    public var hash: String { Self.hash(signedLines) }

    /// How many rows a signature would be about.
    public var rowCount: Int { rows.count + fresh.count }

    private var signedLines: [[String]] {
        rows.map { row in
            [
                row.row.source, row.row.subject, String(row.row.version), row.row.label,
                row.answer(in: list.kind).rawValue, row.row.way?.rawValue ?? "", row.row.note ?? "",
            ]
        }
            + fresh.map {
                [$0.register, $0.id.text, "", $0.label, ConfirmationRow.Answer.new.rawValue, "", ""]
            }
    }

    static func hash(_ lines: [[String]]) -> String {
        let json = CanonicalJSON.array(lines.map { .array($0.map { .string($0) }) })
        // Strings and arrays alone always have a canonical form.
        return Digest32.sha256((try? json.bytes()) ?? []).hex
    }

    /// Reads a list; nil where there is none that the viewer may see.
    init?(_ id: Identifier, _ connection: any Connection, _ viewer: Viewer, today: Day) throws {
        let lists = ConfirmationList.register
        let reader = RecordReader(connection, viewer: viewer)
        guard let found = try reader.row(lists.definition, id: id) else { return nil }
        let list = try lists.record(found.values)
        self.id = id
        version = found.fromSeq
        self.list = list
        let stored = try Self.rows(of: id, reader)
        guard list.isOpen else {
            (rows, fresh, kept) = (stored.map { Self.row($0, $1, .same) }, [], [])
            return
        }
        let round = try RecordReader(connection, viewer: .console).row(
            ConfirmationRound.register.definition, id: list.round.id
        ).map { try ConfirmationRound.register.record($0.values) }
        let kept = try KeptRecords(
            connection: connection, kind: list.kind,
            registers: (round?.registers ?? "").split(separator: ",").compactMap {
                AllRegisters.named(String($0))
            }, system: round?.system?.id, today: today
        ).all(of: list.unit.id)
        let now = Dictionary(kept.map { ($0.id.text, $0.version) }) { first, _ in first }
        rows = stored.map { stored, row in
            let standing: Standing =
                now[row.subject].map { $0 == row.version ? .same : .changed } ?? .elsewhere
            return Self.row(stored, row, standing)
        }
        let frozen = Set(rows.map(\.row.subject))
        fresh = kept.filter { !frozen.contains($0.id.text) }.map {
            Fresh(register: $0.register.name, id: $0.id, label: $0.label)
        }
        self.kept = kept
    }

    private static func row(_ stored: RegisterRow, _ row: ConfirmationRow, _ standing: Standing) -> Row {
        Row(id: stored.id, version: stored.fromSeq, values: stored.values, row: row, standing: standing)
    }

    /// In the order in which they were frozen.
    private static func rows(
        of list: Identifier, _ reader: RecordReader
    ) throws -> [(RegisterRow, ConfirmationRow)] {
        let register = ConfirmationRow.register
        var found: [RegisterRow] = []
        var query = ListQuery(filters: ["list": .text(list.text)], limit: 500)
        repeat {
            let page = try reader.page(register.definition, query)
            found += page.rows
            query.after = page.next
        } while query.after != nil
        return try found.map { ($0, try register.record($0.values)) }.sorted { $0.1.place < $1.1.place }
    }
}
