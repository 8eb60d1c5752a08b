import Office

/// One of many organizations that a server has: by which name in the address it is known, and how it opens.
public struct HostedOrganization: Sendable {
    /// Where its pages are.
    public enum Place: Hashable, Sendable {
        /// All of a host name, in small letters and without a port.
        case host(String)
        /// Everything beneath `/name`.
        case path(String)
    }

    /// Its short name, for the log.
    public let name: String
    /// Where its pages are.
    public let place: Place
    /// Opens it, at the first request and after it was closed for want of use; blocks.
    public let open: @Sendable () throws -> Office
    /// Hears the path of the one-time link where nobody has an account yet; at the first opening.
    public let needsSetup: @Sendable (_ path: String) -> Void

    /// An organization that is not open yet.
    public init(
        name: String, place: Place, open: @escaping @Sendable () throws -> Office,
        needsSetup: @escaping @Sendable (_ path: String) -> Void = { _ in }
    ) {
        self.name = name
        self.place = place
        self.open = open
        self.needsSetup = needsSetup
    }

    /// What stands before every path of its pages; empty where it has a host of its own.
    var base: String {
        switch place {
        case .host: ""
        case .path(let name): "/" + name
        }
    }
}
