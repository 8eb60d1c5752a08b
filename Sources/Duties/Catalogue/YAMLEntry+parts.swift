import Yams

/// The parts of an entry that are mappings themselves: crosswalk, criterion and match.
extension YAMLEntry {
    mutating func crosswalk() -> Crosswalk {
        guard var part = part("crosswalk") else { return Crosswalk(links: []) }
        var links: [CrosswalkLink] = []
        for status in CrosswalkLink.Status.allCases {
            guard var list = part.part(status.rawValue, isOptional: true) else { continue }
            for scheme in CrosswalkScheme.allCases {
                for reference in list.texts(scheme.rawValue) {
                    if scheme == .ordinance, Int(reference).flatMap(OrdinanceField.init(rawValue:)) == nil {
                        list.note(scheme.rawValue, "1から8までの号の番号を書いてください（今は「\(reference)」）。")
                    }
                    links.append(CrosswalkLink(scheme: scheme, reference: reference, status: status))
                }
            }
            list.noteUnknownFields()
            part.take(list.problems)
        }
        part.noteUnknownFields()
        take(part.problems)
        return Crosswalk(links: links)
    }

    /// Exactly one criterion for a judged entry, none for another.
    mutating func criterion(isJudged: Bool) -> Criterion? {
        guard var part = part("criterion", isOptional: true) else {
            if isJudged { note("criterion", "判定のしかたがありません。question か sql のどちらか一つを書いてください。") }
            return nil
        }
        if !isJudged { note("criterion", "judged: false の要求には判定を書けません。どちらかを消してください。") }
        let criterion: Criterion?
        switch (part.has("sql"), part.has("question")) {
        case (true, false): criterion = part.statement()
        case (false, true): criterion = part.question().map { .question($0) }
        default:
            note("criterion", "question か sql の、どちらか一つだけを書いてください。")
            return nil
        }
        part.noteUnknownFields()
        take(part.problems)
        return criterion
    }

    private mutating func statement() -> Criterion? {
        let file = text("sql")
        var reasons: [String: String] = [:]
        if var list = part("reasons") {
            for key in list.names {
                reasons[key] = list.text(key)
            }
            take(list.problems)
        }
        var asked: Question?
        if var part = part("until-registered", isOptional: true) {
            asked = part.question()
            part.noteUnknownFields()
            take(part.problems)
        }
        return file.map {
            .statement(StatementCriterion(file: $0, reasons: reasons, untilRegistered: asked))
        }
    }

    private mutating func question() -> Question? {
        let (text, hint) = (text("question"), text("hint"))
        let validity = validity()
        let evidence = code("evidence", as: Question.EvidenceNeed.self)
        guard let text, let hint, let validity, let evidence else { return nil }
        return Question(text: text, hint: hint, validity: validity, evidence: evidence)
    }

    private mutating func validity() -> Question.Validity? {
        guard let text = text("validity") else { return nil }
        if text == "fiscal-year" { return .fiscalYear }
        if text == "until-changed" { return .untilChanged }
        if text.hasSuffix("-days"), let days = Int(text.dropLast(5)), (1...3660).contains(days) {
            return .days(days)
        }
        note("validity", "fiscal-year、until-changed、90-days（日数は3660まで）のどれかで書いてください（今は「\(text)」）。")
        return nil
    }

    /// One mapping of hints, or a list of them of which any one is enough.
    mutating func matchHints(areNeeded: Bool, vocabulary: Vocabulary) -> [MatchHint] {
        guard let node = node("match") else {
            if areNeeded { note("match", "条項を見つける手がかりを書いてください。") }
            return []
        }
        let mappings = node.sequence.map { $0.map(\.mapping) } ?? [node.mapping]
        return mappings.compactMap { mapping in
            guard let mapping else {
                note("match", "headings、defines、all などの項目で書いてください。", at: node)
                return nil
            }
            var part = YAMLEntry(file: file, id: id, mapping: mapping)
            let hint = part.matchHint(vocabulary)
            part.noteUnknownFields()
            if hint.all.isEmpty && hint.defines.isEmpty {
                part.note("match", "all か defines のどちらかは必要です。見出しだけでは結び付けません。")
            }
            take(part.problems)
            return hint
        }
    }

    private mutating func matchHint(_ vocabulary: Vocabulary) -> MatchHint {
        let groups = node("all")?.sequence.map { Array($0) } ?? []
        return MatchHint(
            headings: words("headings", vocabulary), defines: texts("defines"),
            all: groups.map { words(texts(of: $0, "all"), "all", vocabulary) },
            any: words("any", vocabulary), not: words("not", vocabulary),
            notHeadings: words("not-headings", vocabulary),
            isDecisive: flag("decisive", whenMissing: false))
    }

    private mutating func words(_ field: String, _ vocabulary: Vocabulary) -> [String] {
        words(texts(field), field, vocabulary)
    }

    /// The terms with each `@name` replaced by the words of that set.
    private mutating func words(_ terms: [String], _ field: String, _ vocabulary: Vocabulary) -> [String] {
        terms.flatMap { term -> [String] in
            guard term.hasPrefix("@") else { return [term] }
            if let set = vocabulary[String(term.dropFirst())] { return set }
            note(field, "語の組「\(term)」は \(Vocabulary.fileName) にありません。つづりを確かめてください。")
            return []
        }
    }

    /// The mapping under a field as an entry of its own.
    private mutating func part(_ field: String, isOptional: Bool = false) -> YAMLEntry? {
        guard let node = node(field) else {
            if !isOptional { note(field, "書かれていません。この項目を書き足してください。") }
            return nil
        }
        guard let mapping = node.mapping else {
            note(field, "「項目: 値」の形で書いてください。", at: node)
            return nil
        }
        return YAMLEntry(file: file, id: id, mapping: mapping)
    }
}
