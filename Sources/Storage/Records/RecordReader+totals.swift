import Database
import Registers

/// What a list adds up to.
public struct ListTotals: Sendable, Hashable {
    /// All that the query finds and the viewer may see.
    public let count: Int
    /// How often each code of a choice, or each answer to a yes-no field, stands in the list.
    public let choices: [Choice]
    /// What the numbers of a field add up to.
    public let sums: [Sum]

    /// One field of choices.
    public struct Choice: Sendable, Hashable {
        /// The field's position among the register's.
        public let field: Int
        /// Beside the codes of the declaration, or beside 1 and 0 for yes and no.
        public let counts: [Int]
        /// Records without a value.
        public let emptyCount: Int
    }

    /// One field of numbers.
    public struct Sum: Sendable, Hashable {
        /// The field's position among the register's.
        public let field: Int
        /// Nil where it is beyond 64 bits.
        public let sum: Int64?
        /// Records that have a number.
        public let filledCount: Int
        /// The least of them; nil without any.
        public let least: Int64?
        /// The largest of them; nil without any.
        public let largest: Int64?
    }
}

extension RecordReader {
    /// What all records of a list add up to, wherever its page begins; one statement that reads each once.
    public func totals(_ register: RegisterDefinition, _ query: ListQuery) throws -> ListTotals {
        var columns: SQL = "COUNT(*)"
        for field in register.fields where !field.isHidden {
            let column: SQL = "\(name: field.column)"
            for value in field.kind.countedValues {
                columns += ", COUNT(CASE WHEN \(column) = \(value) THEN 1 END)"
            }
            if field.kind == .integer {
                // In two parts, so that no sum of 64-bit numbers is beyond what both engines can add.
                columns += """
                    , SUM(\(column) / 1000000), SUM(\(column) % 1000000)
                    , MIN(\(column)), MAX(\(column))
                    """
            }
            if field.kind == .integer || !field.kind.countedValues.isEmpty {
                columns += ", COUNT(\(column))"
            }
        }
        let found = try connection.firstRow(
            """
            SELECT \(columns) FROM \(name: register.table)
            WHERE \(valid) AND \(allowed(register))\(filterCondition(register, query))
            """
        ) { row in Self.totals(register, row) }
        return found ?? ListTotals(count: 0, choices: [], sums: [])
    }

    private static func totals(_ register: RegisterDefinition, _ row: any Row) -> ListTotals {
        let count = Int(row.integer(0))
        var (choices, sums) = ([ListTotals.Choice](), [ListTotals.Sum]())
        var place = 1
        func next() -> Int64? {
            defer { place += 1 }
            return row.isNull(place) ? nil : row.integer(place)
        }
        for (index, field) in register.fields.enumerated() where !field.isHidden {
            let values = field.kind.countedValues
            if !values.isEmpty {
                let counts = values.map { _ in Int(next() ?? 0) }
                choices.append(
                    ListTotals.Choice(field: index, counts: counts, emptyCount: count - Int(next() ?? 0)))
            } else if field.kind == .integer {
                let (millions, ones) = (next() ?? 0, next() ?? 0)
                let (least, largest) = (next(), next())
                let product = millions.multipliedReportingOverflow(by: 1_000_000)
                let sum = product.partialValue.addingReportingOverflow(ones)
                sums.append(
                    ListTotals.Sum(
                        field: index, sum: product.overflow || sum.overflow ? nil : sum.partialValue,
                        filledCount: Int(next() ?? 0), least: least, largest: largest))
            }
        }
        return ListTotals(count: count, choices: choices, sums: sums)
    }
}

extension FieldKind {
    /// The values that a list counts: the codes of a choice, yes and no.
    public var countedValues: [StoredValue] {
        switch self {
        case .choice(let options): options.map { .text($0.code) }
        case .flag: [.integer(1), .integer(0)]
        default: []
        }
    }
}
