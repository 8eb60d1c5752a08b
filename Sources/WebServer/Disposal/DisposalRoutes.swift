import Office
import Primitives
import Registers
import Storage
import WebPages

/// Records past their retention: proposed, approved by another, carried out, certified.
struct DisposalRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/disposal", .signedIn, all), Route(.post, "/disposal", .signedIn, propose),
            Route(.get, "/disposal/*", .signedIn, page), Route(.post, "/disposal/*", .signedIn, act),
        ]
    }

    private func all(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let page = DisposalsPage(
            expiredCount: viewer.roles.contains(.office)
                ? try site.office.expiredCount(for: viewer) : nil,
            rules: AllRegisters.definitions.compactMap { register -> (register: String, rule: String)? in
                guard let rule = register.retention, let field = register.index(of: rule.column) else {
                    return nil
                }
                return (register.title, "「\(register.fields[field].title)」の年度末から\(rule.years)年")
            },
            lists: try site.office.disposals(for: viewer).map { id, proposal in
                DisposalsPage.List(
                    id: id.text, title: proposal.title, recordCount: proposal.recordCount,
                    proposedOn: proposal.proposedOn, stage: Self.stage(proposal))
            })
        return try site.page(page, visit)
    }

    private static func stage(_ proposal: DisposalProposal) -> String {
        if let day = proposal.withdrawnOn { return "取り下げた（\(JapaneseEra.text(day))）" }
        if let day = proposal.carriedOutOn { return "廃棄した（\(JapaneseEra.text(day))）" }
        return proposal.approvedOn != nil ? "承認済み" : "承認を待っている"
    }

    private func propose(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        do {
            let id = try site.office.proposeDisposal(visit.fields["title"], by: viewer)
            site.say(visit, Notice(.done, "廃棄の一覧を作りました。承認を受けてください。まだ何も消えていません。"))
            return .redirect(Address.disposal(id.text).path)
        } catch let problem as Problem where problem.code.hasPrefix("disposal.") {
            site.say(visit, Notice(.caution, problem.sentence))
            return .redirect(Address.disposals.path)
        }
    }

    private func id(_ visit: Visit) throws -> Identifier {
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        return id
    }

    private func page(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer
        let state = try site.office.disposal(try id(visit), for: viewer)
        let proposal = state.proposal
        let people = try names([proposal.proposedBy, proposal.approvedBy, proposal.carriedOutBy])
        func by(_ link: Link<Person>?) -> String {
            link.flatMap { people[$0.id.text] }.map { "　\($0)" } ?? ""
        }
        var facts = [
            ("状態", Self.stage(proposal)), ("件数", "\(proposal.recordCount)件"),
            ("起案", JapaneseEra.text(proposal.proposedOn) + by(proposal.proposedBy)),
        ]
        if let day = proposal.approvedOn {
            let role = proposal.approvedAs.map { "（\($0.title)）" } ?? ""
            facts.append(("承認", JapaneseEra.text(day) + by(proposal.approvedBy) + role))
        }
        if let day = proposal.carriedOutOn {
            facts.append(("廃棄", JapaneseEra.text(day) + by(proposal.carriedOutBy)))
            facts.append(("消した版", "\(proposal.versionCount ?? 0)版"))
            facts.append(("記録台帳の番号", "\(proposal.ledgerEntry ?? 0)"))
        }
        let (acts, waiting) = try acts(proposal, viewer)
        let page = DisposalPage(
            id: state.id.text, name: proposal.title, organization: try site.office.profile()?.name ?? "",
            facts: facts.map { (label: $0.0, words: $0.1) },
            rows: state.rows.map { row in
                DisposalPage.Row(
                    register: row.kind, subject: row.subject, label: state.labels[row.subject],
                    retainedUntil: row.retainedUntil, reason: row.reason)
            }, hash: proposal.listHash, isCarriedOut: proposal.carriedOutOn != nil, acts: acts,
            waiting: waiting)
        return try site.page(page, visit)
    }

    private func names(_ links: [Link<Person>?]) throws -> [String: String] {
        try site.office.store.database.read { connection in
            // Whoever may see the certificate may see who stands on it.
            try RecordReader(connection, viewer: .console).labels(
                Person.register.definition, ids: Set(links.compactMap { $0?.id.text }))
        }
    }

    /// What the viewer may do next, and else who may.
    private func acts(
        _ proposal: DisposalProposal, _ viewer: Viewer
    ) throws -> (acts: [FormChoice], waiting: String?) {
        guard proposal.isOpen else { return ([], nil) }
        let isOffice = viewer.roles.contains(.office)
        let withdraw = isOffice ? [FormChoice("withdraw", "取り下げる")] : []
        if proposal.approvedOn != nil {
            return (
                (isOffice ? [FormChoice("carry-out", "一覧のとおりに消す（戻せません）")] : []) + withdraw,
                isOffice ? nil : "事務局が消すのを待っています。"
            )
        }
        let mayApprove =
            try site.office.approval(by: viewer.person) != nil
            && proposal.proposedBy?.id != viewer.person
        let roles = DisposalProposal.approvers.map(\.title).joined(separator: "か")
        return (
            (mayApprove ? [FormChoice("approve", "この一覧の廃棄を承認する")] : []) + withdraw,
            mayApprove ? nil : "\(roles)の承認を待っています。起案した人とは別の人が承認します。"
        )
    }

    private func act(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer
        let id = try id(visit)
        do {
            switch visit.fields["act"] {
            case "approve":
                try site.office.approveDisposal(id, hash: visit.fields["hash"], by: viewer)
                site.say(visit, Notice(.done, "承認を記録しました。"))
            case "carry-out":
                let gone = try site.office.carryOutDisposal(id, by: viewer)
                site.say(
                    visit,
                    Notice(
                        .done,
                        "\(gone.records)件（\(gone.versions)版）の中身を消しました。この画面を印刷すると廃棄証明書になります。古いバックアップには残っています。")
                )
            case "withdraw":
                try site.office.withdrawDisposal(id, by: viewer)
                site.say(visit, Notice(.done, "取り下げました。何も消えていません。"))
            default: throw Refusal.notFound
            }
        } catch let problem as Problem where problem.code.hasPrefix("disposal.") {
            site.say(visit, Notice(.caution, problem.sentence))
        }
        return .redirect(Address.disposal(id.text).path)
    }
}
