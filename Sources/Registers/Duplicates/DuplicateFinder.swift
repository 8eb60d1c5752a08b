import Primitives

/// Two records that may be one thing, and why.
public struct DuplicatePair: Sendable, Hashable {
    /// The older record.
    public let first: Identifier
    /// The younger one.
    public let second: Identifier
    /// Strongest first.
    public let reasons: [Reason]

    /// Why they may be one thing.
    public enum Reason: Sendable, Hashable {
        /// An identifying field, such as a serial number, says the same; its position among the fields.
        case sameNumber(field: Int)
        /// The names are the same once width, kana, blanks and the like are left out of account.
        case sameName
        /// The names are the same but for one character.
        case nearName
    }
}

/// Finds records of one register that may be one thing.
public struct DuplicateFinder {
    /// Of more records of one name only neighbours are told as pairs.
    static let groupLimit = 8

    let register: RegisterDefinition
    /// Pairs that somebody has found to be two things; the smaller identifier first.
    let distinct: Set<[Identifier]>

    public init(_ register: RegisterDefinition, distinct: Set<[Identifier]>) {
        self.register = register
        self.distinct = distinct
    }

    /// The columns that it looks at: the name, what identifies, and the links that stand in a list.
    public static func columns(_ register: RegisterDefinition) -> [Int] {
        [0] + identifying(register) + links(register)
    }

    private static func identifying(_ register: RegisterDefinition) -> [Int] {
        register.fields.indices.filter { $0 > 0 && register.fields[$0].isIdentifying }
    }

    private static func links(_ register: RegisterDefinition) -> [Int] {
        register.listedFields.filter { index in
            if case .link = register.fields[index].kind { index > 0 } else { false }
        }
    }

    /// Whether names of this register can be compared: not where a choice or a requirement stands for the
    /// record.
    public static func canCompare(_ register: RegisterDefinition) -> Bool {
        let label = register.fields[0]
        return label.kind == .text && !label.namesRequirement && !label.isHidden
    }

    /// The pairs, those with the strongest reason first, then by identifier.
    ///
    /// - Parameter records: identifier and the values of `columns`.
    public func pairs(_ records: [(id: Identifier, values: [StoredValue])]) -> [DuplicatePair] {
        let records = records.sorted { $0.id < $1.id }
        let identifying = Self.identifying(register)
        var reasons: [[Int]: [DuplicatePair.Reason]] = [:]
        func note(_ one: Int, _ two: Int, _ reason: DuplicatePair.Reason) {
            let pair = [min(one, two), max(one, two)]
            guard !distinct.contains(pair.map { records[$0].id }),
                reasons[pair]?.contains(reason) != true
            else { return }
            reasons[pair, default: []].append(reason)
        }
        for (before, field) in identifying.enumerated() {
            let place = before + 1
            let groups = Dictionary(grouping: records.indices) { index in
                records[index].values[place].text.map { NameKey($0).bytes } ?? []
            }
            for (key, group) in groups where !key.isEmpty {
                for (one, two) in Self.pairs(of: group) { note(one, two, .sameNumber(field: field)) }
            }
        }
        let keys = records.map { NameKey($0.values[0].text ?? "") }
        let byName = Dictionary(grouping: records.indices) { keys[$0] }
        for (key, group) in byName where !key.bytes.isEmpty {
            for (one, two) in Self.pairs(of: group) where !differ(records[one].values, records[two].values) {
                note(one, two, .sameName)
            }
        }
        for (one, two) in near(byName, keys) {
            let (left, right) = (records[one].values, records[two].values)
            if !differ(left, right), !areApart(left, right) { note(one, two, .nearName) }
        }
        return reasons.map { pair, reasons in
            DuplicatePair(first: records[pair[0]].id, second: records[pair[1]].id, reasons: reasons)
        }.sorted { left, right in
            (left.reasons[0].rank, left.first, left.second) < (
                right.reasons[0].rank, right.first, right.second
            )
        }
    }

    /// A number that identifies tells two things of one name apart.
    private func differ(_ one: [StoredValue], _ two: [StoredValue]) -> Bool {
        zip(one, two).dropFirst().prefix(Self.identifying(register).count).contains { left, right in
            guard let left = left.text, let right = right.text else { return false }
            return NameKey(left) != NameKey(right)
        }
    }

    /// Names of two sections' records are often alike but for the section: who keeps a thing tells them
    /// apart.
    private func areApart(_ one: [StoredValue], _ two: [StoredValue]) -> Bool {
        zip(one, two).dropFirst(1 + Self.identifying(register).count).contains { left, right in
            left != .null && right != .null && left != right
        }
    }

    /// Records of names that are the same but for one character; the first record stands for its name.
    private func near(_ byName: [NameKey: [Int]], _ keys: [NameKey]) -> [(Int, Int)] {
        let names = byName.values.compactMap(\.first).sorted()
        var buckets: [Int: [Int]] = [:]
        for index in names {
            for hash in keys[index].shortened() { buckets[hash, default: []].append(index) }
        }
        var pairs: Set<[Int]> = []
        for bucket in buckets.values where bucket.count > 1 && bucket.count <= 50 {
            for (place, one) in bucket.enumerated() {
                for two in bucket.dropFirst(place + 1) where one != two && keys[one].isNear(keys[two]) {
                    pairs.insert([min(one, two), max(one, two)])
                }
            }
        }
        return pairs.map { ($0[0], $0[1]) }
    }

    private static func pairs(of group: [Int]) -> [(Int, Int)] {
        guard group.count > 1 else { return [] }
        guard group.count <= groupLimit else { return Array(zip(group, group.dropFirst())) }
        return group.indices.flatMap { one in
            group[(one + 1)...].map { (group[one], $0) }
        }
    }
}

extension DuplicatePair.Reason {
    var rank: Int {
        switch self {
        case .sameNumber: 0
        case .sameName: 1
        case .nearName: 2
        }
    }
}
