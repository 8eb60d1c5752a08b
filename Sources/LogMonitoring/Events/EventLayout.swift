/// How events with the same names in the same order become nested JSON: found once, used for all of them.
struct EventLayout {
    /// Bytes that are always the same, then one value or a list of values. Numbers only, so that going
    /// through them costs no counting of references.
    struct Step {
        /// Where the bytes lie in `literals`.
        let before: Range<Int>
        /// Where the places of the fields lie in `places`; several where the name repeats.
        let values: Range<Int>
        let isList: Bool
    }

    private(set) var steps: [Step] = []
    private(set) var literals: [UInt8] = []
    private(set) var places: [Int] = []
    /// Brackets that are still open, and the line's end.
    private(set) var end: [UInt8] = []

    /// What distinguishes one field for the layout: its name, and whether it is one of a list.
    static func key(_ slot: FieldSlot) -> UInt32 {
        slot.kind == .consumed
            ? consumed : slot.name.id | (slot.isListed || slot.kind == .emptyList ? listed : 0)
    }

    private static let consumed = UInt32.max
    private static let listed: UInt32 = 1 << 31

    init(_ keys: [UInt32]) {
        let root = Node("")
        for (index, key) in keys.enumerated() where key != EventLayout.consumed {
            var node = root
            for part in LogWord(id: key & ~EventLayout.listed).text.split(separator: ".") {
                node = node.child(String(part))
            }
            node.indices.append(index)
            if key & EventLayout.listed != 0 { node.isList = true }
        }
        var pending = Array(",".utf8)
        write(root, &pending)
        end = (pending.last == UInt8(ascii: ",") ? pending.dropLast() : pending[...]) + Array("}\n".utf8)
    }

    private mutating func write(_ node: Node, _ pending: inout [UInt8]) {
        var isFirst = true
        for child in node.children {
            if !isFirst { pending.append(UInt8(ascii: ",")) }
            isFirst = false
            pending.append(contentsOf: EventJSON.quoted(child.name))
            pending.append(UInt8(ascii: ":"))
            if child.children.isEmpty {
                add(child, pending)
                pending = []
                continue
            }
            pending.append(UInt8(ascii: "{"))
            // A name that is a value and an object at once: the value stands beside the others as "value".
            if !child.indices.isEmpty {
                pending.append(contentsOf: "\"value\":".utf8)
                add(child, pending)
                pending = [UInt8(ascii: ",")]
            }
            write(child, &pending)
            pending.append(UInt8(ascii: "}"))
        }
    }

    private mutating func add(_ node: Node, _ pending: [UInt8]) {
        let before = literals.count..<literals.count + pending.count
        let values = places.count..<places.count + node.indices.count
        literals += pending
        places += node.indices
        steps.append(Step(before: before, values: values, isList: node.isList || node.indices.count > 1))
    }

    private final class Node {
        let name: String
        var children: [Node] = []
        var indices: [Int] = []
        var isList = false

        init(_ name: String) { self.name = name }

        func child(_ name: String) -> Node {
            if let known = children.first(where: { $0.name == name }) { return known }
            let made = Node(name)
            children.append(made)
            return made
        }
    }
}
