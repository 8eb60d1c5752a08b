import Duties
import Foundation
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// What a verdict tells whom: everybody who sees it how things stand, nobody what another unit keeps.
@Suite struct SecrecyOfVerdictsTests {
    typealias Place = OfficeTests.Place

    /// All that a verdict could say to a page.
    private static func words(_ verdict: RequirementVerdict) -> String {
        let subjects = verdict.subjects.flatMap { [$0.label, $0.reason, $0.next, $0.id] }
        let evidence = verdict.evidence.flatMap { [$0.id, $0.title, $0.hash ?? ""] }
        let step = [verdict.nextStep?.sentence, verdict.answeredBy].compactMap(\.self)
        return ([verdict.reason] + subjects + evidence + step).joined(separator: "\n")
    }

    private static func create<Owner: Record>(_ place: Place, _ record: Owner) throws -> Identifier {
        let register = Owner.register
        return try place.office.create(register.definition, register.values(record), by: .console).id
    }

    /// A requirement that is answered by a question without evidence that must be there.
    private static func asked(_ office: Office) throws -> [Requirement] {
        office.catalogue.judged.filter { if case .question = $0.criterion { true } else { false } }
    }

    @Test(arguments: StorageEngine.allCases)
    func `a section head's verdicts name no record, no file and no words of another unit`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        _ = try place.adopt()
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        _ = try Self.create(place, InformationAsset(name: "よその資産", keeper: Link(other)))
        _ = try Self.create(place, InformationAsset(name: "うちの資産", keeper: Link(own)))
        _ = try Self.create(
            place,
            Contract(title: "よその契約", section: Link(other), handlesInformation: true))
        _ = try Self.create(
            place, Person(name: "よその職員", unit: Link(other), employment: .regular))
        let asked = try Self.asked(place.office)
        for (index, unit) in [other, own].enumerated() {
            let name = ["よその", "うちの"][index]
            try place.office.record(
                AnswerDraft(
                    outcome: .notDone, doneOn: place.office.today, unit: unit, reason: "\(name)事情",
                    file: UploadedFile(name: "\(name)証拠.txt", bytes: Array(name.utf8))),
                for: asked[index].id.rawValue, by: .console)
        }
        try place.office.record(
            AnswerDraft(outcome: .notApplicable, doneOn: place.office.today, reason: "よその理由"),
            for: asked[2].id.rawValue, by: .console)
        let head = Viewer(person: nil, roles: [.sectionHead], units: [own])
        let (all, told) = (
            try place.office.assess(on: place.office.today, for: .console),
            try place.office.assess(on: place.office.today, for: head)
        )
        let whole = all.verdicts.map(Self.words).joined(separator: "\n")
        for word in ["よその資産", "よその契約", "よその事情", "よその理由", "うちの資産"] {
            #expect(whole.contains(word), "the office reads \(word)")
        }
        #expect(all.verdicts.map(\.display) == told.verdicts.map(\.display), "how things stand is for all")
        for verdict in told.verdicts {
            #expect(!Self.words(verdict).contains("よその"), "\(verdict.requirement.rawValue)")
        }
        #expect(told.verdicts.map(Self.words).joined().contains("うちの資産"))
        let shown = told.verdicts.flatMap(\.evidence)
        #expect(shown.count == 1, "the own unit's evidence and no other")
        let counted = zip(all.verdicts, told.verdicts).allSatisfy { all, told in
            all.subjects.count == told.subjects.count + told.unnamedCount
        }
        #expect(counted, "the others are counted")
    }

    @Test func `what is told of verdicts changes with the records, the day and the units`() throws {
        let place = try Place(.sqlite)
        _ = try place.adopt()
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        func told(_ units: Set<Identifier>) throws -> String {
            let head = Viewer(person: nil, roles: [.sectionHead], units: units)
            return try place.office.assess(on: place.office.today, for: head).verdicts.map(Self.words)
                .joined()
        }
        #expect(try !told([own]).contains("名簿"))
        let id = try Self.create(place, InformationAsset(name: "名簿", keeper: Link(own)))
        #expect(try told([own]).contains("名簿"))
        #expect(try !told([other]).contains("名簿"))
        #expect(try told([own, other]).contains("名簿"))
        let register = InformationAsset.register
        try place.office.change(
            register.definition, id: id,
            register.values(InformationAsset(name: "名簿", keeper: Link(other))), expected: nil, by: .console)
        #expect(try !told([own]).contains("名簿"))
        #expect(try told([other]).contains("名簿"))
    }
}
