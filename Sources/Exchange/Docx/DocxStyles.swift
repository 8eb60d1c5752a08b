/// What word/styles.xml says about numbering and hidden text, the styles that a style is based on included.
struct DocxStyles {
    struct Style {
        var basedOn: String?
        var instance: String?
        var level: Int?
        var isHidden: Bool?
    }

    private(set) var styles: [String: Style] = [:]
    private(set) var defaultParagraph: String?

    /// A document without a styles part.
    init() {}

    init(xml: [UInt8]) throws(XMLScanner.Failure) {
        var scanner = XMLScanner(xml)
        var current: String?
        while let event = try scanner.next() {
            switch event {
            case .start(let tag) where tag.name == "w:style":
                current = tag["styleId"]
                if let current { styles[current] = Style() }
                if tag["type"] == "paragraph", tag["default"] == "1" { defaultParagraph = current }
            case .end("w:style"): current = nil
            case .start(let tag): if let current { set(tag, in: current) }
            default: break
            }
        }
    }

    private mutating func set(_ tag: XMLTag, in style: String) {
        switch tag.name {
        case "w:basedOn": styles[style]?.basedOn = tag["val"]
        case "w:numId": styles[style]?.instance = tag["val"]
        case "w:ilvl": styles[style]?.level = tag["val"].flatMap { Int($0) }
        case "w:vanish": styles[style]?.isHidden = tag.isOn
        default: break
        }
    }

    /// Numbering that a paragraph of this style has without saying so itself; `style` is the one that gives
    /// it.
    func numbering(of style: String?) -> (instance: String, level: Int?, style: String)? {
        for id in chain(from: style ?? defaultParagraph) {
            if let instance = styles[id]?.instance { return (instance, styles[id]?.level, id) }
        }
        return nil
    }

    func isHidden(_ style: String?) -> Bool {
        for id in chain(from: style) {
            if let isHidden = styles[id]?.isHidden { return isHidden }
        }
        return false
    }

    /// At most 20 steps: a damaged file can base styles on each other in a circle.
    private func chain(from style: String?) -> [String] {
        var ids: [String] = []
        var next = style
        while let id = next, ids.count < 20 {
            ids.append(id)
            next = styles[id]?.basedOn
        }
        return ids
    }
}
