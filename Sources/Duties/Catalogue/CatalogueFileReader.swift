import Primitives
import Yams

/// Reads one file of Content/requirements: what holds for the whole file, then its entries.
struct CatalogueFileReader {
    let file: String
    private let vocabulary: Vocabulary
    private(set) var problems: [CatalogueProblem] = []

    init(file: String, vocabulary: Vocabulary) {
        self.file = file
        self.vocabulary = vocabulary
    }

    mutating func requirements(in text: String) -> [Requirement] {
        guard let top = mapping(in: text) else { return [] }
        var head = YAMLEntry(file: file, id: nil, mapping: top)
        let edition = head.text("edition")
        let validFrom = head.day("valid-from")
        guard let entries = head.node("requirements")?.sequence, !entries.isEmpty else {
            head.note("requirements", "要求の一覧がありません。「- id: …」の形で一つ以上書いてください。")
            problems += head.problems
            return []
        }
        head.noteUnknownFields()
        problems += head.problems
        guard let edition, let validFrom else { return [] }
        return entries.compactMap { requirement(from: $0, edition: edition, validFrom: validFrom) }
    }

    private mutating func mapping(in text: String) -> Node.Mapping? {
        do {
            if let mapping = try Yams.compose(yaml: text)?.mapping { return mapping }
            problems.append(.init(file: file, "edition、valid-from、requirements の三つの項目で書いてください。"))
        } catch {
            problems.append(.init(file: file, "YAML として読めません。字下げと引用符を確かめてください。（\(error)）"))
        }
        return nil
    }

    private mutating func requirement(from node: Node, edition: String, validFrom: Day) -> Requirement? {
        guard let mapping = node.mapping else {
            problems.append(.init(file: file, line: node.mark?.line, "「- id: …」から始まる項目の組にしてください。"))
            return nil
        }
        var entry = YAMLEntry(
            file: file, id: mapping.first { $0.key.string == "id" }?.value.string, mapping: mapping)
        let requirement = entry.requirement(
            edition: edition, validFrom: validFrom, vocabulary: vocabulary)
        entry.noteUnknownFields()
        problems += entry.problems
        return entry.problems.isEmpty ? requirement : nil
    }
}

extension YAMLEntry {
    mutating func day(_ field: String) -> Day? {
        guard let text = text(field) else { return nil }
        guard let day = Day(iso: text) else {
            note(field, "日付は 2026-04-01 の形で書いてください（今は「\(text)」）。")
            return nil
        }
        return day
    }

    fileprivate mutating func requirement(
        edition: String, validFrom: Day, vocabulary: Vocabulary
    ) -> Requirement? {
        let id = requirementID()
        let title = text("title", longest: 40)
        let (action, record, proof) = (text("do"), text("record"), text("prove"))
        let role = code("role", as: DutyRole.self)
        let audience = audience()
        let schedule = schedule()
        let minutes = number("minutes", in: 1...960)
        let crosswalk = crosswalk()
        let law = law()
        let isJudged = flag("judged", whenMissing: true)
        let pointsTo = texts("points-to").map(RequirementID.init(rawValue:))
        let criterion = criterion(isJudged: isJudged)
        let hints = matchHints(areNeeded: pointsTo.isEmpty, vocabulary: vocabulary)
        let ownEdition = optionalText("edition") ?? edition
        let ownValidFrom = has("valid-from") ? day("valid-from") : validFrom
        guard let id, let title, let action, let record, let proof, let role, let minutes, let ownValidFrom
        else {
            return nil
        }
        return Requirement(
            id: id, title: title, action: action, record: record, proof: proof, role: role,
            audience: audience,
            schedule: schedule, minutesOfWork: minutes, crosswalk: crosswalk, law: law, edition: ownEdition,
            validFrom: ownValidFrom, isJudged: isJudged, pointsTo: pointsTo, criterion: criterion,
            matchHints: hints)
    }

    private mutating func requirementID() -> RequirementID? {
        guard let text = text("id") else { return nil }
        guard text.hasPrefix("SEED-") || text.hasPrefix("LAW-"), !text.contains(where: \.isWhitespace) else {
            note("id", "SEED- か LAW- で始まり、空白のない ID にしてください（今は「\(text)」）。")
            return nil
        }
        return RequirementID(rawValue: text)
    }

    private mutating func audience() -> [Audience] {
        let codes = texts("audience")
        if codes.isEmpty { note("audience", "対象を一つ以上書いてください。") }
        return codes.compactMap { code in
            if let audience = Audience(rawValue: code) { return audience }
            let known = Audience.allCases.map(\.rawValue).joined(separator: ", ")
            note("audience", "「\(code)」は使えません。次から選んでください：\(known)")
            return nil
        }
    }

    private mutating func schedule() -> [Occasion] {
        let codes = texts("schedule")
        if codes.isEmpty { note("schedule", "時期を一つ以上書いてください。") }
        return codes.compactMap { code in
            if let occasion = Occasion(rawValue: code) { return occasion }
            note("schedule", "「\(code)」は使えません。yearly-1〜yearly-12、on-change などの決まった語で書いてください。")
            return nil
        }
    }

    private mutating func law() -> [LegalBasis] {
        guard let node = node("law") else { return [] }
        guard let entries = node.sequence else {
            note("law", "「- citation: …」の形の一覧で書いてください。", at: node)
            return []
        }
        return entries.compactMap { entry in
            guard let mapping = entry.mapping else {
                note("law", "citation と in-force-from の二つを書いてください。", at: entry)
                return nil
            }
            var basis = YAMLEntry(file: file, id: id, mapping: mapping)
            let (citation, start) = (basis.text("citation"), basis.day("in-force-from"))
            basis.noteUnknownFields()
            take(basis.problems)
            guard let citation, let start else { return nil }
            return LegalBasis(citation: citation, inForceFrom: start)
        }
    }
}
