import Office
import Primitives
import Registers
import Storage
import WebPages

/// How the monitoring itself does, and its rules.
struct MonitoringRoutes {
    let site: Site
    /// Days that the page looks back.
    private static let days = 2

    var routes: [Route] {
        [
            Route(.get, "/monitoring", .signedIn, figures),
            Route(.get, "/rules", .signedIn) { try rules($0) },
            Route(.post, "/rules", .signedIn, setRule),
        ]
    }

    // MARK: Figures

    private func figures(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let figures = try site.office.monitoringFigures(days: Self.days, for: viewer)
        let page = MonitoringPage(
            asOf: figures.asOf, days: Self.days,
            alerts: HourChart(
                title: "警報の数（時間ごと）", table: "alert-hours", hours: figures.hours.map(Self.hour),
                rows: [(name: "警報", values: figures.alerts)]),
            rules: figures.rules.map {
                MonitoringPage.Rule(
                    id: $0.id, alertCount: $0.alertCount, eventCount: $0.eventCount, openCount: $0.openCount,
                    mistakenCount: $0.mistakenCount)
            },
            sources: figures.sources.map { Self.source($0, figures.asOf) },
            traffic: HourChart(
                title: "届いた行（時間ごと）", table: "traffic-hours", hours: figures.hours.map(Self.hour),
                rows: figures.traffic))
        return try site.page(page, visit)
    }

    private static func source(_ health: SourceHealth, _ end: Instant) -> MonitoringPage.Source {
        let isSilent = health.isSilentStill(at: end)
        let state =
            !health.isExpected
            ? "まだ届いていない"
            : isSilent
                ? "途切れている" : health.source.silentAfterMinutes == nil ? "途切れを調べない" : "届いている"
        return MonitoringPage.Source(
            link: LinkText(
                health.source.name, .record(register: LogOrigin.registerName, id: health.id.text)),
            state: state, isBad: isSilent || !health.isExpected || health.dropped > 0,
            lastAt: health.lastAt, lineCount: health.lineCount, byteCount: health.byteCount,
            dropped: health.dropped, notUnderstood: health.notUnderstood)
    }

    /// 11-30 21時.
    private static func hour(_ moment: Instant) -> String {
        let text = moment.textInJapan
        return "\(text.dropFirst(5).prefix(5)) \(Int(text.dropFirst(11).prefix(2)) ?? 0)時"
    }

    // MARK: Rules

    private func rules(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor)
        let standings = try site.office.rules(site.configuration.rules, for: viewer)
        let words = AlertWords(
            text: try site.assessed(for: viewer), names: [:], seesRegisters: true)
        let rule = visit.fields["rule"]
        var input = FormInput(visit.fields, problems: problems ?? [])
        input.values["reason"] = visit.fields["reason." + rule]
        let page = RulesPage(
            rules: standings.map { Self.rule($0, words) }, maySwitch: viewer.roles.contains(.office),
            domains: try site.office.profile()?.domains ?? "", failed: problems == nil ? nil : rule,
            input: input)
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    private static func rule(_ standing: RuleStanding, _ words: AlertWords) -> RulesPage.Rule {
        let rule = standing.rule
        let since = standing.setting.map { "（\(JapaneseEra.text($0.since))から）" } ?? ""
        let until = standing.silentUntil.map { "（\(JapaneseEra.text($0))まで）" } ?? ""
        let counts =
            standing.raisedCount == 0
            ? "この14日に出た警報はありません"
            : "この14日の警報 \(standing.raisedCount)件、うち誤検知 \(standing.mistakenCount)件"
        return RulesPage.Rule(
            id: rule.id, title: rule.title, level: rule.level.title, summary: rule.summary,
            clauses: words.clauses(rule.clauses),
            state: standing.state.title + (standing.state == .silent ? until : since),
            isOn: standing.state != .off, isOnTrial: standing.state == .silent,
            waitsFor: rule.waitsFor.isEmpty
                ? nil : "台帳がまだ空なので、何も見つけられません：" + rule.waitsFor.joined(separator: "、"),
            counts: counts,
            exceptions: standing.exceptions.map { id, exception in
                LinkText(
                    exception.name
                        + (exception.endsOn.map { "（\(JapaneseEra.text($0))まで）" } ?? "（終わりの日がないため効かない）"),
                    .record(register: RuleException.registerName, id: id.text))
            },
            silent: standing.silentAlerts.map { stored in
                LinkText("\(stored.alert.title)　\(AlertWords.times(stored.alert))", .alert(stored.id.text))
            })
    }

    private func setRule(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        if visit.fields.has("domains") {
            try site.office.setDomains(visit.fields["domains"], by: viewer)
            site.say(visit, Notice(.done, "ドメイン名を保存しました。"))
            return .redirect(Address.rules.path)
        }
        let rule = visit.fields["rule"]
        let wanted: (state: RuleSetting.State, skips: Bool)
        switch visit.fields["state"] {
        case "on": wanted = (.on, false)
        case "now": wanted = (.on, true)
        case "silent": wanted = (.silent, false)
        case "off": wanted = (.off, false)
        default: throw Refusal.notFound
        }
        do {
            let state = try site.office.setRule(
                rule, to: wanted.state, skipsTrial: wanted.skips, reason: visit.fields["reason." + rule],
                by: viewer)
            site.say(visit, Notice(.done, "「\(rule)」を「\(state.title)」にしました。"))
            return .redirect(Address.rules.path)
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try rules(visit, problems: problems)
        }
    }
}
