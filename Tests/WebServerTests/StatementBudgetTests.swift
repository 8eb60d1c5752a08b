import Foundation
import Primitives
import Registers
import TestSupport
import Testing

@testable import WebServer

/// How many statements whole pages run, from the session to the frame, for every role.
@Suite struct StatementBudgetTests {
    /// design.md, 9: at most so many statements a page.
    private static let budget = 12
    /// Pages of a file that somebody has just uploaded: it waits in memory, and the browser tests walk them.
    private static let ofUploads = ["registers/*/import/*", "registers/*/import/*/refused"]

    @Test(arguments: StorageEngine.allCases)
    func `every page of every role stays within twelve statements`(on engine: StorageEngine) throws {
        let sample = try SampleSite(engine)
        for route in RouteTable.routes(sample.site) where route.method == .get {
            if Self.ofUploads.contains(route.pattern.joined(separator: "/")) { continue }
            let paths = sample.paths(route)
            #expect(!paths.isEmpty, "no sample for \(route.pattern.joined(separator: "/"))")
            var seen: Set<Int> = []
            for path in paths {
                for role in SoftwareRole.allCases {
                    let (reply, statements) = try sample.get(path, as: role)
                    seen.insert(reply.status)
                    #expect(statements <= Self.budget, "\(role.title) \(path): \(statements) statements")
                    #expect(reply.status < 500, "\(role.title) \(path): \(reply.status)")
                }
            }
            // A page that refuses everybody would cost nothing and prove nothing.
            #expect(
                !seen.isDisjoint(with: [200, 303]) || route.door == .open,
                "nobody sees \(route.pattern.joined(separator: "/")): \(seen)")
        }
    }
}
