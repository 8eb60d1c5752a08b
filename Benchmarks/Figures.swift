import Duties
import Foundation
import Glibc
import Office
import PolicyText
import Registers
import Storage

/// The figures that one process can measure.
enum Figures {
    static func printAll() throws {
        try policy()
        try inTemporaryFolder { folder in
            try ActFigures.printAll(folder)
            try assessments(folder)
        }
        Clock.show("resident memory of this process at the end", residentMemory())
    }

    /// Runs `body` with a folder that is removed after it.
    static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "toride-bench-\(getpid())"
        try DurableFile.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    // MARK: Policy

    private static func policy() throws {
        let shared = ProcessInfo.processInfo.environment["TORIDE_SHARED"] ?? "../shared"
        let inputs = (try? FileManager.default.contentsOfDirectory(atPath: shared + "/inputs")) ?? []
        let path =
            inputs.first { $0.hasSuffix(".txt") }.map { shared + "/inputs/" + $0 }
            ?? LargeOrganization.content + "/demonstration/policy-revised.txt"
        let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
        let catalogue = try Catalogue.load(fromFolder: LargeOrganization.content + "/requirements")
        let matcher = Matcher(catalogue)
        let document = PolicyDocument.read(text)
        Clock.show(
            "policy read, \(text.utf8.count) bytes to \(document.allClauses.count) clauses",
            Clock.milliseconds(Clock.median(21) { _ = PolicyDocument.read(text) }))
        Clock.show(
            "policy matched with \(catalogue.requirements.count) requirements",
            Clock.milliseconds(Clock.median(21) { _ = matcher.bindings(for: document) }))
    }

    // MARK: Assessment and lists

    private static func assessments(_ folder: String) throws {
        let office = try LargeOrganization.office(folder + "/large")
        let filled = try Clock.seconds {
            try LargeOrganization.fill(office, assets: 10_000, people: 2_000, contracts: 500)
        }
        Clock.show("12,650 records created in acts of 500, with ledger", String(format: "%.2f s", filled))
        try assess("10,000 assets, 2,000 people, 500 contracts", office)
        let register = InformationAsset.register.definition
        let list = try Clock.median(101) {
            _ = try office.store.database.read {
                try RecordReader($0, viewer: .console).page(register, ListQuery())
            }
        }
        Clock.show("list of 50 of 10,000 assets, without HTTP", Clock.milliseconds(list))
        let searched = try Clock.median(21) {
            _ = try office.store.database.read {
                try RecordReader($0, viewer: .console).page(register, ListQuery(words: ["00777"]))
            }
        }
        Clock.show("list narrowed by a word, 10,000 assets, without HTTP", Clock.milliseconds(searched))
        try office.store.close()
    }

    /// Everything assessed as by a program that has just been started, and again when nothing has changed.
    private static func assess(_ what: String, _ office: Office) throws {
        let started = (0..<5).map { _ in
            Office(store: office.store, catalogue: office.catalogue, criteria: office.criteria)
        }
        let cold = try started.map { office in
            try Clock.seconds { _ = try office.assess(on: office.today) }
        }
        Clock.show("assess all, \(what), cold", Clock.milliseconds(cold.sorted()[2]))
        let unchanged = try Clock.median(21) { _ = try started[0].assess(on: office.today) }
        Clock.show("assess all, \(what), unchanged", Clock.milliseconds(unchanged))
    }

    /// Assesses an organization that another program has made, the demonstration for instance.
    static func assessStored(_ folder: String) throws {
        let office = try LargeOrganization.office(folder)
        try assess("the demonstration", office)
        try office.store.close()
    }

    private static func residentMemory() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return line.map { $0.split(whereSeparator: \.isWhitespace)[1] + " kB" }.map(String.init) ?? "unknown"
    }
}
