import Database
import Primitives

/// What an organization's database says of itself while it moves, and after it has moved: of two copies, one
/// at most may be written.
public struct MoveMark: Sendable, Equatable {
    /// Which of the two copies this is.
    public enum Kind: String, Sendable {
        /// The copy has gone on its way from somewhere and is not whole yet.
        case arriving
        /// The organization lives elsewhere now.
        case gone
    }

    /// Which of the two copies this is.
    public let kind: Kind
    /// The move, the same on both sides.
    public let move: String
    /// When it was marked.
    public let at: Instant
    /// The other side, in words for people; never an address with a password.
    public let place: String

    /// The row of `settings`.
    static let name = "move"

    /// Nil where the organization is at home here, and where there is none.
    public static func read(_ connection: any Connection) throws -> MoveMark? {
        guard try StoredTable.names(connection).contains("settings") else { return nil }
        return try connection.text("SELECT value FROM settings WHERE name = \(name)").flatMap(MoveMark.init)
    }

    init(kind: Kind, move: String, at: Instant, place: String) {
        self.kind = kind
        self.move = move
        self.at = at
        self.place = place
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let kind = Kind(rawValue: String(parts[0])), let at = Int64(parts[2]) else {
            return nil
        }
        self.init(
            kind: kind, move: String(parts[1]), at: Instant(microseconds: at), place: String(parts[3]))
    }

    func write(_ transaction: any Transaction) throws {
        let value = "\(kind.rawValue) \(move) \(at.microseconds) \(place)"
        try transaction.execute("INSERT INTO settings (name, value) VALUES (\(Self.name), \(value))")
    }

    static func remove(_ transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM settings WHERE name = \(name)")
    }

    /// What whoever opens or writes this copy is told.
    public var problem: Problem {
        switch kind {
        case .gone:
            Problem(
                "organization.moved",
                "この団体の記録は \(at.textInJapan) に \(place) へ移りました。ここでは続けられません。移した先を開いてください。"
                    + "移した先をもう使わないときは、toride move undo で、ここに戻せます。")
        case .arriving:
            Problem(
                "organization.arriving",
                "\(place) からここへの移動が終わっていません。同じ toride move を、もう一度実行してください。")
        }
    }

    /// Where a move was stopped before anything was there that could carry a mark.
    static var stopped: Problem {
        MoveMark(kind: .arriving, move: "", at: Instant(microseconds: 0), place: "ほかの場所").problem
    }
}
