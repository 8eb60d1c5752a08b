import Primitives

/// The event that is being read from a record: slots for its fields, its time, and what was wrong.
///
/// One draft serves all records of a reader; nothing is allocated for a record. `event()` makes a value that
/// stays.
public struct EventDraft: ~Copyable {
    /// The record's bytes; they stand until the next record is read.
    public internal(set) var bytes = Bytes.none
    /// The name of the format that read the record.
    public internal(set) var format = ""
    /// Counted from 1 within the source.
    public internal(set) var line = 0
    /// What is inside the envelope.
    var body = 0..<0
    /// Why the record is not, or not wholly, understood; nil where it is.
    public internal(set) var fault: ReadingFault?
    /// The line tells something about the lines after it (names of columns) and is no event.
    var isHeading = false
    var time = EventTime()
    /// The time of the syslog header around it, where the record has one of its own.
    var headerStamp: WallClock?
    /// Where the last name stands in its format's table, for the guess of the next one.
    var keyCursor = 0
    var given: [EventValue] = []
    private(set) var count = 0
    private var slots: UnsafeMutablePointer<FieldSlot>
    private let marks: UnsafeMutablePointer<Int32>

    /// Fields of one record; more are a finding, because looking for a name is one pass over all.
    static let limit = 2000

    init() {
        slots = .allocate(capacity: EventDraft.limit)
        marks = .allocate(capacity: Mark.count)
        marks.initialize(repeating: -1, count: Mark.count)
    }

    deinit {
        slots.deallocate()
        marks.deallocate()
    }

    mutating func begin(_ bytes: Bytes, line: Int) {
        self.bytes = bytes
        self.line = line
        body = 0..<bytes.count
        fault = nil
        isHeading = false
        time = EventTime()
        headerStamp = nil
        count = 0
        keyCursor = 0
        if !given.isEmpty { given.removeAll(keepingCapacity: true) }
        marks.update(repeating: -1, count: Mark.count)
    }

    /// Goes back to the first `count` fields, when a reading was tried in vain.
    mutating func shorten(to count: Int) {
        self.count = min(count, self.count)
        marks.update(repeating: -1, count: Mark.count)
    }

    @inline(__always)
    mutating func add(_ slot: FieldSlot) {
        guard count < EventDraft.limit else {
            if fault == nil { fault = .tooManyFields }
            return
        }
        slots[count] = slot
        count &+= 1
    }

    @inline(__always)
    mutating func add(_ slot: FieldSlot, mark: Mark) {
        if mark != .none { marks[Int(mark.rawValue)] = Int32(truncatingIfNeeded: count) }
        add(slot)
    }

    /// The slots for a loop that fills many; `take` makes them fields of the draft.
    @inline(__always)
    borrowing func room() -> SlotRoom { SlotRoom(slots: slots, marks: marks, count: count) }

    @inline(__always)
    mutating func take(_ room: SlotRoom) { count = room.count }

    mutating func add(_ name: LogWord, _ range: Range<Int>, _ kind: FieldSlot.Kind = .text) {
        if !range.isEmpty { add(FieldSlot(name, kind, range)) }
    }

    mutating func add(_ name: LogWord, _ word: LogWord) { add(FieldSlot(name, word: word)) }

    mutating func add(_ name: LogWord, whole: Int64) { add(FieldSlot(name, whole: whole)) }

    mutating func add(_ name: LogWord, value: EventValue) {
        add(FieldSlot(name, .given, given.count..<given.count))
        given.append(value)
    }

    subscript(index: Int) -> FieldSlot {
        get {
            precondition(index >= 0 && index < count)
            return slots[index]
        }
        set {
            precondition(index >= 0 && index < count)
            slots[index] = newValue
        }
    }

    /// Where the field with this mark stands among the slots.
    func place(_ mark: Mark) -> Int? {
        let place = Int(marks[Int(mark.rawValue)])
        return place < 0 || place >= count ? nil : place
    }

    /// The field with this mark, where the record has one that is not empty.
    func marked(_ mark: Mark) -> FieldSlot? {
        guard let place = place(mark) else { return nil }
        let slot = slots[place]
        return slot.length == 0 && slot.kind != .word ? nil : slot
    }

    /// The record has a field for its time, whatever stands in it.
    var hasUnreadTime: Bool {
        marked(.instant) != nil || marked(.date) != nil || marked(.clock) != nil
    }

    /// The bytes of the field with this mark.
    func range(_ mark: Mark) -> Range<Int>? { marked(mark)?.range }

    func integer(_ mark: Mark) -> Int64? {
        guard let slot = marked(mark) else { return nil }
        return slot.kind == .whole ? slot.whole : bytes.integer(slot.range)
    }

    /// The fields and the values beside them, as long as the record stands.
    var everything: (slots: UnsafeBufferPointer<FieldSlot>, given: [EventValue]) {
        (UnsafeBufferPointer(start: slots, count: count), given)
    }

    func place(named name: LogWord) -> Int? {
        for index in 0..<count where slots[index].name == name && slots[index].kind != .consumed {
            return index
        }
        return nil
    }

    /// A value of the event that stays when the draft goes on.
    public func event(source: String = "") -> LogEvent {
        let original = Array(bytes.buffer)
        let fields = EventFields(
            slots: Array(UnsafeBufferPointer(start: slots, count: count)), bytes: original, given: given)
        return LogEvent(
            fields: fields, timestamp: time.instant, timestampNote: time.note, original: original,
            format: format, source: source, line: line)
    }
}

/// The slots of a draft in the hands of one loop, so that the loop need not ask the draft for each field.
struct SlotRoom {
    private let slots: UnsafeMutablePointer<FieldSlot>
    private let marks: UnsafeMutablePointer<Int32>
    private(set) var count: Int

    init(slots: UnsafeMutablePointer<FieldSlot>, marks: UnsafeMutablePointer<Int32>, count: Int) {
        self.slots = slots
        self.marks = marks
        self.count = count
    }

    /// False where the draft is full.
    @inline(__always)
    mutating func add(_ slot: FieldSlot, mark: Mark) -> Bool {
        guard count < EventDraft.limit else { return false }
        if mark != .none { marks[Int(mark.rawValue)] = Int32(truncatingIfNeeded: count) }
        slots[count] = slot
        count &+= 1
        return true
    }
}

/// A field that the format needs again after the record was read: found without looking.
enum Mark: UInt8 {
    case none, instant, date, clock, zone, transport, action, sentBytes, receivedBytes
    case sentPackets, receivedPackets, duration, kind, subkind, rule, ruleNumber, signature, signatureNumber
    case user, outcome

    static let count = 20
}
