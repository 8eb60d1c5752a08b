import HTTPTypes
import Hummingbird
import NIOCore

/// A connection as Hummingbird hands it over, with the address of the other end.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Where a request comes from, and how. Pauses after wrong passwords and the cookie's mark lean on it, and
/// nothing else does.
enum ClientAddress {
    /// The peer's address, or what a relay on this machine says of its own peer.
    ///
    /// Only the last entry of `X-Forwarded-For` was written by that relay; those before it are the browser's
    /// word. From any other machine the header is nobody's word.
    static func of(peer: String, forwarded: [String]) -> String {
        guard isHere(peer),
            let last = forwarded.last?.split(separator: ",").last
        else { return peer }
        let named = last.filter { $0 != " " && $0 != "\t" }
        let isAddress =
            !named.isEmpty && named.utf8.count <= 64
            && named.allSatisfy {
                $0.isHexDigit || $0 == "." || $0 == ":"
            }
        return isAddress ? String(named) : peer
    }

    static func of(_ request: Request, peer: String) -> String {
        guard let name = HTTPField.Name("X-Forwarded-For") else { return peer }
        return of(peer: peer, forwarded: request.headers[values: name])
    }

    /// Whether the browser's connection is encrypted: ours is, or a relay on this machine says that its is.
    /// Then the cookie may travel on no other.
    static func isEncrypted(_ request: Request, peer: String) -> Bool {
        if request.head.scheme == "https" { return true }
        guard isHere(peer), let name = HTTPField.Name("X-Forwarded-Proto") else { return false }
        return request.headers[values: name].last?.lowercased() == "https"
    }

    private static func isHere(_ peer: String) -> Bool {
        peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
    }
}
