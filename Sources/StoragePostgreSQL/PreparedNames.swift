import CLibPQ
import Database

/// Which statements one connection has prepared, and under what names.
struct PreparedNames {
    /// The same text with another type of value is another statement to the server.
    struct Key: Hashable {
        let pieces: [String]
        let types: [Oid]
    }

    private struct Entry {
        let name: String
        var lastUse: Int
    }

    /// A statement whose text was made beforehand, found by which text it is; the text is kept so that no
    /// other can take its place in memory.
    private struct Shared {
        let text: StatementText
        let types: [Oid]
        var entry: Entry
    }

    private var entries: [Key: Entry] = [:]
    private var shared: [ObjectIdentifier: Shared] = [:]
    private var lastNumber = 0

    /// Statements kept. The oldest half goes where there are more: lists of bound values come in many
    /// lengths.
    private static let capacity = 400

    /// Whether it is a query or a change of rows, which come again; everything else runs once.
    static func isWorthPreparing(_ sql: SQL) -> Bool {
        sql.text != nil
            || ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"].contains(sql.firstWord)
    }

    mutating func name(of sql: SQL, types: [Oid], now: Int) -> String? {
        if let text = sql.text, let index = shared.index(forKey: ObjectIdentifier(text)),
            shared.values[index].types == types
        {
            shared.values[index].entry.lastUse = now
            return shared.values[index].entry.name
        }
        guard let index = entries.index(forKey: Key(pieces: sql.pieces, types: types)) else { return nil }
        entries.values[index].lastUse = now
        return entries.values[index].name
    }

    mutating func newName() -> String {
        lastNumber += 1
        return "s\(lastNumber)"
    }

    mutating func insert(_ sql: SQL, types: [Oid], _ name: String, now: Int) {
        let entry = Entry(name: name, lastUse: now)
        if let text = sql.text, shared[ObjectIdentifier(text)] == nil {
            shared[ObjectIdentifier(text)] = Shared(text: text, types: types, entry: entry)
        } else {
            entries[Key(pieces: sql.pieces, types: types)] = entry
        }
    }

    /// Names that are to be given up to make room; mostly none.
    mutating func removeOldest() -> [String] {
        guard entries.count + shared.count >= PreparedNames.capacity else { return [] }
        let all = entries.values + shared.values.map(\.entry)
        let oldest = all.sorted { $0.lastUse < $1.lastUse }.prefix(all.count / 2)
        let end = oldest.last?.lastUse ?? 0
        entries = entries.filter { $0.value.lastUse > end }
        shared = shared.filter { $0.value.entry.lastUse > end }
        return all.filter { $0.lastUse <= end }.map(\.name)
    }

    /// Whether there were any.
    mutating func removeAll() -> Bool {
        defer {
            entries.removeAll()
            shared.removeAll()
        }
        return !entries.isEmpty || !shared.isEmpty
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
