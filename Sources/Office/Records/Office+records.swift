import AuditLedger
import Primitives
import Registers
import Storage

extension Office {
    /// Creates a record after permission, cleaning, validation and a look at what it links to.
    ///
    /// - Throws: `Problem` `access.refused`; `Problems` with every finding, each naming its field.
    @discardableResult
    public func create(
        _ register: RegisterDefinition, _ values: [StoredValue], by viewer: Viewer
    ) throws -> RegisterRow {
        let values = try checked(register, Self.typed(register, values))
        guard allows(register, .write, viewer, values) else { throw Refusal.access }
        return try act(viewer) { writer in
            try Self.checkLinks(register, values, writer)
            return try writer.create(register, values)
        }
    }

    /// Creates several records as one act: all of them or none.
    @discardableResult
    public func create(
        _ register: RegisterDefinition, many: [[StoredValue]], by viewer: Viewer
    ) throws -> [RegisterRow] {
        let rows = try many.map { values in
            let values = try checked(register, Self.typed(register, values))
            guard allows(register, .write, viewer, values) else { throw Refusal.access }
            return values
        }
        return try act(viewer) { writer in
            try rows.map { values in
                try Self.checkLinks(register, values, writer)
                return try writer.create(register, values)
            }
        }
    }

    /// Changes a record. The viewer must be allowed to write it both as it was and as it will be.
    ///
    /// - Parameter expected: the version that the person saw (`RegisterRow.fromSeq`).
    /// - Throws: `Problem` `register.conflict` where somebody was faster; nothing is lost, the caller shows
    ///   both.
    @discardableResult
    public func change(
        _ register: RegisterDefinition, id: Identifier, _ values: [StoredValue], expected: Int?,
        by viewer: Viewer
    ) throws -> RegisterRow {
        let values = try checked(register, values)
        guard allows(register, .write, viewer, values) else { throw Refusal.access }
        let today = today
        return try act(viewer) { writer in
            let guarded = try AccountGuard(register, writer, today: today)
            let old = try Self.writable(register, id, viewer, writer)
            // Hidden fields never travel through forms, and made ones are nobody's to type: they keep
            // what they hold.
            let merged = zip(register.fields.indices, values).map { index, value in
                let field = register.fields[index]
                return field.isMade || (field.isHidden && value == .null) ? old.values[index] : value
            }
            guard merged != old.values else { return old }
            try Self.checkLinks(register, merged, writer)
            try guarded?.requireNoOwnRole(old, merged, of: viewer)
            let row = try writer.change(register, id: id, merged, expected: expected)
            try guarded?.requireSomebodyLeft()
            return row
        }
    }

    /// Ends a record; its history stays. Refused while other current records link to it.
    public func close(
        _ register: RegisterDefinition, id: Identifier, expected: Int?, by viewer: Viewer
    ) throws {
        let today = today
        try act(viewer) { writer in
            let guarded = try AccountGuard(register, writer, today: today)
            _ = try Self.writable(register, id, viewer, writer)
            if let other = try Self.linkingRegister(register, id, writer) {
                throw Problem(
                    "register.still-linked", "「\(other.title)」にこの記録を指しているものがあります。先にそちらを直してください。")
            }
            try writer.close(register, id: id, expected: expected)
            try guarded?.requireSomebodyLeft()
        }
    }

    /// Whether the viewer may do this with a record of these values.
    public func allows(
        _ register: RegisterDefinition, _ act: RegisterAct, _ viewer: Viewer, _ values: [StoredValue]
    ) -> Bool {
        register.condition(for: act).allows(viewer) { column in
            register.index(of: column).map { values[$0] } ?? .null
        }
    }

    /// The values of a new record without those that an act of its own has to make.
    private static func typed(_ register: RegisterDefinition, _ values: [StoredValue]) -> [StoredValue] {
        guard values.count == register.fields.count else { return values }
        return zip(register.fields, values).map { $0.isMade ? .null : $1 }
    }

    private func checked(_ register: RegisterDefinition, _ values: [StoredValue]) throws -> [StoredValue] {
        let cleaned = zip(register.fields, values).map { field, value -> StoredValue in
            guard case .text(let text) = value else { return value }
            let clean = FieldChecks.cleaned(text, keepsLines: field.kind == .longText)
            return clean.isEmpty ? .null : .text(clean)
        }
        let problems = register.validate(cleaned.count == values.count ? cleaned : values)
        guard problems.isEmpty else { throw Problems(problems) }
        return try Self.sealed(register, cleaned)
    }

    /// The values with every digest field made anew from the columns that it stands for.
    static func sealed(_ register: RegisterDefinition, _ values: [StoredValue]) throws
        -> [StoredValue]
    {
        var sealed = values
        for (index, field) in register.fields.enumerated() where !field.digestOf.isEmpty {
            let parts = field.digestOf.map { column in
                CanonicalJSON.string(register.index(of: column).flatMap { values[$0].text } ?? "")
            }
            sealed[index] = .text(Digest32.sha256(try CanonicalJSON.array(parts).bytes()).hex)
        }
        return sealed
    }

    private static func writable(
        _ register: RegisterDefinition, _ id: Identifier, _ viewer: Viewer, _ writer: ActWriter
    ) throws -> RegisterRow {
        let reader = RecordReader(writer.transaction, viewer: viewer)
        guard let old = try reader.row(register, id: id) else { throw Refusal.notFound }
        let mayWrite = register.condition(for: .write).allows(viewer) { column in
            register.index(of: column).map { old.values[$0] } ?? .null
        }
        guard mayWrite else { throw Refusal.access }
        return old
    }

    /// Every link leads to a record that is current.
    static func checkLinks(
        _ register: RegisterDefinition, _ values: [StoredValue], _ writer: ActWriter
    ) throws {
        var problems: [Problem] = []
        for (field, value) in zip(register.fields, values) {
            guard case .link(let name) = field.kind, case .text(let id) = value,
                let target = AllRegisters.named(name)
            else { continue }
            let found = try writer.transaction.integer(
                "SELECT from_seq FROM \(name: target.table) WHERE id = \(id) AND to_seq IS NULL")
            if found == nil {
                problems.append(
                    Problem(
                        "register.broken-link", "「\(field.title)」で選んだ\(target.title)はもうありません。選び直してください。",
                        field: field.column))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
    }

    private static func linkingRegister(
        _ register: RegisterDefinition, _ id: Identifier, _ writer: ActWriter
    ) throws -> RegisterDefinition? {
        for other in AllRegisters.definitions {
            for field in other.fields where field.kind == .link(register: register.name) {
                let found = try writer.transaction.integer(
                    """
                    SELECT from_seq FROM \(name: other.table)
                    WHERE \(name: field.column) = \(id.text) AND to_seq IS NULL AND id <> \(id.text) LIMIT 1
                    """)
                if found != nil { return other }
            }
        }
        return nil
    }
}
