/// A sheet of cells as it came in from a spreadsheet, before anybody has said what its columns mean.
public struct SheetTable: Sendable {
    /// The sheet's name; the file's for a format without sheets.
    public var name: String
    /// Rows that hold something, in order; empty ones are left out but counted in the numbers.
    public var rows: [SheetRow]
    /// How dates, encodings and the like were taken, in Japanese, for the person who sent the file.
    public var notes: [String]
    /// Whether its text came through CP932, which knows one dash and one tilde where Unicode knows two.
    public var isFromCP932: Bool

    /// A sheet with these rows.
    public init(name: String, rows: [SheetRow], notes: [String] = [], isFromCP932: Bool = false) {
        self.name = name
        self.rows = rows
        self.notes = notes
        self.isFromCP932 = isFromCP932
    }
}

/// One row of a sheet.
public struct SheetRow: Sendable, Hashable {
    /// As the spreadsheet shows it, counted from 1.
    public let number: Int
    /// Hidden by hand or by a filter.
    public let isHidden: Bool
    /// From the first column on; what is missing at the end is empty.
    public var cells: [SheetCell]

    /// A row.
    public init(number: Int, isHidden: Bool = false, cells: [SheetCell]) {
        self.number = number
        self.isHidden = isHidden
        self.cells = cells
    }

    /// The cell in a column, counted from 0; empty beyond the last.
    public subscript(column: Int) -> SheetCell { column < cells.count ? cells[column] : .empty }
}

/// What one cell holds.
public enum SheetCell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double)
    /// A date; a time of day is left behind.
    case day(Day)
    case flag(Bool)
    /// What the spreadsheet shows where a formula failed: `#REF!`.
    case error(String)
    /// A formula whose result was never stored.
    case uncalculated

    /// As a person would read it; empty for what holds nothing.
    public var words: String {
        switch self {
        case .empty, .uncalculated: ""
        case .text(let text), .error(let text): text
        case .number(let number): SheetCell.words(number)
        case .day(let day): day.iso
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        }
    }

    /// Whole numbers without a decimal point, others with as many digits as they need.
    static func words(_ number: Double) -> String {
        Int64(exactly: number).map { String($0) } ?? String(number)
    }
}

/// The column letters of spreadsheets: A to Z, AA and so on.
public enum ColumnLetters {
    /// The letters of a column counted from 0.
    public static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

/// What a workbook that goes out looks like: its columns, before the rows.
public struct SheetLayout: Sendable {
    /// The sheet's name; what spreadsheets do not allow in one is replaced.
    public var name: String
    /// From left to right.
    public var columns: [Column]

    /// One column.
    public struct Column: Sendable {
        /// The heading.
        public var title: String
        /// What its cells hold.
        public var kind: Kind
        /// The values that a drop-down list offers; empty for none.
        public var choices: [String]
        /// Whether anything but the choices is refused.
        public var onlyChoices: Bool
        /// In half-width characters; nil takes the heading's.
        public var width: Int?
        /// There for the way back, not for reading.
        public var isHidden: Bool

        /// What cells hold.
        public enum Kind: Sendable {
            case text, longText, number, day
        }

        /// A column.
        public init(
            _ title: String, _ kind: Kind, choices: [String] = [], onlyChoices: Bool = true,
            width: Int? = nil, isHidden: Bool = false
        ) {
            self.title = title
            self.kind = kind
            self.choices = choices
            self.onlyChoices = onlyChoices
            self.width = width
            self.isHidden = isHidden
        }
    }

    /// A layout.
    public init(name: String, columns: [Column]) {
        self.name = name
        self.columns = columns
    }
}
