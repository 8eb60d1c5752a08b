import Office
import Primitives
import Registers
import Storage
import WebPages

/// The sheets of the monitoring: by day and by month, read, signed, printed.
struct WatchSheetRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/monitoring/sheets", .signedIn, all),
            Route(.get, "/monitoring/sheets/*", .signedIn) { try page($0) },
            Route(.post, "/monitoring/sheets/*", .signedIn, sign),
        ]
    }

    private func all(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let page = WatchSheetsPage(
            due: try site.office.dueSheets(for: viewer).map {
                ($0.period.title, $0.period.text, $0.dueOn)
            },
            signed: try site.office.signedSheets(for: viewer).map { sheet in
                WatchSheetsPage.Signed(
                    title: sheet.title, period: sheet.period,
                    counts: "警報 \(sheet.alertCount)、うち判断していない \(sheet.openCount)、見られなかった \(sheet.gapCount)",
                    signer: sheet.signedName ?? "氏名なし", on: sheet.signedOn)
            })
        return try site.page(page, visit)
    }

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let state = try site.office.watchSheet(try period(visit), for: viewer)
        var sections: [WatchSheetPage.Section] = []
        for line in state.lines {
            if sections.last?.title == line.section {
                sections[sections.count - 1].lines.append((line.label, line.value))
            } else {
                sections.append(
                    WatchSheetPage.Section(title: line.section, lines: [(line.label, line.value)]))
            }
        }
        let maySign = viewer.roles.contains(.office) && state.signed == nil && state.isOver
        let page = WatchSheetPage(
            organization: try site.office.profile()?.name ?? "", name: state.period.title,
            period: state.period.text, seats: ["CISO", "統括責任者", "担当"], sections: sections,
            signature: state.signed.map(Self.signature) ?? [],
            later: state.later.map { ($0.label, $0.value) }, isIntact: state.isIntact, hash: state.hash,
            signer: maySign ? visit.person?.signedIn.name : nil,
            obstacle: state.signed == nil && !state.isOver ? "この期間はまだ終わっていません。終わってから署名します。" : nil,
            input: FormInput(visit.fields, problems: problems ?? []))
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private static func signature(_ sheet: WatchSheet) -> [(label: String, words: String)] {
        var pairs = [
            ("署名した人", sheet.signedName ?? "サーバーの担当者"), ("署名した日", JapaneseEra.text(sheet.signedOn)),
        ]
        if let remark = sheet.remark { pairs.append(("所見", remark)) }
        return pairs.map { (label: $0.0, words: $0.1) }
    }

    private func sign(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let period = try period(visit)
        guard visit.fields["acknowledged"] == "1" else {
            return try page(
                visit, problems: [Problem("watch.acknowledged", "確かめたら、印を付けてください。", field: "acknowledged")])
        }
        do {
            try site.office.sign(
                sheet: period, hash: visit.fields["hash"], remark: visit.fields["remark"], by: viewer)
            site.say(visit, Notice(.done, "\(period.title)に署名しました。"))
            return .redirect(Address.watchSheets.path)
        } catch let problem as Problem where problem.code == "watch.changed" || problem.code == "watch.signed"
        {
            site.say(visit, Notice(.caution, problem.sentence))
            return .redirect(Address.watchSheet(period.text).path)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
    }

    private func period(_ visit: Visit) throws -> WatchPeriod {
        guard let period = WatchPeriod(visit.values[0]) else { throw Refusal.notFound }
        return period
    }
}
