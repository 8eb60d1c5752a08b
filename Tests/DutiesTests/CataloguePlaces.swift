import Foundation

/// Where tests find what they read: Content in the package, the real input outside it.
enum Places {
    static let package: String = {
        // Tests/DutiesTests/CataloguePlaces.swift → three up. Works through symbolic links as well.
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
        return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    static let requirements = package + "/Content/requirements"
    static let gold = package + "/Tests/DutiesTests/Gold"
    static let samples = package + "/Tests/PolicyTextTests/Samples"

    /// The real policy, or nil where it is not on this machine.
    static let realInput: String? = {
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? package + "/../shared"
        let path = shared + "/inputs/000_3b563dea01253f5c.txt"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()
}
