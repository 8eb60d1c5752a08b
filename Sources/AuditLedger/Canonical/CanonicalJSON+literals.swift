// A document that is written by hand reads as it will be written.

extension CanonicalJSON: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
}

extension CanonicalJSON: ExpressibleByIntegerLiteral {
    public init(integerLiteral integer: Int) { self = .integer(integer) }
}

extension CanonicalJSON: ExpressibleByBooleanLiteral {
    public init(booleanLiteral flag: Bool) { self = .bool(flag) }
}

extension CanonicalJSON: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: CanonicalJSON...) { self = .array(elements) }
}

extension CanonicalJSON: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, CanonicalJSON)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
}
