import AuditLedger
import Primitives
import Registers
import Storage
import WebPages

/// Who made which entries, and when, by name.
struct Authors {
    private let headers: [Int: LeafHeader]
    private let names: [String: String]

    /// Reads headers and names in two statements.
    ///
    /// Names of colleagues stand beside what they changed for everybody who may see the record, so they are
    /// read for all.
    init(_ reader: RecordReader, _ seqs: [Int]) throws {
        headers = try LedgerReader(reader.connection).headers(seqs)
        let actors = Set(headers.values.map(\.actor).filter { !$0.isEmpty })
        names = try RecordReader(reader.connection, viewer: .console).labels(
            Person.register.definition, ids: actors)
    }

    /// When and by whom; 「サーバーの担当者」 is the command line on the server.
    func change(_ seq: Int) -> (at: Instant, by: String) {
        guard let header = headers[seq] else { return (Instant(microseconds: 0), "不明") }
        let name = header.actor.isEmpty ? "サーバーの担当者" : names[header.actor] ?? "元職員"
        return (Instant(microseconds: header.atMicroseconds), name)
    }
}

/// The records that point to one, by register and field.
enum LinkGroups {
    /// Records shown in a group; the rest is counted and one link away.
    static let shown = 5

    static func groups(
        _ register: RegisterDefinition, _ id: Identifier, _ reader: RecordReader
    ) throws -> [RecordPage.LinkGroup] {
        var groups: [RecordPage.LinkGroup] = []
        for other in AllRegisters.menu where other.condition(for: .read).mayAllowSomething(reader.viewer) {
            for field in other.fields where field.kind == .link(register: register.name) {
                let query = ListQuery(filters: [field.column: .text(id.text)], limit: shown)
                let page = try reader.page(other, query)
                guard page.total > 0 else { continue }
                groups.append(
                    RecordPage.LinkGroup(
                        title: "\(other.title)（\(field.title)）",
                        records: page.rows.map {
                            LinkText(
                                RecordForm.text($0.values[0]), .record(register: other.name, id: $0.id.text))
                        }, totalCount: page.total,
                        all: LinkText(
                            "すべて見る", .register(other.name), query: [QueryItem(field.column, id.text)])))
            }
        }
        return groups
    }
}
