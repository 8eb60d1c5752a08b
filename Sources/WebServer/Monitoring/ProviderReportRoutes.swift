import Exchange
import Office
import Primitives
import Registers
import Storage
import WebPages

/// A provider's monthly report: attached, read, signed.
struct ProviderReportRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/monitoring/reports", .signedIn) { try all($0) },
            Route(.post, "/monitoring/reports", .signedIn, attach).withFiles(),
            Route(.get, "/monitoring/reports/*", .signedIn) { try page($0) },
            Route(.post, "/monitoring/reports/*", .signedIn, sign),
        ]
    }

    private func all(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let (reports, exits) = try site.office.providerReports(for: viewer)
        var input = FormInput(visit.fields, problems: problems ?? [])
        if problems == nil {
            let month = WatchPeriod(monthOf: site.office.today)
            input.values["period"] = String(month.first.adding(days: -1).iso.prefix(7))
        }
        let page = ProviderReportsPage(
            reports: reports.map { id, report in
                ProviderReportsPage.Report(
                    id: id.text, title: report.title, result: report.result?.title ?? "まだ",
                    signature: report.signedOn.map {
                        "\(JapaneseEra.text($0))　\(report.signedName ?? "氏名なし")"
                    } ?? "まだ読んでいない", waits: report.signedOn == nil)
            }, exits: exits.map { FormChoice($0.id.text, $0.name) },
            mayAttach: viewer.roles.contains(.office), input: input)
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private func attach(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let file = visit.fields.files["file"] ?? UploadedFile(name: "", bytes: [])
        var (text, remark) = ("", "")
        if !file.bytes.isEmpty {
            // A picture or a scan has no text: the file is kept all the same, and read by eye.
            do throws(TextExtractionError) {
                text = try TextExtraction.text(of: file.bytes, name: file.name).text
            } catch {
                remark = "文字は読み取れませんでした：\(error.message)"
            }
        }
        do {
            let id = try site.office.attach(
                report: file, text: text, exit: Identifier(visit.fields["exit"]),
                month: WatchPeriod(FieldChecks.cleaned(visit.fields["period"], keepsLines: false)), by: viewer
            )
            site.say(visit, Notice(remark.isEmpty ? .done : .caution, "報告書を残しました。読んで署名してください。\(remark)"))
            return .redirect(Address.providerReport(id.text).path)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try all(visit, problems: problems)
        }
    }

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let id = try id(visit)
        let (report, exit) = try site.office.providerReport(id, for: viewer)
        let maySign = viewer.roles.contains(.office) && report.signedOn == nil
        var facts: [(label: String, words: String)] = []
        if let exit {
            facts = [
                ("ライセンス・保守の期限", exit.licenceEndsOn.map { JapaneseEra.text($0) } ?? "未記入"),
                ("設定を見直した日", exit.settingsReviewedOn.map { JapaneseEra.text($0) } ?? "未記入"),
                ("報告の対象の最終日", exit.reportCoversTo.map { JapaneseEra.text($0) } ?? "未記入"),
            ]
        }
        let page = ProviderReportPage(
            id: id.text, name: report.title,
            file: LinkText("報告書のファイルを開く", .evidenceFile(report.evidence.id.text)),
            counts: report.counts.map { ($0.label, $0.count) }, content: report.content,
            signature: Self.signature(report), exit: facts,
            results: maySign
                ? InternetExit.ReportResult.allCases.map { FormChoice($0.rawValue, $0.title) } : [],
            input: FormInput(visit.fields, problems: problems ?? []))
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private static func signature(_ report: ProviderReport) -> [(label: String, words: String)] {
        guard let day = report.signedOn else { return [] }
        var pairs = [
            ("署名した人", report.signedName ?? "氏名なし"), ("署名した日", JapaneseEra.text(day)),
            ("報告への対応", report.result?.title ?? ""),
        ]
        if let remark = report.remark { pairs.append(("所見", remark)) }
        return pairs.map { (label: $0.0, words: $0.1) }
    }

    private func sign(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let written = FieldChecks.cleaned(visit.fields["licence"], keepsLines: false)
        let licence = JapaneseEra.day(written)
        var problems: [Problem] = []
        let result = InternetExit.ReportResult(rawValue: visit.fields["result"])
        if result == nil {
            problems.append(
                Problem("provider-report.result", "報告への対応を選んでください。", field: "result"))
        }
        if !written.isEmpty, licence == nil {
            problems.append(
                Problem(
                    "register.unusable", "日付として読めません。令和9年3月31日 や 2027-03-31 の形で入力してください。", field: "licence"))
        }
        guard let result, problems.isEmpty else { return try page(visit, problems: problems) }
        do {
            try site.office.sign(
                report: try id(visit),
                ReportSignature(
                    result: result, remark: visit.fields["remark"], licenceEndsOn: licence,
                    reviewedSettings: visit.fields["reviewed"] == "1"), by: viewer)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
        site.say(visit, Notice(.done, "署名しました。接続口の台帳にも、読んだ日と対象の月が入っています。"))
        return .redirect(Address.providerReports.path)
    }

    private func id(_ visit: Visit) throws -> Identifier {
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        return id
    }
}
