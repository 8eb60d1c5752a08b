import Foundation

/// JSON lines that no other format knows: names as they are (ECS stays ECS), or as a mapping says.
struct GeneralJSON: LogFormat {
    static let takesAnything = true
    static let name = "json"
    private let reading: JSONReading

    init() {
        reading = JSONReading(keys: KeyTable(prefix: "", rules: GeneralJSON.times))
    }

    init(_ mapping: JSONMapping) {
        let time =
            mapping.time.map { [KeyRule($0, "event.created", .consumed, mark: .instant)] }
            ?? GeneralJSON.times
        let rules = mapping.fields.map { KeyRule($0.key, $0.value) }
        reading = JSONReading(keys: KeyTable(prefix: mapping.prefix, rules: time + rules))
    }

    func recognizes(_ record: LogRecord) -> Bool {
        guard JSONText.begins(record) else { return false }
        let body = record.bytes.trimmed(record.body)
        return record.bytes[body.upperBound - 1] == UInt8(ascii: "}")
            || record.bytes.first("\":", in: body) != nil
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = reading.read(record.bytes, record.body, into: &draft)
        if let stamp = draft.range(.instant) {
            var scan = Scan(record.bytes, stamp)
            if let time = scan.epoch(), scan.isAtEnd {
                draft.time = time
            } else {
                scan.at = stamp.lowerBound
                draft.setTime(scan.isoStamp() ?? scan.syslogStamp(), record.times)
            }
        }
        if let host = record.envelope.host, draft.place(named: Names.host) == nil {
            draft.add(Names.host, host)
        }
        return fault
    }

    private static let times = ["@timestamp", "timestamp", "time", "ts"].map {
        KeyRule($0, "event.created", .consumed, mark: .instant)
    }
}

/// Which name of somebody's JSON is which name of ECS:
/// `{"time": "when", "prefix": "ourapp.", "fields": {"client_addr": "source.ip"}}`.
public struct JSONMapping: Sendable, Decodable {
    let fields: [String: String]
    /// Where the time stands; without it `@timestamp`, `timestamp`, `time` or `ts`.
    let time: String?
    /// For names that are not among the fields; empty leaves them as they are.
    let prefix: String

    /// Nil where the bytes are no such JSON.
    public init?(bytes: Data) {
        guard let mapping = try? JSONDecoder().decode(JSONMapping.self, from: bytes) else { return nil }
        self = mapping
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        fields = try container.decode([String: String].self, forKey: .fields)
        time = try container.decodeIfPresent(String.self, forKey: .time)
        prefix = try container.decodeIfPresent(String.self, forKey: .prefix) ?? ""
    }

    private enum Key: CodingKey { case fields, time, prefix }
}
