/// Blanks what is not code in Swift text, so that a rule about code does not trip over a comment or a
/// sentence.
///
/// It knows line comments, nested block comments, strings of one and several lines, raw strings,
/// interpolation (blanked with its string) and backticked names. It takes no regular expression literal for a
/// string.
enum CodeOnly {
    static func of(_ text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.run()
        return String(decoding: scanner.bytes, as: UTF8.self)
    }

    private struct Scanner {
        var bytes: [UInt8]
        var index = 0

        mutating func run() {
            while index < bytes.count { step() }
        }

        mutating func step() {
            // Most bytes begin nothing; asking further only at these keeps a whole repository in seconds.
            guard [34, 35, 47, 96].contains(bytes[index]) else {
                index += 1
                return
            }
            if sees("//") {
                while index < bytes.count, bytes[index] != 10 { blank() }
            } else if sees("/*") {
                blockComment()
            } else if sees("`") {
                blank()
                while index < bytes.count, bytes[index] != 96, bytes[index] != 10 { blank() }
                if index < bytes.count, bytes[index] == 96 { blank() }
            } else if let hashes = stringStart() {
                string(hashes: hashes)
            } else {
                index += 1
            }
        }

        mutating func blockComment() {
            var depth = 0
            repeat {
                if sees("/*") {
                    depth += 1
                    blank(2)
                } else if sees("*/") {
                    depth -= 1
                    blank(2)
                } else {
                    blank()
                }
            } while depth > 0 && index < bytes.count
        }

        /// The number of # before a quotation mark that begins here.
        func stringStart() -> Int? {
            var at = index
            while at < bytes.count, bytes[at] == 35 { at += 1 }
            return at < bytes.count && bytes[at] == 34 ? at - index : nil
        }

        mutating func string(hashes: Int) {
            let raw = String(repeating: "#", count: hashes)
            blank(hashes)
            let quote = sees("\"\"\"") ? "\"\"\"" : "\""
            blank(quote.utf8.count)
            while index < bytes.count, !sees(quote + raw) {
                guard [10, 92].contains(bytes[index]) else {
                    blank()
                    continue
                }
                if sees("\\" + raw + "(") {
                    blank(hashes + 2)
                    interpolation()
                } else if sees("\\" + raw) {
                    blank(hashes + 2)
                } else if quote == "\"", bytes[index] == 10 {
                    return  // not a string after all: a quotation mark in a regular expression literal
                } else {
                    blank()
                }
            }
            blank(quote.utf8.count + hashes)
        }

        mutating func interpolation() {
            var depth = 1
            while depth > 0, index < bytes.count {
                if let hashes = stringStart() {
                    string(hashes: hashes)
                    continue
                }
                if bytes[index] == 40 { depth += 1 }
                if bytes[index] == 41 { depth -= 1 }
                blank()
            }
        }

        func sees(_ expected: String) -> Bool {
            var at = index
            for byte in expected.utf8 {
                guard at < bytes.count, bytes[at] == byte else { return false }
                at += 1
            }
            return true
        }

        mutating func blank(_ count: Int = 1) {
            for _ in 0..<count where index < bytes.count {
                if bytes[index] != 10 { bytes[index] = 32 }
                index += 1
            }
        }
    }
}
