import Primitives
import Registers
import Storage
import Synchronization
import WebPages

/// Stylesheet, scripts and the API's document: the same for every organization of a server, held once.
final class SiteAssets: Sendable {
    private let files: [String: Reply]
    private let version: String
    private let documents = Mutex<[String: Reply]>([:])
    /// Documents that are kept: they differ in one line, and are large.
    private static let keptDocuments = 8

    /// - Throws: `Problem` where the web folder cannot be read.
    init(webFolder: String, version: String) throws {
        self.version = version
        var files: [String: Reply] = [:]
        let served = [
            (Address.stylesheet.path, "toride.css", "text/css; charset=utf-8"),
            (Address.script.path, "toride.js", "text/javascript; charset=utf-8"),
            (Address.gridScript.path, "grid.js", "text/javascript; charset=utf-8"),
            (Address.gridKeysScript.path, "grid-keys.js", "text/javascript; charset=utf-8"),
            (Address.alertScript.path, "alerts.js", "text/javascript; charset=utf-8"),
        ]
        for (path, name, type) in served {
            let bytes = try DurableFile.read(webFolder + "/" + name)
            files[path] = Reply(
                headers: [("Content-Type", type), ("Cache-Control", "no-cache")], body: bytes)
        }
        self.files = files
    }

    /// A stylesheet or script.
    func reply(_ path: String) -> Reply? { files[path] }

    /// The OpenAPI document of the organization beneath `base`; made when it is asked for.
    func openAPI(base: String) throws -> Reply {
        if let made = documents.withLock({ $0[base] }) { return made }
        let document = OpenAPIDocument(registers: AllRegisters.definitions, version: version, base: base)
        let reply = Reply(
            headers: [("Content-Type", "application/json"), ("Cache-Control", "no-cache")],
            body: try document.bytes())
        documents.withLock { documents in
            if documents.count >= Self.keptDocuments { documents.removeAll() }
            documents[base] = reply
        }
        return reply
    }
}
