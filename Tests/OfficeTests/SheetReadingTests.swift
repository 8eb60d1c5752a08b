import Primitives
import Registers
import Testing

/// Cells and headings as offices write them.
@Suite struct SheetReadingTests {
    static let day = FieldDescriptions.of("classified_on")
    static let choice = FieldDescriptions.of("confidentiality")

    enum FieldDescriptions {
        static func of(_ column: String) -> FieldDescription {
            let fields = AllRegisters.definitions.flatMap(\.fields)
            return fields.first { $0.column == column } ?? fields[0]
        }
    }

    static let cells: [(String, SheetCell, StoredValue?)] = [
        ("classified_on", .text("令和8年4月1日"), .text("2026-04-01")),
        ("classified_on", .text("Ｒ８．４．１"), .text("2026-04-01")),
        ("classified_on", .text("令和元年5月1日(水)"), .text("2019-05-01")),
        ("classified_on", .text("2026/4/1 0:00"), .text("2026-04-01")),
        ("classified_on", .text("20260401"), .text("2026-04-01")),
        ("classified_on", .number(20_260_401), .text("2026-04-01")),
        ("classified_on", .number(46_113), .text("2026-04-01")),
        ("classified_on", .text("46113"), .text("2026-04-01")),
        ("classified_on", .text("　"), .null),
        ("classified_on", .text("令和8年4月"), nil), ("classified_on", .number(8), nil),
        ("classified_on", .text("2026-02-30"), nil),
        ("confidentiality", .text("3Ａ"), .text("3A")), ("confidentiality", .number(2), .text("2")),
        ("confidentiality", .text("機密性３Ｂ"), .text("3B")),
        ("confidentiality", .text("自治体機密性2（直ちには公表しない）"), .text("2")),
        ("confidentiality", .text("自治体機密性1"), .text("1")), ("confidentiality", .text("4"), nil),
        ("confidentiality", .text("自治体機密性3"), nil),
        ("keeps_assets", .text("○"), .integer(1)), ("keeps_assets", .text("×"), .integer(0)),
        ("keeps_assets", .text("有り"), .integer(1)), ("keeps_assets", .text("ＹＥＳ"), .integer(1)),
        ("keeps_assets", .flag(false), .integer(0)), ("keeps_assets", .text("たぶん"), nil),
        ("internet_exits", .text("１，２００"), .integer(1200)), ("internet_exits", .number(3), .integer(3)),
        ("internet_exits", .number(1.5), nil), ("internet_exits", .text("三"), nil),
        ("staff_number", .number(123), .text("123")), ("staff_number", .text(" 00123\u{0B}"), .text("00123")),
        ("staff_number", .error("#N/A"), nil), ("staff_number", .uncalculated, nil),
    ]

    @Test(arguments: cells)
    func `a cell is read as it is meant, or refused`(column: String, cell: SheetCell, value: StoredValue?) {
        var reading = CellReading(FieldDescriptions.of(column))
        let read = Result { try reading.value(cell) }
        switch read {
        case .success(let read): #expect(read == value)
        case .failure: #expect(value == nil)
        }
    }

    static let headings: [([[String]], ClosedRange<Int>, [String])] = [
        ([["名称", "所管所属"], ["a", "b"]], 1...1, ["name", "keeper"]),
        ([["名 称（必須）※", "所管\n所属", "ビコウ"], ["a", "b"]], 1...1, ["name", "keeper", "-"]),
        (
            [["情報資産台帳"], [], ["No.", "情報資産の名称", "担当課", "ﾎｶﾝﾊﾞｼｮ", "保管場所"]], 3...3,
            ["-", "name", "keeper", "-", "place"]
        ),
        (
            [
                ["資産名", "機密性", "機密性", "完全性", "完全性"], ["資産名", "区分", "理由", "区分", "理由"],
                ["a", "2", "x", "1", "y"],
            ], 1...2,
            ["name", "confidentiality", "confidentiality_reason", "integrity", "integrity_reason"]
        ),
        ([["name", "keeper", "備考", "備考"]], 1...1, ["name", "keeper", "note", "-"]),
        ([["いろは", "にほへ"], ["a", "b"]], 1...1, ["-", "-"]),
    ]

    @Test(arguments: headings)
    func `the heading is found among what stands above it`(
        rows: [[String]], place: ClosedRange<Int>, meanings: [String]
    ) throws {
        let finder = HeadingFinder(InformationAsset.register.definition)
        let mapping = try #require(finder.mapping(of: SheetImportTests.words(rows)))
        #expect(mapping.headingRows == place)
        #expect(mapping.meanings.map(\.text) == meanings)
    }

    @Test(arguments: AllRegisters.definitions.map(\.name))
    func `every register's own headings mean its fields, and its choices are told apart`(name: String) throws
    {
        let register = try #require(AllRegisters.named(name))
        let finder = HeadingFinder(register)
        for field in register.fields where !field.isHidden {
            let meaning: ColumnMeaning? = field.isTyped ? .field(field.column) : nil
            #expect(finder.meaning(field.title) == meaning, "\(field.title)")
            for name in field.otherNames {
                #expect(finder.meaning(name) == .field(field.column), "\(name) means two fields")
            }
            guard case .choice(let options) = field.kind else { continue }
            var reading = CellReading(field)
            for option in options {
                #expect(try reading.value(.text(option.title)) == .text(option.code))
                #expect(try reading.value(.text(option.code)) == .text(option.code))
            }
        }
        #expect(finder.meaning(SheetHeadings.id) == .id && finder.meaning(SheetHeadings.version) == .version)
        #expect(finder.meaning(SheetHeadings.reason) == nil)
    }
}
