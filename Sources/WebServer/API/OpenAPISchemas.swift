import AuditLedger
import Primitives
import Registers

/// The schemas of one register: what is read, what is sent to make a record, what is sent to change one.
struct OpenAPISchemas {
    let register: RegisterDefinition

    /// `information-assets` → `InformationAssets`.
    var name: String {
        register.name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    var members: [CanonicalJSON.Member] {
        let read = Self.object(
            register.shownFields.map { ($0.field.column, Self.schema($0.field, isSent: false)) })
        let record: [(String, CanonicalJSON)] = [
            ("id", Self.uuid), ("version", Self.version), ("fields", Self.ref(name + "Fields")),
        ]
        var members: [CanonicalJSON.Member] = [
            .init(name + "Fields", read), .init(name + "Record", Self.object(record)),
            .init(
                name + "List",
                Self.object(
                    [
                        ("records", Self.array(Self.ref(name + "Record"))), ("total", ["type": "integer"]),
                        ("next", ["type": ["string", "null"]]), ("totals", totals),
                    ], required: ["records", "total", "next"])),
            .init(
                name + "History",
                Self.object([
                    (
                        "versions",
                        Self.array(
                            Self.object(
                                record + [
                                    ("changed_at", Self.moment), ("changed_by", ["type": "string"]),
                                    ("ended_at", ["type": ["string", "null"], "format": "date-time"]),
                                ]))
                    )
                ])),
        ]
        guard API.isWritable(register) else { return members }
        let sent = register.settableFields.map { ($0.field.column, Self.schema($0.field, isSent: true)) }
        let required = register.settableFields.filter(\.field.isRequired).map(\.field.column)
        members.append(
            .init(name + "New", Self.object([("fields", Self.object(sent, required: required))])))
        members.append(
            .init(
                name + "Change",
                Self.object([("version", Self.version), ("fields", Self.object(sent, required: []))])))
        return members
    }

    /// What a list adds up to: how often each code stands in it (the empty name: no value), and sums.
    private var totals: CanonicalJSON {
        func ofColumns(_ isMeant: (FieldKind) -> Bool, _ schema: CanonicalJSON) -> CanonicalJSON {
            let columns = register.shownFields.filter { isMeant($0.field.kind) }.map(\.field.column)
            return Self.object(columns.map { ($0, schema) })
        }
        let counts: CanonicalJSON = ["type": "object", "additionalProperties": ["type": "integer"]]
        return Self.object([
            ("choices", ofColumns({ !$0.countedValues.isEmpty }, counts)),
            ("sums", ofColumns({ $0 == .integer }, ["type": ["integer", "null"]])),
        ])
    }

    /// - Parameter isSent: a text that is sent may not be blank where it is required.
    static func schema(_ field: FieldDescription, isSent: Bool) -> CanonicalJSON {
        var members: [CanonicalJSON.Member] = []
        func add(_ name: String, _ value: CanonicalJSON) { members.append(.init(name, value)) }
        var type: CanonicalJSON = "string"
        switch field.kind {
        case .text, .longText:
            guard isSent else { break }
            if field.kind == .text { add("maxLength", .integer(FieldChecks.textLimit)) }
            if field.isRequired { add("minLength", 1) }
        case .integer:
            type = "integer"
            add("maximum", .integer(Int(FieldChecks.integerLimit)))
            add("minimum", .integer(-Int(FieldChecks.integerLimit)))
        case .flag: type = "boolean"
        case .day: add("format", "date")
        case .choice(let options):
            let codes = options.map { CanonicalJSON.string($0.code) }
            add("enum", .array(field.isRequired ? codes : codes + [.null]))
        case .link: add("format", "uuid")
        }
        add("type", field.isRequired ? type : [type, "null"])
        add("title", .string(field.title))
        let description = Self.description(field)
        if !description.isEmpty { add("description", .string(description)) }
        if !field.example.isEmpty { add("examples", [.string(field.example)]) }
        if !field.isTyped { add("readOnly", true) }
        return .object(members)
    }

    private static func description(_ field: FieldDescription) -> String {
        switch field.kind {
        case .choice(let options):
            field.hint + options.map { "\($0.code)：\($0.title)" }.joined(separator: "、")
        case .link(let name): field.hint + "台帳 \(name) の記録の id。"
        default: field.hint
        }
    }

    // MARK: Pieces

    static func object(
        _ properties: [(String, CanonicalJSON)], required: [String]? = nil, isOpen: Bool = false
    ) -> CanonicalJSON {
        var members: [CanonicalJSON.Member] = [
            .init("type", "object"), .init("additionalProperties", .bool(isOpen)),
            .init("properties", .object(properties.map { .init($0.0, $0.1) })),
        ]
        let names = required ?? properties.map(\.0)
        if !names.isEmpty { members.append(.init("required", .array(names.map { .string($0) }))) }
        return .object(members)
    }

    static func array(_ items: CanonicalJSON) -> CanonicalJSON { ["type": "array", "items": items] }

    static func ref(_ name: String) -> CanonicalJSON { ["$ref": .string("#/components/schemas/" + name)] }

    static let uuid: CanonicalJSON = ["type": "string", "format": "uuid"]
    static let moment: CanonicalJSON = ["type": "string", "format": "date-time"]
    /// The ledger entry that made a version.
    static let version: CanonicalJSON = [
        "type": "integer", "minimum": 0, "maximum": .integer(Int(FieldChecks.integerLimit)),
    ]
}
