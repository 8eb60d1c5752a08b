import Duties
import Primitives
import Registers
import Storage
import WebPages

/// The records that point to one, by register and field.
enum LinkGroups {
    /// Records shown in a group; the rest is counted and one link away.
    static let shown = 5

    static func groups(
        _ register: RegisterDefinition, _ id: Identifier, _ reader: RecordReader, _ catalogue: Catalogue
    ) throws -> [RecordPage.LinkGroup] {
        let links = AllRegisters.menu.filter { $0.condition(for: .read).mayAllowSomething(reader.viewer) }
            .flatMap { other in
                other.fields.filter { $0.kind == .link(register: register.name) }.map { (other, $0) }
            }
        let beginnings = try reader.beginnings(
            links.map { ($0, ListQuery(filters: [$1.column: .text(id.text)], limit: shown)) })
        return zip(links, beginnings).filter { $1.total > 0 }.map { link, beginning in
            let (other, field) = link
            return RecordPage.LinkGroup(
                title: "\(other.title)（\(field.title)）",
                records: beginning.records.map {
                    LinkText(
                        RecordText.label($0.label, other, catalogue), .record(register: other.name, id: $0.id)
                    )
                }, totalCount: beginning.total,
                all: LinkText("すべて見る", .register(other.name), query: [QueryItem(field.column, id.text)]))
        }
    }
}
