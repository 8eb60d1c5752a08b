import Office
import Primitives
import Registers
import Storage
import WebPages

/// Accounts that were to end, and what shows that they did.
struct EndProofRoutes {
    let site: Site
    /// People that one search lists.
    private static let peopleListed = 20

    var routes: [Route] {
        [
            Route(.get, "/round-rows/*/end", .signedIn) { try page($0) },
            Route(.post, "/round-rows/*/end", .signedIn, prove).withFiles(),
        ]
    }

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office)
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        var input = FormInput(visit.fields, problems: problems ?? [])
        if problems == nil, visit.fields["search"].isEmpty {
            input.values = ["ended_on": site.office.today.iso, "ended_by": viewer.person?.text ?? ""]
        }
        if let day = JapaneseEra.day(input.values["ended_on"] ?? "") { input.values["ended_on"] = day.iso }
        let page = try site.office.store.database.read { [input] connection in
            let reader = RecordReader(connection, viewer: viewer)
            guard let stored = try reader.row(ConfirmationRow.register.definition, id: id) else {
                throw Refusal.notFound
            }
            let row = try ConfirmationRow.register.record(stored.values)
            guard row.answer == .end else { throw Refusal.notFound }
            let rounds = ConfirmationRound.register.definition
            let names = try reader.labels(rounds, ids: [row.round.id.text])
            return EndProofPage(
                id: id.text, round: row.round.id.text, roundName: names[row.round.id.text] ?? "棚卸",
                account: row.label, input: input,
                people: try reader.picker(
                    "ended_by", Person.register.definition, chosen: input.values["ended_by"] ?? "",
                    visit.fields, limit: Self.peopleListed))
        }
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private func prove(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let fields = visit.fields
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        guard fields["search"].isEmpty else { return try page(visit) }
        guard let day = JapaneseEra.day(FieldChecks.cleaned(fields["ended_on"], keepsLines: false)) else {
            return try page(
                visit,
                problems: [
                    Problem("round.end-day", "終了した日を 令和8年6月30日 の形で入力してください。", field: "ended_on")
                ])
        }
        do {
            try site.office.prove(
                EndProof(
                    endedOn: day, endedBy: Identifier(fields["ended_by"]), file: fields.files["evidence"],
                    place: fields["place"]), of: id, by: viewer)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
        site.say(visit, Notice(.done, "アカウントの終了を記録しました。台帳でも止めてあります。"))
        return .redirect(Address.rounds.path)
    }
}

extension RecordReader {
    /// A choice of one record of a register, found by words that were typed into the same form.
    func picker(
        _ name: String, _ register: RegisterDefinition, chosen: String, _ typed: FormFields, limit: Int
    ) throws -> LinkPicker {
        var picker = LinkPicker(words: typed[name + ".search"])
        if let label = try labels(register, ids: [chosen])[chosen] {
            picker.chosen = FormChoice(chosen, label)
        }
        guard typed["search"] == name else { return picker }
        let page = try page(register, ListQuery(words: typed.words(name + ".search"), limit: limit))
        picker.candidates = page.rows.map { FormChoice($0.id.text, RecordForm.text($0.values[0])) }
        picker.moreCount = page.total - page.rows.count
        return picker
    }
}
