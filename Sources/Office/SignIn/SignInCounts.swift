import AuditLedger
import Database
import Primitives

/// The counts of refused sign-ins, for each name and address by the hour: what an attacker repeats makes no
/// more rows, and none in the ledger.
struct SignInCounts {
    /// Counts are gone after this many hours.
    static let keptHours: Int64 = 48
    /// A place where nobody signed in for so long is a strange one again.
    static let knownPlaceSeconds: Int64 = 90 * 86_400

    let nameHash: String
    let address: String

    init(name: String, address: String) {
        nameHash = Digest32.sha256(Array(name.utf8)).hex
        self.address = Self.network(address)
    }

    private static func hour(_ now: Instant) -> Int64 { now.microseconds / 3_600_000_000 }

    /// An IPv6 host has as many addresses as it likes, so its network stands for it (the first four groups).
    static func network(_ address: String) -> String {
        let parts = address.prefix(64).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return String(address.prefix(64)) }
        if address.hasPrefix("::ffff:") { return String(address.dropFirst(7).prefix(64)) }
        let groups = parts.prefix { !$0.isEmpty }.prefix(4).map { String($0) }
        return groups.isEmpty ? String(address.prefix(64)) : groups.joined(separator: ":") + "::/64"
    }

    func read(_ connection: any Connection, at now: Instant) throws -> SignInPauses.Counts {
        var counts = SignInPauses.Counts()
        try connection.forEachRow(
            """
            SELECT name_hash, address, count, last_at FROM refused_sign_ins
            WHERE hour >= \(Self.hour(now) - 1) AND (name_hash = \(nameHash) OR address = \(address))
            """
        ) { row in
            let (isName, isAddress) = (row.text(0) == nameHash, row.text(1) == address)
            let (count, last) = (Int(row.integer(2)), row.integer(3))
            if isName {
                counts.ofName += count
                counts.lastOfName = max(counts.lastOfName, last)
            }
            if isAddress {
                counts.ofAddress += count
                counts.lastOfAddress = max(counts.lastOfAddress, last)
            }
            if isName, isAddress {
                counts.here += count
                counts.lastHere = max(counts.lastHere, last)
            }
        }
        let oldest = now.adding(seconds: -Self.knownPlaceSeconds).microseconds
        counts.isKnownPlace =
            try connection.integer(
                """
                SELECT COUNT(*) FROM sign_in_places
                WHERE name_hash = \(nameHash) AND address = \(address) AND last_at >= \(oldest)
                """) ?? 0 > 0
        return counts
    }

    /// When each name, by its hash, was last signed in with, anywhere.
    static func lastPlaces(_ connection: any Connection) throws -> [String: Instant] {
        let rows = try connection.rows(
            "SELECT name_hash, MAX(last_at) FROM sign_in_places GROUP BY name_hash"
        ) {
            ($0.text(0), Instant(microseconds: $0.integer(1)))
        }
        return Dictionary(rows) { max($0, $1) }
    }

    /// - Parameter now: when the answer is known, not when it was asked: a pause does not pass while hashing.
    func refuse(_ transaction: any Transaction, at now: Instant) throws {
        let hour = Self.hour(now)
        _ = try transaction.execute("DELETE FROM refused_sign_ins WHERE hour < \(hour - Self.keptHours)")
        _ = try transaction.execute(
            """
            INSERT INTO refused_sign_ins (name_hash, address, hour, count, last_at)
            VALUES (\(nameHash), \(address), \(hour), 1, \(now.microseconds))
            ON CONFLICT (name_hash, address, hour)
            DO UPDATE SET count = refused_sign_ins.count + 1, last_at = excluded.last_at
            """)
    }

    /// Forgets the mistakes at this address and remembers it as one where the name signs in.
    func admit(_ transaction: any Transaction, at now: Instant) throws {
        let oldest = now.adding(seconds: -Self.knownPlaceSeconds).microseconds
        _ = try transaction.execute("DELETE FROM sign_in_places WHERE last_at < \(oldest)")
        _ = try transaction.execute(
            "DELETE FROM refused_sign_ins WHERE name_hash = \(nameHash) AND address = \(address)")
        _ = try transaction.execute(
            """
            INSERT INTO sign_in_places (name_hash, address, last_at)
            VALUES (\(nameHash), \(address), \(now.microseconds))
            ON CONFLICT (name_hash, address) DO UPDATE SET last_at = excluded.last_at
            """)
    }
}
