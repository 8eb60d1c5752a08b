import Testing

@testable import AuditLedger

@Suite struct EntryFormTests {
    static let act = "0192f0c1-7a00-7000-8000-000000000001"
    static let actor = "0192f0c1-7a00-7000-8000-00000000000a"
    static let record = "0192f0c1-7a00-7000-8000-0000000000ff"

    @Test func `a header has one canonical text`() throws {
        let header = try LeafHeader(
            seq: 12, atMicroseconds: 1_790_000_000_123_456, act: Self.act, kind: "register.create",
            actor: Self.actor, register: "information-assets", record: Self.record, shape: 3, prev: 7)
        let text =
            #"{"act":"\#(Self.act)","actor":"\#(Self.actor)","at":1790000000123456,"kind":"register.create","#
            + #""prev":7,"record":"\#(Self.record)","register":"information-assets","seq":12,"shape":3}"#
        #expect(String(decoding: header.bytes, as: UTF8.self) == text)
        #expect(try LeafHeader(parsing: header.bytes) == header)
        #expect(try CanonicalJSON(parsing: header.bytes).bytes() == header.bytes)
    }

    @Test func `the smallest header and a time before 1970 are read back`() throws {
        let header = try LeafHeader(seq: 0, atMicroseconds: -5, act: Self.act, kind: "ledger.open")
        #expect(try LeafHeader(parsing: header.bytes) == header)
        #expect(try CanonicalJSON(parsing: header.bytes).bytes() == header.bytes)
    }

    @Test(arguments: [
        "", "山田太郎", "Taro Yamada", "taro@example.jp", "register create", "register..create", ".a", "a.",
        "A.B",
        "a\"b", "a\\b", String(repeating: "a", count: 65),
    ])
    func `a header refuses free text as its kind`(kind: String) {
        #expect(throws: AuditLedgerError.headerRefused(field: "kind", reason: "not a code")) {
            try LeafHeader(seq: 0, atMicroseconds: 0, act: Self.act, kind: kind)
        }
    }

    @Test(arguments: ["山田太郎", "0192F0C1-7A00-7000-8000-000000000001", "0192f0c1", "yamada"])
    func `a header refuses anything but identifiers for people and records`(text: String) {
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 0, atMicroseconds: 0, act: text, kind: "a")
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 0, atMicroseconds: 0, act: Self.act, kind: "a", actor: text)
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(
                seq: 0, atMicroseconds: 0, act: Self.act, kind: "a", register: "people", record: text)
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 0, atMicroseconds: 0, act: Self.act, kind: "a", register: text + ".")
        }
    }

    @Test func `numbers out of range are refused`() {
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: -1, atMicroseconds: 0, act: Self.act, kind: "a")
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 1 << 53, atMicroseconds: 0, act: Self.act, kind: "a")
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 0, atMicroseconds: .min, act: Self.act, kind: "a")
        }
        #expect(throws: AuditLedgerError.self) {
            try LeafHeader(seq: 3, atMicroseconds: 0, act: Self.act, kind: "a", prev: 3)
        }
    }

    @Test func `no change of one byte leaves the same header`() throws {
        let header = try LeafHeader(
            seq: 10, atMicroseconds: 1, act: Self.act, kind: "register.create", register: "people",
            record: Self.record, shape: 1, prev: 0)
        let bytes = header.bytes
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                if let read = try? LeafHeader(parsing: changed) {
                    #expect(read != header && read.bytes == changed, "byte \(place), bit \(bit)")
                }
            }
        }
    }

    @Test func `a row's body is its identifier and its fields in canonical order`() throws {
        let shape = try RowShape(columns: ["name", "kind", "keeper", "Zone", "a_2", "a_10"])
        let values: [RowValue] = [
            .text("住民\"記録\"\n"), .text("電子"), .null, .integer(-3), .integer(0), .text(""),
        ]
        var bytes: [UInt8] = []
        try shape.write(id: Self.record, into: &bytes) { values[$0] }
        let text =
            #"{"fields":{"Zone":-3,"a_10":"","a_2":0,"keeper":null,"kind":"電子","name":"住民\"記録\"\n"},"#
            + #""id":"\#(Self.record)"}"#
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        let body = RowBody(id: Self.record, fields: zip(shape.columns, values).map { RowBody.Field($0, $1) })
        #expect(try body.bytes() == bytes)
        #expect(try CanonicalJSON(parsing: bytes).bytes() == bytes)
        let read = try RowBody(parsing: bytes)
        #expect(read.id == body.id && Set(read.fields) == Set(body.fields))
    }

    @Test func `a column that is no identifier, or twice the same, is refused`() {
        for columns in [["名称"], [""], ["a b"], ["a", "a"], ["a\""]] {
            #expect(throws: AuditLedgerError.self) { try RowShape(columns: columns) }
        }
        #expect(throws: AuditLedgerError.numberRefused("9007199254740992")) {
            try RowBody(id: "x", fields: [.init("a", .integer(1 << 53))]).bytes()
        }
    }

    @Test func `random rows are the same by the row writer and by the general one`() throws {
        let seed: UInt64 = 20
        var random = SeededGenerator(seed: seed)
        for round in 0..<200 {
            let fields = (0..<Int.random(in: 0...9, using: &random)).map { place in
                RowBody.Field("c\(Int.random(in: 0...99, using: &random))_\(place)", .text(random.text()))
            }
            let bytes = try RowBody(id: random.text(), fields: fields).bytes()
            #expect(try CanonicalJSON(parsing: bytes).bytes() == bytes, "seed \(seed), round \(round)")
            #expect(try RowBody(parsing: bytes).bytes() == bytes, "seed \(seed), round \(round)")
        }
    }

    @Test func `a disposal lists its entries once and in order`() throws {
        let body = try DisposalBody(disposed: [9, 3, 9, 0])
        #expect(String(decoding: body.bytes, as: UTF8.self) == #"{"disposed":[0,3,9]}"#)
        #expect(try DisposalBody(parsing: body.bytes) == body)
        for text in [
            #"{"disposed":[]}"#, #"{"disposed":[3,1]}"#, #"{"disposed":["1"]}"#, #"{"disposed":[1],"x":1}"#,
            "[]",
        ] {
            #expect(throws: AuditLedgerError.self, "\(text)") { try DisposalBody(parsing: Array(text.utf8)) }
        }
    }

    @Test func `base64 and hexadecimal have one text for one value`() throws {
        var random = SeededGenerator(seed: 4648)
        for count in 0...70 {
            let bytes = random.bytes(count)
            #expect(Base64.bytes(of: Base64.text(of: bytes)) == bytes)
            #expect(Hexadecimal.bytes(of: Hexadecimal.text(of: bytes)) == bytes)
        }
        #expect(
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="].map { Base64.bytes(of: $0)?.count } == [0, 1, 2, 3, 4])
        for text in ["Zh==", "Zm9=", "Zg", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-_"] {
            #expect(Base64.bytes(of: text) == nil, "\(text)")
        }
    }
}
