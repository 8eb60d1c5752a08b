import Primitives

/// One line of a log, understood: its facts under ECS names, when it happened, and where it was read.
public struct LogEvent: Sendable {
    /// Ordered and flat; see `EventFields`.
    public var fields: EventFields
    /// Nil where the line carries no time that can be read.
    public var timestamp: Instant?
    /// What had to be assumed to read the time (a year, a zone); nil where nothing was.
    public var timestampNote: String?
    /// The bytes as received, without the line's end.
    public var original: [UInt8]
    /// The format's name, as `--format` takes it: `fortigate`.
    public var format: String
    /// Where it was read: a file's path, or `-`.
    public var source: String
    /// Counted from 1 within the source.
    public var line: Int

    public init(
        fields: EventFields, timestamp: Instant? = nil, timestampNote: String? = nil, original: [UInt8] = [],
        format: String = "", source: String = "", line: Int = 0
    ) {
        self.fields = fields
        self.timestamp = timestamp
        self.timestampNote = timestampNote
        self.original = original
        self.format = format
        self.source = source
        self.line = line
    }

    /// The value of the field with this ECS name, or nil where the event has none.
    public subscript(name: String) -> EventValue? { fields[name] }
}
