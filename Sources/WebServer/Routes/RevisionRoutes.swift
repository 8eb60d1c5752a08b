import Office
import PolicyText
import Primitives
import Registers
import WebPages

/// The revisions of the policy: their list, two side by side, adopting a new one.
struct RevisionRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/revisions", .signedIn) { try list($0, FormInput()) },
            Route(.get, "/revisions/dates", .signedIn) { _ in .redirect(Address.revisions.path) },
            Route(.post, "/revisions/dates", .signedIn, setDates),
            Route(.get, "/revisions/new", .signedIn) { visit in
                _ = try visit.viewer(.office)
                return try site.page(AdoptPage(input: FormInput()), visit)
            },
            Route(.post, "/revisions/new", .signedIn, adopt).withFiles(),
            Route(.get, "/revisions/compare", .signedIn, compare),
        ]
    }

    private static func name(_ stored: Office.StoredRevision) -> String {
        let day = stored.revision.inForceOn ?? stored.revision.decidedOn
        return stored.revision.title + (day.map { "（\(JapaneseEra.text($0))）" } ?? "（日付不明）")
    }

    private func setDates(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        guard let revision = Identifier(visit.fields["revision"]) else { throw Refusal.notFound }
        var problems: [Problem] = []
        func day(_ name: String, _ title: String) -> Day? {
            let typed = visit.fields["\(name)-\(revision.text)"]
            let written = FieldChecks.cleaned(typed, keepsLines: false)
            if written.isEmpty { return nil }
            if let day = JapaneseEra.day(written) { return day }
            problems.append(
                Problem(
                    "register.unusable", "「\(title)」を日付として読めません。令和8年4月1日 の形で入力してください。",
                    field: "\(name)-\(revision.text)"))
            return nil
        }
        let (decidedOn, inForceOn) = (day("decided-on", "決裁日"), day("in-force-on", "施行日"))
        guard problems.isEmpty else {
            return try list(visit, FormInput(visit.fields, problems: problems), status: 422)
        }
        try site.office.setDates(of: revision, decidedOn: decidedOn, inForceOn: inForceOn, by: viewer)
        site.say(visit, Notice(.done, "日付を保存しました。"))
        return .redirect(Address.revisions.path)
    }

    private func list(_ visit: Visit, _ input: FormInput, status: Int = 200) throws -> Reply {
        let viewer = try visit.contentViewer()
        let all = try site.office.revisions()
        let current = try site.office.currentRevision(on: site.office.today)
        let editions = try Editions(site.office)
        let revisions = all.enumerated().map { index, stored in
            RevisionsPage.Revision(
                id: stored.id.text, name: Self.name(stored),
                edition: editions.edition(stored),
                isInForce: stored.id == current?.id,
                previousId: index + 1 < all.count ? all[index + 1].id.text : nil,
                input: stored.id.text == visit.fields["revision"] ? input : FormInput())
        }
        return try site.page(
            RevisionsPage(revisions: revisions, canAdopt: viewer.roles.contains(.office)), visit,
            status: status)
    }

    private func compare(_ visit: Visit) throws -> Reply {
        _ = try visit.contentViewer()
        let all = try site.office.revisions()
        guard let old = all.first(where: { $0.id.text == visit.fields["from"] }),
            let new = all.first(where: { $0.id.text == visit.fields["to"] })
        else { throw Refusal.notFound }
        let comparison = PolicyComparison.between(
            PolicyDocument.read(old.revision.text), PolicyDocument.read(new.revision.text))
        let rows = comparison.changedRows.map { row in
            ComparisonPage.Row(
                change: Self.change(row.changes), oldPath: row.old?.path.text, newPath: row.new?.path.text,
                old: Self.runs(row.oldWords), new: Self.runs(row.newWords))
        }
        let page = ComparisonPage(
            oldName: Self.name(old), newName: Self.name(new), rows: rows,
            unchangedCount: comparison.rows.count - rows.count)
        return try site.page(page, visit)
    }

    private static func change(_ changes: Set<ComparisonRow.Change>) -> ComparisonPage.Change {
        if changes.contains(.added) { return .added }
        if changes.contains(.removed) { return .removed }
        if changes.contains(.moved) { return changes.contains(.reworded) ? .movedAndReworded : .moved }
        return changes.contains(.reworded) ? .reworded : .renumbered
    }

    private static func runs(_ words: ComparisonRow.MarkedWords?) -> [ComparisonPage.Run] {
        guard let words else { return [] }
        let heading = words.heading.map { ComparisonPage.Run(text: $0.text, isChanged: $0.isChanged) }
        let text = words.text.map { ComparisonPage.Run(text: $0.text, isChanged: $0.isChanged) }
        let gap = heading.isEmpty || text.isEmpty ? [] : [ComparisonPage.Run(text: "　", isChanged: false)]
        return heading + gap + text
    }

    private func adopt(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let policy: UploadedPolicy
        do {
            policy = try UploadedPolicy(visit.fields)
        } catch let problems as Problems {
            let input = FormInput(visit.fields, problems: problems.all)
            return try site.page(AdoptPage(input: input), visit, status: 422)
        }
        guard visit.fields["act"] == "adopt" else {
            // A file cannot be sent back to the browser: its text goes into the form instead.
            var input = FormInput(visit.fields)
            input.values["text"] = policy.text
            let reading = PolicyReading(policy.document, catalogue: site.office.catalogue)
            return try site.page(AdoptPage(input: input, reading: reading), visit)
        }
        let result = try site.office.adopt(
            text: policy.text, fileName: policy.fileName, fileBytes: policy.bytes, facts: policy.facts,
            by: viewer)
        let unknown = result.unknown.isEmpty ? "" : "不明として記録：\(result.unknown.joined(separator: "、"))。"
        site.say(
            visit,
            Notice(
                .done,
                "採り入れました。要求事項 \(result.boundCount) 件を結び付け、候補が \(result.proposedCount) 件あります。\(unknown)",
                next: LinkText("対応を確かめる", .bindings)))
        return .redirect(Address.revisions.path)
    }
}
