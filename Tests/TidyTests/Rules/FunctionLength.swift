/// Where a function begins and how many lines it takes, from its name to its closing brace.
struct FunctionLength: Equatable {
    let name: String
    let line: Int
    let lines: Int

    /// The functions and initializers of a file, in order; a requirement without a body is not one.
    static func all(in file: SourceFile) -> [FunctionLength] {
        let code = Array(file.code.utf8)
        var found: [FunctionLength] = []
        var line = 1
        var index = 0
        while index < code.count {
            if code[index] == 10 { line += 1 }
            if isKeyword("func", in: code, at: index) || isKeyword("init", in: code, at: index),
                let body = body(after: index + 4, in: code)
            {
                let length = code[index...body.upperBound].count { $0 == 10 } + 1
                let head = code[index..<body.lowerBound].prefix { $0 != 10 }
                let name = String(decoding: head, as: UTF8.self).prefix(60).trimmed
                found.append(FunctionLength(name: name, line: line, lines: length))
            }
            index += 1
        }
        return found
    }

    /// From the opening to the closing brace; nil where the declaration has no body.
    private static func body(after start: Int, in code: [UInt8]) -> ClosedRange<Int>? {
        var depth = 0
        var opening: Int?
        var index = start
        while index < code.count {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{"):
                if depth == 0, opening == nil { opening = index }
                depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth < 0 { return nil }
                if depth == 0, let opening { return opening...index }
            default:
                if depth == 0, opening == nil, ends(declarationIn: code, at: index) { return nil }
            }
            if depth < 0 { return nil }
            index += 1
        }
        return nil
    }

    /// Another declaration begins before a body was seen: the one before has none.
    private static func ends(declarationIn code: [UInt8], at index: Int) -> Bool {
        ["func", "var", "let", "case", "init", "static", "subscript"].contains {
            isKeyword($0, in: code, at: index)
        }
    }

    private static func isKeyword(_ word: String, in code: [UInt8], at index: Int) -> Bool {
        let end = index + word.utf8.count
        guard end < code.count, code[index..<end].elementsEqual(word.utf8) else { return false }
        let before = index == 0 ? UInt8(ascii: " ") : code[index - 1]
        // A call such as `.init(` or `super.init(` declares nothing.
        return !isPartOfWord(before) && before != UInt8(ascii: ".") && !isPartOfWord(code[end])
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte > 127
    }
}

extension StringProtocol {
    /// Without spaces at both ends.
    var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
