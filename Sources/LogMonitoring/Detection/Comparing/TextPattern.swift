/// A text with wildcards, ready to be compared with values.
public struct TextPattern: Sendable, Hashable {
    enum Token: Sendable, Hashable {
        case literal([UInt8])
        case many
        case one
    }

    /// The frequent shapes, which need one comparison.
    enum Shape: Sendable, Hashable {
        case anything
        case whole([UInt8])
        case start([UInt8])
        case end([UInt8])
        case inside([UInt8])
        case mixed
    }

    let tokens: [Token]
    let isCased: Bool
    let shape: Shape

    init(_ text: SigmaText, cased: Bool) {
        var tokens: [Token] = []
        for piece in text.pieces {
            switch piece {
            case .literal(let bytes):
                let literal = cased ? bytes : TextFolding.folded(bytes)
                if case .literal(let before) = tokens.last {
                    tokens[tokens.count - 1] = .literal(before + literal)
                } else {
                    tokens.append(.literal(literal))
                }
            case .many: if tokens.last != .many { tokens.append(.many) }
            case .one: tokens.append(.one)
            case .placeholder: preconditionFailure("a placeholder reached a pattern")
            }
        }
        self.tokens = tokens
        isCased = cased
        shape = Self.shape(of: tokens)
    }

    private static func shape(of tokens: [Token]) -> Shape {
        switch tokens.count {
        case 0: return .whole([])
        case 1:
            if case .literal(let bytes) = tokens[0] { return .whole(bytes) }
            return tokens[0] == .many ? .anything : .mixed
        case 2:
            if case .literal(let bytes) = tokens[0], tokens[1] == .many { return .start(bytes) }
            if case .literal(let bytes) = tokens[1], tokens[0] == .many { return .end(bytes) }
            return .mixed
        case 3:
            if case .literal(let bytes) = tokens[1], tokens[0] == .many, tokens[2] == .many {
                return .inside(bytes)
            }
            return .mixed
        default: return .mixed
        }
    }

    /// - Parameter value: folded, unless the pattern is cased.
    func matches(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        switch shape {
        case .anything: true
        case .whole(let bytes): value.count == bytes.count && Self.stands(bytes, in: value, at: 0)
        case .start(let bytes): value.count >= bytes.count && Self.stands(bytes, in: value, at: 0)
        case .end(let bytes):
            value.count >= bytes.count && Self.stands(bytes, in: value, at: value.count - bytes.count)
        case .inside(let bytes): ByteSearch.first(bytes, in: value, from: 0) != nil
        case .mixed: matchesMixed(value)
        }
    }

    /// Goes back only to the last `*`, so that no value can take longer than its length times the pattern's.
    private func matchesMixed(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        var token = 0
        var retry: (token: Int, place: Int)?
        while true {
            if token == tokens.count {
                if place == value.count { return true }
            } else {
                switch tokens[token] {
                case .many:
                    token += 1
                    retry = (token, place)
                    continue
                case .one where place < value.count:
                    place += Self.width(value, place)
                    token += 1
                    continue
                case .literal(let bytes)
                where place + bytes.count <= value.count && Self.stands(bytes, in: value, at: place):
                    place += bytes.count
                    token += 1
                    continue
                default: break
                }
            }
            guard let last = retry, last.place < value.count else { return false }
            let next = last.place + Self.width(value, last.place)
            retry = (last.token, next)
            token = last.token
            place = next
        }
    }

    /// Bytes of the UTF-8 character that begins here; 1 where it is not UTF-8.
    private static func width(_ value: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        var end = place + 1
        guard value[place] >= 0xC0 else { return 1 }
        while end < value.count, value[end] & 0xC0 == 0x80, end - place < 4 { end += 1 }
        return end - place
    }

    private static func stands(_ bytes: [UInt8], in value: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool
    {
        bytes.withUnsafeBufferPointer { ByteSearch.equal($0, value, at: place) }
    }
}
