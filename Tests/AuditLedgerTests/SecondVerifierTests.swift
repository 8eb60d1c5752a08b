import Foundation
import Testing

@testable import AuditLedger

/// The Python verifier and this one must read the same bytes: the sample ledger is kept as SQL beside it.
@Suite struct SecondVerifierTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "verifier")
    static let isRecording = ProcessInfo.processInfo.environment["TORIDE_RECORD"] != nil
    static let hasPython = (try? run("import cryptography, sqlite3")) == 0

    @Test func `the sample ledger for the second verifier is the one that this engine writes`() throws {
        let file = Self.folder.appending(path: "sample-ledger.sql")
        let sql = try SampleLedger.complete().sql()
        if Self.isRecording { try sql.write(to: file, atomically: true, encoding: .utf8) }
        #expect(
            try String(contentsOf: file, encoding: .utf8) == sql, "run with TORIDE_RECORD=1 to write it anew")
    }

    @Test(.enabled(if: hasPython, "needs python3 with the package cryptography"))
    func `the second verifier agrees on the sample ledger and finds what was changed in it`() throws {
        let test = Self.folder.appending(path: "test_verify_ledger.py").path
        #expect(
            try Self.run("import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')", test) == 0)
    }

    private static func run(_ program: String, _ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program] + arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension SampleLedger {
    /// The tables as a store would have them.
    func sql() throws -> String {
        var lines = [
            "CREATE TABLE ledger_entries(seq INTEGER PRIMARY KEY, header TEXT NOT NULL, salt BLOB, body TEXT,"
                + " leaf BLOB NOT NULL, disposed_by INTEGER);",
            "CREATE TABLE ledger_nodes(level INTEGER, idx INTEGER, hash BLOB, PRIMARY KEY(level, idx));",
            "CREATE TABLE ledger_checkpoints(size INTEGER, key_id TEXT, note TEXT,"
                + " PRIMARY KEY(size, key_id));",
            "CREATE TABLE ledger_keys(key_id TEXT PRIMARY KEY, vkey TEXT, from_seq INTEGER);",
            "CREATE TABLE ledger_shapes(register TEXT, shape INTEGER, columns TEXT,"
                + " PRIMARY KEY(register, shape));",
            "CREATE TABLE r_people(id TEXT, from_seq INTEGER PRIMARY KEY, to_seq INTEGER, shape INTEGER,"
                + " salt BLOB, name TEXT, hired_on TEXT, number INTEGER);",
            #"INSERT INTO ledger_shapes VALUES('people', 1, '[["name","text"],["hired_on","text"]]');"#,
            #"INSERT INTO ledger_shapes VALUES('people', 2, '[["name","text"],["hired_on","text"],"#
                + #"["number","integer"]]');"#,
        ]
        func insert(_ table: String, _ values: [String]) {
            lines.append("INSERT INTO \(table) VALUES(\(values.joined(separator: ", ")));")
        }
        for entry in entries {
            let values = [text(entry.header), entry.salt.map(blob) ?? "NULL", entry.body.map(text) ?? "NULL"]
            insert(
                "ledger_entries", ["\(entry.seq)"] + values + [blob(entry.leaf), number(entry.disposedBy)])
        }
        for (address, hash) in nodes.sorted(by: {
            ($0.key.level, $0.key.index) < ($1.key.level, $1.key.index)
        }) {
            insert("ledger_nodes", ["\(address.level)", "\(address.index)", blob(hash.bytes)])
        }
        for checkpoint in checkpoints {
            let values = ["\(checkpoint.size)", "'\(checkpoint.keyID)'", text(Array(checkpoint.note.utf8))]
            insert("ledger_checkpoints", values)
        }
        for key in keys {
            let keyID = try NoteVerifierKey(parsing: key.vkey).keyIDText
            insert("ledger_keys", ["'\(keyID)'", "'\(key.vkey)'", "\(key.fromSeq)"])
        }
        for row in rows {
            let fields = (0..<3).map { $0 < row.values.count ? value(row.values[$0]) : "NULL" }
            let place = ["'\(row.id)'", "\(row.fromSeq)", number(row.toSeq), "\(row.shape)", blob(row.salt)]
            insert("r_people", place + fields)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func number(_ number: Int?) -> String { number.map { "\($0)" } ?? "NULL" }
    private func blob(_ bytes: [UInt8]) -> String { "X'\(Hexadecimal.text(of: bytes))'" }
    // As a blob cast to text, so that no control character or quote meets SQL's own syntax.
    private func text(_ bytes: [UInt8]) -> String { "CAST(\(blob(bytes)) AS TEXT)" }

    private func value(_ value: RowValue) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .text(let string): text(Array(string.utf8))
        }
    }
}
