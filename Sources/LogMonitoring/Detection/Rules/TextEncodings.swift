import Foundation

/// What the modifiers of encodings make of a literal.
enum TextEncodings {
    enum Wide { case littleEndian, bigEndian, marked }

    static func wide(_ bytes: [UInt8], _ kind: Wide) -> [UInt8] {
        var units: [UInt16] = Array(String(decoding: bytes, as: UTF8.self).utf16)
        if kind == .marked { units.insert(0xFEFF, at: 0) }
        return units.flatMap { unit -> [UInt8] in
            let low = UInt8(truncatingIfNeeded: unit)
            let high = UInt8(truncatingIfNeeded: unit >> 8)
            return kind == .bigEndian ? [high, low] : [low, high]
        }
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedString().utf8) }

    /// What of the encoded text is the same whatever stands around it, for each of the three places at which
    /// it may begin in a group of three bytes.
    static func base64Offsets(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<3).map { shift in
            let encoded = base64([UInt8](repeating: 0x20, count: shift) + bytes)
            let start = [0, 2, 3][shift]
            let dropped = [0, 3, 2][(bytes.count + shift) % 3]
            return Array(encoded.dropLast(dropped).dropFirst(start))
        }
    }

    /// The ways in which Windows programs accept a switch: each dash or slash that begins a word, in all five
    /// forms.
    ///
    /// - Returns: nil where more than three stand in one value: 625 texts would follow.
    static func windowsDashes(_ text: SigmaText) -> [SigmaText]? {
        var done: [[SigmaText.Piece]] = [[]]
        var dashCount = 0
        var previous: UInt8 = 0
        for piece in text.pieces {
            guard case .literal(let bytes) = piece else {
                for index in done.indices { done[index].append(piece) }
                previous = 0
                continue
            }
            var stretch: [UInt8] = []
            func add(_ bytes: [UInt8]) {
                guard !bytes.isEmpty else { return }
                for index in done.indices { done[index].append(.literal(bytes)) }
            }
            for (index, byte) in bytes.enumerated() {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                if isDash(byte), !isWord(previous), isWord(next) {
                    add(stretch)
                    stretch = []
                    dashCount += 1
                    done = done.flatMap { begun in dashes.map { begun + [.literal($0)] } }
                    if dashCount > 3 { return nil }
                } else {
                    stretch.append(byte)
                }
                previous = byte
            }
            add(stretch)
        }
        return done.map { SigmaText(pieces: joined($0)) }
    }

    /// Neighbouring literals as one.
    private static func joined(_ pieces: [SigmaText.Piece]) -> [SigmaText.Piece] {
        pieces.reduce(into: []) { done, piece in
            if case .literal(let more) = piece, case .literal(let bytes) = done.last {
                done[done.count - 1] = .literal(bytes + more)
            } else {
                done.append(piece)
            }
        }
    }

    private static let dashes: [[UInt8]] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map {
        Array($0.utf8)
    }

    private static func isDash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
    }

    /// A letter, digit, underscore, or part of a character beyond ASCII.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
