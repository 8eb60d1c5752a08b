import Office
import Primitives
import Registers
import Storage
import WebPages

/// Records that may be one thing: found, kept apart, or made one.
struct DuplicateRoutes {
    /// Pairs of one page.
    static let shown = 50

    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/registers/*/duplicates", .signedIn, show),
            Route(.post, "/registers/*/duplicates", .signedIn, keepApart),
            Route(.get, "/registers/*/merge", .signedIn) { try compare($0) },
            Route(.post, "/registers/*/merge", .signedIn, merge),
        ]
    }

    /// The register, if this viewer may change something of it.
    private func register(_ visit: Visit) throws -> RegisterDefinition {
        let register = try RegisterRoutes.register(visit)
        guard register.condition(for: .write).mayAllowSomething(try visit.viewer) else {
            throw Refusal.access
        }
        return register
    }

    private func show(_ visit: Visit) throws -> Reply {
        let register = try register(visit)
        let viewer = try visit.viewer
        let pairs = try site.office.duplicates(register, by: viewer)
        let first = Array(pairs.prefix(Self.shown))
        let rows = try site.office.store.database.read {
            try RecordReader($0, viewer: viewer).rows(
                register, ids: Set(first.flatMap { [$0.first.text, $0.second.text] }))
        }
        let byId = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        let page = DuplicatesPage(
            register: register.name, registerTitle: register.title,
            pairs: first.compactMap { pair in
                guard let one = byId[pair.first], let two = byId[pair.second] else { return nil }
                return DuplicatesPage.Pair(
                    first: (one.id.text, name(one, register)), second: (two.id.text, name(two, register)),
                    reasons: pair.reasons.map { $0.words(register) } + differences(one, two, register),
                    canDecide: [one, two].allSatisfy {
                        site.office.allows(register, .write, viewer, $0.values)
                    })
            }, totalCount: pairs.count, canCompare: DuplicateFinder.canCompare(register))
        return try site.page(page, visit)
    }

    private func name(_ row: RegisterRow, _ register: RegisterDefinition) -> String {
        RecordText.label(RecordForm.text(row.values[0]), register, site.office.catalogue)
    }

    /// Links of the list in which the two differ: lists of one name in two sections may well be two lists.
    private func differences(_ one: RegisterRow, _ two: RegisterRow, _ register: RegisterDefinition)
        -> [String]
    {
        let titles = register.listedFields.filter { index in
            guard case .link = register.fields[index].kind else { return false }
            return one.values[index] != two.values[index]
        }.map { "「\(register.fields[$0].title)」" }
        return titles.isEmpty ? [] : ["ただし、\(titles.joined(separator: "と"))は違います。"]
    }

    private func pair(_ visit: Visit) throws -> [Identifier] {
        let ids = [visit.fields["first"], visit.fields["second"]].compactMap { Identifier($0) }
        guard ids.count == 2, ids[0] != ids[1] else { throw Refusal.notFound }
        return ids
    }

    private func keepApart(_ visit: Visit) throws -> Reply {
        let register = try register(visit)
        let ids = try pair(visit)
        try site.office.keepApart(register, ids[0], ids[1], by: try visit.viewer)
        site.say(visit, Notice(.done, "別のものと覚えました。この組は、もう出ません。"))
        return .redirect(Address.duplicates(register.name).path)
    }

    // MARK: Merging

    private func rows(_ visit: Visit, _ register: RegisterDefinition) throws -> [RegisterRow] {
        let ids = try pair(visit)
        let viewer = try visit.viewer
        let found = try site.office.store.database.read {
            try RecordReader($0, viewer: viewer).rows(register, ids: Set(ids.map(\.text)))
        }
        let rows = ids.compactMap { id in found.first { $0.id == id } }
        guard rows.count == 2 else { throw Refusal.notFound }
        guard rows.allSatisfy({ site.office.allows(register, .write, viewer, $0.values) }) else {
            throw Refusal.access
        }
        return rows
    }

    /// Fields of which one of two values has to be chosen: made by people, and different.
    private func differing(_ rows: [RegisterRow], _ register: RegisterDefinition) -> [Int] {
        register.fields.indices.filter {
            register.fields[$0].isTyped && rows[0].values[$0] != rows[1].values[$0]
        }
    }

    private func compare(_ visit: Visit, problems: [String] = []) throws -> Reply {
        let register = try register(visit)
        let rows = try rows(visit, register)
        let viewer = try visit.viewer
        let page = try site.office.store.database.read { connection -> MergePage in
            let reader = RecordReader(connection, viewer: viewer)
            let text = try RecordText(
                register: register, reader: reader, rows: rows, catalogue: site.office.catalogue)
            let authors = try Authors(reader, rows.map(\.fromSeq))
            let sides = try rows.enumerated().map { index, row in
                let change = authors.change(row.fromSeq)
                return MergePage.Side(
                    id: row.id.text, name: text.words(index, 0), version: String(row.fromSeq),
                    changed: "最後の変更 \(change.at.textInJapan) \(change.by)",
                    links: try site.office.linking(register, to: row.id, reader).map {
                        "\($0.register.title) \($0.count)件"
                    })
            }
            let differing = differing(rows, register)
            return MergePage(
                register: register.name, registerTitle: register.title, records: sides,
                fields: differing.map { field in
                    let values = rows.indices.map {
                        rows[$0].values[field] == .null ? nil : text.words($0, field)
                    }
                    let sent = Int(visit.fields["f." + register.fields[field].column])
                    return MergePage.Field(
                        name: "f." + register.fields[field].column, title: register.fields[field].title,
                        // What is written down says more than what is not.
                        values: values, chosen: sent == 1 || sent == nil && values[0] == nil ? 1 : 0)
                }, sameCount: register.fields.count { $0.isTyped } - differing.count,
                kept: visit.fields["kept"] == "1" ? 1 : 0, problems: problems)
        }
        return try site.page(page, visit, status: problems.isEmpty ? 200 : 422)
    }

    private func merge(_ visit: Visit) throws -> Reply {
        let register = try register(visit)
        let rows = try rows(visit, register)
        let kept = visit.fields["kept"] == "1" ? 1 : 0
        var values = rows[kept].values
        for field in differing(rows, register) {
            let chosen = visit.fields["f." + register.fields[field].column]
            // A field that was the same when the page was made has been changed by somebody since.
            guard ["0", "1"].contains(chosen) else {
                return try compare(visit, problems: ["ほかの人が先に変更しました。もう一度、見比べてください。"])
            }
            values[field] = rows[chosen == "1" ? 1 : 0].values[field]
        }
        let versions = [0, 1].map { Int(visit.fields["version-\($0)"]) ?? -1 }
        do {
            try site.office.merge(
                register, keeping: rows[kept].id, ending: rows[1 - kept].id, values,
                versions: (kept: versions[kept], other: versions[1 - kept]), by: try visit.viewer)
        } catch let problems as Problems {
            return try compare(visit, problems: problems.all.map(\.sentence))
        } catch let problem as Problem where problem.code != Refusal.access.code {
            return try compare(visit, problems: [problem.sentence])
        }
        site.say(visit, Notice(.done, "一つにまとめました。終わりにしたほうの内容は、その記録の「これまでの版」に残っています。"))
        return .redirect(Address.record(register: register.name, id: rows[kept].id.text).path)
    }
}

extension DuplicatePair.Reason {
    /// Why, as a sentence.
    func words(_ register: RegisterDefinition) -> String {
        switch self {
        case .sameNumber(let field): "「\(register.fields[field].title)」が同じです。"
        case .sameName: "「\(register.fields[0].title)」が同じです（全角・半角、かな、空白、会社の種類の違いは見ません）。"
        case .nearName: "「\(register.fields[0].title)」が一文字だけ違います。"
        }
    }
}
