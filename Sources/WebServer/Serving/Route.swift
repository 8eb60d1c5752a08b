/// One line of the route table: method, pattern with stars for values, and who may ask at all.
struct Route: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// Who may ask. What a viewer may do is decided in Office; this only keeps the unknown out.
    enum Door: Sendable {
        /// Nobody need be signed in.
        case open
        /// Somebody must be.
        case signedIn
        /// As `open`, and costs a password hash: at most two at once, on threads of its own.
        case openAndSlow
        /// As `signedIn`, and costs a password hash.
        case signedInAndSlow

        var needsSignIn: Bool { self == .signedIn || self == .signedInAndSlow }
        var isSlow: Bool { self == .openAndSlow || self == .signedInAndSlow }
    }

    let method: Method
    let pattern: [String]
    let door: Door
    let answer: @Sendable (Visit) throws -> Reply
    /// Whether its form carries files; any other is small.
    private(set) var takesFiles = false

    init(
        _ method: Method, _ pattern: String, _ door: Door = .signedIn,
        _ answer: @escaping @Sendable (Visit) throws -> Reply
    ) {
        self.method = method
        self.pattern = pattern.split(separator: "/").map(String.init)
        self.door = door
        self.answer = answer
    }

    /// The same route, for a form with files.
    func withFiles() -> Route {
        var copy = self
        copy.takesFiles = true
        return copy
    }

    /// The values at the stars; nil where the path is another.
    func match(_ segments: [String]) -> [String]? {
        guard segments.count == pattern.count else { return nil }
        var values: [String] = []
        for (wanted, segment) in zip(pattern, segments) {
            if wanted == "*" {
                values.append(segment)
            } else if wanted != segment {
                return nil
            }
        }
        return values
    }
}
