/// The longest stretch of plain characters that every match of a regular expression contains.
///
/// Only a filter: what is not understood here gives no literal, and the expression is then always tried.
enum RequiredLiteral {
    static func longest(in pattern: String) -> [UInt8]? {
        var reader = Reader(bytes: Array(pattern.utf8))
        return reader.read()
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        var run: [UInt8] = []
        var best: [UInt8] = []

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func read() -> [UInt8]? {
            // An inline `(?x)` changes what plain characters mean.
            if ByteStretches.contains(bytes, Array("(?".utf8)) { return nil }
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case UInt8(ascii: "|"): return nil
                case UInt8(ascii: "("):
                    endRun()
                    guard skipGroup() else { return nil }
                case UInt8(ascii: "["):
                    endRun()
                    guard skipClass() else { return nil }
                case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{"):
                    if !run.isEmpty { run.removeLast() }
                    endRun()
                    if byte == UInt8(ascii: "{") { skipBraces() }
                case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "+"),
                    UInt8(ascii: ")"), 0x80...:
                    endRun()
                case UInt8(ascii: "\\"):
                    guard index < bytes.count else { return nil }
                    let next = bytes[index]
                    index += 1
                    // `\d`, `\x41`, `\Q`: not read any further. `\.` is a dot.
                    if TextFolding.lower(next) &- 97 < 26 || next &- 48 < 10 {
                        endRun()
                        if ![0x64, 0x73, 0x77, 0x62].contains(TextFolding.lower(next)) { return nil }
                    } else {
                        run.append(next)
                    }
                default: run.append(byte)
                }
            }
            endRun()
            return best.count >= 3 ? best : nil
        }

        private mutating func endRun() {
            if run.count > best.count { best = run }
            run = []
        }

        private mutating func skipBraces() {
            while index < bytes.count, bytes[index] != UInt8(ascii: "}") { index += 1 }
            index = min(index + 1, bytes.count)
        }

        private mutating func skipClass() -> Bool {
            if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\\"): index += 2
                case UInt8(ascii: "["): return false
                case UInt8(ascii: "]"):
                    index += 1
                    return true
                default: index += 1
                }
            }
            return false
        }

        private mutating func skipGroup() -> Bool {
            var depth = 1
            while index < bytes.count, depth > 0 {
                let byte = bytes[index]
                index += 1
                switch byte {
                case UInt8(ascii: "\\"): index += 1
                case UInt8(ascii: "["): guard skipClass() else { return false }
                case UInt8(ascii: "("): depth += 1
                case UInt8(ascii: ")"): depth -= 1
                default: break
                }
            }
            return depth == 0
        }
    }
}

/// Looking for one stretch of bytes in another.
enum ByteStretches {
    static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { ByteSearch.first(wanted, in: $0, from: 0) != nil }
    }
}
