import Database
import Primitives

/// When the last backup was taken, by whom and how large it was; for people, no proof of anything.
public struct LastBackup: Sendable {
    /// When.
    public let at: Instant
    /// In bytes.
    public let bytes: Int
    /// The person; nil for the command line.
    public let person: Identifier?

    private static let name = "last-backup"

    /// Nil before the first.
    public static func read(_ connection: any Connection) throws -> LastBackup? {
        let value = try connection.text("SELECT value FROM settings WHERE name = \(name)")
        let parts = (value ?? "").split(separator: " ").map(String.init)
        guard parts.count >= 2, let at = Int64(parts[0]), let bytes = Int(parts[1]) else { return nil }
        return LastBackup(
            at: Instant(microseconds: at), bytes: bytes,
            person: parts.count > 2 ? Identifier(parts[2]) : nil)
    }

    /// Remembers that one was taken.
    public static func write(
        _ transaction: any Transaction, at: Instant, bytes: Int, person: Identifier?
    ) throws {
        let value = ([String(at.microseconds), String(bytes)] + [person?.text].compactMap(\.self))
            .joined(separator: " ")
        _ = try transaction.execute(
            """
            INSERT INTO settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
