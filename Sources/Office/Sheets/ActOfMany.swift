import AuditLedger
import Primitives
import Storage

/// How many records were changed by one act; its entry in the ledger is of this kind.
public enum ActOfMany: String, Sendable, CaseIterable {
    /// A sheet came in.
    case sheet = "register.import"
    /// A block of the grid was saved.
    case grid = "register.grid"
    /// One value went into one field of many records.
    case bulk = "register.bulk"

    /// What people call it.
    public var title: String {
        switch self {
        case .sheet: "取り込み"
        case .grid: "表での保存"
        case .bulk: "まとめての変更"
        }
    }

    /// The entry that takes one back.
    public static let undoing = "register.import-undo"
}

extension Office {
    /// How many entries the ledger held at the end of a day; what is over never changes and is looked up
    /// once.
    ///
    /// - Returns: nil for today, which is not over, and for a day to come.
    public func ledgerSize(atEndOf day: Day) throws -> Int? {
        guard day < today, let moment = Instant(iso: day.iso) else { return nil }
        if let known = pastSizes.withLock({ $0[day] }) { return known }
        let size = try store.database.read { try LedgerReader($0).size(at: moment) }
        pastSizes.withLock { sizes in
            if sizes.count >= 400 { sizes.removeAll() }
            sizes[day] = size
        }
        return size
    }
}

extension ActOfMany {
    /// What people call the act that an entry tells of.
    public static func title(_ header: LeafHeader?) -> String {
        (header.flatMap { ActOfMany(rawValue: $0.kind) } ?? .sheet).title
    }
}
