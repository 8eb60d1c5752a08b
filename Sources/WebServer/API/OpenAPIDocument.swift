import AuditLedger
import Primitives
import Registers

/// The OpenAPI 3.1 document of the API, made from the declarations of the registers.
struct OpenAPIDocument {
    let registers: [RegisterDefinition]
    let version: String
    /// What stands before the paths of one organization among many.
    var base = ""

    /// UTF-8, the same for the same release.
    func bytes() throws -> [UInt8] { try document.bytes() }

    private var document: CanonicalJSON {
        var paths: [CanonicalJSON.Member] = [
            .init("/registers", .object([.init("get", registersOperation)])),
            .init("/search", .object([.init("get", searchOperation)])),
        ]
        for register in registers { paths += OpenAPIPaths(register: register).members }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Toride", "version": .string(version),
                "description": "台帳を読み書きする API。権限は、鍵を作った利用者のものです。",
            ],
            "servers": [["url": .string(base + "/api/v1")]],
            "security": [["token": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "画面の「自分のアカウント」の「連携用の鍵」で作った鍵。",
                    ]
                ],
                "schemas": .object(registers.flatMap { OpenAPISchemas(register: $0).members } + Self.shared),
                "responses": .object(Self.problems),
            ],
        ]
    }

    private var registersOperation: CanonicalJSON {
        [
            "operationId": "registers", "summary": "読める台帳の一覧と件数",
            "responses": OpenAPIPaths.responses(
                200,
                OpenAPISchemas.object([
                    ("registers", OpenAPISchemas.array(OpenAPISchemas.ref("RegisterLine")))
                ]), [400]),
        ]
    }

    private var searchOperation: CanonicalJSON {
        [
            "operationId": "search", "summary": "すべての言葉を含む記録をさがす",
            "parameters": [
                OpenAPIPaths.parameter(
                    "q", ["type": "string", "minLength": 1, "maxLength": 200], "空白で区切った言葉", isRequired: true),
                OpenAPIPaths.parameter(
                    "limit", ["type": "integer", "minimum": 1, "maximum": 100], "台帳ごとの件数"),
            ],
            "responses": OpenAPIPaths.responses(
                200,
                OpenAPISchemas.object([
                    ("registers", OpenAPISchemas.array(OpenAPISchemas.ref("SearchGroup")))
                ]), [400]),
        ]
    }

    // MARK: What all registers share

    private static let shared: [CanonicalJSON.Member] = [
        .init(
            "Problem",
            OpenAPISchemas.object(
                [
                    ("type", text), ("title", text), ("status", integer), ("code", text), ("detail", text),
                    (
                        "errors",
                        OpenAPISchemas.array(
                            OpenAPISchemas.object([
                                ("code", text), ("field", textOrNull), ("message", text),
                            ]))
                    ),
                ], isOpen: true)),
        .init(
            "RegisterLine",
            OpenAPISchemas.object([
                ("name", text), ("title", text), ("purpose", text), ("total", integer),
                ("writable", ["type": "boolean"]),
            ])),
        .init(
            "SearchGroup",
            OpenAPISchemas.object([
                ("name", text), ("total", integer),
                (
                    "hits",
                    OpenAPISchemas.array(
                        OpenAPISchemas.object([
                            ("id", text), ("label", text), ("field", textOrNull), ("text", textOrNull),
                        ]))
                ),
            ])),
        .init(
            "Version",
            OpenAPISchemas.object([("version", OpenAPISchemas.version)])),
        .init(
            "ImportAnswer",
            OpenAPISchemas.object([
                ("imported", ["type": "boolean"]), ("entry", ["type": ["integer", "null"]]), ("new", integer),
                ("changed", integer), ("unchanged", integer),
                (
                    "refused",
                    OpenAPISchemas.array(
                        OpenAPISchemas.object([("row", integer), ("column", text), ("message", text)]))
                ),
            ])),
    ]

    private static let text: CanonicalJSON = ["type": "string"]
    private static let textOrNull: CanonicalJSON = ["type": ["string", "null"]]
    private static let integer: CanonicalJSON = ["type": "integer"]

    private static let problems: [CanonicalJSON.Member] = APIProblem.titles.map { status, title in
        var answer: [CanonicalJSON.Member] = [
            .init("description", .string(title)),
            .init(
                "content",
                ["application/problem+json": ["schema": OpenAPISchemas.ref("Problem")]]),
        ]
        if status == 429 {
            answer.append(
                .init(
                    "headers",
                    ["Retry-After": ["schema": ["type": "integer"], "description": "待つ秒数"]]))
        }
        return .init("Problem\(status)", .object(answer))
    }
}
