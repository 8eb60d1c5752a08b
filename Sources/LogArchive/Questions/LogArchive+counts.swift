import Primitives

/// Records and bytes under one value.
public struct LogCount: Hashable, Sendable {
    public var value: String
    public var records: Int
    public var bytes: UInt64
}

/// Records of one rule in one hour.
public struct LogRuleHour: Hashable, Sendable {
    public var rule: String
    /// Hours since 1970, UTC.
    public var hour: Int
    public var records: Int
}

extension LogArchive {
    /// Records and bytes by the values of a column, the most bytes first, then the most records.
    ///
    /// - Returns: the counts, and the segments that cannot be read.
    public func counts(
        by column: EventColumns.Column, from: Instant? = nil, to: Instant? = nil, sources: Set<String> = [],
        limit: Int = 20
    ) -> (counts: [LogCount], unreadable: [LogArchiveError]) {
        var totals: [String: LogCount] = [:]
        let unreadable = forEachSegment(from, to, sources) { columns, times in
            guard let table = columns.table(column), let amounts = columns.allAmounts() else { return false }
            var records = [Int](repeating: 0, count: table.count)
            var bytes = [UInt64](repeating: 0, count: table.count)
            let isRead = columns.forEachCode(column) { row, code in
                guard code < records.count, row < amounts.count, Self.isWithin(times, row, from, to) else {
                    return
                }
                records[code] += 1
                bytes[code] &+= amounts[row]
            }
            for code in records.indices where code > 0 && records[code] > 0 {
                let value = table[code]
                totals[value, default: LogCount(value: value, records: 0, bytes: 0)].records += records[code]
                totals[value]?.bytes &+= bytes[code]
            }
            return isRead
        }
        let sorted = totals.values.sorted {
            ($1.bytes, $1.records, $0.value) < ($0.bytes, $0.records, $1.value)
        }
        return (Array(sorted.prefix(limit)), unreadable)
    }

    /// How many records name each rule (of the device that wrote them) in each hour.
    public func rulesByHour(
        from: Instant? = nil, to: Instant? = nil, sources: Set<String> = []
    ) -> (counts: [LogRuleHour], unreadable: [LogArchiveError]) {
        var totals: [String: [Int: Int]] = [:]
        let unreadable = forEachSegment(from, to, sources) { columns, times in
            guard let table = columns.table(.rule) else { return false }
            guard table.count > 1 else { return true }
            guard let all = times ?? columns.allTimes(), let span = columns.span else { return false }
            let firstHour = Self.hour(span.lowerBound)
            let hours = Self.hour(span.upperBound) - firstHour + 1
            guard hours > 0, hours * table.count < 1 << 24 else { return false }
            var counted = [Int32](repeating: 0, count: hours * table.count)
            let isRead = columns.forEachCode(.rule) { row, code in
                guard code > 0, code < table.count, row < all.count, Self.isWithin(times, row, from, to)
                else { return }
                counted[code * hours + Self.hour(all[row]) - firstHour] += 1
            }
            for code in 1..<table.count {
                let rule = table[code]
                for hour in 0..<hours where counted[code * hours + hour] > 0 {
                    totals[rule, default: [:]][firstHour + hour, default: 0] += Int(
                        counted[code * hours + hour])
                }
            }
            return isRead
        }
        let rows = totals.flatMap { rule, hours in
            hours.map { LogRuleHour(rule: rule, hour: $0.key, records: $0.value) }
        }
        return (rows.sorted { ($0.hour, $0.rule) < ($1.hour, $1.rule) }, unreadable)
    }

    private static func hour(_ microseconds: Int64) -> Int {
        Int(microseconds.flooredDivision(by: 3_600_000_000))
    }

    private static func isWithin(_ times: [Int64]?, _ row: Int, _ from: Instant?, _ to: Instant?) -> Bool {
        guard let times else { return true }
        return row < times.count && times[row] >= from?.microseconds ?? .min
            && times[row] <= to?.microseconds ?? .max
    }

    /// Calls the body with the columns of each segment that may hold events of the time, and with all their
    /// times where not every event of the segment lies within.
    private func forEachSegment(
        _ from: Instant?, _ to: Instant?, _ sources: Set<String>,
        _ body: (any ColumnSource, [Int64]?) -> Bool
    ) -> [LogArchiveError] {
        var unreadable: [LogArchiveError] = []
        for place in places(sources: sources) {
            do throws(LogArchiveError) {
                let columns = try columns(try ReadSegment(place, in: folder))
                guard let span = columns.span else { continue }
                let (first, last) = (from?.microseconds ?? .min, to?.microseconds ?? .max)
                guard first <= span.upperBound, last >= span.lowerBound else { continue }
                let isWhole = first <= span.lowerBound && last >= span.upperBound
                let times = isWhole ? nil : columns.allTimes()
                guard isWhole || times != nil, body(columns, times) else {
                    throw .damaged(path: place.name.path, reason: "columns")
                }
            } catch {
                unreadable.append(error)
            }
        }
        return unreadable
    }
}
