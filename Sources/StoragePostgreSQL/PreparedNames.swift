import CLibPQ
import Database

/// Which statements one connection has prepared, and under what names.
struct PreparedNames {
    /// The same text with another type of value is another statement to the server.
    struct Key: Hashable {
        let pieces: [String]
        let types: [Oid]
    }

    private var entries: [Key: (name: String, lastUse: Int)] = [:]
    private var lastNumber = 0

    /// Statements kept. The oldest half goes where there are more: lists of bound values come in many
    /// lengths.
    private static let capacity = 400

    /// Whether it is a query or a change of rows, which come again; everything else runs once.
    static func isWorthPreparing(_ sql: SQL) -> Bool {
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"].contains(sql.firstWord)
    }

    mutating func name(of key: Key, now: Int) -> String? {
        guard let index = entries.index(forKey: key) else { return nil }
        entries.values[index].lastUse = now
        return entries.values[index].name
    }

    mutating func newName() -> String {
        lastNumber += 1
        return "s\(lastNumber)"
    }

    mutating func insert(_ key: Key, _ name: String, now: Int) { entries[key] = (name, now) }

    /// Names that are to be given up to make room; mostly none.
    mutating func removeOldest() -> [String] {
        guard entries.count >= PreparedNames.capacity else { return [] }
        let oldest = entries.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(entries.count / 2)
        for (key, _) in oldest { entries[key] = nil }
        return oldest.map(\.value.name)
    }

    /// Whether there were any.
    mutating func removeAll() -> Bool {
        defer { entries.removeAll() }
        return !entries.isEmpty
    }
}

extension SQL {
    /// The first word in capitals; empty where the text begins with a comment or a bracket.
    var firstWord: String {
        let start = pieces[0].utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
        let word = start.prefix { (0x41...0x5A).contains($0 & 0xDF) }
        return String(Substring(word)).uppercased()
    }
}
