import Office
import Primitives
import Registers
import Storage

/// `disposal propose`, `disposal list`, `disposal approve`, `disposal carry-out`.
enum DisposalCommands {
    static let all = [propose, list, approve, carryOut]

    private static let by = Command.Option(
        name: "by", value: Words("職員番号", "STAFF-NUMBER"),
        about: Words("だれの判断かを職員番号で示します。", "Whose decision it is, by staff number."), isRequired: true)
    private static let identifier = Words("一覧の番号", "LIST")

    private static let propose = Command(
        "disposal propose",
        Words("保存期間の過ぎた記録の一覧を作ります。まだ何も消しません。", "Propose what is past its retention; nothing is destroyed."),
        options: Command.Option.organization + [
            by,
            .init(name: "title", value: Words("名称", "TITLE"), about: Words("一覧の名称。", "What it is called.")),
        ]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let person = try person(office, invocation)
        let id = try office.proposeDisposal(invocation.options["title"] ?? "", as: person, by: .console)
        let state = try office.disposal(id, for: .console)
        invocation.console.say(
            Words(
                "\(state.rows.count)件の一覧を作りました：\(id.text)", "Proposed \(state.rows.count) records: \(id.text)"
            ))
        try office.store.close()
        return .done
    }

    private static let list = Command(
        "disposal list", Words("廃棄の一覧と、その中身を出します。", "List proposals, or what one of them holds."),
        options: Command.Option.organization + [
            .json,
            .init(name: "of", value: identifier, about: Words("この一覧の中身を出します。", "Show what this one holds.")),
        ]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let console = invocation.console
        if let written = invocation.options["of"] {
            let state = try office.disposal(try id(written), for: .console)
            if invocation.has("json") {
                console.write(try JSON.bytes(ListAnswer(state)))
            } else {
                console.say("\(state.proposal.title)　\(state.proposal.listHash)")
                for row in state.rows {
                    let label = state.labels[row.subject] ?? ""
                    console.say([row.kind, row.subject, label, row.reason].joined(separator: "\t"))
                }
            }
        } else {
            for (id, proposal) in try office.disposals(for: .console) {
                console.say(
                    [id.text, proposal.title, "\(proposal.recordCount)", stage(proposal)[console.language]]
                        .joined(separator: "\t"))
            }
        }
        try office.store.close()
        return .done
    }

    private static let approve = Command(
        "disposal approve",
        Words(
            "一覧を承認します。統括情報セキュリティ責任者か CISO が、起案した人とは別に行います。",
            "Approve a list, as the role that may and not as its proposer."),
        arguments: [identifier],
        options: Command.Option.organization + [
            by,
            .init(
                name: "hash", value: Words("照合値", "HASH"),
                about: Words(
                    "見た一覧の照合値（disposal list --of で出ます）。", "The hash of the list that was looked at."),
                isRequired: true),
        ]
    ) { invocation in
        let office = try Wiring.office(invocation)
        try office.approveDisposal(
            try id(invocation.arguments[0]), hash: try invocation.required("hash"),
            as: try person(office, invocation), by: .console)
        invocation.console.say(Words("承認を記録しました。", "The approval is recorded."))
        try office.store.close()
        return .done
    }

    private static let carryOut = Command(
        "disposal carry-out",
        Words("承認された一覧の記録の中身を消します。戻せません。", "Destroy the content of an approved list; there is no way back."),
        arguments: [identifier], options: Command.Option.organization + [by]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let gone = try office.carryOutDisposal(
            try id(invocation.arguments[0]), as: try person(office, invocation), by: .console)
        invocation.console.say(
            Words(
                "\(gone.records)件（\(gone.versions)版）の中身を消しました。証明は記録台帳に残っています。古いバックアップには残っています。",
                "Destroyed \(gone.records) records (\(gone.versions) versions). Old backups still hold them."
            ))
        try office.store.close()
        return .done
    }

    private static func id(_ written: String) throws -> Identifier {
        guard let id = Identifier(written) else { throw Refusal.notFound }
        return id
    }

    private static func person(_ office: Office, _ invocation: Invocation) throws -> Identifier {
        let number = try invocation.required("by")
        let found = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).page(
                Person.register.definition, ListQuery(filters: ["staff_number": .text(number)], limit: 2)
            ).rows
        }
        guard found.count == 1 else {
            throw Problem("disposal.person", "職員番号「\(number)」の職員が一人に決まりません。台帳「職員等」を確かめてください。")
        }
        return found[0].id
    }

    private static func stage(_ proposal: DisposalProposal) -> Words {
        if proposal.withdrawnOn != nil { return Words("取り下げた", "withdrawn") }
        if proposal.carriedOutOn != nil { return Words("廃棄した", "carried out") }
        return proposal.approvedOn != nil ? Words("承認済み", "approved") : Words("承認待ち", "proposed")
    }

    private struct ListAnswer: Encodable {
        let version = 1
        let id: String
        let title: String
        let hash: String
        let records: [Row]

        struct Row: Encodable {
            let register: String
            let id: String
            let label: String?
            let retainedUntil: String
            let reason: String
        }

        init(_ state: DisposalState) {
            (id, title, hash) = (state.id.text, state.proposal.title, state.proposal.listHash)
            records = state.rows.map {
                Row(
                    register: $0.source, id: $0.subject, label: state.labels[$0.subject],
                    retainedUntil: $0.retainedUntil.iso, reason: $0.reason)
            }
        }
    }
}
