import Synchronization

/// The name of a field, or a value that formats write themselves ("success"), kept once as a number.
///
/// Comparing two words is comparing two numbers. Words that come from lines are learned up to a limit, so
/// that a sender who makes up names cannot fill the memory.
public struct LogWord: Hashable, Sendable {
    let id: UInt32

    /// The word with this text.
    public init(_ text: String) {
        id = LogWord.known.withLock { $0.id(of: text) }
    }

    /// The word with a text that a line brought; nil where the limit of learned words is reached.
    init?(learned text: String) {
        let found = LogWord.known.withLock { words -> UInt32? in
            words.ids[text] ?? (words.texts.count < LogWord.limit ? words.id(of: text) : nil)
        }
        guard let found else { return nil }
        id = found
    }

    init(id: UInt32) { self.id = id }

    /// The word with this text where one exists already.
    static func existing(_ text: String) -> LogWord? {
        known.withLock { $0.ids[text] }.map(LogWord.init(id:))
    }

    /// The text of the word.
    public var text: String { LogWord.known.withLock { $0.texts[Int(id)] } }

    /// Words in one program; real mixtures of logs stay below 5,000.
    static let limit = 100_000

    private struct Words {
        var ids: [String: UInt32] = [:]
        var texts: [String] = []

        mutating func id(of text: String) -> UInt32 {
            if let id = ids[text] { return id }
            let id = UInt32(texts.count)
            ids[text] = id
            texts.append(text)
            return id
        }
    }

    private static let known = Mutex(Words())
}
