import AuditLedger
import Primitives
import Registers
import Storage
import WebPages

/// Who made which entries, and when, by name.
struct Authors {
    private let headers: [Int: LeafHeader]
    private let names: [String: String]

    /// Reads headers and names in two statements.
    ///
    /// Names of colleagues stand beside what they changed for everybody who may see the record, so they are
    /// read for all.
    init(_ reader: RecordReader, _ seqs: [Int]) throws {
        headers = try LedgerReader(reader.connection).headers(seqs)
        let actors = Set(headers.values.map(\.actor).filter { !$0.isEmpty })
        names = try RecordReader(reader.connection, viewer: .console).labels(
            Person.register.definition, ids: actors)
    }

    /// When and by whom; 「サーバーの担当者」 is the command line on the server.
    func change(_ seq: Int) -> (at: Instant, by: String) {
        guard let header = headers[seq] else { return (Instant(microseconds: 0), "不明") }
        let name = header.actor.isEmpty ? "サーバーの担当者" : names[header.actor] ?? "元職員"
        return (Instant(microseconds: header.atMicroseconds), name)
    }

    /// The same, for a sentence about a person: nobody says さん to a server.
    func politely(_ seq: Int) -> (at: Instant, by: String) {
        let (at, by) = change(seq)
        let isNamed = headers[seq].map { names[$0.actor] != nil } ?? false
        return (at, isNamed ? by + "さん" : by)
    }
}
