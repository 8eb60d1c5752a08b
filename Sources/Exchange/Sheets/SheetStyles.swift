/// `styles.xml`: which cell formats show a number as a date, and which as digits with zeros in front.
struct SheetStyles {
    /// How a number is meant.
    enum Meaning: Equatable {
        case number
        case date
        /// As many digits at least: 職員番号 00123.
        case digits(Int)
    }

    private(set) var meanings: [Meaning] = []

    init() {}

    init(_ scanner: inout SheetScanner) throws {
        var formats: [Int: String] = [:]
        var isInCellFormats = false
        while case let token = try scanner.next(), token != .finished {
            if scanner.isNamed("cellXfs") { isInCellFormats = token == .start }
            guard token == .start else { continue }
            if scanner.isNamed("numFmt"), let id = try scanner.attribute("numFmtId").flatMap({ Int($0) }) {
                formats[id] = try scanner.attribute("formatCode") ?? ""
            } else if isInCellFormats, scanner.isNamed("xf") {
                let id = try scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
                meanings.append(Self.meaning(id, formats[id]))
            }
        }
    }

    subscript(index: Int) -> Meaning { index < meanings.count ? meanings[index] : .number }

    private static func meaning(_ id: Int, _ code: String?) -> Meaning {
        if let code { return meaning(code) }
        // ECMA-376, 18.8.30: built-in dates, and those of Japanese editions (27 to 36, 50 to 58).
        let isDate = (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id)
        return isDate ? .date : .number
    }

    /// A format code is a date's where a year, month, day or era stands outside quotes, colours and locales.
    static func meaning(_ code: String) -> Meaning {
        var letters = ""
        var characters = code.split(separator: ";").first.map(Array.init) ?? []
        characters.append(" ")
        var index = 0
        while index < characters.count {
            switch characters[index] {
            case "\"": index = characters[(index + 1)...].firstIndex(of: "\"") ?? characters.count
            case "[": index = characters[index...].firstIndex(of: "]") ?? characters.count
            case "\\", "_", "*": index += 1
            default: letters.append(characters[index])
            }
            index += 1
        }
        letters = letters.lowercased().filter { $0 != " " }
        if letters.count >= 2, letters.allSatisfy({ $0 == "0" }) { return .digits(letters.count) }
        if letters.contains("general") { return .number }
        let hasDay = letters.contains { "ydge".contains($0) } && !letters.contains("e+")
        let hasMonth =
            letters.contains("m") && !letters.contains("h") && !letters.contains("s")
            && !letters.contains("0")
        return hasDay || hasMonth ? .date : .number
    }
}
