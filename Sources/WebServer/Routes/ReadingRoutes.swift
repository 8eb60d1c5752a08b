import Office
import PolicyText
import Primitives
import Registers
import Storage
import WebPages

/// What everybody reads and confirms, and who has done so.
struct ReadingRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/reading", .signedIn) { visit in try page(visit, isHome: false) },
            Route(.get, "/reading/people", .signedIn, readers),
            Route(.post, "/acknowledgements", .signedIn, acknowledge),
        ]
    }

    /// The home of 職員: nothing but what is to be read, and where to tell.
    func home(_ visit: Visit, _ viewer: Viewer) throws -> Reply { try page(visit, isHome: true) }

    /// One line for somebody whose home shows other work: what waits to be read.
    func lines(_ viewer: Viewer) throws -> [WorkLine] {
        let matters = try site.office.readings(for: viewer)
        guard let first = matters.first else { return [] }
        let more = matters.count > 1 ? "（ほか\(matters.count - 1)件）" : ""
        return [
            WorkLine(
                title: "読んでいただくもの", reason: "「\(first.title)」をまだ読んでいません。\(more)",
                dueOn: matters.compactMap(\.dueOn).min(), holder: "あなた",
                minutes: matters.reduce(0) { $0 + Self.minutes($1) }, button: LinkText("読む", .reading))
        ]
    }

    private func page(_ visit: Visit, isHome: Bool) throws -> Reply {
        let viewer = try visit.contentViewer()
        let document = try site.assessed(for: viewer).policy.document
        let page = StaffHomePage(
            toRead: try site.office.readings(for: viewer).map { Self.reading($0, document) },
            contact: try Self.contact(site.office), isHome: isHome, seesReaders: viewer.readsVerdicts)
        return try site.page(page, visit)
    }

    private static func reading(_ matter: ReadingMatter, _ document: PolicyDocument?) -> Reading {
        let isPolicy = matter.isPolicy
        let why =
            matter.unit == nil ? "全ての職員等にお願いしています。" : "あなたの所属にお願いしています。"
        let since = matter.startsOn.map { "\(JapaneseEra.text($0))から効力のある版です。" } ?? ""
        return Reading(
            id: matter.subject.text, version: matter.textHash, title: matter.title,
            paragraphs: isPolicy
                ? ["わたしたち全員が守る文章です。\(since)本文を読んでから「読みました」を押してください。"]
                : matter.text.split(separator: "\n").map(String.init),
            page: isPolicy ? LinkText("本文を読む", .policy) : nil,
            reason: matter.isYearly ? why + "年度に一度、確かめます。" : why,
            clause: matter.clause.flatMap { document?.clause(at: ClausePath($0)) }.map(VerdictText.reference),
            minutes: minutes(matter), dueOn: matter.dueOn)
    }

    /// About five hundred characters a minute.
    private static func minutes(_ matter: ReadingMatter) -> Int { 1 + matter.text.count / 500 }

    /// Whom to call: the contact point of today, by role and name.
    static func contact(_ office: Office) throws -> String? {
        try office.store.database.read { connection -> String? in
            let register = Appointment.register
            // Everybody may know whom to call; only role, name and unit leave here.
            let reader = RecordReader(connection, viewer: .console)
            let query = ListQuery(filters: ["role": .text(SecurityRole.contactPoint.rawValue)], limit: 50)
            let holders = try reader.page(register.definition, query).rows.map {
                try register.record($0.values)
            }
            let today = office.today
            let current = holders.first { $0.startsOn <= today && ($0.endsOn ?? today) >= today }
            guard let link = current?.person,
                let row = try reader.row(Person.register.definition, id: link.id)
            else { return nil }
            let person = try Person.register.record(row.values)
            let units = try reader.labels(
                OrganizationUnit.register.definition, ids: Set([person.unit?.id.text].compactMap(\.self)))
            let unit = person.unit.flatMap { units[$0.id.text] }.map { "（\($0)）" } ?? ""
            return "\(SecurityRole.contactPoint.title)　\(person.name)\(unit)"
        }
    }

    private func acknowledge(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let back: Address = viewer.homeIsReading ? .home : .reading
        guard let subject = ReadingMatter.Subject(text: visit.fields["subject"]) else {
            throw Refusal.notFound
        }
        do {
            try site.office.acknowledge(subject, textHash: visit.fields["version"], by: viewer)
        } catch let problem as Problem where problem.code == "acknowledgement.changed" {
            site.say(visit, Notice(.caution, problem.sentence))
            return .redirect(back.path)
        }
        let left = try site.office.readings(for: viewer).count
        site.say(
            visit,
            Notice(
                .done,
                left == 0
                    ? "確認を記録しました。すべて読み終わりました。ありがとうございました。" : "確認を記録しました。あと\(left)件あります。"))
        return .redirect(back.path)
    }

    private func readers(_ visit: Visit) throws -> Reply {
        let viewer = try visit.verdictViewer()
        let counts = try site.office.readingCounts(for: viewer)
        let names = try site.office.store.database.read { connection in
            let ids = Set(counts.flatMap(\.missing).compactMap { $0.unit?.text })
            return try RecordReader(connection, viewer: viewer).labels(
                OrganizationUnit.register.definition, ids: ids)
        }
        let page = ReadersPage(
            today: site.office.today, texts: counts.map { Self.text($0, names) },
            canWrite: viewer.roles.contains(.office))
        return try site.page(page, visit)
    }

    private static func text(_ count: ReadingCount, _ names: [String: String]) -> ReadText {
        let units = Dictionary(grouping: count.missing) { missing in
            missing.unit.flatMap { names[$0.text] } ?? "所属の記録なし"
        }
        let address: Address
        switch count.matter.subject {
        case .notice(let id): address = .record(register: StaffNotice.registerName, id: id.text)
        case .revision: address = .policy
        }
        return ReadText(
            title: count.matter.title, purpose: count.matter.purpose.title, address: address,
            askedCount: count.askedCount, readCount: count.readCount, dueOn: count.matter.dueOn,
            missing: units.sorted { $0.key < $1.key }.map { name, people in
                ReadText.Unit(name: name, people: people.map(\.name).sorted())
            })
    }
}

extension Viewer {
    /// 職員 have what they read as their home; for the others it is a page beside it.
    var homeIsReading: Bool {
        roles.contains(.staff) && roles.isDisjoint(with: [.office, .auditor, .sectionHead])
    }
}

extension ReadingMatter {
    /// The policy itself, which is read on a page of its own.
    var isPolicy: Bool { if case .revision = subject { true } else { false } }
}
