import Office
import Primitives
import Registers
import Storage

/// `register duplicates`.
enum DuplicateCommand {
    static let all = [duplicates]

    private static let duplicates = Command(
        "register duplicates",
        Words("同じものが二つ登録されていないかを探し、理由を付けて示します。", "Find records that may be one thing, with the reason."),
        arguments: [Words("台帳", "NAME")], options: Command.Option.organization + [.json]
    ) { invocation in
        guard let register = AllRegisters.named(invocation.arguments[0]) else {
            throw Problem(
                "register.unknown",
                "「\(invocation.arguments[0])」という台帳はありません。toride register list で名前を確かめてください。")
        }
        let office = try Wiring.office(invocation)
        let pairs = try office.duplicates(register, by: .console)
        let ids = Set(pairs.flatMap { [$0.first.text, $0.second.text] })
        let labels = try office.store.database.read {
            try RecordReader($0, viewer: .console).labels(register, ids: ids)
        }
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(pairs.map { Line($0, labels, register) }))
        } else {
            if pairs.isEmpty {
                invocation.console.say(
                    Words("重なっていそうな記録はありません。", "No records seem to be one thing.")[invocation.language])
            }
            for pair in pairs {
                let line = Line(pair, labels, register)
                let why = pair.reasons.map { words($0, register)[invocation.language] }
                invocation.console.say(
                    [
                        line.first.id, line.first.name, line.second.id, line.second.name,
                        why.joined(separator: "、"),
                    ]
                    .map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
                    .joined(separator: "\t"))
            }
        }
        try office.store.close()
        return .done
    }

    private static func words(_ reason: DuplicatePair.Reason, _ register: RegisterDefinition) -> Words {
        switch reason {
        case .sameNumber(let field):
            Words(
                "「\(register.fields[field].title)」が同じ", "the same \(register.fields[field].column)")
        case .sameName: Words("名称が同じ", "the same name")
        case .nearName: Words("名称が一文字違い", "names one character apart")
        }
    }
}

/// What `register duplicates --json` prints of a pair.
private struct Line: Encodable {
    let first: Named
    let second: Named
    let reasons: [Why]

    struct Named: Encodable {
        let id: String
        let name: String
    }

    struct Why: Encodable {
        /// `same-number`, `same-name` or `near-name`.
        let reason: String
        /// The column of the number.
        let column: String
    }

    init(_ pair: DuplicatePair, _ labels: [String: String], _ register: RegisterDefinition) {
        first = Named(id: pair.first.text, name: labels[pair.first.text] ?? "")
        second = Named(id: pair.second.text, name: labels[pair.second.text] ?? "")
        reasons = pair.reasons.map { reason in
            switch reason {
            case .sameNumber(let field): Why(reason: "same-number", column: register.fields[field].column)
            case .sameName: Why(reason: "same-name", column: register.labelColumn)
            case .nearName: Why(reason: "near-name", column: register.labelColumn)
            }
        }
    }
}
