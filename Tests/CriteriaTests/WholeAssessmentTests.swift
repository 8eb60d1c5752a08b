import Database
import Duties
import Primitives
import Registers
import TestSupport
import Testing

/// The catalogue and the criteria that ship, together.
@Suite struct `The whole assessment` {
    let catalogue: Catalogue
    let library: CriterionLibrary

    init() throws {
        catalogue = try Catalogue.load(fromFolder: CriteriaPlaces.requirements)
        library = try CriterionLibrary.load(fromFolder: CriteriaPlaces.criteria)
    }

    @Test(arguments: StorageEngine.allCases, ["2026-04-01", "2027-03-31", "2027-07-01", "2036-02-29"])
    func `of an organization that recorded nothing passes nothing`(on engine: StorageEngine, iso: String)
        throws
    {
        let day = try #require(Day(iso: iso))
        let database = try engine.emptyDatabase()
        let tables = try CriteriaTables(Set(library.files.flatMap(\.views)).sorted())
        try database.write { try tables.create($0) }
        let results = try library.files.map { ($0.name, try database.findings(of: $0, on: day)) }
        let written = Set(catalogue.requirements.map(\.id).filter { $0.origin == .policy })
        let verdicts = Assessment.verdicts(
            catalogue, library,
            facts: AssessmentFacts(
                on: day,
                results: Dictionary(
                    uniqueKeysWithValues: results.map { ($0.0, CriterionResult(findings: $0.1)) }),
                answers: [], written: written))
        #expect(verdicts.count == catalogue.requirements.filter { $0.isJudged || !$0.pointsTo.isEmpty }.count)
        for verdict in verdicts {
            #expect(verdict.verdict == .undetermined, "\(verdict.requirement): \(verdict.reason)")
            #expect(verdict.nextStep != nil, "\(verdict.requirement) has no next step")
            let isLaterLaw =
                catalogue[verdict.requirement].map { !$0.isInForce(on: day, isWritten: false) } ?? false
            if !written.contains(verdict.requirement), isLaterLaw {
                #expect(verdict.display == .notInForce, "\(verdict.requirement)")
            } else {
                #expect(verdict.display == .notYetConfirmed, "\(verdict.requirement)")
            }
        }
        #expect(
            TopicVerdict<OrdinanceField>.fields(catalogue, verdicts).allSatisfy { $0.rollUp.counts.total > 0 }
        )
        #expect(
            TopicVerdict<GuidelineChapter>.chapters(catalogue, verdicts).allSatisfy {
                $0.rollUp.verdict != .met
            })
    }

    @Test func `says everything in whole Japanese sentences`() {
        for file in library.files {
            let sentences =
                [file.empty.sentence, file.empty.next, file.metSentence.filled { _ in "1" }]
                + file.reasons.values.flatMap {
                    [$0.sentence.filled { _ in "1" }, $0.next.filled { _ in "1" }]
                }
            for sentence in sentences {
                #expect(sentence.hasSuffix("。"), "\(file.name): \(sentence)")
                #expect(
                    sentence.contains { !$0.isASCII } && sentence.count <= 120, "\(file.name): \(sentence)")
            }
        }
    }
}
