extension DocxNumbering {
    /// Reads word/numbering.xml.
    init(xml: [UInt8]) throws(XMLScanner.Failure) {
        self.init()
        var scanner = XMLScanner(xml)
        var place = Place()
        while let event = try scanner.next() {
            switch event {
            case .start(let tag): start(tag, &place)
            case .end(let name): end(name, &place)
            case .text: break
            }
        }
    }

    private struct Place {
        var definition: String?
        var instance: String?
        var overridden: Int?
        var level: (index: Int, settings: Level)?
    }

    private mutating func start(_ tag: XMLTag, _ place: inout Place) {
        let value = tag["val"]
        switch tag.name {
        case "w:abstractNum":
            place.definition = tag["abstractNumId"]
            if let id = place.definition { definitions[id] = Definition() }
        case "w:num":
            place.instance = tag["numId"]
            if let id = place.instance { instances[id] = Instance() }
        case "w:abstractNumId": place.instance.map { instances[$0]?.definition = value ?? "" }
        case "w:lvlOverride": place.overridden = tag["ilvl"].flatMap { Int($0) }
        case "w:startOverride":
            if let id = place.instance, let index = place.overridden {
                instances[id]?.startOverrides[index] = value.flatMap { Int($0) } ?? 1
            }
        case "w:styleLink": place.definition.map { definitions[$0]?.definesStyle = value }
        case "w:numStyleLink": place.definition.map { definitions[$0]?.styleLink = value }
        case "w:lvl": place.level = (tag["ilvl"].flatMap { Int($0) } ?? 0, Level())
        default: setLevel(tag.name, value, tag, &place)
        }
    }

    private func setLevel(_ name: String, _ value: String?, _ tag: XMLTag, _ place: inout Place) {
        guard place.level != nil else { return }
        switch name {
        case "w:start": place.level?.settings.start = min(max(0, value.flatMap { Int($0) } ?? 1), 1_000_000)
        // Of a choice between a custom format and its stand-in the last one, the stand-in, stays.
        case "w:numFmt": place.level?.settings.format = value ?? "decimal"
        case "w:lvlText": place.level?.settings.text = String((value ?? "").prefix(200))
        case "w:suff": place.level?.settings.suffix = value ?? "tab"
        case "w:isLgl": place.level?.settings.isLegal = tag.isOn
        case "w:lvlRestart": place.level?.settings.restart = value.flatMap { Int($0) }
        case "w:pStyle": place.level?.settings.style = value
        default: break
        }
    }

    private mutating func end(_ name: String, _ place: inout Place) {
        switch name {
        case "w:lvl":
            guard let level = place.level else { return }
            if let id = place.instance {
                instances[id]?.levelOverrides[level.index] = level.settings
            } else if let id = place.definition {
                definitions[id]?.levels[level.index] = level.settings
            }
            place.level = nil
        case "w:lvlOverride": place.overridden = nil
        case "w:abstractNum": place.definition = nil
        case "w:num": place.instance = nil
        default: break
        }
    }
}

extension XMLTag {
    /// A property that is switched on by being there and off by saying so (ECMA-376 Part 1, 17.17.4).
    var isOn: Bool {
        switch self["val"] {
        case "0", "false", "off": false
        default: true
        }
    }
}
