import Primitives
import Registers
import Storage

/// Records of a register as somebody has typed them, row by row.
public struct GridBlock: Sendable {
    /// Rows that one act takes; more of them are a sheet's work.
    public static let rowLimit = 10_000

    /// In the order of the page.
    public var rows: [Row]

    /// A block of these rows.
    public init(_ rows: [Row]) { self.rows = rows }

    /// One record, there already or new.
    public struct Row: Sendable {
        /// As the page counts, from 1.
        public let number: Int
        /// Nil for a new record.
        public let id: Identifier?
        /// The version that the person saw; nil takes whatever is current.
        public let version: Int?
        /// What was typed, by the position of the field: words as an import reads them. What does not stand
        /// here was not touched.
        public var cells: [Int: String]

        /// A row.
        public init(number: Int, id: Identifier? = nil, version: Int? = nil, cells: [Int: String]) {
            self.number = number
            self.id = id
            self.version = version
            self.cells = cells
        }
    }
}

/// What saving a block would do, and how its rows stand now; nothing is changed by making it.
public struct GridPlan: Sendable {
    /// One for each row of the block that is not empty.
    public let rows: [Row]
    /// What is new, changed and refused.
    public let plan: ImportPlan
    /// How values read in a cell.
    public let words: GridWords

    /// One row of the block, held against what is recorded now.
    public struct Row: Sendable {
        /// As the page counts, from 1.
        public let number: Int
        /// The record as it is now; nil for a new one and for one that is gone.
        public let current: RegisterRow?
        /// The record as the person saw it, where that was another version.
        public let base: RegisterRow?
        /// What the person changed, by the position of the field.
        public let typed: [Int: String]
        /// What has become of the record meanwhile.
        public let standing: Standing

        /// What has become of a record since it was shown.
        public enum Standing: Sendable, Hashable {
            /// There is none yet.
            case new
            /// It is as it was, or nobody minds.
            case asShown
            /// Somebody else has changed it, and so would this person.
            case changedMeanwhile
            /// It has ended or may not be seen any more.
            case gone
        }
    }

    /// The rows that somebody else has changed meanwhile.
    public var conflicts: [Row] { rows.filter { $0.standing == .changedMeanwhile } }

    /// Whether all of it may be saved.
    public var isClean: Bool { plan.refused.isEmpty && conflicts.isEmpty }
}

/// The words of a register's values in cells that people type in, such as an import reads them back.
public struct GridWords: Sendable {
    /// The fields that people fill, as positions.
    public let typed: [Int]
    let cells: SheetCells

    init(_ register: RegisterDefinition, _ links: SheetLinkTable) {
        cells = SheetCells(register, links)
        typed = register.fields.indices.filter { register.fields[$0].isTyped }
    }

    /// What stands in the cell of a value: days in the era's years, titles of choices, names behind links.
    public func text(_ value: StoredValue, _ field: Int) -> String {
        let cell = cells.cell(value, field)
        if case .day(let day) = cell { return JapaneseEra.text(day) }
        return cell.words
    }

    /// Names that a link may be written by, in order, at most so many; empty for another field.
    public func names(_ field: Int, limit: Int) -> [String] {
        guard case .link(let register) = cells.register.fields[field].kind else { return [] }
        return Array(cells.links[register].choices.prefix(limit))
    }

    /// Whether what was typed says what the value says already.
    func isSame(_ typed: String, _ value: StoredValue, _ field: Int) -> Bool {
        clean(typed, field) == clean(text(value, field), field)
    }

    /// Browsers send line ends of their own.
    func clean(_ text: String, _ field: Int) -> String {
        FieldChecks.cleaned(text, keepsLines: cells.register.fields[field].kind == .longText)
    }
}
