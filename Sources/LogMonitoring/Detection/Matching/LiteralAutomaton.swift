/// Finds many literals in one pass over a value, upper and lower case as one (Aho and Corasick, as a full
/// table over classes of bytes): one step for each byte, whatever the number of literals.
final class LiteralAutomaton {
    private let classes: UnsafeMutablePointer<UInt8>
    private let classCount: Int
    /// The next state times two, plus one where that state ends some literal.
    private let steps: UnsafeMutablePointer<Int32>
    /// The literal that ends in a state, or -1.
    private let ends: UnsafeMutablePointer<Int32>
    /// The next shorter state that ends a literal, or 0.
    private let shorter: UnsafeMutablePointer<Int32>
    let stateCount: Int
    private let lengths: [Int32]

    /// - Parameter literals: folded, none empty, none twice.
    init(_ literals: [[UInt8]]) {
        classes = .allocate(capacity: 256)
        classes.initialize(repeating: 0, count: 256)
        var known = 0
        for byte in Set(literals.joined()).sorted() {
            known += 1
            classes[Int(byte)] = UInt8(truncatingIfNeeded: known)
        }
        for upper in 65..<91 { classes[upper] = classes[upper | 0x20] }
        classCount = known + 1
        lengths = literals.map { Int32($0.count) }
        let capacity = 1 + literals.reduce(0) { $0 + $1.count }
        steps = .allocate(capacity: capacity * classCount)
        steps.initialize(repeating: 0, count: capacity * classCount)
        ends = .allocate(capacity: capacity)
        ends.initialize(repeating: -1, count: capacity)
        shorter = .allocate(capacity: capacity)
        shorter.initialize(repeating: 0, count: capacity)
        var states = 1
        for (number, literal) in literals.enumerated() {
            var state = 0
            for byte in literal {
                let place = state * classCount + Int(classes[Int(byte)])
                if steps[place] == 0 {
                    steps[place] = Int32(states)
                    states += 1
                }
                state = Int(steps[place])
            }
            ends[state] = Int32(number)
        }
        stateCount = states
        link()
    }

    /// Breadth first: a state's fallback is complete before the state is.
    private func link() {
        var fallback = [Int32](repeating: 0, count: stateCount)
        var queue: [Int32] = []
        queue.reserveCapacity(stateCount)
        for step in 1..<max(1, classCount) where steps[step] != 0 { queue.append(steps[step]) }
        var head = 0
        while head < queue.count {
            let state = Int(queue[head])
            head += 1
            let back = Int(fallback[state])
            shorter[state] = ends[back] >= 0 ? Int32(back) : shorter[back]
            for step in 0..<classCount {
                let place = state * classCount + step
                if steps[place] != 0 {
                    fallback[Int(steps[place])] = steps[back * classCount + step]
                    queue.append(steps[place])
                } else {
                    steps[place] = steps[back * classCount + step]
                }
            }
        }
        for place in 0..<stateCount * classCount {
            let state = Int(steps[place])
            steps[place] = Int32(state * 2 + (ends[state] >= 0 || shorter[state] != 0 ? 1 : 0))
        }
    }

    deinit {
        classes.deallocate()
        steps.deallocate()
        ends.deallocate()
        shorter.deallocate()
    }

    /// Calls `found` for each place at which a literal stands: its number, start and end.
    @inline(__always)
    func scan(_ text: UnsafeBufferPointer<UInt8>, _ found: (Int, Int, Int) -> Void) {
        var state = 0
        for index in 0..<text.count {
            let step = Int(steps[state * classCount + Int(classes[Int(text[index])])])
            state = step >> 1
            guard step & 1 == 1 else { continue }
            var ending = ends[state] >= 0 ? state : Int(shorter[state])
            while ending != 0 {
                let literal = Int(ends[ending])
                found(literal, index + 1 - Int(lengths[literal]), index + 1)
                ending = Int(shorter[ending])
            }
        }
    }
}
