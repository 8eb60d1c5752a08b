import Foundation
import Registers
import TestSupport
import Testing

@testable import WebPages
@testable import WebServer

/// The typed list of addresses and the table of routes, held against each other.
@Suite struct RouteTableTests {
    /// Served beside the routes.
    private static let assets = [
        Address.stylesheet, Address.script, Address.gridScript, Address.gridKeysScript, .alertScript,
    ].map(\.pattern)

    private static func stars(_ pattern: String) -> String {
        pattern.split(separator: "/").map { $0.hasPrefix(":") ? "*" : String($0) }.joined(separator: "/")
    }

    @Test func `every address has one pattern and is in the list of them`() throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/WebPages/Addresses/Address.swift")
        let lines = try String(contentsOf: source, encoding: .utf8).split(separator: "\n")
        let declared = lines.prefix { !$0.contains("public var pattern") }
        let cases = declared.filter { $0.hasPrefix("    case ") }.count
        #expect(Address.patterns.count == cases, "Address.patterns lacks a case or has one too many")
        #expect(Set(Address.patterns).count == Address.patterns.count)
    }

    @Test func `every address is served and every route has an address`() throws {
        let sample = try SampleSite(.sqlite)
        let routes = Set(RouteTable.routes(sample.site).map { $0.pattern.joined(separator: "/") })
        let addresses = Set(Address.patterns.map(Self.stars))
        let unserved = Address.patterns.filter {
            !routes.contains(Self.stars($0)) && !Self.assets.contains($0)
        }
        #expect(unserved.isEmpty)
        for asset in Self.assets { #expect(sample.site.asset(asset) != nil, "\(asset)") }
        for route in routes { #expect(addresses.contains(route), "no address leads to /\(route)") }
    }

    @Test func `every link and every form of every page leads to a route`() throws {
        let sample = try SampleSite(.sqlite)
        var found: Set<String> = []
        for route in RouteTable.routes(sample.site) where route.method == .get {
            for path in sample.paths(route) {
                for role in SoftwareRole.allCases {
                    let (reply, _) = try sample.get(path, as: role)
                    let page = String(decoding: reply.body, as: UTF8.self)
                    for target in Target.all(in: page) where found.insert("\(target)").inserted {
                        #expect(target.isServed(by: sample.site), "\(path) for \(role.title): \(target)")
                    }
                }
            }
        }
        #expect(found.count > 100, "the pages were looked at")
    }
}

/// Where a page leads: by a link, or by a form with its method.
private struct Target: CustomStringConvertible {
    let method: Route.Method
    let path: String

    var description: String { "\(method.rawValue) \(path)" }

    static func all(in page: String) -> [Target] {
        page.split(separator: "<").compactMap { element in
            guard let tag = element.split(separator: ">", omittingEmptySubsequences: false).first else {
                return nil
            }
            if tag.hasPrefix("form"), let action = value("action", tag) {
                return Target(method: value("method", tag) == "post" ? .post : .get, path: action)
            }
            guard let href = value("href", tag), href.hasPrefix("/") else { return nil }
            return Target(method: .get, path: href)
        }
    }

    private static func value(_ name: String, _ tag: Substring) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" && $0 != "?" && $0 != "#" })
    }

    func isServed(by site: WebServer.Site) -> Bool {
        let segments = path.split(separator: "/").map { FormFields.decoded($0, plusIsBlank: false) }
        return site.asset(path) != nil || site.route(method, segments) != nil
    }
}
