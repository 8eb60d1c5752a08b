/// The numbers that Word computes and does not store: word/numbering.xml and the numbering of styles.
///
/// ECMA-376 Part 1, 17.9. Without them a policy whose articles are numbered by Word would have no numbers at
/// all.
struct DocxNumbering {
    struct Level: Equatable {
        var start = 1
        var format = "decimal"
        var text = ""
        var suffix = "tab"
        var isLegal = false
        /// The level, from 1, after whose use this one starts again; nil for any higher one, 0 for never.
        var restart: Int?
        var style: String?
    }

    struct Definition {
        var levels: [Int: Level] = [:]
        /// This definition only points to the one that defines a numbering style.
        var styleLink: String?
        var definesStyle: String?
    }

    struct Instance {
        var definition = ""
        var startOverrides: [Int: Int] = [:]
        var levelOverrides: [Int: Level] = [:]
    }

    var definitions: [String: Definition] = [:]
    var instances: [String: Instance] = [:]

    private var counters: [String: [Int: Int]] = [:]
    private var startedOverrides: Set<String> = []

    static let levelCount = 9

    /// The number of the next paragraph at this level, with what stands between it and the text; "" for none.
    mutating func next(instance id: String, level: Int) -> String {
        guard id != "0", let instance = instances[id], (0..<Self.levelCount).contains(level),
            let key = definitionKey(instance), let definition = definitions[key]
        else { return "" }
        func settings(_ index: Int) -> Level {
            var level = instance.levelOverrides[index] ?? definition.levels[index] ?? Level()
            if let start = instance.startOverrides[index] { level.start = start }
            return level
        }
        guard instance.levelOverrides[level] != nil || definition.levels[level] != nil else { return "" }
        var counts = counters[key] ?? [:]
        for (index, start) in instance.startOverrides where startedOverrides.insert("\(id)/\(index)").inserted
        {
            counts[index] = start - 1
        }
        // A level that was passed over counts as used once; so LibreOffice does, and the standard leaves it
        // open.
        for higher in 0..<level where counts[higher] == nil { counts[higher] = settings(higher).start }
        counts[level] = min((counts[level] ?? settings(level).start - 1) + 1, 1_000_000)
        for deeper in (level + 1)..<(Self.levelCount + 1)
        where restarts(settings(deeper), at: deeper, after: level) {
            counts[deeper] = nil
        }
        counters[key] = counts
        return label(of: settings(level), at: level, counts, settings)
    }

    /// The level of the definition that belongs to a paragraph style, for styles that name only the instance.
    func level(ofStyle style: String, instance id: String) -> Int? {
        guard let instance = instances[id], let key = definitionKey(instance) else { return nil }
        return definitions[key]?.levels.first { $0.value.style == style }?.key
    }

    private func definitionKey(_ instance: Instance) -> String? {
        guard let definition = definitions[instance.definition] else { return nil }
        guard let link = definition.styleLink else { return instance.definition }
        return definitions.first { $0.value.definesStyle == link }?.key ?? instance.definition
    }

    private func restarts(_ settings: Level, at deeper: Int, after level: Int) -> Bool {
        guard let restart = settings.restart else { return true }
        return restart > 0 && level < restart
    }

    private func label(
        of settings: Level, at level: Int, _ counts: [Int: Int], _ other: (Int) -> Level
    ) -> String {
        if settings.format == "none" && settings.text.isEmpty { return "" }
        var text = ""
        if settings.format == "bullet" {
            text = Self.bullet(settings.text)
        } else {
            var rest = settings.text[...]
            while let percent = rest.firstIndex(of: "%") {
                text += rest[..<percent]
                rest = rest[rest.index(after: percent)...]
                guard let digit = rest.first?.wholeNumberValue, (1...Self.levelCount).contains(digit) else {
                    text += "%"
                    continue
                }
                rest = rest.dropFirst()
                let shown = other(digit - 1)
                let count = counts[digit - 1] ?? shown.start
                // 17.9.4: a legal level writes the numbers of the levels above it in digits.
                text += Self.number(count, settings.isLegal ? "decimal" : shown.format)
            }
            text += rest
        }
        guard !text.isEmpty else { return "" }
        return settings.suffix == "nothing" ? text : text + " "
    }

    private static func number(_ count: Int, _ format: String) -> String {
        (NumberFormat(rawValue: format) ?? .decimal).text(count)
    }

    /// Bullets of Word's symbol fonts lie in the private area, where no other font has them.
    private static func bullet(_ text: String) -> String {
        let isForeign = text.unicodeScalars.contains {
            (0xE000...0xF8FF).contains($0.value) || $0.value < 0x80
        }
        return isForeign ? "・" : text
    }
}
