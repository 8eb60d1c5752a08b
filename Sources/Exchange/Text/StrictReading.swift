/// Byte-exact checks of each encoding, which also tally what the characters would be.
enum StrictReading {
    static func tally(_ bytes: [UInt8], as encoding: TextEncoding) -> CharacterTally {
        bytes.withUnsafeBufferPointer { buffer in
            switch encoding {
            case .utf8: utf8(buffer)
            case .utf16LittleEndian: utf16(buffer, highByteFirst: false)
            case .utf16BigEndian: utf16(buffer, highByteFirst: true)
            case .cp932: cp932(buffer)
            case .eucJP: eucJP(buffer)
            case .iso2022JP: CharacterTally()
            }
        }
    }

    /// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    private static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> CharacterTally {
        var tally = CharacterTally()
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                tally.ascii += 1
                index += 1
                continue
            }
            guard let (length, value) = utf8Sequence(bytes, at: index) else {
                tally.firstInvalid = index
                return tally
            }
            tally.count(scalar: value)
            index += length
        }
        return tally
    }

    private static func utf8Sequence(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (length: Int, value: UInt32)? {
        let lead = bytes[index]
        let length: Int
        var value: UInt32
        let least: UInt32
        switch lead {
        case 0xC2...0xDF: (length, value, least) = (2, UInt32(lead & 0x1F), 0x80)
        case 0xE0...0xEF: (length, value, least) = (3, UInt32(lead & 0x0F), 0x800)
        case 0xF0...0xF4: (length, value, least) = (4, UInt32(lead & 0x07), 0x10000)
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        for position in 1..<length {
            let trail = bytes[index + position]
            guard trail & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(trail & 0x3F)
        }
        guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
        return (length, value)
    }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, highByteFirst: Bool) -> CharacterTally {
        var tally = CharacterTally()
        func unit(_ index: Int) -> UInt32 {
            highByteFirst
                ? UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
                : UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index])
        }
        var index = 0
        while index + 1 < bytes.count {
            let first = unit(index)
            if (0xD800...0xDFFF).contains(first) {
                guard first < 0xDC00, index + 3 < bytes.count, (0xDC00...0xDFFF).contains(unit(index + 2))
                else {
                    tally.firstInvalid = index
                    return tally
                }
                tally.count(scalar: 0x10000 + (first - 0xD800) << 10 + (unit(index + 2) - 0xDC00))
                index += 4
            } else {
                tally.count(scalar: first)
                index += 2
            }
        }
        if index < bytes.count { tally.firstInvalid = index }
        return tally
    }

    private static func cp932(_ bytes: UnsafeBufferPointer<UInt8>) -> CharacterTally {
        var tally = CharacterTally()
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0..<0x80: tally.ascii += 1
            case 0xA1...0xDF: tally.halfWidthKana += 1
            case 0x81...0x9F, 0xE0...0xFC:
                guard index + 1 < bytes.count, case let trail = bytes[index + 1],
                    (0x40...0xFC).contains(trail), trail != 0x7F
                else {
                    tally.firstInvalid = index
                    return tally
                }
                let (row, cell) = jisPosition(lead: Int(lead), trail: Int(trail))
                tally.countJIS(row: row, cell: cell)
                index += 1
            default:
                tally.firstInvalid = index
                return tally
            }
            index += 1
        }
        return tally
    }

    /// Each lead byte of code page 932 holds two rows of 94; rows beyond 94 are the vendors' and the user's.
    private static func jisPosition(lead: Int, trail: Int) -> (row: Int, cell: Int) {
        let pair = lead < 0xA0 ? lead - 0x81 : lead - 0xC1
        let place = trail < 0x7F ? trail - 0x40 : trail - 0x41
        return (pair * 2 + 1 + place / 94, place % 94 + 1)
    }

    private static func eucJP(_ bytes: UnsafeBufferPointer<UInt8>) -> CharacterTally {
        var tally = CharacterTally()
        var index = 0
        func high(_ index: Int) -> Bool { index < bytes.count && (0xA1...0xFE).contains(bytes[index]) }
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                tally.ascii += 1
                index += 1
            } else if lead == 0x8E, index + 1 < bytes.count, (0xA1...0xDF).contains(bytes[index + 1]) {
                tally.halfWidthKana += 1
                index += 2
            } else if lead == 0x8F, high(index + 1), high(index + 2) {
                tally.rareKanji += 1
                index += 3
            } else if high(index), high(index + 1) {
                tally.countJIS(row: Int(lead) - 0xA0, cell: Int(bytes[index + 1]) - 0xA0)
                index += 2
            } else {
                tally.firstInvalid = index
                return tally
            }
        }
        return tally
    }
}
