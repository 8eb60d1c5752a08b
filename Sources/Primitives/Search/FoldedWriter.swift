/// Folds character by character into UTF-8 and, where it is asked to, remembers from which character each
/// byte came.
struct FoldedWriter {
    private(set) var bytes: [UInt8]
    /// One a byte: the first and the last character of the text that it stands for, counted from 0.
    private(set) var origins: [(first: Int, last: Int)] = []
    private(set) var scalarCount = 0
    private let keepsOrigins: Bool
    /// Waits for a voice mark; 0 is none.
    private var pending: UInt32 = 0
    private var pendingOrigin = (first: 0, last: 0)

    init(bytes: [UInt8], keepsOrigins: Bool) {
        self.bytes = bytes
        self.keepsOrigins = keepsOrigins
    }

    mutating func take(_ text: String) {
        for scalar in text.unicodeScalars {
            take(scalar.value)
            scalarCount += 1
        }
        flush()
    }

    private mutating func take(_ scalar: UInt32) {
        if scalar < 0x80 {
            guard scalar > 0x20, scalar != 0x7F else { return }
            put(scalar >= 0x41 && scalar <= 0x5A ? scalar + 0x20 : scalar)
        } else if scalar >= 0x4E00, scalar <= 0x9FFF {
            put(UInt32(KanjiVariants.folded[Int(scalar - 0x4E00)]))
        } else if scalar >= 0x3040, scalar <= 0x30FF {
            kana(scalar)
        } else {
            other(scalar)
        }
    }

    /// Hiragana to Katakana, small to large.
    private mutating func kana(_ scalar: UInt32) {
        switch scalar {
        case 0x3099...0x309C: voice(by: scalar % 2 == 1 ? 1 : 2)
        case 0x3041...0x3096, 0x309D, 0x309E: put(Self.large(scalar + 0x60))
        case 0x30FB: break
        default: put(Self.large(scalar))
        }
    }

    private mutating func other(_ scalar: UInt32) {
        switch scalar {
        case 0xFF9E: voice(by: 1)
        case 0xFF9F: voice(by: 2)
        case 0xFF66...0xFF9D: put(Self.large(Self.fullKana[Int(scalar - 0xFF66)]))
        case 0xFF01...0xFF5E: take(scalar - 0xFEE0)
        // Blanks, invisible characters, variation selectors and the middle dot.
        case 0x80...0xA0, 0xAD, 0xB7, 0x2000...0x200F, 0x2022, 0x2028...0x202F, 0x2060...0x206F, 0x3000,
            0xFE00...0xFE0F,
            0xFEFF, 0xFF65, 0xE0100...0xE01EF:
            break
        case 0x2010...0x2015, 0x2212, 0x2500: put(0x2D)
        case 0x301C: put(0x7E)
        case 0xFF61: put(0x3002)
        case 0xFF62: put(0x300C)
        case 0xFF63: put(0x300D)
        case 0xFF64: put(0x3001)
        case 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F: put(scalar + 0x20)
        case 0x2460...0x2473: for digit in String(scalar - 0x245F).unicodeScalars { put(digit.value) }
        case 0x2160...0x216B: for letter in Self.roman[Int(scalar - 0x2160)] { put(letter) }
        case 0x2170...0x217B: for letter in Self.roman[Int(scalar - 0x2170)] { put(letter) }
        default:
            if let spelled = Self.spelled[scalar] {
                for scalar in spelled { put(scalar) }
            } else {
                put(KanjiVariants.beyond[scalar] ?? scalar)
            }
        }
    }

    private mutating func put(_ scalar: UInt32) {
        flush()
        pending = scalar
        pendingOrigin = (scalarCount, scalarCount)
    }

    /// カ and a voice mark make ガ, ハ and a ring make パ; elsewhere the mark says nothing.
    private mutating func voice(by step: UInt32) {
        switch pending {
        case 0x30A6 where step == 1: pending = 0x30F4
        case 0x30AB...0x30C1 where step == 1 && pending % 2 == 1,
            0x30C4...0x30C8 where step == 1 && pending % 2 == 0:
            pending += 1
        case 0x30CF...0x30DB where (pending - 0x30CF) % 3 == 0: pending += step
        default: break
        }
        pendingOrigin.last = scalarCount
    }

    private mutating func flush() {
        guard pending > 0 else { return }
        let before = bytes.count
        switch pending {
        case 0..<0x80: bytes.append(UInt8(pending))
        case 0x80..<0x800:
            bytes.append(0xC0 | UInt8(pending >> 6))
            bytes.append(0x80 | UInt8(pending & 0x3F))
        case 0x800..<0x10000:
            bytes.append(0xE0 | UInt8(pending >> 12))
            bytes.append(0x80 | UInt8(pending >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(pending & 0x3F))
        default:
            bytes.append(0xF0 | UInt8(pending >> 18))
            bytes.append(0x80 | UInt8(pending >> 12 & 0x3F))
            bytes.append(0x80 | UInt8(pending >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(pending & 0x3F))
        }
        if keepsOrigins { for _ in before..<bytes.count { origins.append(pendingOrigin) } }
        pending = 0
    }

    /// Small kana and large ones are one, as old systems print them: キャノン and キヤノン, ウィルス and ウイルス.
    private static func large(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE: scalar + 1
        case 0x30F5: 0x30AB
        case 0x30F6: 0x30B1
        default: scalar
        }
    }

    private static let fullKana = scalars("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")
    private static let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"].map(
        scalars)
    private static let spelled: [UInt32: [UInt32]] = [
        0x3231: "(株)", 0x3232: "(有)", 0x3233: "(社)", 0x3235: "(特)", 0x3236: "(財)", 0x323B: "(学)",
        0x337F: "株式会社",
        0x2116: "no", 0x2121: "tel",
    ].mapValues(scalars)

    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
