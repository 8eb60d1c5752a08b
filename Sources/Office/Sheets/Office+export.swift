import AuditLedger
import Primitives
import Registers
import Storage

/// A register on its way out.
public struct RegisterExport {
    /// The columns; widths are still open.
    public let layout: SheetLayout
    /// The first rows, from which widths can be taken.
    public let beginning: [[SheetCell]]
    /// Rows in batches, from the first on, until nil.
    public let rows: () throws -> [[SheetCell]]?
}

extension Office {
    /// Rows that an export reads at a time.
    static let exportStretch = 1000

    /// Hands a register to whoever writes it into a file: all that the viewer may read, with identifier and
    /// version for the way back. The export is noted in the ledger with its count, without content.
    ///
    /// - Parameters:
    ///   - format: `xlsx` or `csv`, for the note.
    ///   - query: a list, of which all records go out in its order; nil for all by name.
    ///   - knownSize: a ledger size, for the register as it stood then; nil for what is current.
    /// - Throws: `Problem` `access.refused`; what `write` throws, and then nothing is noted.
    public func exportRegister<File>(
        _ register: RegisterDefinition, format: String, of query: ListQuery? = nil, knownSize: Int? = nil,
        by viewer: Viewer,
        _ write: (RegisterExport) throws -> File
    ) throws -> File {
        guard register.condition(for: .read).mayAllowSomething(viewer) else { throw Refusal.access }
        var count = 0
        let file = try store.database.read { connection in
            let reader = RecordReader(connection, viewer: viewer, knownSize: knownSize)
            let cells = SheetCells(register, try SheetLinkTable(register, reader))
            var rest = try reader.seqs(register, query ?? ListQuery())[...]
            count = rest.count
            func next() throws -> [[SheetCell]]? {
                guard !rest.isEmpty else { return nil }
                let seqs = rest.prefix(Self.exportStretch)
                rest = rest.dropFirst(Self.exportStretch)
                let versions = try reader.versions(register, seqs: Set(seqs))
                return seqs.compactMap { versions[$0] }.map(cells.cells)
            }
            let beginning = try next() ?? []
            var isFirst = true
            return try withoutActuallyEscaping(next) { next in
                try write(
                    RegisterExport(layout: cells.layout(), beginning: beginning) {
                        guard isFirst else { return try next() }
                        isFirst = false
                        return beginning
                    })
            }
        }
        let exported = count
        try act(viewer) { writer in
            try writer.note(
                "register.export",
                .object(
                    [
                        CanonicalJSON.Member("count", .integer(exported)),
                        CanonicalJSON.Member("format", .string(format)),
                    ]
                        + (knownSize.map { [CanonicalJSON.Member("known_size", .integer($0))] } ?? [])
                        // That it was not the whole register; by what it was narrowed may hold names.
                        + (query?.findsAll == false ? [CanonicalJSON.Member("narrowed", .bool(true))] : [])
                        + [CanonicalJSON.Member("register", .string(register.name))]))
        }
        return file
    }
}
