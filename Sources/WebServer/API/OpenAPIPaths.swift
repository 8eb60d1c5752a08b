import AuditLedger
import Primitives
import Registers

/// The paths of one register.
struct OpenAPIPaths {
    let register: RegisterDefinition

    private var schemas: OpenAPISchemas { OpenAPISchemas(register: register) }
    private var base: String { "/registers/" + register.name }
    private var isWritable: Bool { API.isWritable(register) }

    var members: [CanonicalJSON.Member] {
        var list = [CanonicalJSON.Member("get", listOperation)]
        var record = [CanonicalJSON.Member("get", getOperation), .init("parameters", [Self.id])]
        var members: [CanonicalJSON.Member] = []
        if isWritable {
            list.append(.init("post", createOperation))
            record.append(.init("patch", changeOperation))
            members += [
                .init(
                    base + "/records/{id}/close",
                    .object([.init("post", closeOperation), .init("parameters", [Self.id])])),
                .init(base + "/import", .object([.init("post", importOperation)])),
            ]
        }
        return members + [
            .init(base + "/records", .object(list)), .init(base + "/records/{id}", .object(record)),
            .init(
                base + "/records/{id}/history",
                .object([.init("get", historyOperation), .init("parameters", [Self.id])])),
            .init(base + "/export", .object([.init("post", exportOperation)])),
        ]
    }

    private func operation(
        _ name: String, _ summary: String, _ more: [(String, CanonicalJSON)]
    ) -> CanonicalJSON {
        .object(
            [
                .init("operationId", .string(name + schemas.name)),
                .init("summary", .string("「\(register.title)」：\(summary)")),
                .init("tags", [.string(register.title)]),
            ] + more.map { .init($0.0, $0.1) })
    }

    private var listOperation: CanonicalJSON {
        let others: [CanonicalJSON] = [
            Self.parameter("limit", ["type": "integer", "minimum": 1, "maximum": 500], "一度に読む件数（初期値50）"),
            Self.parameter(
                "after", ["type": "string", "pattern": Self.cursorPattern, "maxLength": 2_000], "前の答えの next"),
            Self.parameter("totals", ["type": "boolean"], "選択肢ごとの件数と、数の合計も数える"),
        ]
        return operation(
            "list", "一覧",
            [
                ("parameters", .array(conditions + others)),
                ("responses", Self.responses(200, OpenAPISchemas.ref(schemas.name + "List"), [400])),
            ])
    }

    private var getOperation: CanonicalJSON {
        operation(
            "get", "一件",
            [
                ("parameters", [Self.knownAt]),
                ("responses", Self.responses(200, OpenAPISchemas.ref(schemas.name + "Record"), [400, 404])),
            ])
    }

    private var historyOperation: CanonicalJSON {
        operation(
            "history", "これまでの版",
            [("responses", Self.responses(200, OpenAPISchemas.ref(schemas.name + "History"), [400, 404]))])
    }

    private var createOperation: CanonicalJSON {
        operation(
            "create", "登録",
            [
                ("requestBody", Self.body(schemas.name + "New")),
                (
                    "responses",
                    Self.responses(
                        201, OpenAPISchemas.ref(schemas.name + "Record"), Self.ofBodies,
                        headers: ["Location": ["schema": ["type": "string"]]])
                ),
            ])
    }

    private var changeOperation: CanonicalJSON {
        operation(
            "change", "変更。名前を挙げた項目だけが変わります",
            [
                ("requestBody", Self.body(schemas.name + "Change")),
                (
                    "responses",
                    Self.responses(200, OpenAPISchemas.ref(schemas.name + "Record"), [404] + Self.ofBodies)
                ),
            ])
    }

    private var closeOperation: CanonicalJSON {
        operation(
            "close", "終わりにする。これまでの版は残ります",
            [
                ("requestBody", Self.body("Version")),
                ("responses", Self.responses(204, nil, [404] + Self.ofBodies)),
            ])
    }

    private var exportOperation: CanonicalJSON {
        let files: CanonicalJSON = .object(
            [SheetFormat.xlsx, .csv].map { .init($0.mediaType, .object([])) })
        return operation(
            "export", "ファイルに書き出す。書き出したことは履歴に残ります",
            [
                (
                    "parameters",
                    .array(
                        conditions + [
                            Self.parameter(
                                "format", ["type": "string", "enum": ["xlsx", "csv"]], "初期値 xlsx")
                        ])
                ),
                ("responses", Self.responses(200, content: files, [400])),
            ])
    }

    private var importOperation: CanonicalJSON {
        let content = APIRecords.importTypes.map { CanonicalJSON.Member($0, ["schema": ["type": "string"]]) }
        return operation(
            "import", "ファイルから取り込む。全部か、何もしないかです",
            [
                (
                    "parameters",
                    [
                        Self.parameter("dry_run", ["type": "boolean"], "確かめるだけ"),
                        Self.parameter("leave_refused", ["type": "boolean"], "良い行だけ取り込む"),
                    ]
                ),
                ("requestBody", ["required": true, "content": .object(content)]),
                (
                    "responses",
                    Self.responses(200, OpenAPISchemas.ref("ImportAnswer"), Self.ofBodies)
                ),
            ])
    }

    // MARK: Pieces

    private static let ofBodies = [400, 409, 413, 415, 422]
    private static let cursorPattern: CanonicalJSON =
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}~(t~[^\\x00-\\x1f]*|i~-?[0-9]{1,15})$"

    private static let id: CanonicalJSON = [
        "name": "id", "in": "path", "required": true, "schema": OpenAPISchemas.uuid,
    ]
    static let knownAt = parameter(
        "known_at", OpenAPISchemas.moment, "この時刻に記録されていた内容を読む")

    static func filter(_ field: FieldDescription) -> CanonicalJSON {
        switch field.kind {
        case .text: ["type": "string", "maxLength": .integer(FieldChecks.textLimit)]
        case .longText: ["type": "string", "maxLength": 2_000]
        case .integer: ["type": "integer"]
        case .flag: ["type": "boolean"]
        case .day: ["type": "string", "format": "date"]
        case .choice(let options): ["type": "string", "enum": .array(options.map { .string($0.code) })]
        case .link: OpenAPISchemas.uuid
        }
    }

    static func parameter(
        _ name: String, _ schema: CanonicalJSON, _ description: String, isRequired: Bool = false
    ) -> CanonicalJSON {
        [
            "name": .string(name), "in": "query", "required": .bool(isRequired), "schema": schema,
            "description": .string(description),
        ]
    }

    private static func body(_ schema: String) -> CanonicalJSON {
        ["required": true, "content": ["application/json": ["schema": OpenAPISchemas.ref(schema)]]]
    }

    /// The good answer and the problems, among them those that every call may meet.
    static func responses(
        _ status: Int, _ schema: CanonicalJSON?, _ problems: [Int], headers: CanonicalJSON? = nil
    ) -> CanonicalJSON {
        responses(
            status, content: schema.map { ["application/json": ["schema": $0]] }, problems, headers: headers)
    }

    private static func responses(
        _ status: Int, content: CanonicalJSON?, _ problems: [Int], headers: CanonicalJSON? = nil
    ) -> CanonicalJSON {
        var good: [CanonicalJSON.Member] = [.init("description", "できました")]
        if let content { good.append(.init("content", content)) }
        if let headers { good.append(.init("headers", headers)) }
        let all = Set(problems + [401, 403, 429, 503]).sorted()
        return .object(
            [.init(String(status), .object(good))]
                + all.map {
                    .init(String($0), ["$ref": .string("#/components/responses/Problem\($0)")])
                })
    }
}
