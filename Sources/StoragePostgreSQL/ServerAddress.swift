import CLibPQ
import Database

/// Where a server is and as whom to connect: `postgresql://user@host:port/database` or `key=value` pairs.
struct ServerAddress: Sendable {
    /// As it was given; may hold a password, so it is never shown.
    let text: String
    /// For messages: user, host, port and database, nothing else.
    let shown: String

    /// - Throws: `DatabaseError.cannotOpen` without libpq's words, which quote the address and so a password.
    init(_ text: String) throws(DatabaseError) {
        guard let options = PQconninfoParse(text, nil) else {
            throw .cannotOpen("postgresql", "the address is neither postgresql://… nor key=value pairs")
        }
        defer { PQconninfoFree(options) }
        var parts: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            let name = String(cString: keyword)
            if ["user", "host", "port", "dbname"].contains(name), let value = option.pointee.val {
                parts.append(name + "=" + String(cString: value))
            }
            option += 1
        }
        self.text = text
        shown = (["postgresql"] + parts).joined(separator: " ")
    }
}

/// The name of a schema and of the role that owns it.
struct SchemaName: Sendable {
    let text: String

    /// - Throws: `DatabaseError.cannotOpen` unless it is 1...63 of a-z, 0-9 and _, not beginning with a
    /// digit or `pg_`.
    init(_ text: String) throws(DatabaseError) {
        let isNameLike = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
        let beginsWell = text.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
        guard isNameLike, beginsWell, text.utf8.count <= 63, !text.hasPrefix("pg_") else {
            throw .cannotOpen(
                "schema \(text)", "a schema's name is 1 to 63 of a-z, 0-9 and _, a letter first")
        }
        self.text = text
    }

    /// For SQL text.
    var quoted: String { "\"" + text + "\"" }

    /// The number of the advisory lock that a writer of this schema holds: FNV-1a of the name with our
    /// prefix.
    var lockNumber: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in ("toride/" + text).utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
