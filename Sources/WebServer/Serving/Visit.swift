import Office
import Primitives
import Registers
import WebPages

/// One request as a route sees it: parsed, its session known, its viewer known.
struct Visit: Sendable {
    /// What is in the address where the pattern has stars, decoded.
    let values: [String]
    /// Query and, for a POST, form fields.
    let fields: FormFields
    /// The browser's session.
    let session: Session
    /// Who is signed in, with roles and units of today; nil before.
    var person: Visitor?
    /// Whether the connection is encrypted.
    let isEncrypted: Bool
    /// The network address of the browser; empty where it is not known.
    let address: String

    /// The viewer.
    ///
    /// - Throws: `Problem` `access.refused` before signing in; routes that need nobody never ask.
    var viewer: Viewer {
        get throws {
            guard let person else { throw Refusal.access }
            return person.viewer
        }
    }
}

/// Who is signed in.
struct Visitor: Sendable {
    let signedIn: SignedIn
    let viewer: Viewer
}

/// An answer before it is an HTTP response.
struct Reply: Sendable {
    var status: Int = 200
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    /// What is sent instead of the body.
    var file: SentFile?

    /// A redirect after a POST, or to sign in.
    static func redirect(_ url: String) -> Reply { Reply(status: 303, headers: [("Location", url)]) }

    /// A page.
    static func html(_ bytes: [UInt8], status: Int = 200) -> Reply {
        Reply(status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: bytes)
    }

    /// A download from a file, as large as it may be.
    static func download(_ file: SentFile, name: String, type: String) -> Reply {
        var reply = download([], name: name, type: type)
        reply.file = file
        return reply
    }

    /// A download that no browser opens in place.
    static func download(_ bytes: [UInt8], name: String, type: String = "application/octet-stream") -> Reply {
        let ascii = String(
            name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" ? Character($0) : "_" })
        let encoded = name.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return Reply(
            headers: [
                ("Content-Type", type),
                ("Content-Disposition", "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(encoded)"),
            ], body: bytes)
    }
}

extension ProblemPage {
    /// The page for an HTTP status; statuses without words of their own read as a request that made no sense.
    init(status: Int, code: String = "", sentence: String? = nil, next: LinkText? = nil) {
        let kind = Kind(rawValue: status == 422 ? 400 : status) ?? .badRequest
        self.init(kind: kind, code: code, sentence: sentence, next: next)
    }
}
