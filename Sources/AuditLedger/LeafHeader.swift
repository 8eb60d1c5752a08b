/// What of an entry stands in the open and stays for ever: identifiers, codes and times, no words of people.
public struct LeafHeader: Hashable, Sendable {
    /// The entry's number, counted from 0: its leaf index in the tree.
    public let seq: Int
    /// When it was recorded, in microseconds since 1970-01-01T00:00:00Z.
    public let atMicroseconds: Int64
    /// The act of which the entry is a part, a UUID in lower case.
    public let act: String
    /// What was done, as a code such as `register.create`.
    public let kind: String
    /// Who did it, a UUID in lower case; empty when the system did.
    public let actor: String
    /// The register whose record this is a version of; empty when none.
    public let register: String
    /// The record, a UUID in lower case; empty when none.
    public let record: String
    /// The number of the shape in which the version was written, counted from 1; 0 when the entry is no
    /// version.
    public let shape: Int
    /// The entry of the version that this one supersedes; -1 when none.
    public let prev: Int

    /// Takes only what cannot hold free text.
    ///
    /// - Throws: `headerRefused` with the field.
    public init(
        seq: Int, atMicroseconds: Int64, act: String, kind: String, actor: String = "", register: String = "",
        record: String = "", shape: Int = 0, prev: Int = -1
    ) throws(AuditLedgerError) {
        let numbers = 0...CanonicalJSON.largestInteger
        try Self.require("seq", numbers ~= seq, "not a count under 2^53")
        try Self.require("at", atMicroseconds.magnitude <= numbers.upperBound.magnitude, "not under 2^53")
        try Self.require("act", Identifiers.isUUID(act), "not a UUID in lower case")
        try Self.require("kind", Identifiers.isCode(kind), "not a code")
        try Self.require("actor", actor.isEmpty || Identifiers.isUUID(actor), "not a UUID in lower case")
        try Self.require("register", register.isEmpty || Identifiers.isRegister(register), "not a name")
        try Self.require("record", record.isEmpty || Identifiers.isUUID(record), "not a UUID in lower case")
        try Self.require("record", record.isEmpty || !register.isEmpty, "a record without a register")
        try Self.require("shape", numbers ~= shape, "not a count under 2^53")
        try Self.require("prev", prev >= -1 && prev < seq, "not an earlier entry")
        self.seq = seq
        self.atMicroseconds = atMicroseconds
        self.act = act
        self.kind = kind
        self.actor = actor
        self.register = register
        self.record = record
        self.shape = shape
        self.prev = prev
    }

    private static func require(_ field: String, _ holds: Bool, _ reason: String) throws(AuditLedgerError) {
        guard holds else { throw .headerRefused(field: field, reason: reason) }
    }

    /// Whether the entry is a version of a record, whose body is the register's row.
    public var isVersion: Bool { shape > 0 }

    /// Whether the entry ends a record: its body is `{}` and it has no row.
    public var closes: Bool { kind.hasSuffix(".close") }

    /// Whether the entry's body lists entries whose content was destroyed.
    public var disposes: Bool { kind == DisposalBody.entryKind }

    /// The canonical bytes, RFC 8785; no field needs escaping.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(320)
        func text(_ name: StaticString, _ value: String) {
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: value.utf8)
        }
        func number(_ name: StaticString, _ value: Int) {
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.appendDecimal(value)
        }
        text(#"{"act":""#, act)
        text(#"","actor":""#, actor)
        number(#"","at":"#, Int(atMicroseconds))
        text(#","kind":""#, kind)
        number(#"","prev":"#, prev)
        text(#","record":""#, record)
        text(#"","register":""#, register)
        number(#"","seq":"#, seq)
        number(#","shape":"#, shape)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

extension LeafHeader {
    /// Reads exactly what `bytes` wrote.
    ///
    /// - Throws: `jsonRefused` with the offset for another form, `headerRefused` for a value that may not
    ///   stand here.
    public init(parsing bytes: [UInt8]) throws(AuditLedgerError) {
        var reader = HeaderReader(bytes: bytes)
        let act = try reader.text(after: #"{"act":""#)
        let actor = try reader.text(after: #"","actor":""#)
        let at = try reader.number(after: #"","at":"#)
        let kind = try reader.text(after: #","kind":""#)
        let prev = try reader.number(after: #"","prev":"#)
        let record = try reader.text(after: #","record":""#)
        let register = try reader.text(after: #"","register":""#)
        let seq = try reader.number(after: #"","seq":"#)
        let shape = try reader.number(after: #","shape":"#)
        try reader.expect("}")
        guard reader.offset == bytes.count else { throw reader.refused("something follows the header") }
        try self.init(
            seq: seq, atMicroseconds: Int64(at), act: act, kind: kind, actor: actor, register: register,
            record: record, shape: shape, prev: prev)
    }
}

/// Reads a header's fixed form without looking for anything else.
private struct HeaderReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    func refused(_ reason: String) -> AuditLedgerError {
        .jsonRefused(offset: offset, reason: reason)
    }

    mutating func expect(_ form: StaticString) throws(AuditLedgerError) {
        let count = form.utf8CodeUnitCount
        guard bytes.count - offset >= count else { throw refused("not the form of a header") }
        for place in 0..<count where bytes[offset + place] != form.utf8Start[place] {
            throw refused("not the form of a header")
        }
        offset += count
    }

    mutating func text(after form: StaticString) throws(AuditLedgerError) -> String {
        try expect(form)
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    mutating func number(after form: StaticString) throws(AuditLedgerError) -> Int {
        try expect(form)
        let isNegative = offset < bytes.count && bytes[offset] == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        let start = offset
        var number = 0
        while offset < bytes.count, offset - start < 17 {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            number = number * 10 + Int(digit)
            offset += 1
        }
        // One text for one number: no leading zero, no minus zero.
        let isOneDigit = offset == start + 1 && !(isNegative && number == 0)
        guard isOneDigit || offset > start + 1 && bytes[start] != UInt8(ascii: "0") else {
            throw refused("not a whole number")
        }
        return isNegative ? -number : number
    }
}
