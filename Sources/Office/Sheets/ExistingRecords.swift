import Primitives
import Registers
import Storage

/// The current records of a register by identifier and by what identifies them for people.
struct ExistingRecords {
    let rows: [RegisterRow]
    private let byID: [Identifier: Int]
    private let byValue: [Int: [StoredValue: [Int]]]

    init(_ rows: [RegisterRow], _ register: RegisterDefinition) {
        self.rows = rows
        var byID: [Identifier: Int] = [:]
        byID.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() { byID[row.id] = index }
        var byValue: [Int: [StoredValue: [Int]]] = [:]
        for field in register.fields.indices where field == 0 || register.fields[field].isIdentifying {
            var places: [StoredValue: [Int]] = [:]
            places.reserveCapacity(rows.count)
            for (index, row) in rows.enumerated() { places[row.values[field], default: []].append(index) }
            byValue[field] = places
        }
        self.byID = byID
        self.byValue = byValue
    }

    subscript(id: Identifier) -> RegisterRow? { byID[id].map { rows[$0] } }

    func rows(where field: Int, is value: StoredValue) -> [RegisterRow] {
        (byValue[field]?[value] ?? []).map { rows[$0] }
    }
}

/// What a sheet is held against.
struct ImportGround {
    /// The names that links may be written by.
    let links: SheetLinkTable
    /// The records that rows may mean or collide with.
    let existing: ExistingRecords

    /// The whole register: rows may find their records by name.
    static func whole(_ register: RegisterDefinition, _ reader: RecordReader) throws -> ImportGround {
        ImportGround(
            links: try SheetLinkTable(register, reader),
            existing: ExistingRecords(try reader.current(register), register))
    }
}
