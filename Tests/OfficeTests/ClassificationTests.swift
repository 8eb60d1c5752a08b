import Database
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// Five answers in daily words, and the class and the reasons that they lead to.
@Suite struct ClassificationTests {
    typealias Questions = ClassificationQuestions
    typealias Place = OfficeTests.Place
    private static let assets = InformationAsset.register

    static let usual = Questions.Answers(
        openness: .everybody, personal: .none, leak: .nothing, damage: .redone, outage: .week)

    private static func answers(_ change: (inout Questions.Answers) -> Void) -> Questions.Answers {
        var answers = usual
        change(&answers)
        return answers
    }

    @Test func `the heavier of two answers decides the confidentiality`() {
        let rows: [(InformationAsset.Confidentiality, Questions.Answers)] = [
            (.level1, Self.usual), (.level2, Self.answers { $0.openness = .office }),
            (.level2, Self.answers { $0.leak = .office }), (.level3C, Self.answers { $0.openness = .unit }),
            (.level3C, Self.answers { $0.personal = .ordinary }),
            (.level3C, Self.answers { $0.leak = .person }), (.level3B, Self.answers { $0.leak = .life }),
            (.level3B, Self.answers { $0.personal = .sensitive }),
            (.level3B, Self.answers { $0.personal = .individualNumber }),
            (.level3A, Self.answers { $0.openness = .secret }),
            (
                .level3A,
                Self.answers {
                    $0.openness = .secret
                    $0.personal = .individualNumber
                }
            ),
        ]
        for (level, answers) in rows {
            let outcome = Questions.outcome(answers)
            #expect(outcome.confidentiality == level, "\(answers)")
            #expect(outcome.confidentialityReason.contains(answers.openness.title))
            #expect(outcome.confidentialityReason.contains(answers.leak.title))
        }
    }

    @Test func `no answer to a question makes a class lighter when the answer is heavier`() {
        func weight(_ level: InformationAsset.Confidentiality) -> Int {
            -(InformationAsset.Confidentiality.allCases.firstIndex(of: level) ?? 0)
        }
        for personal in InformationAsset.PersonalInformation.allCases {
            for openness in Questions.Openness.allCases {
                var last = Int.min
                for leak in Questions.Leak.allCases {
                    let outcome = Questions.outcome(
                        Self.answers {
                            $0.openness = openness
                            $0.personal = personal
                            $0.leak = leak
                        })
                    #expect(weight(outcome.confidentiality) >= last, "\(personal) \(openness) \(leak)")
                    last = weight(outcome.confidentiality)
                }
            }
        }
        for damage in Questions.Damage.allCases {
            let outcome = Questions.outcome(Self.answers { $0.damage = damage })
            #expect((outcome.integrity == .level1) == (damage == .redone))
        }
        for outage in Questions.Outage.allCases {
            let outcome = Questions.outcome(Self.answers { $0.outage = outage })
            #expect((outcome.availability == .level2) == (outage == .hours))
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the answers become class, reasons with day and person, and the day of confirmation`(
        on engine: StorageEngine
    ) throws {
        let place = try Place(engine)
        let (own, other) = (try place.unit("総務課"), try place.unit("消防署"))
        let person = try place.office.create(
            Person.register.definition,
            Person.register.values(Person(name: "森田 一郎", unit: Link(own), employment: .regular)), by: .console
        ).id
        let head = Viewer(person: person, roles: [.sectionHead], units: [own])
        let row = try place.office.create(
            Self.assets.definition,
            Self.assets.values(InformationAsset(name: "搬送記録", keeper: Link(own), place: "書庫")), by: .console)
        let answers = Self.answers {
            $0.personal = .sensitive
            $0.outage = .hours
        }
        let changed = try place.office.classify(
            row.id, answers, more: "病歴を含む", expected: row.fromSeq, by: head)
        let asset = try Self.assets.record(changed.values)
        #expect(asset.confidentiality == .level3B && asset.integrity == .level1)
        #expect(asset.availability == .level2)
        #expect(asset.personalInformation == .sensitive && asset.place == "書庫")
        #expect(asset.classifiedOn == place.office.today)
        for reason in [asset.confidentialityReason, asset.integrityReason, asset.availabilityReason] {
            #expect(reason?.contains("補足：病歴を含む") == true)
            #expect(reason?.contains("令和8年6月1日 森田 一郎が五つの質問に答えて決めた") == true)
        }
        #expect(throws: Problem.self) {
            try place.office.classify(row.id, answers, expected: row.fromSeq, by: head)
        }
        let strange = Viewer(person: person, roles: [.sectionHead], units: [other])
        #expect(throws: Problem.self) {
            try place.office.classify(row.id, answers, expected: nil, by: strange)
        }
        let auditor = Viewer(person: person, roles: [.auditor], units: [])
        #expect(throws: Problem.self) {
            try place.office.classify(row.id, answers, expected: nil, by: auditor)
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `the organization's own words stand beside the guideline's`(on engine: StorageEngine) throws {
        let place = try Place(engine)
        let levels = ClassificationLevel.register
        func add(_ fill: (inout RecordDraft<ClassificationLevel>) -> Void) throws {
            try place.office.create(levels.definition, levels.values(fill), by: .console)
        }
        try add {
            $0.name = "重要（部外秘）"
            $0.axis = .confidentiality
            $0.confidentiality = .level3B
        }
        try add {
            $0.name = "むかしの重要"
            $0.axis = .confidentiality
            $0.confidentiality = .level3B
            $0.decidedOn = Day(iso: "2020-04-01")
            $0.endsOn = Day(iso: "2024-03-31")
        }
        for (name, rank) in [("高い", 1), ("ふつう", 2)] {
            try add {
                $0.name = name
                $0.axis = .integrity
                $0.rank = rank
                $0.scheme = "二段階"
            }
        }
        for rank in 1...3 {
            try add {
                $0.name = "三つの\(rank)"
                $0.axis = .availability
                $0.rank = rank
            }
        }
        let outcome = Questions.outcome(Self.answers { $0.personal = .sensitive })
        let names = try place.office.store.database.read {
            try place.office.ownClasses(outcome, RecordReader($0, viewer: .console)).names
        }
        #expect(names == [.confidentiality: "重要（部外秘）", .integrity: "ふつう"])
    }
}
