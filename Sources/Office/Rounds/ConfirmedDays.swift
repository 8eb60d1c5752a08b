import Primitives
import Registers
import Storage

/// Writes the day of a signature into the records that were found right, and what was decided of accounts.
struct ConfirmedDays {
    let state: ListState
    let viewer: Viewer
    let today: Day

    func write(_ writer: ActWriter) throws -> (confirmed: Int, incomplete: Int) {
        var (confirmed, incomplete) = (0, 0)
        let kept = state.rows.filter { $0.answer(in: state.list.kind) != .gone }
        let kind = state.list.kind
        let subjects =
            kept.map { (register: $0.row.source, id: $0.row.subject, answer: $0.answer(in: kind)) }
            + state.fresh.map { ($0.register, $0.id.text, .new) }
        for (name, each) in Dictionary(grouping: subjects, by: \.register).sorted(by: { $0.key < $1.key }) {
            guard let register = AllRegisters.named(name), let rule = register.confirmation else { continue }
            let answers = Dictionary(each.map { ($0.id, $0.answer) }) { first, _ in first }
            // A holder's head decides of accounts that another unit keeps (rows and lists say whose they
            // are); only the day and the decision are written, so the register's own grant is not asked.
            let reader = RecordReader(
                writer.transaction, viewer: kind.isOfAccounts ? .console : viewer)
            let rows = try reader.rows(register, ids: Set(answers.keys)).sorted { $0.id < $1.id }
            let changes = rows.compactMap { row -> (id: Identifier, expected: Int, values: [StoredValue])? in
                guard let values = self.values(row, register, rule, answers[row.id.text] ?? .new) else {
                    incomplete += 1
                    return nil
                }
                confirmed += 1
                return values == row.values ? nil : (row.id, row.fromSeq, values)
            }
            try writer.changeAll(register, changes)
        }
        return (confirmed, incomplete)
    }

    /// The record with the day in it; nil where something is lacking that could have been found unchanged.
    private func values(
        _ row: RegisterRow, _ register: RegisterDefinition, _ rule: ConfirmationRule,
        _ answer: ConfirmationRow.Answer
    ) -> [StoredValue]? {
        guard let day = register.index(of: rule.day),
            rule.needed.allSatisfy({ name in
                register.index(of: name).map { row.values[$0] != .null } ?? false
            })
        else { return nil }
        var values = row.values
        values[day] = .text(today.iso)
        guard state.list.kind.isOfAccounts else { return values }
        return SystemAccount.register.values(values) {
            $0.reviewResult = answer == .end ? .end : answer == .change ? .change : .goesOn
        }
    }
}
