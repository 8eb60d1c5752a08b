/// Words of a page with their places, as `pdftotext -bbox` writes them; points from the upper left corner.
struct PDFPage: Equatable {
    struct Word: Equatable {
        let text: String
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        var height: Double { bottom - top }
        var middle: Double { (top + bottom) / 2 }
        /// The width of a full-width character in this word; nil where it has none to measure.
        var em: Double? {
            let count = text.unicodeScalars.count
            guard count >= 2, text.unicodeScalars.allSatisfy(\.isWide) else { return nil }
            return (right - left) / Double(count)
        }
    }

    let width: Double
    let height: Double
    var words: [Word] = []

    /// - Parameter output: of the reader; whatever in it is no page and no word is passed over.
    static func pages(fromBoundingBoxes output: [UInt8]) -> [PDFPage] {
        var pages: [PDFPage] = []
        var tokens = HTMLTokens(output)
        var box: HTMLTag?
        var text: [UInt8] = []
        while let token = tokens.next() {
            switch token {
            case .start(let tag) where tag.name == "page":
                pages.append(PDFPage(width: number(tag, "width"), height: number(tag, "height")))
            case .start(let tag) where tag.name == "word":
                (box, text) = (tag, [])
            case .text(let run): if box != nil { text += CharacterReferences.decode(run) }
            case .end("word"):
                if let box, !pages.isEmpty, let word = word(text, box) {
                    pages[pages.count - 1].words.append(word)
                }
                box = nil
            default: break
            }
        }
        return pages
    }

    private static func word(_ text: [UInt8], _ box: HTMLTag) -> Word? {
        let word = Word(
            text: String(decoding: text, as: UTF8.self).filter { !$0.isNewline }, left: number(box, "xmin"),
            top: number(box, "ymin"), right: number(box, "xmax"), bottom: number(box, "ymax"))
        return word.text.isEmpty || word.height <= 0 ? nil : word
    }

    private static func number(_ tag: HTMLTag, _ name: String) -> Double {
        let value = Double(tag.attributes[name] ?? "") ?? 0
        // Damaged files place words at infinity; nothing on paper is further away than this.
        return value.isFinite ? min(max(value, -100_000), 100_000) : 0
    }
}

extension Unicode.Scalar {
    /// Takes a full em in Japanese typesetting.
    var isWide: Bool {
        switch value {
        case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
