/// A statement with its bound values. Whatever is interpolated into the literal is bound; names and
/// fragments have longer words.
///
///     let query: SQL = "SELECT name FROM \(name: table) WHERE id = \(id)"
public struct SQL: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// Text pieces; between piece n and n + 1 stands value n.
    public private(set) var pieces: [String]
    /// The bound values, in order.
    public private(set) var values: [SQLValue]
    /// What the pieces were taken from, where they were made beforehand.
    public private(set) var text: StatementText?

    public init(stringLiteral text: String) {
        pieces = [text]
        values = []
    }

    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    /// SQL text from a trusted place (our own files and generated schemas), with no values bound.
    public init(unboundText text: String) { self.init(stringLiteral: text) }

    /// A statement whose text was made beforehand.
    ///
    /// - Precondition: a value for each place.
    public init(_ text: StatementText, _ values: [SQLValue]) {
        precondition(text.kinds.count == values.count, "a value for each place")
        pieces = text.pieces
        self.values = values
        self.text = text
    }

    public static func == (left: SQL, right: SQL) -> Bool {
        left.pieces == right.pieces && left.values == right.values
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(pieces)
        hasher.combine(values)
    }

    /// `?, ?, ?` for an IN: each text once, and the last one again until there are 1, 2, 4, 8, … 1024, 2048,
    /// 3072, … of them, so that lists of many lengths share a few compiled statements. NULL, which nothing is
    /// in, for no texts.
    public static func list(_ texts: some Collection<String>) -> SQL {
        guard var last = texts.first else { return "NULL" }
        var values: [SQLValue] = []
        var count = 1
        while count < texts.count { count += min(count, 1024) }
        values.reserveCapacity(count)
        for text in texts {
            values.append(.text(text))
            last = text
        }
        while values.count < count { values.append(.text(last)) }
        var list: SQL = ""
        list.pieces = [String](repeating: ", ", count: count + 1)
        list.pieces[0] = ""
        list.pieces[count] = ""
        list.values = values
        return list
    }

    /// The statement with `?` for each value (SQLite).
    public var withQuestionMarks: String { pieces.joined(separator: "?") }

    /// The statement with `$1`, `$2`, … for the values (PostgreSQL).
    public var withNumberedParameters: String {
        var text = pieces[0]
        for index in values.indices { text += "$\(index + 1)" + pieces[index + 1] }
        return text
    }

    /// This statement followed by another.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    /// Adds the other at the end.
    public static func += (left: inout SQL, right: SQL) { left.append(right) }

    mutating func append(_ other: SQL) {
        text = nil
        pieces[pieces.count - 1] += other.pieces[0]
        pieces += other.pieces.dropFirst()
        values += other.values
    }

    mutating func append(text: String) {
        self.text = nil
        pieces[pieces.count - 1] += text
    }

    mutating func append(value: SQLValue) {
        text = nil
        values.append(value)
        pieces.append("")
    }

    /// Collects the literal's parts.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL(stringLiteral: "")

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }

        /// A bound value.
        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            sql.append(value: value.sqlValue)
        }

        /// A bound value, NULL where it is missing.
        public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            sql.append(value: value.sqlValue)
        }

        /// A table or column name, quoted.
        public mutating func appendInterpolation(name: String) {
            sql.append(text: "\"" + name.split(separator: "\"").joined() + "\"")
        }

        /// Another statement, with its bound values.
        public mutating func appendInterpolation(_ fragment: SQL) { sql.append(fragment) }
    }
}

extension Sequence where Element == SQL {
    /// The statements with `separator` between them.
    public func joined(separator: SQL) -> SQL {
        var result: SQL = ""
        for (index, element) in self.enumerated() {
            if index > 0 { result += separator }
            result += element
        }
        return result
    }
}
