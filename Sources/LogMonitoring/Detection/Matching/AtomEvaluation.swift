/// Whether a test is true of an event, by comparing: the plain way, which the automaton only makes shorter.
enum AtomEvaluation {
    /// - Returns: nil where a regular expression reached its limit.
    static func holds(_ atom: Atom, _ table: EventTable) -> Bool? {
        let first = table.firstValue(atom.slot)
        switch atom.matcher {
        case .exists(let wanted): return (first >= 0) == wanted
        case .null:
            return !contains(first, table) { table.values[$0].kind != .null }
        case .text(let pattern):
            return contains(first, table) {
                table.values[$0].kind != .null
                    && pattern.matches(pattern.isCased ? table.raw($0) : table.folded($0))
            }
        case .expression(let expression): return matches(expression, first, table)
        case .network(let range): return contains(first, table) { range.contains(table.raw($0)) }
        case .number(let comparison, let number):
            return contains(first, table) { value in
                guard [.number, .text].contains(table.values[value].kind) else { return false }
                return NumberText.value(table.raw(value)).map { comparison.holds($0, number) } ?? false
            }
        case .timePart(let part, let comparison, let number):
            return contains(first, table) {
                part.value(in: table.raw($0)).map { comparison.holds($0, number) } ?? false
            }
        case .reference(_, let part, let cased):
            return contains(first, table) { left in
                table.values[left].kind != .null
                    && contains(table.firstValue(atom.otherSlot), table) { right in
                        table.values[right].kind != .null && relates(left, right, part, cased, table)
                    }
            }
        case .unfilled: return false
        }
    }

    @inline(__always)
    private static func contains(_ first: Int, _ table: EventTable, where holds: (Int) -> Bool) -> Bool {
        var value = first
        while value >= 0 {
            if holds(value) { return true }
            value = Int(table.values[value].next)
        }
        return false
    }

    private static func matches(
        _ expression: RegularExpression, _ first: Int, _ table: EventTable
    ) -> Bool? {
        var value = first
        var wasCut = false
        while value >= 0 {
            if table.values[value].kind != .null {
                switch expression.code.matches(table.raw(value), table.scratch) {
                case true?: return true
                case nil: wasCut = true
                case false?: break
                }
            }
            value = Int(table.values[value].next)
        }
        return wasCut ? nil : false
    }

    private static func relates(
        _ left: Int, _ right: Int, _ part: ReferencePart, _ cased: Bool, _ table: EventTable
    ) -> Bool {
        let whole = cased ? table.raw(left) : table.folded(left)
        let wanted = cased ? table.raw(right) : table.folded(right)
        guard wanted.count <= whole.count else { return false }
        switch part {
        case .whole: return wanted.count == whole.count && ByteSearch.equal(wanted, whole, at: 0)
        case .start: return ByteSearch.equal(wanted, whole, at: 0)
        case .end: return ByteSearch.equal(wanted, whole, at: whole.count - wanted.count)
        case .inside: return ByteSearch.first(Array(wanted), in: whole, from: 0) != nil
        }
    }
}
