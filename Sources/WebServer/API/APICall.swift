import Primitives

/// What a program may ask of the API; every one of them is in the OpenAPI document.
enum APIOperation: String, CaseIterable, Sendable {
    case registers, search, list, create, get, change, close, history, importing, export

    /// GET, POST or PATCH.
    var method: String {
        switch self {
        case .registers, .search, .list, .get, .history: "GET"
        case .create, .close, .importing, .export: "POST"
        case .change: "PATCH"
        }
    }

    /// Beneath /api/v1, with stars for the register and the record.
    var pattern: [String] {
        switch self {
        case .registers: ["registers"]
        case .search: ["search"]
        case .list, .create: ["registers", "*", "records"]
        case .get, .change: ["registers", "*", "records", "*"]
        case .close: ["registers", "*", "records", "*", "close"]
        case .history: ["registers", "*", "records", "*", "history"]
        case .importing: ["registers", "*", "import"]
        case .export: ["registers", "*", "export"]
        }
    }

    /// Whether it may change something.
    var writes: Bool {
        switch self {
        case .create, .change, .close, .importing: true
        default: false
        }
    }

    /// The values at the stars; nil where the path is another.
    func match(_ segments: [String]) -> [String]? {
        guard segments.count == pattern.count else { return nil }
        var values: [String] = []
        for (wanted, segment) in zip(pattern, segments) {
            if wanted == "*" { values.append(segment) } else if wanted != segment { return nil }
        }
        return values
    }
}

/// One request of a program.
struct APICall: Sendable {
    let operation: APIOperation
    /// The register and the record, as the path names them.
    let values: [String]
    let query: FormFields
    let contentType: String
    var body: [UInt8] = []

    /// The token of `Authorization: Bearer …`; nil where there is none.
    static func token(_ authorization: String?) -> Secret? {
        guard let words = authorization?.split(separator: " ", maxSplits: 1), words.count == 2,
            words[0].lowercased() == "bearer", words[1].utf8.count < 200
        else { return nil }
        return Secret(String(words[1]))
    }

    /// The media type without its parameters.
    var mediaType: String {
        contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }
}
