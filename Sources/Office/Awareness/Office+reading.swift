import Database
import Primitives
import Registers
import Storage

extension Office {
    /// The texts that are open today: the policy in force first, then notices, those due first.
    public func readingMatters() throws -> [ReadingMatter] {
        let day = today
        let notices = try store.database.read { connection in
            try Self.all(StaffNotice.register, RecordReader(connection, viewer: .console))
        }
        let open = notices.filter { $0.record.startsOn <= day && ($0.record.endsOn ?? day) >= day }
        let matters = open.map { id, notice in
            ReadingMatter(
                subject: .notice(id), title: notice.title, text: notice.text,
                textHash: notice.textHash ?? "", purpose: notice.purpose, unit: notice.unit?.id,
                clause: notice.clause, startsOn: notice.startsOn, dueOn: notice.dueOn)
        }
        let never = Day(daysSince1970: .max)
        return try policyMatter(day)
            + matters.sorted { ($0.dueOn ?? never, $0.subject.id) < ($1.dueOn ?? never, $1.subject.id) }
    }

    private func policyMatter(_ day: Day) throws -> [ReadingMatter] {
        guard let stored = try currentRevision(on: day) else { return [] }
        let revision = stored.revision
        let since = revision.inForceOn ?? revision.decidedOn
        guard since.map({ $0 <= day }) ?? true else { return [] }
        let register = PolicyRevision.register
        // A revision adopted by an earlier release holds no digest; its text has not changed since.
        let sealed = try register.record(
            Self.sealed(register.definition, register.values(revision)))
        return [
            ReadingMatter(
                subject: .revision(stored.id), title: revision.title, text: revision.text,
                textHash: revision.textHash ?? sealed.textHash ?? "", purpose: .rules, unit: nil,
                clause: nil, startsOn: since, dueOn: nil)
        ]
    }

    /// What the viewer's own person has to read; empty for an account without a person.
    ///
    /// Read once until one of the registers that it comes from changes: every home asks.
    public func readings(for viewer: Viewer) throws -> [ReadingMatter] {
        guard let id = viewer.person, Self.isAsked(viewer) else { return [] }
        let versions = try store.database.read { try RegisterVersions($0).changed }
        let key = Self.readingRegisters.map { versions[$0] ?? -1 } + [today.daysSince1970]
        if let known = toRead.withLock({ $0[id]?.key == key ? $0[id]?.matters : nil }) { return known }
        let matters = try unread(by: id)
        toRead.withLock { kept in
            if kept.count >= Self.readersKept { kept.removeAll() }
            kept[id] = (key, matters)
        }
        return matters
    }

    /// What `unread` reads.
    private static let readingRegisters = [
        StaffNotice.registerName, PolicyRevision.registerName, Acknowledgement.registerName,
        Person.registerName,
    ]
    /// People whose list is kept; beyond them all are read anew.
    private static let readersKept = 512

    private func unread(by id: Identifier) throws -> [ReadingMatter] {
        let matters = try readingMatters()
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            guard let row = try reader.row(Person.register.definition, id: id) else { return [] }
            let person = try Person.register.record(row.values)
            let asked = matters.filter { $0.isAddressed(to: person.unit?.id) }
            let read = try asked.isEmpty ? [] : Self.acknowledged(asked, connection, today, person: id)
            return asked.filter { !read.contains(Self.key($0.subject.id, id.text)) }
        }
    }

    /// Records that the viewer has read a text, in this very wording; saying it twice records it once.
    ///
    /// - Throws: `Problem` `acknowledgement.changed` where the text was changed while it was being read.
    public func acknowledge(
        _ subject: ReadingMatter.Subject, textHash: String, by viewer: Viewer
    ) throws {
        guard let person = viewer.person, Self.isAsked(viewer) else { throw Refusal.access }
        guard let matter = try readings(for: viewer).first(where: { $0.subject == subject }) else { return }
        guard matter.textHash == textHash else {
            throw Problem(
                "acknowledgement.changed", "読んでいるあいだに文章が改められました。新しい文章を読んでから、もう一度押してください。")
        }
        let register = Acknowledgement.register
        var (notice, revision): (Link<StaffNotice>?, Link<PolicyRevision>?)
        switch subject {
        case .notice(let id): notice = Link(id)
        case .revision(let id): revision = Link(id)
        }
        let record = Acknowledgement(
            title: matter.title, notice: notice, revision: revision, textHash: textHash,
            person: Link(person), acknowledgedOn: today)
        try create(register.definition, register.values(record), by: viewer)
    }

    /// Every open text with who has not read it yet, as far as the viewer may see people.
    public func readingCounts(for viewer: Viewer) throws -> [ReadingCount] {
        try Refusal.unless(viewer, .office, .auditor, .sectionHead)
        let (day, matters) = (today, try readingMatters())
        return try store.database.read { connection in
            let people = try Self.all(Person.register, RecordReader(connection, viewer: viewer))
                .filter { $0.record.isPresent(on: day) }
            let read = try Self.acknowledged(matters, connection, day, person: nil)
            return matters.map { matter in
                var seen: Set<String> = []
                var missing: [ReadingCount.Missing] = []
                for (id, person) in people where matter.isAddressed(to: person.unit?.id) {
                    let staff = person.staffNumber ?? id.text
                    guard seen.insert(staff).inserted else { continue }
                    if !read.contains(Self.key(matter.subject.id, staff)),
                        !read.contains(Self.key(matter.subject.id, id.text))
                    {
                        missing.append(.init(name: person.name, unit: person.unit?.id))
                    }
                }
                return ReadingCount(matter: matter, askedCount: seen.count, missing: missing)
            }
        }
    }

    /// Whoever reads content is asked, whatever else they do here.
    private static func isAsked(_ viewer: Viewer) -> Bool {
        !viewer.roles.isDisjoint(with: [.office, .sectionHead, .staff, .auditor])
    }

    private static func key(_ subject: Identifier, _ reader: String) -> String {
        subject.text + " " + reader
    }

    /// Who has read which text in its present wording, by person and by staff number: whoever leaves on 3/31
    /// and is taken on again on 4/1 has read it all the same.
    private static func acknowledged(
        _ matters: [ReadingMatter], _ connection: any Connection, _ day: Day, person: Identifier?
    ) throws -> Set<String> {
        var wanted: [String: ReadingMatter] = [:]
        for matter in matters { wanted[matter.subject.id.text] = matter }
        let year = FiscalYear(containing: day).firstDay
        var found: Set<String> = []
        let own: SQL =
            person.map { "AND (a.person = \($0.text) OR p.staff_number = \(staffNumber($0)))" } ?? ""
        try connection.forEachRow(
            """
            SELECT COALESCE(a.notice, a.revision), a.text_hash, a.acknowledged_on, a.person,
            COALESCE(p.staff_number, '') FROM r_acknowledgements a
            LEFT JOIN r_people p ON p.id = a.person AND p.to_seq IS NULL
            WHERE a.to_seq IS NULL AND a.acknowledged_on <= \(day.iso) \(own)
            """
        ) { row in
            guard let matter = wanted[row.text(0)], matter.textHash == row.text(1) else { return }
            if matter.isYearly, row.text(2) < year.iso { return }
            found.insert(key(matter.subject.id, row.text(3)))
            if !row.text(4).isEmpty { found.insert(key(matter.subject.id, row.text(4))) }
            if let person { found.insert(key(matter.subject.id, person.text)) }
        }
        return found
    }

    private static func staffNumber(_ person: Identifier) -> SQL {
        "(SELECT o.staff_number FROM r_people o WHERE o.id = \(person.text) AND o.to_seq IS NULL)"
    }

    /// All current records of a short register.
    static func all<Owner>(
        _ register: Register<Owner>, _ reader: RecordReader
    ) throws -> [(id: Identifier, record: Owner)] {
        var found: [(Identifier, Owner)] = []
        var query = ListQuery(limit: 500)
        repeat {
            let page = try reader.page(register.definition, query)
            found += try page.rows.map { ($0.id, try register.record($0.values)) }
            query.after = page.next
        } while query.after != nil
        return found
    }
}
