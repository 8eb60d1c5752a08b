import Database
import Primitives
import Registers

/// What a list asks of one field of its records.
public struct FieldCondition: Sendable, Hashable {
    /// The column of the field.
    public var column: String
    /// What must be true of its value.
    public var test: Test

    /// A condition on one column.
    public init(_ column: String, _ test: Test) {
        self.column = column
        self.test = test
    }

    /// What may be asked; an empty value answers to `empty` and `oneOf` with null alone.
    public enum Test: Sendable, Hashable {
        /// Each of the words stands in the text; letter case is folded.
        case contains([String])
        /// There is no value.
        case empty
        /// There is a value.
        case filled
        /// A number, a day or a text that is not before this one.
        case from(StoredValue)
        /// A number, a day or a text that is not behind this one.
        case to(StoredValue)
        /// One of these; null stands for no value.
        case oneOf([StoredValue])
    }
}

extension RecordReader {
    /// The conditions as SQL, each beginning with AND; what names no field of the register is left out.
    func sql(_ conditions: [FieldCondition], _ register: RegisterDefinition) -> SQL {
        var sql: SQL = ""
        for condition in conditions where register.index(of: condition.column) != nil {
            sql += " AND " + self.sql(condition)
        }
        return sql
    }

    private func sql(_ condition: FieldCondition) -> SQL {
        let column: SQL = "\(name: condition.column)"
        switch condition.test {
        case .contains(let words):
            guard !words.isEmpty else { return "1 = 1" }
            return words.map { containing(condition.column, $0) }.joined(separator: " AND ")
        case .empty: return "\(column) IS NULL"
        case .filled: return "\(column) IS NOT NULL"
        case .from(let value): return "\(column) >= \(value)"
        case .to(let value): return "\(column) <= \(value)"
        case .oneOf(let values):
            let present = values.filter { $0 != .null }
            var either: [SQL] = values.contains(.null) ? ["\(column) IS NULL"] : []
            if !present.isEmpty {
                let list = present.map { "\($0)" as SQL }.joined(separator: ", ")
                either.append("\(column) IN (\(list))")
            }
            return either.isEmpty ? "1 = 0" : "(" + either.joined(separator: " OR ") + ")"
        }
    }
}
