import Foundation
import Primitives
import Storage
import WebServer

/// What stands in `organization.json` in the data folder of one of many organizations: at which address it is
/// served, and where its database is.
struct OrganizationDeclaration: Codable, Equatable {
    var version = 1
    /// The host name that is its own; nil where it is reached by a path.
    var host: String?
    /// Everything beneath `/path`; nil where it has a host name.
    var path: String?
    /// The PostgreSQL server; nil for SQLite in the folder. May hold a password: the file is its owner's
    /// alone.
    var database: String?
    var schema: String?

    private static let fileName = "organization.json"

    /// Where its pages are.
    ///
    /// - Throws: `Problem` `organization.declaration` unless it has exactly one place, well written.
    var place: HostedOrganization.Place {
        get throws {
            switch (host, path) {
            case (let host?, nil) where Self.isHost(host): .host(host)
            case (nil, let path?) where Self.isName(path): .path(path)
            default: throw Self.unusable("host, path")
            }
        }
    }

    /// The declaration in a data folder; nil where there is none.
    ///
    /// - Throws: `Problem` `organization.declaration` where it cannot be read.
    static func read(_ folder: String) throws -> OrganizationDeclaration? {
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + fileName) else { return nil }
        guard let declaration = try? JSONDecoder().decode(Self.self, from: bytes), declaration.version == 1
        else { throw unusable(folder + "/" + fileName) }
        return declaration
    }

    func write(_ folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(
            [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")], toPath: folder + "/" + Self.fileName)
    }

    /// 1 to 40 small letters, digits and hyphens, a letter or digit first: a folder, and a part of an
    /// address.
    static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte) && !text.hasPrefix("-")
            && !["api", "assets"].contains(text)
    }

    /// Names with dots between them, in small letters.
    static func isHost(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                (1...63).contains(part.utf8.count) && part.utf8.allSatisfy(isNameByte)
            }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    private static func unusable(_ detail: String) -> Problem {
        Problem(
            "organization.declaration",
            "団体の設定（organization.json）を読めません。host か path のどちらか一つを、小文字の英数字とハイフンで書いてください。",
            detail: detail)
    }
}

/// A folder that holds one data folder for each of many organizations.
struct OrganizationFolder: Sendable {
    let path: String

    /// One of them, declared or, where its file cannot be used, why not.
    struct Entry: Sendable {
        let name: String
        let folder: String
        let declaration: Result<OrganizationDeclaration, Problem>
    }

    /// By name; folders without a declaration are none.
    ///
    /// - Throws: `Problem` `organization.folder` where the folder cannot be read.
    func entries() throws -> [Entry] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Problem("organization.folder", "団体を集めたフォルダーを読めません：\(path)。場所と権限を確かめてください。")
        }
        return names.sorted().compactMap { name in
            let folder = path + "/" + name
            do {
                return try OrganizationDeclaration.read(folder).map {
                    Entry(name: name, folder: folder, declaration: .success($0))
                }
            } catch {
                let problem = error as? Problem ?? Problem("organization.declaration", "\(error)")
                return Entry(name: name, folder: folder, declaration: .failure(problem))
            }
        }
    }
}
