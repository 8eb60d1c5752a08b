/// Text that must not be printed, logged or compared in a time that tells how much of it was right.
public struct Secret: Sendable {
    private let text: String

    /// Wraps the text.
    public init(_ text: String) { self.text = text }

    /// The text itself; every use is a place to look at.
    public var revealed: String { text }

    /// Whether the other holds the same bytes, in a time that depends on the lengths alone.
    public func matches(_ other: Secret) -> Bool {
        let (left, right) = (Array(text.utf8), Array(other.text.utf8))
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
}
