import Office
import Primitives
import Registers
import Storage
import WebPages

/// The triage queue and one alert.
struct AlertRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/alerts", .signedIn, queue),
            Route(.get, "/alerts/*", .signedIn) { try page($0) },
            Route(.post, "/alerts/*", .signedIn, judge),
        ]
    }

    private func queue(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor, .sectionHead)
        let queue = try site.office.alertQueue(for: viewer)
        let words = try words(viewer, queue.names)
        let page = AlertsPage(
            open: queue.open.map(words.line), openCount: queue.openCount,
            judged: queue.judged.map(words.line), mayJudge: viewer.roles.contains(.office),
            seesMonitoring: words.seesRegisters)
        return try site.page(page, visit)
    }

    private func page(_ visit: Visit, problems: [Problem]? = nil) throws -> Reply {
        let viewer = try visit.viewer(.office, .auditor, .sectionHead)
        let (stored, earlier, names) = try site.office.alert(try id(visit), for: viewer)
        let words = try words(viewer, names)
        let isOffice = viewer.roles.contains(.office)
        let isJudged = MonitoringAlert.State.verdicts.contains(stored.alert.state)
        var input = FormInput(visit.fields, problems: problems ?? [])
        input.values["reason"] = visit.fields["reason"].isEmpty ? reason(visit) : visit.fields["reason"]
        let page = AlertPage(
            alert: words.line(stored), earlier: earlier.map(words.line),
            mayJudge: isOffice && stored.alert.state != .silent,
            mayTakeBack: isJudged && stored.alert.event == nil,
            exception: isOffice ? Self.exception(stored.alert, site.office.today) : nil, input: input)
        return try site.page(page, visit, status: problems == nil ? 200 : 422)
    }

    /// The form of an exception, filled with what is known of the alert.
    private static func exception(_ alert: MonitoringAlert, _ today: Day) -> LinkText? {
        guard let subject = alert.subject else { return nil }
        return LinkText(
            "この警報を例外にする", .newRecord(register: RuleException.registerName),
            query: [
                QueryItem("name", "\(alert.title)（\(subject)）"), QueryItem("rule_id", alert.ruleID),
                QueryItem("field", "subject"), QueryItem("value", subject),
                QueryItem("starts_on", today.iso), QueryItem("ends_on", today.adding(months: 6).iso),
            ])
    }

    private func judge(_ visit: Visit) throws -> Reply {
        let viewer = try visit.viewer(.office)
        let (id, version) = (try id(visit), Int(visit.fields["version"]))
        do {
            if visit.fields["verdict"] == AlertVerdict.event.rawValue {
                let event = try site.office.makeEvent(id, reason: reason(visit), by: viewer)
                site.say(
                    visit,
                    Notice(
                        .done, "事象として受け付けました。分かったことを書き足していってください。",
                        next: LinkText("事象を開く", .record(register: EventReport.registerName, id: event.text))))
            } else {
                guard let state = MonitoringAlert.State(rawValue: visit.fields["verdict"]) else {
                    throw Refusal.notFound
                }
                try site.office.judge(id, state, reason: reason(visit), expected: version, by: viewer)
                site.say(
                    visit,
                    Notice(
                        .done, state == .new ? "判断を取り消しました。" : "「\(state.title)」と記録しました。",
                        next: LinkText("この警報を開く", .alert(id.text))))
            }
        } catch {
            guard let problems = formProblems(error) else { throw error }
            return try page(visit, problems: problems)
        }
        return .redirect(
            visit.fields["place"] == "queue" ? Address.alerts.path : Address.alert(id.text).path)
    }

    /// In the queue each form has a field of its own, because no two fields of a page may share a name's id.
    private func reason(_ visit: Visit) -> String {
        let own = visit.fields["reason." + (visit.values.first ?? "")]
        return own.isEmpty ? visit.fields["reason"] : own
    }

    private func id(_ visit: Visit) throws -> Identifier {
        guard let id = Identifier(visit.values[0]) else { throw Refusal.notFound }
        return id
    }

    private func words(_ viewer: Viewer, _ names: [String: String]) throws -> AlertWords {
        AlertWords(
            text: try site.assessed(for: viewer), names: names,
            seesRegisters: !viewer.roles.isDisjoint(with: [.office, .auditor]))
    }
}
