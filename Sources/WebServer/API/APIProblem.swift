import Primitives

/// What went wrong, as RFC 9457 says it: `application/problem+json`, in Japanese, with a stable code.
struct APIProblem {
    let status: Int
    let problems: [Problem]
    /// Further members.
    var more: (inout JSONText) -> Void = { _ in }

    init(_ problem: Problem, status: Int? = nil) {
        problems = [problem]
        self.status = status ?? Self.status(problem)
    }

    init(_ problems: Problems) {
        self.problems = problems.all
        status = 422
    }

    var reply: Reply {
        var json = JSONText()
        json.object { json in
            json.name("type")
            json.text("urn:toride:problem:" + problems[0].code)
            json.name("title")
            json.text(Self.title(status))
            json.name("status")
            json.integer(Int64(status))
            json.name("code")
            json.text(problems[0].code)
            json.name("detail")
            json.text(problems.map(\.sentence).joined(separator: " "))
            json.name("errors")
            json.array(problems) { problem, json in
                json.object { json in
                    json.name("code")
                    json.text(problem.code)
                    json.name("field")
                    json.textOrNull(problem.field)
                    json.name("message")
                    json.text(problem.sentence)
                }
            }
            more(&json)
        }
        var headers = [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")]
        if status == 401 { headers.append(("WWW-Authenticate", "Bearer")) }
        return Reply(status: status, headers: headers, body: json.bytes)
    }

    /// Statuses of an answer that is a problem, with a few words for each.
    static let titles: [(status: Int, title: String)] = [
        (400, "要求を読み取れません"), (401, "鍵が要ります"), (403, "許されていません"), (404, "見つかりません"),
        (405, "その操作はありません"), (409, "今の内容と合いません"), (413, "大きすぎます"), (415, "その形式は読めません"),
        (422, "内容を直してください"), (429, "回数が多すぎます"), (500, "処理できませんでした"), (503, "いまは受け付けられません"),
    ]

    private static func title(_ status: Int) -> String {
        titles.first { $0.status == status }?.title ?? "処理できませんでした"
    }

    private static func status(_ problem: Problem) -> Int {
        switch problem.code {
        case "access.refused", "token.scope", "import.kept-elsewhere": 403
        case "access.not-found", "register.gone", "api.no-address": 404
        case "register.conflict", "register.still-linked", "register.not-unique", "import.conflict",
            "import.has-changed", "account.last-one":
            409
        case "api.no-token": 401
        case "api.too-often": 429
        case "api.too-large": 413
        case "api.media-type": 415
        case "api.no-method": 405
        case "storage.too-busy", "storage.lost", "storage.unknown", "storage.unreachable",
            "organization.moved":
            503
        default: problem.code.hasPrefix("api.") ? 400 : 422
        }
    }

    // MARK: What only the API refuses

    static let noAddress = Problem("api.no-address", "そのアドレスはありません。/api/v1/openapi.json で確かめてください。")
    static let noMethod = Problem(
        "api.no-method", "このアドレスでは、その操作はできません。/api/v1/openapi.json で確かめてください。")
    static let noToken = Problem(
        "api.no-token", "使える鍵がありません。Authorization: Bearer に、期限内の連携用の鍵を入れてください。")
    static let tooOften = Problem("api.too-often", "決められた回数を超えました。少し待ってから、もう一度お試しください。")
    static let tooLarge = Problem("api.too-large", "本文が大きすぎます。小さく分けて送ってください。")
    static let mediaType = Problem("api.media-type", "Content-Type が合いません。/api/v1/openapi.json で確かめてください。")
    static let unreadableJSON = Problem(
        "api.unreadable-json", "本文を JSON として読み取れません。数は整数だけを使い、形を確かめてください。")

    static func parameter(_ name: String, _ wanted: String) -> Problem {
        Problem("api.parameter", "「\(name)」を読み取れません。\(wanted)", field: name)
    }

    static func unknownParameter(_ name: String) -> Problem {
        Problem("api.unknown-parameter", "「\(name.prefix(60))」という指定はありません。/api/v1/openapi.json で確かめてください。")
    }
}
