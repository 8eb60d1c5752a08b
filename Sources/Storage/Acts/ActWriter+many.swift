import Database
import Primitives
import Registers

/// Thousands of records in one act: the same versions, entries and leaves as one by one, with what is current
/// asked for many at a time.
extension ActWriter {
    /// Records between two questions whether it goes on.
    private static let batch = 256

    /// New records.
    ///
    /// - Parameter goesOn: asked before each batch; throw to give up the whole act.
    public func createAll(
        _ register: RegisterDefinition, _ records: [(id: Identifier, values: [StoredValue])],
        goesOn: () throws -> Void = {}
    ) throws {
        try inBatches(records, goesOn) { record in
            _ = try version(register, id: record.id, record.values, kind: "register.create", prev: -1)
        }
    }

    /// New versions of records, each at most once.
    ///
    /// - Throws: `Problem` `import.conflict` where another version is current than the one that is expected.
    public func changeAll(
        _ register: RegisterDefinition,
        _ changes: [(id: Identifier, expected: Int, values: [StoredValue])], goesOn: () throws -> Void = {}
    ) throws {
        try expect(register, changes.map { ($0.id, $0.expected) })
        try inBatches(changes, goesOn) { change in
            end(register, version: change.expected)
            _ = try version(
                register, id: change.id, change.values, kind: "register.change", prev: change.expected)
        }
    }

    /// Ends records, each at most once.
    public func closeAll(_ register: RegisterDefinition, _ records: [(id: Identifier, expected: Int)]) throws
    {
        try expect(register, records.map { ($0.id, $0.expected) })
        try inBatches(records, {}) { record in
            end(register, version: record.expected)
            try close(register, id: record.id, version: record.expected)
        }
    }

    private func inBatches<Element>(
        _ elements: [Element], _ goesOn: () throws -> Void, _ body: (Element) throws -> Void
    ) throws {
        for start in stride(from: 0, to: elements.count, by: Self.batch) {
            try goesOn()
            for element in elements[start..<min(start + Self.batch, elements.count)] { try body(element) }
        }
    }

    /// Throws unless each record's current version is the one that was seen.
    private func expect(_ register: RegisterDefinition, _ records: [(id: Identifier, version: Int)]) throws {
        for start in stride(from: 0, to: records.count, by: Self.batch) {
            let batch = records[start..<min(start + Self.batch, records.count)]
            let seqs = batch.map { "\($0.version)" as SQL }.joined(separator: ", ")
            let current = try transaction.integer(
                """
                SELECT COUNT(*) FROM \(name: register.table)
                WHERE from_seq IN (\(seqs)) AND to_seq IS NULL
                """)
            guard current == Int64(batch.count) else {
                throw Problem(
                    "import.conflict", "確かめている間に、ほかの人が同じ記録を変更しました。取り込みは行われていません。もう一度確かめてから取り込んでください。")
            }
        }
    }
}
