/// The names that one format uses, each with the ECS name it gets: found by their bytes, without a String.
///
/// A name that no rule mentions is learned when it is first seen and gets the format's own prefix. Nested
/// names are looked up under the number of the name around them.
final class KeyTable {
    struct Entry {
        /// First and last eight bytes: with the length the whole key, up to 16 bytes.
        var head: UInt64 = 0
        var tail: UInt64 = 0
        /// The length, and the node around it.
        var shape: UInt64 = 0
        /// 0 marks an empty place.
        var node: UInt32 = 0
        /// Where the key stood that came after this one last time: mostly it comes again.
        var following: UInt32 = 0
        var name = LogWord(id: 0)
        /// A second name for the same value; its id is `.max` where there is none.
        var second = LogWord(id: .max)
        var kind = FieldSlot.Kind.text
        var mark = Mark.none

        @inline(__always)
        var length: Int { Int(UInt32(truncatingIfNeeded: shape)) }
    }

    /// Behind a pointer, because asking a class for a property that may change costs as much as the lookup.
    private struct State {
        /// The first is the beginning of a record and no key; the others are hashed.
        var places: UnsafeMutablePointer<Entry>
        var capacity: Int
        var filled = 0
    }

    private let state: UnsafeMutablePointer<State>
    /// Path of each node, for keys longer than 16 bytes and for what lies under them; 0 is the root.
    private var paths: [String] = [""]
    private let rules: [String: KeyRule]
    private let prefix: String
    private let renamed: [(from: String, to: String)]

    /// More keys of one format than that are not told apart: they share one name.
    static let limit = 20_000

    /// Longer names are not told apart either; no vendor has any.
    private static let longestPath = 500

    /// - Parameter renamed: beginnings of unknown names that get another one instead of the prefix.
    init(prefix: String, rules: [KeyRule], renamed: [(from: String, to: String)] = []) {
        self.prefix = prefix
        self.renamed = renamed
        self.rules = Dictionary(rules.map { ($0.key, $0) }) { first, _ in first }
        state = .allocate(capacity: 1)
        state.initialize(to: State(places: KeyTable.places(1024), capacity: 1024))
    }

    deinit {
        state.pointee.places.deallocate()
        state.deallocate()
    }

    private static func places(_ capacity: Int) -> UnsafeMutablePointer<Entry> {
        let places = UnsafeMutablePointer<Entry>.allocate(capacity: capacity + 1)
        places.initialize(repeating: Entry(), count: capacity + 1)
        return places
    }

    /// The entry of the key at this address; reads up to eight bytes beyond it.
    func entry(_ key: UnsafePointer<UInt8>, _ length: Int, parent: UInt32 = 0) -> Entry {
        var cursor = 0
        return entry(key, length, parent: parent, after: &cursor)
    }

    /// - Parameter cursor: where the key before it stands; 0 at the beginning of a record.
    @inline(__always)
    func entry(_ key: UnsafePointer<UInt8>, _ length: Int, parent: UInt32 = 0, after cursor: inout Int)
        -> Entry
    {
        let (head, tail) = KeyTable.ends(key, length)
        let shape = UInt64(parent) << 32 | UInt64(truncatingIfNeeded: length)
        let places = state.pointee.places
        let guess = Int(places[cursor].following)
        let guessed = places[guess]
        if (guessed.head ^ head) | (guessed.tail ^ tail) | (guessed.shape ^ shape) == 0, guess != 0,
            length <= 16 || isSame(guessed, key, length)
        {
            cursor = guess
            return guessed
        }
        let place = place(key, head, tail, shape)
        state.pointee.places[cursor].following = UInt32(truncatingIfNeeded: place)
        cursor = place
        return state.pointee.places[place]
    }

    /// Where the entries lie; another place after a key was learned.
    @inline(__always)
    var entries: UnsafeMutablePointer<Entry> { state.pointee.places }

    /// Whether the key of this entry stands at the address. Reads up to eight bytes beyond it.
    @inline(__always)
    func stands(_ entry: UnsafeMutablePointer<Entry>, at key: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let raw = UnsafeRawPointer(key)
        let difference = raw.loadUnaligned(as: UInt64.self) ^ entry.pointee.head
        if length < 8 { return difference &<< UInt64(truncatingIfNeeded: 64 &- length &* 8) == 0 }
        guard difference == 0,
            (raw + (length &- 8)).loadUnaligned(as: UInt64.self) == entry.pointee.tail
        else { return false }
        return length <= 16 || isSame(entry.pointee, key, length)
    }

    @inline(__always)
    private static func ends(_ key: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
        let raw = UnsafeRawPointer(key)
        let head = raw.loadUnaligned(as: UInt64.self)
        if length < 8 { return (head & ((1 &<< UInt64(truncatingIfNeeded: length &* 8)) &- 1), 0) }
        return (head, (raw + (length - 8)).loadUnaligned(as: UInt64.self))
    }

    private static func hash(_ head: UInt64, _ tail: UInt64, _ shape: UInt64) -> Int {
        let mixed = (head ^ (tail << 7 | tail >> 57) ^ shape) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40)
    }

    @inline(never)
    private func place(_ key: UnsafePointer<UInt8>, _ head: UInt64, _ tail: UInt64, _ shape: UInt64) -> Int {
        let (places, capacity) = (state.pointee.places, state.pointee.capacity)
        let length = Int(UInt32(truncatingIfNeeded: shape))
        var place = KeyTable.hash(head, tail, shape) & (capacity - 1)
        while places[place + 1].node != 0 {
            let entry = places[place + 1]
            if entry.head == head, entry.tail == tail, entry.shape == shape,
                length <= 16 || isSame(entry, key, length)
            {
                return place + 1
            }
            place = (place + 1) & (capacity - 1)
        }
        return learn(key, length, Entry(head: head, tail: tail, shape: shape))
    }

    private func isSame(_ entry: Entry, _ key: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let path = paths[Int(entry.node)].utf8
        return path.suffix(length).elementsEqual(UnsafeBufferPointer(start: key, count: length))
    }

    private func learn(_ key: UnsafePointer<UInt8>, _ length: Int, _ found: Entry) -> Int {
        let parent = Int(found.shape >> 32)
        if state.pointee.filled >= KeyTable.limit || length + paths[parent].utf8.count > KeyTable.longestPath
        {
            return shared()
        }
        if state.pointee.filled * 2 > state.pointee.capacity { grow() }
        let text = LogText.text(UnsafeBufferPointer(start: key, count: length))
        let path = parent == 0 ? text : paths[parent] + "." + text
        var entry = found
        entry.node = UInt32(paths.count)
        if let rule = rules[path] {
            (entry.name, entry.kind, entry.mark) = (rule.name, rule.kind, rule.mark)
            if let second = rule.second { entry.second = second }
        } else {
            entry.name = LogWord(learned: name(path)) ?? KeyTable.beyond
        }
        paths.append(path)
        state.pointee.filled += 1
        return insert(entry)
    }

    /// The place for everything beyond the limit: an entry that no key can match.
    private func shared() -> Int {
        if let sharedPlace { return sharedPlace }
        state.pointee.filled += 1
        paths.append("beyond")
        let shape = UInt64.max
        let place = insert(Entry(shape: shape, node: UInt32(paths.count - 1), name: KeyTable.beyond))
        sharedPlace = place
        return place
    }

    private var sharedPlace: Int?

    private func name(_ path: String) -> String {
        for (from, to) in renamed where path.hasPrefix(from) && path.count > from.count {
            return to + KeyTable.tidy(String(path.dropFirst(from.count)))
        }
        return prefix + KeyTable.tidy(path)
    }

    private static let beyond = LogWord("labels.beyond_limit")

    /// A name is printed, compared and nested by its dots: no controls, no empty parts, not endless.
    private static func tidy(_ path: String) -> String {
        let parts = path.prefix(200).split(separator: ".", omittingEmptySubsequences: true)
        let clean = parts.map { part in
            String(part.unicodeScalars.map { $0.value < 0x20 ? "_" : Character($0) })
        }
        return clean.isEmpty ? "unnamed" : clean.joined(separator: ".")
    }

    private func insert(_ entry: Entry) -> Int {
        let (places, capacity) = (state.pointee.places, state.pointee.capacity)
        var place = KeyTable.hash(entry.head, entry.tail, entry.shape) & (capacity - 1)
        while places[place + 1].node != 0 { place = (place + 1) & (capacity - 1) }
        places[place + 1] = entry
        return place + 1
    }

    private func grow() {
        let (old, oldCapacity) = (state.pointee.places, state.pointee.capacity)
        state.pointee.capacity = oldCapacity * 2
        state.pointee.places = KeyTable.places(oldCapacity * 2)
        for index in 1...oldCapacity where old[index].node != 0 {
            var entry = old[index]
            entry.following = 0
            _ = insert(entry)
        }
        old.deallocate()
    }
}

/// What one name of a format becomes.
struct KeyRule {
    /// As the format writes it; nested names with dots.
    let key: String
    let name: LogWord
    var kind = FieldSlot.Kind.text
    var mark = Mark.none
    /// Given to the same value beside the first name.
    var second: LogWord?

    init(
        _ key: String, _ name: String, _ kind: FieldSlot.Kind = .text, mark: Mark = .none, also: String? = nil
    ) {
        self.key = key
        self.name = LogWord(name)
        self.kind = kind
        self.mark = mark
        second = also.map { LogWord($0) }
    }
}
