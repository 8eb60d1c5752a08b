import Primitives
import Registers
import Storage

extension Office {
    /// Records that somebody tells of something odd. Whoever is signed in may tell; the register itself is
    /// written by the office alone.
    ///
    /// - Throws: `Problems` where nothing is told.
    @discardableResult
    public func tell(
        _ what: String, happened: String, place: String, by viewer: Viewer
    ) throws -> Identifier {
        let register = EventReport.register
        let day = today
        let unit = try viewer.person.flatMap { person in
            try store.database.read { connection in
                try RecordReader(connection, viewer: .console).row(Person.register.definition, id: person)
                    .flatMap { try Person.register.record($0.values).unit }
            }
        }
        func clean(_ text: String) -> String? {
            let clean = FieldChecks.cleaned(text, keepsLines: false)
            return clean.isEmpty ? nil : clean
        }
        guard let what = clean(what) else {
            throw Problems([
                Problem("event.what", "「何がありましたか」が空です。分かることだけで構いません。", field: "what")
            ])
        }
        let report = EventReport(
            what: what, happened: clean(happened), place: clean(place),
            reporter: viewer.person.map { Link($0) }, unit: unit, toldOn: day)
        let problems = register.definition.validate(register.values(report))
        guard problems.isEmpty else { throw Problems(problems) }
        // The write grant is the office's: a person may add the first word and may not change what was made
        // of it. This act adds one record of one shape and nothing else, so the grant is not asked here.
        return try act(viewer) { try $0.create(register.definition, register.values(report)).id }
    }

    /// What was told and nobody has taken up, the oldest first, as far as the viewer may see.
    public func openReports(for viewer: Viewer) throws -> [(id: Identifier, report: EventReport)] {
        let register = EventReport.register
        return try store.database.read { connection in
            let query = ListQuery(
                filters: ["state": .text(EventReport.State.told.rawValue)], sortColumn: "told_on", limit: 50)
            return try RecordReader(connection, viewer: viewer).page(register.definition, query).rows
                .map { ($0.id, try register.record($0.values)) }
        }
    }
}
