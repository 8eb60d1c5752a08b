import Foundation
import Glibc

/// The PostgreSQL server of this test process: real, private, gone with the process.
///
/// `TORIDE_TEST_POSTGRESQL_URL` names one that runs already (`scripts/postgresql-for-tests`, account
/// `toride`).
public enum PostgreSQLServer {
    /// Why there is no server.
    public struct Missing: Error, CustomStringConvertible {
        public let description: String
    }

    /// The address of an ordinary account that may make schemas and roles; the first call starts the server.
    public static func address() throws -> String { try started.get() }

    /// The same server's superuser.
    public static func superuserAddress() throws -> String { try address() + "&user=postgres" }

    private static let started: Result<String, Missing> = {
        if let given = ProcessInfo.processInfo.environment["TORIDE_TEST_POSTGRESQL_URL"], !given.isEmpty {
            return .success(given)
        }
        let folder = "/tmp/toride-postgresql-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        return run("'\(script)' start \(folder) --owner \(getpid()) 2>&1")
    }()

    private static var script: String {
        // Tests/TestSupport/PostgreSQLServer.swift → the package's root.
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appending(path: "scripts/postgresql-for-tests").path
    }

    /// Runs a command to its end; the last line that it wrote.
    ///
    /// popen, because Foundation's `Process` waits for everybody who inherits its socket, and so for the
    /// server.
    private static func run(_ command: String) -> Result<String, Missing> {
        guard let stream = popen(command, "r") else { return .failure(Missing(description: "popen failed")) }
        var output: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { output.append(UInt8(truncatingIfNeeded: byte)) }
        let words = String(decoding: output, as: UTF8.self)
        guard pclose(stream) == 0, let address = words.split(separator: "\n").last else {
            return .failure(Missing(description: "no PostgreSQL for tests: \(words)"))
        }
        return .success(String(address))
    }
}
